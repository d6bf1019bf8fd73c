"""``concise``: one line per finding, ``file:line:column: code message``, for editors and grep."""

from collections.abc import Iterator

from derivcheck.report.judge import step_passes
from derivcheck.report.model import DocumentReport, Report, StepReport
from derivcheck.report.sanitize import clean_line
from derivcheck.report.style import PLAIN, Detail, Style
from derivcheck.report.wording import Placed, counts, expectation, label, location, message, where


def render(report: Report, style: Style = PLAIN) -> str:
    """Return errors, diagnostics, steps that are not good and remarks, in reading order."""
    lines = [
        f"{error.path or 'derivcheck'}: {error.code} {error.message}" for error in report.errors
    ]
    for document in report.documents:
        found = list(_findings(document, report.summary.allowed))
        lines += [text for _, text in sorted(found, key=lambda item: item[0])]
    if style.detail is not Detail.QUIET:
        lines.append(counts(report.summary))
    return "".join(f"{clean_line(line)}\n" for line in lines)


def _findings(
    document: DocumentReport, allowed: tuple[str, ...]
) -> Iterator[tuple[tuple[int, int, int], str]]:
    for remark in document.diagnostics:
        text = f"{remark.code} {remark.message}"
        yield _key(remark), f"{location(document.path, remark)}: {text}"
    for part in document.parts:
        for step in part.steps:
            if not step_passes(step, allowed) or step.verdict in allowed:
                at = where(step)
                yield _key(at), f"{location(document.path, at)}: {_said(step)}"
            for remark in step.remarks:
                text = f"{remark.code} {remark.message}"
                yield _key(remark), f"{location(document.path, remark)}: {text}"


def _said(step: StepReport) -> str:
    unmet = f" [{expectation(step)}]" if step.as_expected is False else ""
    return f"{label(step)} {step.id} {message(step)}{unmet}"


def _key(at: Placed) -> tuple[int, int, int]:
    return at.cell or 0, at.line, at.column
