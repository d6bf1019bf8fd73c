"""What of a row is none of its formula: room between blocks, where a value lies.

``[A \\quad B]`` is ``[A, B]``; ``A = B \\in \\mathbb{R}^n`` says A = B, and beside it what it is.
"""

from collections.abc import Sequence

from derivcheck.document.tokens.structure import Structure
from derivcheck.document.tokens.token import Kind, Token
from derivcheck.document.tokens.wordlist import wordlist
from derivcheck.source.pattern import later

_STOPS = wordlist(
    "= + - − , ; : | * / · × ( [ ] ) \\cdot \\times \\odot \\circ \\left \\right \\quad \\qquad "
    "\\dots \\ldots \\cdots"
)

_INTERVAL = later(r"[(\[] (?:[-+] )?[\d ]+ , (?:[-+] )?(?:[\d ]+|\\infty) [)\]](?: [.,;]|$)")


def says_where(tokens: Sequence[Token], at: int) -> bool:
    """Whether ``∈ ℝ^n`` stands here, a space of real vectors or matrices, or ``∈ (0, 1)``."""
    behind = [token.text for token in tokens[at + 1 : at + 4]]
    if tokens[at].text not in ("\\in", "∈", "\\isin") or not behind:
        return False
    styled = behind[0] in ("\\mathbb", "\\mathbf", "\\mathcal", "\\mathrm", "\\Bbb")
    named = behind[0] in ("\\R", "ℝ", "R", "\\reals", "\\Reals") or (styled and "R" in behind[1:])
    return named or _opens_interval(tokens[at + 1 :])


def _opens_interval(tokens: Sequence[Token]) -> bool:
    """Whether ``(0, 1)``, ``[-1, 1]`` or ``(0, \\infty)`` is all that stands here, or begins it."""
    shown = [token.text for token in tokens if token.text not in ("\\left", "\\right")][:9]
    return _INTERVAL.match(" ".join(shown)) is not None


def parts_blocks(tokens: Sequence[Token], at: int, shape: Structure) -> bool:
    """Whether a pause stands between two things in a square bracket, and parts them."""
    opener = next((n for n in range(at - 1, -1, -1) if shape.partner[n] > at), None)
    if opener is None or at + 1 >= len(tokens):
        return False
    left = tokens[opener].text == "\\left"
    if tokens[opener + left].text != "[" or at - 1 == opener + left:
        return False
    ends = tokens[at - 1].text, tokens[at + 1].text
    plain = tokens[at + 1].kind in (Kind.LETTER, Kind.COMMAND, Kind.OPEN, Kind.NUMBER)
    before = ends[0] not in _STOPS or ends[0] in (")", "]")
    return plain and before and ends[1] not in _STOPS
