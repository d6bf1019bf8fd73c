"""What texts say where a derivative is set to zero, or an optimum is looked for."""

import re

from derivcheck.source.pattern import later

# right before a formula
_SETS = later(
    r"\b(?:set|sets|setting|put|putting)\b[^.]{0,120}?(?:zero|\b0\b)|\bequat(?:e|es|ing)\b"
    r"|\b(?:gradient|derivative)s?\b[^.]{0,80}?(?:\bzero\b|\b0\b)|等于\s*(?:零|0)|为\s*(?:零|0)"
    r"|\bequals?\b[^.]{0,60}?\bto\b[^.]{0,60}?(?:zero|\b0\b)|\bvanish\w*|\bsolv(?:e|es|ed|ing)\b|令|解得|求解",
    re.IGNORECASE,
)
# … as what is to be, and not as what is: “the derivative vanishes” is a claim
_WHAT = (
    r"(?:\b(?:it|its|this|that|these|those|them|both|all|each|result|derivatives?|gradients?|slopes?"
    r"|partials?|expressions?)\b|\\partial|\\nabla|\w'|\\frac\{d)"
)
_COMMANDS = later(
    rf"\b(?:set|sets|setting|put|puts|putting|equat(?:e|es|ing))\b[^.,;:]{{0,80}}?{_WHAT}"
    r"[^.,;]{0,80}?(?:zero|\b0\b)|令[^。]{0,80}?(?:零|0)",
    re.IGNORECASE,
)
# anywhere before it in the part
_STATIONARY = later(
    rf"{_SETS.pattern}|\bstationar\w*|\bcritical points?\b|\bnormal equations?\b|\bKKT\b"
    r"|\b(?:first[- ]order|optimality) conditions?\b|\bLagrang\w*|\bmultipliers?\b"
    r"|\b(?:minimi[sz]\w+|maximi[sz]\w+|optimum|optimal|minimum|maximum)\b|拉格朗日",
    re.IGNORECASE,
)

_NAME = r"(?P<name>(?:\\[A-Za-z]+|[A-Za-z])(?:_(?:\{[^{}$]*\}|\w))?)"
# whose optimum or derivative is meant: “the minimum of $h$ solves”, “$h'(w) = 0$ gives”
_WHOSE = tuple(
    later(pattern)
    for pattern in (
        r"\b(?:of|for|[Mm]inimi[sz]\w+|[Mm]aximi[sz]\w+|[Oo]ptimi[sz]\w+|[Cc]onsider)\s+(?:the\s+)?"
        rf"(?:[a-z]+\s+){{0,2}}\$\s*{_NAME}",
        rf"\$\s*{_NAME}\s*(?:'|\^\{{?\s*\\prime)",
        rf"\\(?:nabla(?:_(?:\{{[^{{}}$]*\}}|\w))?|partial)(?![A-Za-z])\s*{_NAME}",
        rf"\\frac\s*\{{\s*d\s*{_NAME}",
    )
)
_OTHER = later(
    r"\b(?:instead|another|second|third|other(?! (?:hand|words))|latter|next)\b|另一|第二",
    re.IGNORECASE,
)


def functions_meant(words: str) -> frozenset[str]:
    """Return the letters in formulas of which words say that their optimum or slope is meant."""
    found = (hit for pattern in _WHOSE for hit in pattern.finditer(words))
    return frozenset(plain_key(hit["name"]) for hit in found)


def another_is_meant(words: str) -> bool:
    """Whether words go over to another function: “minimizing the second one instead”."""
    return _OTHER.search(words) is not None


def plain_key(written: str) -> str:
    """Return a name without what does not tell it from others: ``L_{1}`` is ``L_1``."""
    return re.sub(r"[{}\s]", "", written)


def sets_to_zero(words: str) -> bool:
    """Whether words say that something is set to zero or solved."""
    return _SETS.search(words) is not None


def speaks_of_an_optimum(words: str) -> bool:
    """Whether words say that a derivative is set to zero, or speak of an optimum otherwise."""
    return _STATIONARY.search(words) is not None


def commands_zero(words: str) -> bool:
    """Whether words set a derivative to zero, which claims nothing."""
    return _COMMANDS.search(words) is not None
