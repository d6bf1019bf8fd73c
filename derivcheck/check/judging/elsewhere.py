"""Conditions on letters that a chain does not have: “the terms with $u_w$ where $w \\neq k$”."""

import re

from derivcheck.document.model import Chain
from derivcheck.document.tokens.token import Kind
from derivcheck.source.pattern import later

# “where $w \\neq k$”: a comparison of two letters, nothing more in its formula
_COMPARED = later(
    r"\b(?:where|when|with|if|for(?:\s+which)?)\s+\$\s*([A-Za-z])\s*(=|≠|\\neq?(?![a-z]))\s*"
    r"([A-Za-z])\s*\$",
    re.IGNORECASE,
)


# “and $x + x = 2x$”: one claim after another, and nothing more
_JOINED = later(
    r"(?:[\s,;]*(?:\band\b|\bbut\b|\bwhile\b)?[\s,;]*\$[^$]+\$)+[\s.,;]*", re.IGNORECASE
)


def is_claim_beside_numbers(words: str, chain: Chain) -> bool:
    """Whether words behind a chain without letters, ``2 + 2 = 5``, only make further claims."""
    letters = (Kind.LETTER, Kind.COMMAND)
    tokens = (token for member in chain.members for token in member.tokens)
    return _JOINED.fullmatch(words) is not None and all(one.kind not in letters for one in tokens)


def without_other_letters(words: str, chain: Chain) -> str:
    """Return words without comparisons one letter of which the chain does not have.

    They must speak of both cases, w = k and w ≠ k: then they limit neither letter.
    """
    found = list(_COMPARED.finditer(words))
    if {one[2] == "=" for one in found} != {True, False}:
        return words
    written = {
        token.text
        for member in chain.members
        for token in member.tokens
        if token.kind is Kind.LETTER
    }
    others = {frozenset((one[1], one[3])) for one in found}
    (pair, *more) = others
    if more or len(pair) != 2 or len(pair & written) != 1:
        return words
    return _COMPARED.sub(" ", words)
