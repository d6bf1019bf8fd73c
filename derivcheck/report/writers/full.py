"""``full``: the report for a person at a terminal, like a good compiler's.

Per part a table of steps; below it what is wrong, each with the formula as written, the
wrong place underlined, the values of the counterexample and the repair.
"""

from collections.abc import Iterator

from rich.text import Text

from derivcheck.report.judge import exit_status, step_passes
from derivcheck.report.model import DocumentReport, PartReport, Report, StepReport
from derivcheck.report.sanitize import clean_line
from derivcheck.report.style import PLAIN, Detail, Style
from derivcheck.report.terminal.detail import detail
from derivcheck.report.terminal.layout import ends, paragraph, wrap
from derivcheck.report.terminal.screen import render_lines
from derivcheck.report.terminal.table import Plan, plan, row, scopes
from derivcheck.report.wording import answered, counts, ids, location

_TONES = {"proved": "green", "refuted": "red", "undecided": "yellow"}


def render(report: Report, style: Style = PLAIN) -> str:
    """Return the report as text of at most ``style.width`` cells a line, styled if asked for."""
    return render_lines(_lines(report, style), style)


def _lines(report: Report, style: Style) -> Iterator[Text]:
    for document in report.documents:
        yield from _document(document, report.summary.allowed, style)
    for error in report.errors:
        where = f"{clean_line(error.path)}: " if error.path else ""
        yield from paragraph(f"error: {where}{error.message}", style.width, 0, "bold red")
        if error.hint:
            yield from paragraph(error.hint, style.width, 2)
    if style.detail is not Detail.QUIET:
        yield from _end(report, style)


def _document(document: DocumentReport, allowed: tuple[str, ...], style: Style) -> Iterator[Text]:
    if style.detail is not Detail.QUIET:
        yield from _title(document, style)
    size = plan(document, style.width)
    empty = not any(part.steps for part in document.parts)
    for part in () if empty else document.parts:
        yield from _part(part, document, allowed, style, size)
    if style.detail is Detail.VERBOSE:
        yield from _skipped(document, style)


def _skipped(document: DocumentReport, style: Style) -> Iterator[Text]:
    """List the formulas with a relation sign that gave no step."""
    for formula in document.skipped_at:
        text = f"{location(document.path, formula)}: no step: {formula.latex}"
        yield from paragraph(text, style.width, 2, "dim")
    if document.skipped_at:
        yield Text()


def _title(document: DocumentReport, style: Style) -> Iterator[Text]:
    about = f"problem {clean_line(document.problem)}" if document.problem else "no problem file"
    yield from ends(Text(clean_line(document.path), "bold"), Text(about, "dim"), style.width)
    yield Text("─" * style.width, "dim")
    for convention in document.conventions:
        proof = f" ({', '.join(convention.evidence)})" if convention.evidence else ""
        text = f"{convention.text} — {convention.source}{proof}"
        yield from paragraph(text, style.width, 2, "dim")
    for sizes, name in scopes(document).items():
        yield from paragraph(f"{name}: {sizes}", style.width, 2, "dim", hang=2)
    for diagnostic in document.diagnostics:
        text = f"{location(document.path, diagnostic)}: {diagnostic.code}: {diagnostic.message}"
        yield from paragraph(text, style.width, 2, "yellow")
        for hint in diagnostic.hints:
            yield from paragraph(hint, style.width, 4)
    yield Text()


def _part(
    part: PartReport,
    document: DocumentReport,
    allowed: tuple[str, ...],
    style: Style,
    size: Plan,
) -> Iterator[Text]:
    if style.detail is not Detail.QUIET:
        yield from _heading(part, style)
        yield from (row(step, size) for step in part.steps)
    told = [step for step in part.steps if _told(step, allowed, style)]
    for step in told:
        if style.detail is not Detail.QUIET:
            yield Text()
        yield from detail(step, document.path, style)
        if style.detail is Detail.QUIET:
            yield Text()
    if style.detail is not Detail.QUIET:
        notes = [*_notes(part, style), *_story(part, style)]
        if told and notes:
            yield Text()
        yield from notes
        yield Text()


def _told(step: StepReport, allowed: tuple[str, ...], style: Style) -> bool:
    if style.detail is Detail.VERBOSE:
        return True
    if style.detail is Detail.QUIET:
        return not step_passes(step, allowed)
    return not step_passes(step, ())


def _heading(part: PartReport, style: Style) -> list[Text]:
    text, verdict = answered(part)
    name = Text(clean_line(part.id), "bold")
    title = clean_line(part.title or "")
    if title:
        room = max(8, style.width - name.cell_len - len(text) - 4)
        shown = Text(f"  {title}")
        shown.truncate(room, overflow="ellipsis")
        name.append_text(shown)
    return ends(name, Text(text, _TONES.get(verdict, "")), style.width)


def _notes(part: PartReport, style: Style) -> Iterator[Text]:
    """Yield remarks and conditions, those of several steps once."""
    order = [step.id for step in part.steps]
    remarks: dict[str, list[str]] = {}
    conditions: dict[str, list[str]] = {}
    for step in part.steps:
        for remark in step.remarks:
            remarks.setdefault(f"{remark.code}: {remark.message}", []).append(step.id)
        for condition in step.conditions:
            line = f", line {condition.line}" if condition.line is not None else ""
            text = f"if {condition.text} ({condition.source}{line})"
            conditions.setdefault(text, []).append(step.id)
    for notes, tone in ((remarks, "yellow"), (conditions, "cyan")):
        for text, steps in notes.items():
            about = ids(list(dict.fromkeys(steps)), order)
            yield from paragraph(f"{about}: {text}", style.width, 2, tone, hang=2)


def _story(part: PartReport, style: Style) -> Iterator[Text]:
    for sentence in part.story:
        yield from paragraph(f"→ {sentence}", style.width, 2, "bold", hang=2)


def _end(report: Report, style: Style) -> Iterator[Text]:
    status = exit_status(report)
    sign, tone = ("✓", "bold green") if status == 0 else ("✗", "bold red")
    if status == 0 and not report.summary.steps:
        sign, tone = "○", "dim"  # that nothing was found is no success
    text = counts(report.summary)
    if style.seconds is not None:
        text += f" · {style.seconds:.1f} s"
    lead = Text(f"{sign} ", tone)
    for line in wrap(text, style.width - 2, "(?<=[,:·]) "):
        yield lead.append(line)
        lead = Text("  ")
    wanted = report.summary.min_steps or 0
    if report.summary.steps < wanted:
        yield from paragraph(f"at least {wanted} steps were asked for", style.width, 2, "red")
