"""Words around a formula that may carry a condition."""

import re

_CONDITION = re.compile(
    r"\b(?:if|when|whenever|for|where|assum\w*|let|at|given|unless|provided|suppose)\b"
    r"|当|若|如果|假设|时|時|对于",
    re.IGNORECASE,
)


def condition_in(words: str) -> str | None:
    """Return the words if they may carry a condition, else None."""
    return " ".join(words.split()) if _CONDITION.search(words) else None
