"""What an earlier run found and is let pass: only what is new fails."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from derivcheck.report.flat import step_mark
from derivcheck.report.judge import INTERNAL, step_passes
from derivcheck.report.model import DocumentReport, Report, StepReport

Rename = Callable[[str], str]
"""From the path of a document in a report to its path in the baseline."""


class Known(Struct, frozen=True):
    """A finding, told by what is written and not by where, so that lines and parts may move.

    ``step`` is for people: the formula as it was written.
    """

    path: str
    mark: str
    verdict: str
    step: str


def known_findings(report: Report, rename: Rename) -> Iterator[Known]:
    """Yield what fails in a report and may be let pass, in reading order.

    An expectation that is not met, and what is derivcheck's own fault, are never let pass.
    """
    for document in report.documents:
        for step in _steps(document):
            if not step.known and step_passes(step, report.summary.allowed):
                continue
            if _may_pass(step):
                yield _known(step, rename(document.path))


def with_baseline(
    report: Report, known: Sequence[Known], rename: Rename
) -> tuple[Report, tuple[Known, ...]]:
    """Return the report with the steps marked that are known, and what is known but gone.

    What is written twice has to be known twice.
    """
    left = Counter((one.path, one.mark) for one in known)
    documents = tuple(_marked(one, rename(one.path), left) for one in report.documents)
    steps = [step for document in documents for step in _steps(document)]
    failing = sum(not step_passes(step, report.summary.allowed) for step in steps)
    summary = replace(report.summary, failing=failing, known=sum(step.known for step in steps))
    checked = {rename(one.path) for one in documents}
    gone = [one for one in reversed(known) if one.path in checked and _taken(left, one)]
    return replace(report, documents=documents, summary=summary), tuple(reversed(gone))


def _marked(document: DocumentReport, path: str, left: Counter[tuple[str, str]]) -> DocumentReport:
    def mark(step: StepReport) -> StepReport:
        one = _known(step, path)
        return replace(step, known=True) if _may_pass(step) and _taken(left, one) else step

    parts = tuple(
        replace(part, steps=tuple(mark(step) for step in part.steps)) for part in document.parts
    )
    return replace(document, parts=parts)


def _taken(left: Counter[tuple[str, str]], one: Known) -> bool:
    """Return whether there is one left of a finding, which is then taken."""
    key = (one.path, one.mark)
    if left[key] == 0:
        return False
    left[key] -= 1
    return True


def _may_pass(step: StepReport) -> bool:
    return step.as_expected is None and step.code not in INTERNAL


def _known(step: StepReport, path: str) -> Known:
    written = " ".join(f"{step.lhs or ''} {step.relation} {step.rhs}".split())
    return Known(path, step_mark(step), step.verdict, written)


def _steps(document: DocumentReport) -> Iterator[StepReport]:
    for part in document.parts:
        yield from part.steps
