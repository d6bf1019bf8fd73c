"""Spans to lines and columns, and to offsets in a member's LaTeX."""

from msgspec import Struct

from derivcheck.document.model import Member
from derivcheck.report.model import PlaceReport
from derivcheck.source import SourceText, Span


class Region(Struct, frozen=True):
    """A range of text as people count it, from 1, the end exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int
    cell: int | None


def region(source: SourceText, span: Span) -> Region:
    """Return a span as lines and columns; the cell is that of its start."""
    start, end = source.position(span.start), source.position(max(span.start, span.end))
    if end.cell != start.cell:  # lines begin again in every cell: end with the first line
        width = len(source.line(span.start))
        return Region(start.line, start.column, start.line, width + 1, start.cell)
    return Region(start.line, start.column, end.line, end.column, start.cell)


def place(
    source: SourceText, lhs: Member | None, rhs: Member, span: Span | None
) -> PlaceReport | None:
    """Return the place of a span, with the member it lies in, or ``None`` without a span."""
    if span is None:
        return None
    at = region(source, span)
    for side, member in (("rhs", rhs), ("lhs", lhs)):
        offset = offset_in(source, member, span) if member else None
        if offset is not None:
            length = span.end - span.start
            return PlaceReport(
                at.line,
                at.column,
                at.end_line,
                at.end_column,
                at.cell,
                side,
                offset,
                offset + length,
            )
    return PlaceReport(at.line, at.column, at.end_line, at.end_column, at.cell, None, None, None)


def offset_in(source: SourceText, member: Member, span: Span) -> int | None:
    """Return where a span of the source begins in a member's LaTeX, ``None`` if it is not there.

    A member spread over several displays is not a slice of the source: what lies between the
    displays is left out.  There the occurrence of the same rank is taken.
    """
    if not (member.span.start <= span.start < span.end <= member.span.end):
        return None
    text = source.slice(span)
    whole = source.slice(member.span)
    if whole == member.latex:
        return span.start - member.span.start
    rank = _occurrences(whole[: span.end - member.span.start - 1], text)
    at = -1
    for _ in range(rank + 1):
        at = member.latex.find(text, at + 1)
        if at < 0:
            return None
    return at


def _occurrences(text: str, piece: str) -> int:
    count, at = 0, text.find(piece)
    while at >= 0:
        count, at = count + 1, text.find(piece, at + 1)
    return count
