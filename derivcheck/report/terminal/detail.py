"""What is said of one step that is not good: formula, place, reason, counterexample, repair."""

from rich.text import Text

from derivcheck.report.excerpt import changes
from derivcheck.report.model import StepReport, WitnessReport
from derivcheck.report.sanitize import clean_line
from derivcheck.report.style import Detail, Style
from derivcheck.report.terminal.layout import (
    ends,
    field,
    formula,
    paragraph,
    sign,
    whole_formula,
)
from derivcheck.report.terminal.point import both, setting, values
from derivcheck.report.wording import (
    expectation,
    label,
    location,
    message,
    right_again,
    scope,
    where,
)

INDENT = 4


def detail(step: StepReport, path: str, style: Style) -> list[Text]:
    """Return all that is said of a step, head first."""
    lines = _head(step, path, style.width)
    brief = right_again(step) and style.detail is not Detail.VERBOSE
    if not brief:
        lines += _formula(step, style.width)
    if step.verdict != "proved" or step.message or step.slip:
        lines += paragraph(message(step), style.width, INDENT)
    if step.as_expected is False:
        lines += paragraph(expectation(step) or "", style.width, INDENT, "red")
    if brief:
        return lines
    lines += _repair(step, style.width)
    if step.witness:
        lines += _witness(step.witness, style)
    if style.detail is Detail.VERBOSE:
        lines += _verbose(step, style.width)
    return lines


def _head(step: StepReport, path: str, width: int) -> list[Text]:
    mark, tone = sign(step)
    left = Text("  ").append(f"{mark} ", tone).append(f"{clean_line(step.id)} ", "bold")
    left.append(label(step), tone)
    at = location(path, where(step))
    if left.cell_len + len(at) + 2 > width:
        at = location("", where(step)).removeprefix(":")
        at = at if at.startswith("cell") else f"line {at}"
    return ends(left, Text(at, "dim"), width)


def _formula(step: StepReport, width: int) -> list[Text]:
    place = step.place
    mark = (place.start, place.end) if place else (None, None)
    relation = clean_line(step.relation)
    if place and place.side == "lhs" and step.lhs is not None:
        return formula("", f"{step.lhs} {relation}", width, INDENT, _pair(*mark, 0))
    found = _pair(*mark, len(relation) + 1) if place and place.side == "rhs" else None
    return formula("", f"{relation} {step.rhs}", width, INDENT, found)


def _pair(start: int | None, end: int | None, shift: int) -> tuple[int, int] | None:
    return None if start is None or end is None else (start + shift, end + shift)


def _repair(step: StepReport, width: int) -> list[Text]:
    repair = step.slip.repair if step.slip else None
    if repair:
        marks = changes(clean_line(step.rhs.removesuffix(step.rhs_tail)), clean_line(repair))
        return whole_formula("repair", clean_line(repair), width, INDENT, marks, "green")
    if step.value and step.verdict not in ("proved", "given"):
        return whole_formula("should be", clean_line(step.value), width, INDENT, (), "")
    return []


def _witness(witness: WitnessReport, style: Style) -> list[Text]:
    left, right = both(witness)
    room = style.width if style.detail is not Detail.VERBOSE else 10**6
    lines: list[Text] = []
    for name, text in (
        ("at", setting(witness)),
        ("with", values(witness, room - INDENT - 10)),
        ("left", left),
        ("right", right),
    ):
        if text:
            lines += field(name, text, style.width, INDENT)
    return lines


def _verbose(step: StepReport, width: int) -> list[Text]:
    facts = (
        ("read as", step.lhs_read),
        ("" if step.lhs_read else "read as", step.rhs_read and f"= {step.rhs_read}"),
        ("scope", scope(step)),
        ("method", ", ".join(step.method)),
        ("error", step.error_bound and f"at most {step.error_bound}"),
        ("seconds", f"{step.seconds:.3f}" if step.seconds is not None else None),
    )
    lines: list[Text] = []
    for name, text in facts:
        if text:
            lines += field(name, text, width, INDENT)
    if step.python:
        # in one piece, to be copied
        lines += [*field("check it", "", width, INDENT), Text(clean_line(step.python))]
    return lines
