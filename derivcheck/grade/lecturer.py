"""A page for the lecturer, as Markdown: the marks, what a person has to look at, what was found."""

from collections import Counter
from collections.abc import Iterator, Sequence
from fractions import Fraction

from derivcheck.grade.feedback import code, prose, shown
from derivcheck.grade.model import Graded, PartMark, points, total
from derivcheck.grade.scheme import Scheme

_MOST = 10  # kinds of slip that are listed


def render(graded: Sequence[Graded], schemes: Sequence[Scheme], title: str) -> str:
    """Return the page."""
    whole = points(sum((s.points for s in schemes), Fraction(0)))
    sections = (
        [f"# {prose(title)}: {len(graded)} submissions, {whole} points", ""],
        _parts(graded, schemes),
        _slips(graded),
        _queue(graded),
        _notices(graded),
    )
    return "\n".join(line for section in sections for line in section) + "\n"


def _parts(graded: Sequence[Graded], schemes: Sequence[Scheme]) -> Iterator[str]:
    yield "| part | points | mean of the settled marks | full marks | nothing | open |"
    yield "| --- | ---: | ---: | ---: | ---: | ---: |"
    for at, scheme in enumerate(schemes):
        marks = [one.parts[at].mark for one in graded]
        settled = [mark.low for mark in marks if mark.settled]
        mean = points(sum(settled, Fraction(0)) / len(settled)) if settled else "–"
        full = sum(mark == scheme.points for mark in settled)
        nothing = sum(mark == 0 for mark in settled)
        open_ = len(marks) - len(settled)
        row = (prose(scheme.part), points(scheme.points), mean, full, nothing, open_)
        yield f"| {' | '.join(map(str, row))} |"
    yield ""


def _slips(graded: Sequence[Graded]) -> Iterator[str]:
    found = Counter(
        (part.part, reason.code)
        for one in graded
        for part in one.parts
        for reason in part.reasons
        if reason.step is not None and not reason.open and reason.cost
    )
    if found:
        yield "## The commonest slips"
        yield ""
        for (part, slip), number in sorted(found.items(), key=lambda x: (-x[1], x[0]))[:_MOST]:
            yield f"- {number} × {prose(slip)} in ({prose(part)})"
        yield ""


def _queue(graded: Sequence[Graded]) -> Iterator[str]:
    waiting = [(one, parts) for one in graded for parts in one.waiting]
    yield f"## To look at: {sum(len(parts) for _, parts in waiting)} parts"
    yield ""
    for one, parts in waiting:
        yield from _open_parts(one, parts)
    if waiting:
        yield ""


def _open_parts(one: Graded, parts: Sequence[PartMark]) -> Iterator[str]:
    whole = points(sum((part.points for part in parts), Fraction(0)))
    names = ", ".join(f"({prose(part.part)})" for part in parts)
    understood = f". {prose(parts[0].understood)}" if parts[0].understood else ""
    yield f"- {prose(one.student)}, {names}: {shown(total(parts))} of {whole}{understood}"
    for reason in parts[0].reasons:
        if reason.open:
            at = f"{prose(reason.document or '')} line {reason.line}: " if reason.line else ""
            formula = f" {code(reason.formula)}" if reason.formula else ""
            yield f"  - {at}{prose(reason.detail or reason.said)}{formula}"


def _notices(graded: Sequence[Graded]) -> Iterator[str]:
    found = [(one, notice) for one in graded for notice in one.notices]
    if found:
        yield "## What submissions tried to steer, redefine or hide, and what was not read"
        yield ""
    for one, notice in found:
        line = f", line {notice.line}" if notice.line is not None else ""
        about = f"{prose(notice.code)}: {prose(notice.text)}"
        yield f"- {prose(one.student)} ({prose(notice.document)}{line}): {about}"
