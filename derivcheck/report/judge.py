"""What passes and what fails: the exit status as a function of the report."""

from collections.abc import Collection, Iterator

from derivcheck.report.model import Report, StepReport
from derivcheck.report.verdicts import GOOD

FAILING_DIAGNOSTICS = frozenset({"unused-expectation", "broken-directive"})
"""Diagnostics of a document that fail: what it asked for was not understood or not met."""

INTERNAL = frozenset({"internal-error", "disagreement"})
"""Codes that say derivcheck itself is at fault, never the writer."""


def passes(
    verdict: str, as_expected: bool | None, code: str | None, allowed: Collection[str]
) -> bool:
    """Return whether a step counts as good: what it expects decides, else its verdict."""
    if code in INTERNAL:
        return False
    if as_expected is not None:
        return as_expected
    return verdict in GOOD or verdict in allowed


def step_passes(step: StepReport, allowed: Collection[str]) -> bool:
    """Return whether a step of a report counts as good."""
    return step.known or passes(step.verdict, step.as_expected, step.code, allowed)


def exit_status(report: Report) -> int:
    """Return the exit status of a run.

    0 all good; 1 a step is not, an expectation was unused or unparsable, or there are fewer
    steps than asked for; 2 a file could not be read; 3 derivcheck itself is at fault.
    """
    if INTERNAL & set(_codes(report)):
        return 3
    if report.errors:
        return 2
    too_few = report.summary.steps < (report.summary.min_steps or 0)
    return int(bool(report.summary.failing or too_few or _failing_diagnostics(report)))


def _codes(report: Report) -> Iterator[str | None]:
    yield from (error.code for error in report.errors)
    for document in report.documents:
        yield from (diagnostic.code for diagnostic in document.diagnostics)
        yield from (step.code for part in document.parts for step in part.steps)


def _failing_diagnostics(report: Report) -> bool:
    return any(
        diagnostic.code in FAILING_DIAGNOSTICS
        for document in report.documents
        for diagnostic in document.diagnostics
    )
