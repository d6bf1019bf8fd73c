"""Lines of styled text that fit a width counted in cells, not characters."""

import re
from collections.abc import Sequence

from rich.cells import cell_len, chop_cells
from rich.text import Text

from derivcheck.report.excerpt import excerpt, folded
from derivcheck.report.model import StepReport
from derivcheck.report.sanitize import clean_line
from derivcheck.report.signs import mark
from derivcheck.report.wording import right_again

_STYLES = {
    "proved": "green",
    "given": "cyan",
    "refuted": "bold red",
    "ill-typed": "bold magenta",
    "unread": "bold yellow",
    "undecided": "bold yellow",
}
_RIGHT_AGAIN = "bold yellow"  # not good by itself, but no new error either

MOST_LINES = 8  # of a formula that is shown whole

LABEL = 10
"""Cells of the words (repair, left, right) that stand before what they label."""


def sign(step: StepReport) -> tuple[str, str]:
    """Return the sign of a step and its style."""
    style = _RIGHT_AGAIN if right_again(step) else _STYLES.get(step.verdict, "")
    return mark(step), style


def wrap(text: str, width: int, at: str = " ") -> list[str]:
    """Return the text in lines of at most ``width`` cells, at least one line.

    It is cut where the pattern ``at`` matches, and that is left out; a longer piece is chopped.
    """
    lines, line = [], ""
    for word in re.split(at, clean_line(text)):
        joined = f"{line} {word}" if line else word
        if cell_len(joined) <= width:
            line = joined
            continue
        if line:
            lines.append(line)
        *full, line = chop_cells(word, max(2, width)) or [""]
        lines += full
    return [*lines, line]


def paragraph(text: str, width: int, indent: int, style: str = "", hang: int = 0) -> list[Text]:
    """Return a wrapped and indented paragraph, its further lines indented by ``hang`` more."""
    lines = wrap(text, width - indent - hang)
    leads = [indent] + [indent + hang] * (len(lines) - 1)
    return [Text(" " * lead + line, style) for lead, line in zip(leads, lines, strict=True)]


def field(label: str, text: str, width: int, indent: int, style: str = "") -> list[Text]:
    """Return a labelled paragraph, its lines one below the other after the label."""
    lines = wrap(text, width - indent - LABEL)
    return [_labelled(label if i == 0 else "", line, indent, style) for i, line in enumerate(lines)]


def formula(
    label: str,
    text: str,
    width: int,
    indent: int,
    mark: tuple[int, int] | None = None,
    style: str = "red",
) -> list[Text]:
    """Return a formula on one line, shortened to fit, and the carets below its marked place."""
    lead = indent + (LABEL if label else 0)
    cut = excerpt(text, width - lead, mark)
    head = _labelled(label, "", indent) if label else Text(" " * indent)
    lines = [head.append(cut.text, "" if label else "bold")]
    if cut.end > cut.start:
        lines.append(Text(" " * lead).append(cut.underline, style))
    return lines


def whole_formula(
    label: str, text: str, width: int, indent: int, marks: Sequence[tuple[int, int]], style: str
) -> list[Text]:
    """Return a formula in as many lines as it needs, carets below its marked places.

    One that would need more than `MOST_LINES` is shortened around the first of them.
    """
    lead = indent + LABEL
    lines = folded(text, width - lead, marks)
    if len(lines) > MOST_LINES:
        return formula(label, text, width, indent, marks[0] if marks else None, style)
    shown: list[Text] = []
    for piece, carets in lines:
        shown.append(_labelled("" if shown else label, piece, indent))
        if carets:
            shown.append(Text(" " * lead).append(carets, style))
    return shown


def ends(left: Text, right: Text, width: int) -> list[Text]:
    """Return two texts at both ends of one line, the right one below when there is no room."""
    gap = width - left.cell_len - right.cell_len
    if not right.plain:
        return [left]
    if gap < 2:
        return [left, Text("    ").append_text(right)]
    return [left.append(" " * gap).append_text(right)]


def columns(cells: Sequence[tuple[str, str, int]]) -> Text:
    """Return ``(text, style, width)`` cells side by side, two blanks between them."""
    line = Text()
    for text, style, width in cells:
        if line.plain:
            line.append("  ")
        line.append(text, style).append(" " * max(0, width - cell_len(text)))
    line.rstrip()
    return line


def _labelled(label: str, text: str, indent: int, style: str = "") -> Text:
    return Text(" " * indent).append(f"{label:<{LABEL}}", "dim").append(text, style)
