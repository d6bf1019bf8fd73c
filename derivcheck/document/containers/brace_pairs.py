"""Which brace closes which, in the text of a LaTeX file."""

import re

from derivcheck.source.pattern import later

_BRACES = later(r"\\.|[{}]", re.S)


def closing_brace(text: str, at: int, reach: int = 2000) -> int:
    """Return where the brace closes that was opened right before ``at``; ``at`` if too far."""
    depth = 1
    for found in _BRACES.finditer(text, at, at + reach):
        depth += (found.group() == "{") - (found.group() == "}")
        if depth == 0:
            return found.start()
    return at


def open_braces(text: str, start: int, end: int) -> int:
    """Return how many braces are open at ``end`` of those opened since ``start``."""
    marks = [m.group() for m in _BRACES.finditer(text, start, end)]
    return marks.count("{") - marks.count("}")
