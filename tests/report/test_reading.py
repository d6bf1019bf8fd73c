"""``derivcheck show``: each formula as written and as read."""

from dataclasses import dataclass

from rich.cells import cell_len

from derivcheck.report.reading import render_reading
from derivcheck.report.style import Style
from derivcheck.source import SourceText, Span

SOURCE = SourceText("a.md", "$$x = U^\\top v$$\n\n$$= H\x1b[31m$$\n")


@dataclass(frozen=True)
class Line:
    span: Span
    latex: str
    text: str
    shape: str
    problem: str | None = None


LINES = (
    Line(Span(6, 14), "U^\\top v", "Σ_i U[i, w]·v[i]", "vector over Vocab"),
    Line(Span(22, 23), "H\x1b[31m", "", "", "H is not a known symbol"),
)


def test_each_formula_is_shown_with_its_reading() -> None:
    assert render_reading(SOURCE, LINES).splitlines() == [  # type: ignore[arg-type]
        "line 1, column 7",
        "  U^\\top v",
        "  read as   Σ_i U[i, w]·v[i]",
        "  shape     vector over Vocab",
        "",
        "line 3, column 5",
        "  H\ufffd[31m",
        "  not read  H is not a known symbol",
    ]


def test_no_line_is_too_wide() -> None:
    long = (Line(Span(0, 1), "x + " * 100, "y + " * 100, "scalar"),)
    for width in (40, 60, 100):
        text = render_reading(SOURCE, long, Style(width=width))  # type: ignore[arg-type]
        assert max(cell_len(line) for line in text.splitlines()) <= width
