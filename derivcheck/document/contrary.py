"""Displays that go on under a case and under its contrary: “when $w = o$:”, “when $w \\neq o$:”.

Both go on from the same line; what holds under one says nothing of the other.
"""

import re

from derivcheck.source.pattern import later

_LETTER = r"\{?\s*(?:[A-Za-z]|\\[a-z]+)(?:'|_\{?\w\}?)?\s*\}?"
_EQUAL, _APART = "=", r"\\neq?(?![a-z])|\\not\s*=|≠|!="
# no more than the condition, a word or two about it, and what leads to the formula
_CASE = later(
    rf"[^$\\]{{0,60}}\$(?P<left>{_LETTER})\s*(?P<sign>{_EQUAL}|{_APART})\s*(?P<right>{_LETTER})\$"
    r"(?:[\s:,：，.。~*_）)]|时|時|的情况下?|then|we|have|get|obtain|有|则)*"
)
_OTHERWISE = later(
    r"\W*(?:and\s+)?(?:otherwise|else|elsewhere|in the other case|否则|其他情况|其它情况)\W*",
    re.IGNORECASE,
)


def is_case(words: str) -> bool:
    """Whether words are a condition on two letters and nothing more."""
    return _CASE.fullmatch(words.strip()) is not None


def contrary(words: str, case: str) -> str | None:
    """Return the words of a case as the contrary of another one, None if they are not that."""
    first, second = _CASE.fullmatch(case.strip()), _CASE.fullmatch(words.strip())
    if first is None:
        return None
    letters = [first["left"].strip(), first["right"].strip()]
    if second is None:
        sign = "\\neq" if first["sign"] == _EQUAL else "="
        return f"if ${letters[0]} {sign} {letters[1]}$:" if _OTHERWISE.fullmatch(words) else None
    same = {second["left"].strip(), second["right"].strip()} == set(letters)
    other = (first["sign"] == _EQUAL) is not (second["sign"] == _EQUAL)
    return words if same and other else None
