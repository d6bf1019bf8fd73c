"""Displays that go on under a case and under its contrary: “when $w = o$:”, “when $w \\neq o$:”.

Both go on from the same line; what holds under one says nothing of the other.  What is said behind
them, “in both cases”, “hence”, may be said of all.
"""

import re
from itertools import pairwise

from msgspec.structs import replace

from derivcheck.document.model import Chain
from derivcheck.source.pattern import later

_LETTER = r"\{?\s*(?:[A-Za-z]|\\[a-z]+)(?:'|_\{?\w\}?)?\s*\}?"
_EQUAL, _APART = "=", r"\\neq?(?![a-z])|\\not\s*=|≠|!="
# no more than the condition, a word or two about it, and what leads to the formula
_CASE = later(
    rf"(?P<words>[^$\\]{{0,60}})\$(?P<left>{_LETTER})\s*(?P<sign>{_EQUAL}|{_APART})\s*(?P<right>{_LETTER})\$"
    r"(?:[\s:,：，.。~*_）)]|时|時|的情况下?|then|we|have|get|obtain|有|则)*"
)
_ROW = later(
    rf"(?P<words>(?:else,?\s+)?(?:if|when|for|case)|else|当|若|如果)\s*[:,]?\s*"
    rf"(?P<left>{_LETTER})\s*(?P<sign>{_EQUAL}|{_APART})\s*(?P<right>{_LETTER})\s*[:：]?"
)
_OTHERWISE = later(
    r"\W*(?:and\s+)?(?:otherwise|else|elsewhere|in the other case|否则|其他情况|其它情况)\W*",
    re.IGNORECASE,
)
# “hardly for $w = o$”, “except if $w = o$”: then “otherwise” is not its contrary
_PLAIN_CASE = later(
    r"(?:[\W\d_]|\b(?:if|when(?:ever)?|for|in|at|where|suppose|assume|consider|let|that|then|now|and|so"
    r"|we|have|first(?:ly)?|the|a|an|case|is|of|it|true|correct|target|actual|observed|outside|context"
    r"|positive|word|class|label|index|token|i|ii)\b|[在当若对于如果首先情况设假设下])*",
    re.IGNORECASE,
)
_STOP = later(r"[.:;!?。：；](?:\s|$)|[。：；]")
_MAY_SAY = later(
    r"\b(?:if|when|whenever|for|case|where|suppose|assum\w*|given|otherwise|else)\b"
    r"|当|若|如果|情况|否则",
    re.IGNORECASE,
)
# what only says the line before in another way
_GOES_ON = later(
    r"\W*(?:and\s+)?(?:so\s+)?(?:which|that|this|it|i\W?e|又|即)?\s*"
    r"(?:is|equals|means|becomes|gives|yields|reads"
    r"|(?:simplifies|reduces) to|can be written as)?\W*",
    re.IGNORECASE,
)
# why a line is what the one before is
_REASON = later(
    r"\W*(?:by|since|because|simplif\w+|factor\w*|substitut\w+|expand\w+|insert\w+|plugging"
    r"|rearrang\w+|cancel\w+|由于|因为|根据)(?![a-z])",
    re.IGNORECASE,
)
_OF_ALL = later(
    r"\b(?:all|any|every|both|either|general\w*|always|regardless|irrespective|overall|altogether"
    r"|together|combin\w*|summar\w*|conclu\w*)\b|总|所有|综上|一般|任何",
    re.IGNORECASE,
)


def is_case(words: str) -> bool:
    """Whether words are a condition on two letters and nothing more."""
    return _CASE.fullmatch(words.strip()) is not None


def case_of_row(words: str) -> str | None:
    """Return the condition of a row of its own, ``if w=o``, as it would stand before a display."""
    found = _ROW.fullmatch(words.strip())
    if found is None:
        return None
    return f"{found['words']} ${found['left']} {found['sign']} {found['right']}$:"


def is_otherwise(words: str) -> bool:
    """Whether words name the other case by no condition of its own."""
    return _OTHERWISE.fullmatch(words) is not None


def contrary(words: str, case: str) -> str | None:
    """Return the words of a case as the contrary of another one, None if they are not that."""
    first, second = _CASE.fullmatch(case.strip()), _CASE.fullmatch(words.strip())
    if first is None:
        return None
    letters = [first["left"].strip(), first["right"].strip()]
    if second is None:
        if not is_otherwise(words) or not _PLAIN_CASE.fullmatch(_STOP.split(first["words"])[-1]):
            return None
        sign = "\\neq" if first["sign"] == _EQUAL else "="
        return f"if ${letters[0]} {sign} {letters[1]}$:"
    same = {second["left"].strip(), second["right"].strip()} == set(letters)
    other = (first["sign"] == _EQUAL) is not (second["sign"] == _EQUAL)
    return words if same and other else None


def with_otherwise(chains: tuple[Chain, ...]) -> tuple[Chain, ...]:
    """Return chains in which “otherwise:” is the contrary of the case of the chain before.

    That case is the only condition said so far: of a case within a case it may be either's.
    """
    out = list(chains)
    for n, (first, second) in enumerate(pairwise(chains)):
        if not is_otherwise(second.before):
            continue
        *_, case = first.before.rstrip().split("\n\n")
        other = contrary(second.before, case)
        if other is None or any(map(_says_more, chains[:n])) or first.doubtful:
            continue
        out[n + 1] = replace(second, before=f"otherwise, {other}")
    return tuple(out)


def _says_more(chain: Chain) -> bool:
    """Whether words beside a chain may state a condition."""
    said = (chain.before, chain.after, *chain.remarks)
    return bool(chain.doubtful) or any(_MAY_SAY.search(words) for words in said)


def leaves_cases(words: str, *, last: bool) -> bool:
    """Whether words behind a case may end it: behind the ``last`` one all but the plainest may."""
    if _OF_ALL.search(words) is not None:
        return True
    goes_on = _GOES_ON.fullmatch(words) or _REASON.match(words)
    return last and goes_on is None
