"""Source text with exact places.

A span counts code points of ``SourceText.text``.  For a notebook that text is the
concatenation of its cells, and ``cells`` says where each one begins, so that everything
below the notebook reader works with plain offsets.
"""

from bisect import bisect_right
from collections.abc import Iterable
from functools import cached_property

from msgspec import Struct


class Span(Struct, frozen=True, order=True):
    """A half-open range of code points, ``start <= offset < end``."""

    start: int
    end: int

    def to(self, other: "Span") -> "Span":
        """Return the smallest span that covers both."""
        return Span(min(self.start, other.start), max(self.end, other.end))


def spliced(text: str, changes: Iterable[tuple[Span, str]]) -> str:
    """Return a text with other text in some places, which are in order and do not overlap."""
    pieces, at = [], 0
    for span, new in changes:
        pieces += [text[at : span.start], new]
        at = span.end
    return "".join((*pieces, text[at:]))


class Position(Struct, frozen=True):
    """A place as people count it: line and column from 1, the cell for notebooks."""

    line: int
    column: int
    cell: int | None = None


class SourceText(Struct, frozen=True, dict=True):
    """A file's text.

    ``cells`` holds ``(offset, cell number)`` for each cell of a notebook in order of
    offset, and is empty for every other format.  ``code`` holds what its code cells say, each with
    the offset that it stands before: no part of the text.
    """

    path: str
    text: str
    cells: tuple[tuple[int, int], ...] = ()
    code: tuple[tuple[int, str], ...] = ()

    @cached_property
    def _starts(self) -> tuple[int, ...]:
        starts = [0]
        starts.extend(i + 1 for i, char in enumerate(self.text) if char == "\n")
        return tuple(starts)

    def position(self, offset: int) -> Position:
        """Return the place of an offset; offsets past the end give the end."""
        offset = max(0, min(offset, len(self.text)))
        line = bisect_right(self._starts, offset) - 1
        column = offset - self._starts[line] + 1
        if not self.cells:
            return Position(line + 1, column)
        at = max(0, bisect_right([start for start, _ in self.cells], offset) - 1)
        start, number = self.cells[at]
        first = bisect_right(self._starts, start) - 1
        return Position(line - first + 1, column, number)

    def line(self, offset: int) -> str:
        """Return the whole line of text that contains an offset, without its newline."""
        offset = max(0, min(offset, len(self.text)))
        start = self._starts[bisect_right(self._starts, offset) - 1]
        end = self.text.find("\n", start)
        return self.text[start:] if end < 0 else self.text[start:end]

    def slice(self, span: Span) -> str:
        """Return the text of a span."""
        return self.text[span.start : span.end]
