"""The tokens of a formula: spelling, layout, macros, which closes which."""
