"""What an editor shows of a document: a mark for each step and remark, by code points."""

from collections.abc import Iterator
from enum import IntEnum

from msgspec import Struct
from msgspec.structs import replace

from derivcheck.check.finding import DocumentFinding, Slip, StepFinding
from derivcheck.cli.lsp.hover import hover
from derivcheck.cli.version import bare_tool
from derivcheck.report.build import Selection, build
from derivcheck.report.judge import FAILING_DIAGNOSTICS
from derivcheck.report.model import StepReport
from derivcheck.report.sanitize import clean_line
from derivcheck.report.wording import expectation, label, message, right_again
from derivcheck.source import Diagnostic, Span


class Severity(IntEnum):
    """As the protocol numbers them; `NONE` is for what is good, which is only hovered over."""

    NONE = 0
    ERROR = 1
    WARNING = 2
    INFORMATION = 3
    HINT = 4


Edit = tuple[int, int, str]
"""What to put where: from, to, text."""


class Mark(Struct, frozen=True):
    """One thing to show, at code points ``start`` to ``end`` of the text.

    ``whole`` is the range of the step, ``right`` that of its right side; ``verdict`` is empty for
    a remark.
    """

    start: int
    end: int
    severity: Severity
    code: str
    message: str
    whole: tuple[int, int]
    right: tuple[int, int] = (0, 0)
    verdict: str = ""
    hover: str = ""
    repair: str | None = None
    edits: tuple[Edit, ...] = ()

    def content(self, text: str) -> tuple[str, str]:
        """Return what tells the step of a mark from others, wherever it stands."""
        return text[self.whole[0] : self.whole[1]], self.verdict

    def moved(self, by: int) -> "Mark":
        """Return the mark of the same text at another place."""
        edits = tuple((start + by, end + by, text) for start, end, text in self.edits)
        (start, end), whole = _moved((self.start, self.end), by), _moved(self.whole, by)
        right = _moved(self.right, by)
        return replace(self, start=start, end=end, whole=whole, right=right, edits=edits)


def _moved(place: tuple[int, int], by: int) -> tuple[int, int]:
    return place[0] + by, place[1] + by


def marks(finding: DocumentFinding, selection: Selection) -> tuple[Mark, ...]:
    """Return the marks of a document, steps in reading order, then remarks on them and on it."""
    (document,) = build([finding], bare_tool(), (), selection).documents
    reports = [step for part in document.parts for step in part.steps]
    steps = [step for part in finding.parts for step in part.steps]
    told = [_step(step, shown) for step, shown in zip(steps, reports, strict=True)]
    for step in steps:
        told += [_remark(one) for one in step.remarks if selection.tells(one.code)]
    told += [_remark(one) for one in dict.fromkeys(finding.diagnostics)]
    return tuple(told)


def _step(step: StepFinding, shown: StepReport) -> Mark:
    # what is not to be told is taken out of the report, not of the finding
    hidden = shown.slip is None or shown.slip.code == "hidden"
    at = step.slip.span if step.slip and not hidden else None
    at = at or (step.span if shown.place else None) or step.rhs.span
    first = step.lhs.span if step.lhs else step.rhs.span
    unmet = f" [{expectation(shown)}]" if shown.as_expected is False else ""
    return Mark(
        at.start,
        at.end,
        _severity(shown),
        label(shown),
        clean_line(f"{message(shown)}{unmet}"),
        (min(first.start, step.rhs.span.start), max(first.end, step.rhs.span.end)),
        (step.rhs.span.start, step.rhs.span.end),
        shown.verdict,
        hover(shown),
        shown.slip.repair if shown.slip else None,
        () if hidden or step.slip is None else tuple(_edits(step.slip)),
    )


def _edits(slip: Slip) -> Iterator[Edit]:
    for span, text in slip.changes:
        yield span.start, span.end, text


def _severity(step: StepReport) -> Severity:
    if step.as_expected is not None:
        return Severity.NONE if step.as_expected else Severity.ERROR
    if step.verdict in ("proved", "given"):
        return Severity.NONE
    if right_again(step):
        return Severity.HINT
    return Severity.ERROR if step.verdict in ("refuted", "ill-typed") else Severity.WARNING


def _remark(one: Diagnostic) -> Mark:
    span = one.span if one.span.start >= 0 else Span(0, 0)
    severity = Severity.ERROR if one.code in FAILING_DIAGNOSTICS else Severity.INFORMATION
    said = clean_line(" ".join((one.message, *one.hints)))
    return Mark(span.start, span.end, severity, one.code, said, (span.start, span.end))


def kept(quick: tuple[Mark, ...], text: str, whole: tuple[Mark, ...], before: str) -> list[Mark]:
    """Return the marks of a quick check with what the last complete one knew of the same steps.

    ``before`` is the text of the complete check.  What is the same in letters and in verdict
    keeps its slip, its repair and what is said of it.
    """
    known: dict[tuple[str, str], list[Mark]] = {}
    for mark in whole:
        if mark.verdict:
            known.setdefault(mark.content(before), []).append(mark)
    out = []
    for mark in quick:
        same = known.get(mark.content(text)) if mark.verdict else None
        if same and same[0].severity == mark.severity:
            old = same.pop(0)
            out.append(old.moved(mark.whole[0] - old.whole[0]))
        else:
            out.append(mark)
    return out
