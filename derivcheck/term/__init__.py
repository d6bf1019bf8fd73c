"""What was meant: terms over index sorts, with binding, types and side conditions."""
