"""What a container reader finds in a file: words, formulas, headings, list items, in order."""

import re
from collections.abc import Iterable
from enum import Enum

from msgspec import Struct, field

from derivcheck.document.model import Directive, Unsaid
from derivcheck.source import Diagnostic, Span

FILLER = "\x00"  # stands for characters of comments, so that offsets stay and lines are not blank


def blanked(text: str) -> str:
    """Return a text of which nothing is left but its lines, each as long as it was."""
    return re.sub(r"[^\n]", FILLER, text)


_NOWHERE = Span(0, 0)


class PieceKind(Enum):
    """The kinds of pieces a document is made of, outside its formulas."""

    WORDS = "words"  # prose, at most one line of it
    MATH = "math"
    HEADING = "heading"  # a heading begins here; its words follow, PARAGRAPH ends it
    ITEM = "item"  # a list item whose label the container knows: text holds "(a)"
    PARAGRAPH = "paragraph"  # a blank line, or the end of a heading


class Piece(Struct, frozen=True):
    """One piece with its place.

    ``span`` covers delimiters, ``inner`` what stands between them.  ``level`` is that of
    the heading the piece stands in, 0 outside headings.  ``opens`` says that nothing but
    list and quote marks stood before it in its line, ``fresh`` that it also begins a
    paragraph.  ``display`` holds for formulas that stand on their own.
    """

    kind: PieceKind
    span: Span
    text: str = ""
    inner: Span = _NOWHERE
    display: bool = False
    environment: str = ""
    level: int = 0
    opens: bool = False
    fresh: bool = False


class Scan(Struct):
    """What a container reader hands on; ``masked`` has comments and quote marks blanked out."""

    masked: str
    pieces: list[Piece] = field(default_factory=list)
    directives: list[Directive] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    definitions: list[Span] = field(default_factory=list)  # ranges that hold macro definitions
    skipped: list[Span] = field(default_factory=list)  # hidden claims, which are not read
    unsaid: list[Unsaid] = field(default_factory=list)
    is_latex: bool = False  # braces and formulas are groups, in which definitions end

    def without_unsaid(self, text: str, found: Iterable[Unsaid], offset: int = 0) -> str:
        """Note what is not said in a text; return the text with it blanked out."""
        spans: list[Span] = []
        for one in found:
            spans.append(one.span)
            place = Span(one.span.start + offset, one.span.end + offset)
            self.unsaid.append(Unsaid(place, one.what))
            if "=" in text[one.span.start : one.span.end]:
                self.skipped.append(place)
        for span in spans:
            text = text[: span.start] + blanked(text[span.start : span.end]) + text[span.end :]
        return text


class Scanner:
    """The state of one pass over a text, and the pieces that it has come by."""

    def __init__(self, scan: Scan, offset: int = 0) -> None:
        self.scan = scan
        self._offset = offset
        self._opens = self._fresh = True  # of the piece that comes next
        self._level = 0

    def _span(self, start: int, end: int) -> Span:
        return Span(self._offset + start, self._offset + end)

    def _say(self, start: int, end: int, words: str) -> None:
        """Note words, if they are more than white space and markup."""
        if words:
            self._note(PieceKind.WORDS, self._span(start, end), words)

    def _math(
        self, start: int, inner: int, inner_end: int, end: int, display: bool, name: str = ""
    ) -> None:
        """Note a formula."""
        place, content = self._span(start, end), self._span(inner, inner_end)
        self._note(PieceKind.MATH, place, "", content, display, name)

    def _note(
        self,
        kind: PieceKind,
        place: Span,
        text: str,
        inner: Span = _NOWHERE,
        display: bool = False,
        name: str = "",
    ) -> None:
        fresh = self._opens and self._fresh
        piece = Piece(kind, place, text, inner, display, name, self._level, self._opens, fresh)
        self.scan.pieces.append(piece)
        self._opens = self._fresh = False
