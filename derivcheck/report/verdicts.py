"""The names of the verdicts, by whether they pass (no imports: the command line starts here)."""

GOOD = ("proved", "given")
"""The verdicts that are good by themselves."""

FAILING = ("refuted", "ill-typed", "unread", "undecided")
"""The verdicts that fail unless they are allowed or expected."""
