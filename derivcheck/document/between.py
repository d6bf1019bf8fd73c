"""Words between two formulas: whether a condition there belongs to the one before or behind it.

“$$A$$ for $w \\neq o$, and $$B$$ for $w = o$.” says the condition behind each formula, “when
$w = o$: $$A$$” before it.  Where both are possible it is neither's: nothing is proved under it,
and nothing refuted without it.
"""

import re
from collections.abc import Sequence

from msgspec import Struct

from derivcheck.document.containers.pieces import Piece, PieceKind
from derivcheck.source.pattern import later

_OPENS = (
    r"(?:only\s+)?(?:for|if|when|whenever|where|provided|with|in\s+(?:the\s+)?case|as\s+long\s+as"
    r"|unless|assuming)\b"
)
_FORMULA = "\x01"
# a condition as it stands behind a formula, small letters, the formula last in it
_BEHIND = later(
    rf"\s*[,，]?\s*(?P<said>[(（\[]?\s*{_OPENS}[^{_FORMULA}.;:\n]{{0,40}}\n?[^{_FORMULA}.;:\n]{{0,40}}"
    rf"{_FORMULA}[^\S\n]*[)）\]]?)"
)
# the same without a word, in the formula's own line: “$A$, $w \\neq o$”
_BARE = later(rf"[^\S\n]*[,，]?[^\S\n]*(?P<said>[(（\[]?[^\S\n]*{_FORMULA}[^\S\n]*[)）\]]?)")
_CAPITAL = later(r"\s*(?:For|If|When|Whenever|Case|Where|Suppose|Assume)\b")
# a blank line right before the second formula ends no sentence
_ENDS = later(r"[^\S\n]*(?:[.;。；!](?=\s|$)|\n[^\S\n]*\n(?=\s*\S))")
_JOINS = later(r"\s*[,;，；]?\s*(?=(?:and|but|while|whereas|or|und|而|和)\b)", re.IGNORECASE)
_NOTHING = later(r"[\s,，]*")
_RELATES = later(r"=|≠|<|>|≤|≥|\\(?:neq?|in|notin|leq?|geq?|lt|gt)(?![A-Za-z])|\\not\s*=|∈|∉")
_SAYS = later(r"\b(?:if|when|whenever|case|otherwise|else|for)\b|当|若|如果|否则", re.IGNORECASE)


class Shared(Struct, frozen=True):
    """What words between two formulas say of either.

    ``behind`` belongs to the first, ``before`` to the second; ``doubtful`` to
    one of them, it is not plain to which.
    """

    behind: str
    before: str
    doubtful: str = ""


def share(pieces: Sequence[Piece], first: int, second: int, text: str, own: str) -> Shared | None:
    """Return whose the words between two formulas are; None where no condition ends there.

    ``own`` is what stands before the first formula.
    """
    between = pieces[first + 1 : second]
    plain, formulas = _plain(between, text)
    plain += "\n" if pieces[second].opens else ""
    found = _BEHIND.match(plain) or (None if plain[:1] == "\n" else _BARE.match(plain))
    if found is None:
        return _of_a_capital(plain, formulas)
    if not _RELATES.search(formulas[0]):
        return None
    said, rest = _with(found["said"], formulas), plain[found.end() :]
    end = _ENDS.search(rest)
    if end is not None:  # the sentence ends with the condition, or with more words of it
        said = _with(found["said"] + rest[: end.start()], formulas)
        used = 1 + rest[: end.start()].count(_FORMULA)
        return Shared(said, _with(rest[end.end() :], formulas[used:]))
    joined = _JOINS.match(rest)
    if joined is not None:
        over = rest[joined.end() :]
        if _FORMULA in over:  # “for $w = o$ and $i = j$” is one condition, or two
            return None if _states(own) else Shared("", "", _with(plain, formulas))
        return Shared(said, over.strip())
    if not _NOTHING.fullmatch(rest):
        return None  # “for $w = o$ we get”
    if not plain.startswith("\n") and rest.endswith("\n"):
        return Shared(said, "")  # it ends the line of the first
    if _states(own) or _leads_on(plain, found.start("said"), rest, pieces, second):
        return None
    return Shared(said, "") if _trails(pieces, second, text) else Shared("", "", said)


def _plain(pieces: Sequence[Piece], text: str) -> tuple[str, list[str]]:
    """Return pieces as words with a mark for each formula, and the formulas."""
    out: list[str] = []
    formulas: list[str] = []
    for piece in pieces:
        out.append("\n" if piece.opens else "")
        if piece.kind is PieceKind.WORDS:
            out.append(piece.text)
        elif piece.kind is PieceKind.MATH:
            out.append(_FORMULA)
            formulas.append(text[piece.span.start : piece.span.end])
        else:
            out.append("\n\n")
    return re.sub(r" *\n *", "\n", " ".join(filter(None, out))), formulas


def _with(plain: str, formulas: Sequence[str]) -> str:
    each = iter(formulas)
    return " ".join(re.sub(_FORMULA, lambda _: next(each, ""), plain).split())


def _states(before: str) -> bool:
    """Whether the words right before a formula state a condition: then so do those of the next."""
    said = re.split(r"[.!?。]\s|\n\s*\n", before)[-1]
    return _SAYS.search(said) is not None or _RELATES.search(said) is not None


def _trails(pieces: Sequence[Piece], n: int, text: str) -> bool:
    """Whether a condition stands behind a formula, in small letters."""
    plain, formulas = _plain(pieces[n + 1 : n + 6], text)
    found = _BEHIND.match(plain)
    return found is not None and bool(formulas) and bool(_RELATES.search(formulas[0]))


def _leads_on(plain: str, start: int, rest: str, pieces: Sequence[Piece], second: int) -> bool:
    """Whether a condition stands by the second formula, a blank line behind the first, and
    another behind the second leads on to a display of its own as well.
    """
    if "\n\n" not in plain[:start] or "\n\n" in rest:
        return False
    behind = [p for p in pieces[second + 1 : second + 6] if p.kind is not PieceKind.PARAGRAPH]
    kinds = [p.kind for p in behind[:2]]
    if kinds != [PieceKind.WORDS, PieceKind.MATH] or behind[1].display:
        return False
    words = behind[2].text if len(behind) > 2 and behind[2].kind is PieceKind.WORDS else ""
    shown = behind[3:4] if words else behind[2:3]
    return bool(shown) and shown[0].display and words.strip(" ,，:：") == ""


def _of_a_capital(plain: str, formulas: Sequence[str]) -> Shared | None:
    """Return whose “If $w = o$.” is, a sentence that leads on to the second formula."""
    if _CAPITAL.match(plain) is None or not formulas or not _RELATES.search(formulas[0]):
        return None
    whole = plain.rstrip(" \n.。")
    return None if _ENDS.search(whole) else Shared("", _with(whole, formulas))
