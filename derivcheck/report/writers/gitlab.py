"""``gitlab``: a GitLab Code Quality report, for ``artifacts:reports:codequality``.

Source: https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
"""

import json
from typing import Any

from derivcheck.report.flat import Item, digest, fingerprints, items, rule_of
from derivcheck.report.model import ErrorReport, Report
from derivcheck.report.sanitize import clean_data
from derivcheck.report.style import PLAIN, Style


def render(report: Report, style: Style = PLAIN) -> str:
    """Return one JSON array with an entry for each error, finding and remark."""
    found = list(items(report))
    entries = [_error(error) for error in report.errors]
    entries += [
        _entry(item, digest(mark, str(number)))
        for item, (mark, number) in zip(found, fingerprints(found), strict=True)
    ]
    return json.dumps(clean_data(entries), ensure_ascii=False, indent=1) + "\n"


def _error(error: ErrorReport) -> dict[str, Any]:
    return {
        "description": error.message,
        "check_name": error.code,
        "fingerprint": digest("error", error.path or "", error.code),
        "severity": "critical",
        "location": {"path": error.path or "derivcheck", "lines": {"begin": 1}},
    }


def _entry(item: Item, fingerprint: str) -> dict[str, Any]:
    severity = "info" if item.remark else "major" if item.fails else "minor"
    return {
        "description": f"{item.code} {item.text}",
        "check_name": rule_of(item),
        "fingerprint": fingerprint,
        "severity": severity,
        "location": {"path": item.document.path.removeprefix("./"), "positions": _span(item)},
    }


def _span(item: Item) -> dict[str, Any]:
    at = item.at
    if at.cell is not None:  # lines of a cell are no lines of the notebook's file
        return {"begin": {"line": 1, "column": 1}, "end": {"line": 1, "column": 1}}
    return {
        "begin": {"line": at.line, "column": at.column},
        "end": {"line": at.end_line, "column": at.end_column},
    }
