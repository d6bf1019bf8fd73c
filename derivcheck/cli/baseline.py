"""The baseline of a book with known findings: a file that only new ones are held against."""

import json
import os
from pathlib import PurePath
from typing import Any

from msgspec.structs import asdict

from derivcheck.cli.files import Unreadable, read_table
from derivcheck.cli.terminal import complain, reason_of
from derivcheck.report.baseline import Known, Rename, known_findings, with_baseline
from derivcheck.report.model import Report
from derivcheck.report.wording import plural

VERSION = 1
_FIELDS = ("path", "mark", "verdict", "step")


def read_baseline(path: str) -> tuple[Known, ...]:
    """Return the findings of a baseline; raises ``Unreadable``."""
    if not os.path.exists(path):
        hint = "--update-baseline writes it"
        raise Unreadable(path, "unreadable", f"there is no baseline '{path}' yet; {hint}")
    try:
        return _findings(json.loads(read_table(path)))
    except (json.JSONDecodeError, RecursionError, KeyError, TypeError, ValueError) as error:
        if isinstance(error, Unreadable):
            raise
        message = f"'{path}' is no baseline of version {VERSION}; --update-baseline writes it anew"
        raise Unreadable(path, "unreadable", message) from None


def _findings(data: Any) -> tuple[Known, ...]:
    if data["version"] != VERSION:
        raise ValueError
    found = [tuple(one[field] for field in _FIELDS) for one in data["findings"]]
    if not all(isinstance(value, str) for one in found for value in one):
        raise TypeError
    return tuple(Known(*one) for one in found)


def against_baseline(report: Report, path: str) -> Report:
    """Return the report with what is known marked; raises ``Unreadable``."""
    report, gone = with_baseline(report, read_baseline(path), _renamed(path))
    if gone:
        number = f"{len(gone)} {plural('finding', len(gone))}"
        complain(
            f"note: {number} of {path} not found any more; --update-baseline drops what is gone"
        )
    return report


def update_baseline(report: Report, path: str) -> Report:
    """Write what a report finds to a baseline; return the report, in which all of it is known.

    What the baseline says of documents that were not checked is kept while they exist.  Raises
    ``Unreadable`` where the file is something else or cannot be written.
    """
    rename = _renamed(path)
    found = tuple(known_findings(report, rename))
    checked = {rename(document.path) for document in report.documents}
    folder = os.path.dirname(path)
    earlier = read_baseline(path) if os.path.exists(path) else ()
    kept = [
        one
        for one in earlier
        if one.path not in checked and os.path.exists(os.path.join(folder, one.path))
    ]
    everything = sorted((*kept, *found), key=lambda one: one.path)
    _write(path, everything)
    complain(f"note: {len(found)} {plural('finding', len(found))} written to {path}")
    return with_baseline(report, everything, rename)[0]


def _write(path: str, known: list[Known]) -> None:
    lines = [json.dumps(asdict(one), ensure_ascii=False) for one in known]
    text = f'{{"version": {VERSION}, "findings": [\n' + ",\n".join(lines) + "\n]}\n"
    try:
        with open(path, "w", encoding="utf-8", newline="\n", errors="replace") as file:
            file.write(text)
    except OSError as error:
        reason = reason_of(error)
        raise Unreadable(path, "unreadable", f"'{path}' cannot be written: {reason}") from None


def _renamed(baseline: str) -> Rename:
    """Return how documents are named in a baseline: from its own folder on."""
    folder = os.path.dirname(baseline) or "."

    def rename(path: str) -> str:
        try:
            return PurePath(os.path.relpath(path, folder)).as_posix()
        except ValueError:  # on another drive
            return path

    return rename
