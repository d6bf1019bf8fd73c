"""``json``: the whole report as one object, the stable contract for other programs."""

import json

from derivcheck.report.data import plain
from derivcheck.report.model import Report
from derivcheck.report.sanitize import clean_data
from derivcheck.report.style import PLAIN, Style


def render(report: Report, style: Style = PLAIN) -> str:
    """Return the report as JSON; the same report gives the same bytes, whatever the style."""
    return json.dumps(clean_data(plain(report)), ensure_ascii=False, indent=2) + "\n"
