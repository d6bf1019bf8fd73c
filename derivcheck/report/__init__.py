"""The report as plain data, and the writers that render it."""
