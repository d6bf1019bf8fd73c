"""Lines of a chain with a reason in words behind each: ``$A = B$ (binomial)``, then ``$= C$``."""

import re
from collections.abc import Sequence

from derivcheck.document.containers.pieces import Piece, PieceKind
from derivcheck.source.pattern import later

_WHY = (
    r"by|from|using|with|via|due|because|since|as|per|after|applying|expanding|inserting"
    r"|substituting|simplifying|rearranging|factoring|cancell?ing|collecting|definition|see|where"
)
# how a reason begins: in a bracket, behind a dash or an arrow, with such a word
# (Markdown's reader takes the first bracket of “[binomial]” for that of a link)
_REASON = later(
    rf"[*_\s,;:]*(?:[(\[（【{{]|--|[–—←⟵#%]|//|<-|(?:{_WHY})\b|[^][]*\]\s*\Z)", re.IGNORECASE
)
_IN_BRACKETS = later(r"[*_\s,]*(?:\([^()]*\)|\[[^][]*\]|（[^（）]*）)[*_\s,]*")
# what may stand before the formula that opens a line: a label, or a word that leads on
_LEADS = later(
    r"\W*(?:\w{1,2}\W*){0,2}|\W*(?:so|thus|hence|then|therefore|now|and|we (?:have|get))\W*",
    re.IGNORECASE,
)
_SENTENCE = later(r"[.;。；]\s*\w")
_CELL = later(r"[\s>]*\|")
_IN_A_LINE = (PieceKind.WORDS, PieceKind.MATH)


def goes_on(pieces: Sequence[Piece], first: int, second: int, text: str) -> bool:
    """Whether an inline formula that begins with a relation sign goes on with the one before.

    It does in the next line or the next row of a table, where what stands behind the first is its
    reason; and in the same line where nothing but a bracket stands between.  In any other
    sentence (“the derivative of $f$ is $= 0$”) it may be of something that words name.
    """
    between = pieces[first + 1 : second]
    if any(piece.kind is not PieceKind.WORDS for piece in between):
        return False
    if _same_column(pieces[first].span.start, pieces[second].span.start, text):
        return True
    if not _opens(pieces, first):
        return False
    if _IN_BRACKETS.fullmatch(" ".join(piece.text for piece in between)):
        return True
    if not pieces[second].opens or any(piece.opens for piece in between):
        return False
    reason = " ".join(piece.text for piece in between)
    return _REASON.match(reason) is not None and _SENTENCE.search(reason) is None


def _opens(pieces: Sequence[Piece], n: int) -> bool:
    """Whether the line of a formula begins with a formula, or with one behind a label."""
    head = n
    while head and not pieces[head].opens and pieces[head - 1].kind in _IN_A_LINE:
        head -= 1
    first = pieces[head]
    if first.kind is PieceKind.MATH:
        return True
    return _LEADS.fullmatch(first.text) is not None and pieces[head + 1].kind is PieceKind.MATH


def _same_column(first: int, second: int, text: str) -> bool:
    """Whether two places stand in the same column of two rows of a table, first in their cells."""
    if "\n" not in text[first:second]:
        return False
    one, other = (text[text.rfind("\n", 0, at) + 1 : at] for at in (first, second))
    cells = all(_CELL.match(row) and not row.rpartition("|")[2].strip() for row in (one, other))
    return cells and one.count("|") == other.count("|")
