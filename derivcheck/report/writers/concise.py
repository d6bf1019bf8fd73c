"""``concise``: one line per finding, ``file:line:column: code message``, for editors and grep."""

from derivcheck.report.flat import items
from derivcheck.report.model import Report
from derivcheck.report.sanitize import clean_line
from derivcheck.report.style import PLAIN, Detail, Style
from derivcheck.report.wording import counts, location


def render(report: Report, style: Style = PLAIN) -> str:
    """Return errors, diagnostics, steps that are not good and remarks, in reading order."""
    lines = [
        f"{error.path or 'derivcheck'}: {error.code} {error.message}" for error in report.errors
    ]
    lines += [
        f"{location(one.document.path, one.at)}: {one.code} {one.text}" for one in items(report)
    ]
    if style.detail is not Detail.QUIET:
        lines.append(counts(report.summary))
    return "".join(f"{clean_line(line)}\n" for line in lines)
