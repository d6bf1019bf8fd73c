"""The pieces of the report at a terminal: lines of styled text, none wider than asked for."""
