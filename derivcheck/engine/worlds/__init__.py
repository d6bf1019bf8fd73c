"""The finite worlds in which a statement is looked at."""
