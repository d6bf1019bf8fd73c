"""What stands in brackets beside a formula: a condition, ``(w \\neq o)``, or a reason,
``(\\because A = B)``."""

import re
from collections.abc import Sequence

from derivcheck.document.tokens.phrases import is_bare, is_talk
from derivcheck.document.tokens.signs import relation_at
from derivcheck.document.tokens.token import Kind, Token
from derivcheck.source.pattern import later

_PAIRS = {")": "(", "]": "[", "）": "（"}
_REASONS = frozenset({"\\because", "∵"})
_REASON_WORDS = ("since", "because", "as", "因为", "由于")
# words that join what is said beside a formula to it, and say why or of what it speaks
_EXPLAINS = later(
    r"\b(?:where|since|because|as|with|using|given|from|recall\w*|note|noting|remember|let|here"
    r"|by|due|via|for|if|when|assum\w*|suppos\w*|provided|i\.?\s?e|whereas|while|see|substitut\w*"
    r"|plug\w*|insert\w*|denot\w*|writ\w*|defin\w*)\b|其中|因为|由于|由|这里|代入|∵",
    re.IGNORECASE,
)
OPERATORS = frozenset(
    {"+", "-", "−", "–", "\\cdot", "\\times", "·", "×", "*", "/", "\\pm", "\\circ"}
)
_POINTS = frozenset({",", ".", ";", "，", "。", "；"})
_DERIVES = frozenset({"\\partial", "∂", "\\part", "\\nabla", "∇"})
_FRACTIONS = frozenset({"\\frac", "\\dfrac", "\\tfrac", "\\cfrac"})
# letters that may be indicators, probabilities or expectations of what is compared
_OF_EVENTS = frozenset("IPEpqf")
# the column that a reason stands in: the next row goes on with the formula before it
REASON_COLUMN = 1_000


def explains(words: str) -> bool:
    """Whether words join a claim to a formula as its reason or as what it speaks of: “since”."""
    return _EXPLAINS.search(words) is not None


def bracket_left_open(words: str) -> int:
    """Return how many more brackets words open than they close."""
    return sum((char in "(（") - (char in ")）") for char in words)


def waits(side: Sequence[Token]) -> bool:
    """Whether a side ends in an operator, so that it goes on: ``A +``, but not ``w^*``."""
    if not side or side[-1].text not in OPERATORS:
        return False
    return len(side) < 2 or side[-2].text not in ("^", "_")


def condition_at_end(side: Sequence[Token]) -> tuple[int, list[Token]] | None:
    """Return where a bracket with a condition at the end of a side begins, and what it holds.

    Words open it, ``(\\text{if } w = o)``, or it is one comparison that no function can have
    for its argument: ``(w \\neq o)``, or ``(w = o)`` behind a fraction that is a derivative.
    """
    start = _bracket_at_end(side)
    if start is None or start == 0:
        return None
    inner = _inside(side[start:])
    if not inner:
        return None
    words = inner[0].kind is Kind.TEXT and is_talk(inner[0].text)
    return (start, inner) if words or _compares(side[:start], side[start].text, inner) else None


def _compares(before: Sequence[Token], opened: str, inner: Sequence[Token]) -> bool:
    found = [(n, *at) for n in range(len(inner)) if (at := relation_at(inner, n))]
    member = [n for n, token in enumerate(inner) if token.text in ("\\in", "∈", "\\notin")]
    # [i = k] is an indicator wherever it stands
    value = opened != "[" and _takes_no_argument(before)
    if not value and not any(token.text in _DERIVES for token in before):
        return False
    if not found and len(member) == 1:
        return is_bare(inner[: member[0]])
    if len(found) != 1:
        return False
    place, sign, size = found[0]
    plain = is_bare(inner[:place]) and is_bare(inner[place + size :])
    return plain and (sign == "≠" or (sign == "=" and (value or _ends_with_fraction(before))))


def _takes_no_argument(before: Sequence[Token]) -> bool:
    """Whether what ends here is no function: the number 0, or a vector such as ``v_c``.

    ``1(w = o)``, ``P_k(w = o)`` and ``\\delta_k(w = o)`` are indicators and probabilities.
    """
    *rest, last = before
    if last.text == "0":
        return not rest or rest[-1].text not in ("_", "^")
    named = len(rest) > 1 and last.kind is Kind.LETTER and rest[-1].text == "_"
    return named and rest[-2].kind is Kind.LETTER and rest[-2].text not in _OF_EVENTS


def _ends_with_fraction(tokens: Sequence[Token]) -> bool:
    """Whether the last thing is ``\\frac{…}{…}``."""
    at = len(tokens)
    for _ in range(2):
        depth = 0
        if not at or tokens[at - 1].kind is not Kind.CLOSE:
            return False
        while at:
            at -= 1
            depth += (tokens[at].kind is Kind.CLOSE) - (tokens[at].kind is Kind.OPEN)
            if depth == 0:
                break
    return at > 0 and tokens[at - 1].text in _FRACTIONS


def reason_at_end(row: Sequence[Token]) -> tuple[int, list[Token]] | None:
    """Return where a bracket that gives a reason begins at the end of a row, and what it says."""
    end = len(row)
    while end and row[end - 1].text in _POINTS:
        end -= 1
    start = _bracket_at_end(row[:end])
    inner = _inside(row[start:end]) if start is not None else []
    if start is None or not inner:
        return None
    first = inner[0]
    words = first.text.strip(" ,，:：").lower() if first.kind is Kind.TEXT else ""
    if first.text not in _REASONS and words not in _REASON_WORDS:
        return None
    said = list(inner[1:])
    return (start, said) if any(relation_at(said, n) for n in range(len(said))) else None


def _bracket_at_end(side: Sequence[Token]) -> int | None:
    """Return where the bracket begins that ends a side, its ``\\left`` included, or None."""
    if len(side) < 4 or side[-1].text not in _PAIRS:
        return None
    opening, depth = _PAIRS[side[-1].text], 0
    for n in range(len(side) - 1, -1, -1):
        depth += (side[n].text == side[-1].text) - (side[n].text == opening)
        if depth == 0:
            return n - 1 if n and side[n - 1].text == "\\left" else n
    return None


def _inside(bracket: Sequence[Token]) -> list[Token]:
    """Return what stands between a bracket's two delimiters."""
    first = 2 if bracket[0].text == "\\left" else 1
    last = len(bracket) - (2 if len(bracket) > 2 and bracket[-2].text == "\\right" else 1)
    return list(bracket[first:last])
