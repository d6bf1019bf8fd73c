"""How each formula was read, for ``derivcheck show``."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from rich.text import Text

from derivcheck.report.sanitize import clean_line
from derivcheck.report.style import PLAIN, Style
from derivcheck.report.terminal.layout import field, formula
from derivcheck.report.terminal.screen import render_lines
from derivcheck.source import SourceText

if TYPE_CHECKING:
    from derivcheck.check.shown import ReadLine


def render_reading(source: SourceText, lines: "Sequence[ReadLine]", style: Style = PLAIN) -> str:
    """Return the formulas in order, each as written and below it how it was read."""
    return render_lines(_lines(source, lines, style.width), style)


def _lines(source: SourceText, lines: "Sequence[ReadLine]", width: int) -> Iterator[Text]:
    for number, line in enumerate(lines):
        if number:
            yield Text()
        yield from _formula(source, line, width)


def _formula(source: SourceText, line: "ReadLine", width: int) -> Iterator[Text]:
    at = source.position(line.span.start)
    cell = f"cell {at.cell}, " if at.cell is not None else ""
    yield Text(f"{cell}line {at.line}, column {at.column}", "dim")
    yield from formula("", line.latex, width, 2)
    if line.problem is not None:
        yield from field("not read", line.problem, width, 2, "yellow")
    else:
        yield from field("read as", line.text, width, 2)
        yield from field("shape", clean_line(line.shape), width, 2, "cyan")
