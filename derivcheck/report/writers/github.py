"""``github``: workflow commands that show findings beside the lines of a pull request.

Source: https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions
"""

from derivcheck.report.flat import Item, items
from derivcheck.report.model import ErrorReport, Report
from derivcheck.report.sanitize import clean_line
from derivcheck.report.style import PLAIN, Style
from derivcheck.report.wording import counts, location

_TITLE = "derivcheck"


def render(report: Report, style: Style = PLAIN) -> str:
    """Return an annotation for each error, finding and remark, and the counts.

    What fails comes first: GitHub shows ten annotations of a kind for each step of a job.
    """
    found = sorted(items(report), key=lambda item: (item.remark, not item.fails))
    lines = [_error(error) for error in report.errors]
    lines += [_annotation(item) for item in found]
    return "".join(f"{line}\n" for line in (*lines, f"derivcheck: {counts(report.summary)}"))


def _error(error: ErrorReport) -> str:
    fields = f"title={_TITLE} ({_field(error.code)})"
    if error.path is not None:
        fields += f",file={_field(error.path)}"
    return f"::error {fields}::{_message(error.message)}"


def _annotation(item: Item) -> str:
    kind = "notice" if item.remark else "error" if item.fails else "warning"
    fields = [f"title={_TITLE} ({_field(item.code)})", f"file={_field(item.document.path)}"]
    if item.at.cell is None:  # lines of a cell are no lines of the notebook's file
        at = item.at
        fields += [f"line={at.line}", f"col={at.column}"]
        fields += [f"endLine={at.end_line}", f"endColumn={at.end_column}"]
    said = f"{location(item.document.path, item.at)}: {item.code} {item.text}"
    return f"::{kind} {','.join(fields)}::{_message(said)}"


def _message(text: str) -> str:
    return clean_line(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _field(text: str) -> str:
    return _message(text).replace(":", "%3A").replace(",", "%2C")
