"""``json-lines``: one object per line, so that a reader need not hold the whole report.

``{"type": "step", "path", "problem", "part", …}`` for each step, with the step's fields as in
``json``; then one line each for errors and documents' diagnostics, and the summary last.
"""

import json
from collections.abc import Iterator
from typing import Any

from derivcheck.report.data import plain
from derivcheck.report.model import Report
from derivcheck.report.sanitize import clean_data
from derivcheck.report.style import PLAIN, Style


def render(report: Report, style: Style = PLAIN) -> str:
    """Return the report as JSON Lines, in reading order."""
    return "".join(
        json.dumps(clean_data(record), ensure_ascii=False) + "\n" for record in _records(report)
    )


def _records(report: Report) -> Iterator[dict[str, Any]]:
    for error in report.errors:
        yield {"type": "error", **plain(error)}
    for document in report.documents:
        about = {"path": document.path, "problem": document.problem}
        for diagnostic in document.diagnostics:
            yield {"type": "diagnostic", **about, **plain(diagnostic)}
        for part in document.parts:
            for step in part.steps:
                yield {"type": "step", **about, "part": part.id, **plain(step)}
    yield {
        "type": "summary",
        "version": report.version,
        "tool": plain(report.tool),
        **plain(report.summary),
    }
