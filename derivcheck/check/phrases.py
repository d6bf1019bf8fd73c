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


# an assumption that stands from here on: “assume |V| = 1.  Then …”
_ASSUMPTION = re.compile(r"\b(?:assum(?:e|ing)|suppose)\b|假设|假定", re.IGNORECASE)


def assumption_in(words: str) -> str | None:
    """Return the sentence in which something is assumed of the formulas after it, else None."""
    for sentence in _SENTENCE_END.split(words):
        if _ASSUMPTION.search(sentence) and _RELATED.search(sentence):
            return " ".join(sentence.split())
    return None


def assumes(words: str) -> bool:
    """Whether the words right before a formula make an assumption of it."""
    return bool(_ASSUMPTION.search(_SENTENCE_END.split(words)[-1]))


# in the sentence before a formula: plainly a condition, or one together with a relation
_STRONG = re.compile(
    r"\b(?:if|when|whenever|case|otherwise|else|assum\w*|suppose|given that|unless)\b"
    r"|当|若|如果|假设|否则|其他",
    re.IGNORECASE,
)
_RELATED = re.compile(r"=|≠|\\neq?\b|\\in\b|<|>|\\leq?\b|\\geq?\b")
_SENTENCE_END = re.compile(r"[.!?。！？]\s|\n\s*\n")


def condition_before(words: str) -> str | None:
    """Return the last sentence before a formula if it may carry a condition, else None."""
    sentence = " ".join(_SENTENCE_END.split(words)[-1].split())
    if _STRONG.search(sentence) or (_CONDITION.search(sentence) and _RELATED.search(sentence)):
        return sentence
    return None
