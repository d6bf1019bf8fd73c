"""Words around a formula that may carry a condition."""

import re

_CONDITION = re.compile(
    r"\b(?:if|when|whenever|for|where|assum\w*|let|at|given|unless|provided|suppose)\b"
    r"|当|若|如果|假设|时|時|对于",
    re.IGNORECASE,
)


_RANGE = re.compile(r"\\[lc]?dots|…|\.\.\.")


# “for all k”, “∀ k ∈ [1, K]”, 对所有 k: the whole range of a letter, which restricts nothing
_NAME = r"\$?\\?[A-Za-z](?:_\{?\w\}?)?\$?"
_WHOLE = r"(?:\\?[\[{]?\s*1\s*(?:,|\\[lc]?dots|\.\.\.|…|\s)*\s*\|?[A-Z]\|?\s*\\?[\]}]?)"
_FOR_ALL = re.compile(
    rf"[\s,(（]*(?:\\text\w*\{{)?\s*(?:(?:for|对|对于)?\s*(?:all|each|every|any|\\forall|∀|所有|任意|每个)"
    rf"|for|对|对于)\s*\}}?[\s~\\,;]*(?:{_NAME}|{_NAME}\s*(?:\\in|\\isin|∈|=)\s*{_WHOLE}\$?)"
    r"[\s,.。，)）}]*",
    re.IGNORECASE,
)


# “x ∈ ℝ^n” restricts nothing: every symbol is real
_REAL = re.compile(
    rf"\$?(?:{_NAME}\s*,\s*)*{_NAME}\s*(?:\\in|\\isin|∈)\s*"
    r"(?:\\mathbb\s*(?:\{\s*R\s*\}|R)|\\R\b|ℝ)(?:\s*\^\s*(?:\{(?:\w|\||\s|\\times)*\}|\w+))?+"
    r"(?!\s*(?:[\^_*+\w{]|\\set|\\back|\\small))\s*\$?"
)


def may_be_condition(words: str, *, before: bool) -> bool:
    """Whether words beside a formula may carry a condition on it.

    Behind it or in its own row a condition word or a relation is enough; ``before`` the
    formula it takes a plain condition, or both.  A range, ``k = 1, …, K``, restricts nothing.
    """
    words = _REAL.sub(" ", words)
    if _RANGE.search(words) and not _STRONG.search(words):
        return False
    if _FOR_ALL.fullmatch(words):
        return False
    worded, related = bool(_CONDITION.search(words)), bool(_RELATED.search(words))
    if before:
        return bool(_STRONG.search(words)) or (worded and related) or _is_relation(words)
    return worded or related


def _is_relation(words: str) -> bool:
    """Whether words are a short formula with a relation, as ``(w = o)`` in a side column."""
    return bool(_RELATED.search(words)) and len(words) < 40 and not _PROSE.search(words)


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
_PROSE = re.compile(r"(?<!\\)\b[A-Za-z]{4,}")
_SENTENCE_END = re.compile(r"[.!?。！？]\s|\n\s*\n")


def last_sentence(words: str) -> str:
    """Return the last sentence before a formula."""
    return " ".join(_SENTENCE_END.split(words)[-1].split())
