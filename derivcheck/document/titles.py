"""The titles of parts: what a heading says behind its label, with the formulas in it."""

from collections.abc import Sequence

from derivcheck.document.containers.pieces import Piece, PieceKind
from derivcheck.source.pattern import later

_AWAY = later(r" (?=[,.;:!?)，。；：、）])")


def rests_of_headings(pieces: Sequence[Piece], text: str) -> dict[int, str]:
    """Return what stands in a heading behind its first words, by the place of these."""
    found: dict[int, str] = {}
    first: int | None = None  # where the heading's words begin
    for piece in pieces:
        if piece.kind is PieceKind.HEADING or not piece.level:
            first = None
        elif first is None:
            first = piece.span.start
        else:
            words = piece.kind is PieceKind.WORDS
            said = piece.text if words else text[piece.span.start : piece.span.end]
            found[first] = f"{found.get(first, '')} {said}"
    return found


def whole_title(words: str | None, rest: str) -> str | None:
    """Return a title from its words and the rest of its heading, None if there are neither."""
    return _AWAY.sub("", f"{words or ''}{rest}".strip()) or None
