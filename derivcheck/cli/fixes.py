"""``derivcheck verify --fix-suggestions``: the documents with the proved repairs, as a diff."""

import os
import shutil
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from derivcheck.check.finding import DocumentFinding
from derivcheck.cli.files import Unreadable, decode
from derivcheck.cli.terminal import complain, reason_of, write
from derivcheck.report.fixes import can_be_changed, diff, fixed_text, has_repairs

_CHANGED_SINCE = "not changed, because it is not what was checked"
_NO_PLACE = "not changed, because the formulas were not found in the file as it is stored"
_PAGE = "no repair is written into a web page"


def suggest(findings: Sequence[DocumentFinding]) -> None:
    """Write a diff of all documents to standard output; no file is changed."""
    for finding in findings:
        source = finding.document.source
        raw = _stored(finding)
        # standard input is stored nowhere
        raw = source.text if raw is None and not source.cells else raw
        new = None if raw is None else fixed_text(finding, raw)
        if new is not None and raw is not None:
            write(diff(source.path, raw, new))
        else:
            _say_why_not(finding, raw)


def write_fixes(findings: Sequence[DocumentFinding]) -> bool:
    """Change the documents; return whether all that was to be changed was.

    A file that is not what was checked, or is no file, stays as it is.
    """
    done = [_written(finding) for finding in findings if has_repairs(finding)]
    return all(done)


def _say_why_not(finding: DocumentFinding, raw: str | None) -> None:
    path = finding.document.source.path
    if has_repairs(finding):
        why = _PAGE if not can_be_changed(path) else _CHANGED_SINCE if raw is None else _NO_PLACE
        complain(f"{path}: {why}")


def _written(finding: DocumentFinding) -> bool:
    path = finding.document.source.path
    raw = _stored(finding)
    new = None if raw is None else fixed_text(finding, raw)
    if new is None:
        _say_why_not(finding, raw)
        return False
    try:
        _replace(Path(path).resolve(), new.encode())
    except OSError as error:
        complain(f"{path}: cannot be changed: {reason_of(error)}")
        return False
    complain(f"{path}: changed")
    return True


def _stored(finding: DocumentFinding) -> str | None:
    """Return a file's text with its own line ends, None where it is not what was checked."""
    source = finding.document.source
    try:
        data = Path(source.path).read_bytes()
        text = decode(source.path, data)
    except (OSError, ValueError, Unreadable):
        return None
    if source.cells:
        from derivcheck.document.containers.notebook import load_notebook

        text = load_notebook(source.path, text)[0].text
    return data.decode() if text == source.text else None


def _replace(path: Path, data: bytes) -> None:
    """Put other bytes into a file, all or none of them; raises ``OSError``.

    Whoever may write to everything still finds a file unchanged that is marked read-only.
    """
    if not path.stat().st_mode & 0o222:
        raise PermissionError(0, "it is read-only")
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with open(beside, "xb") as file:
            file.write(data)
        shutil.copymode(path, beside)
        os.replace(beside, path)
    except OSError:
        with suppress(OSError):
            beside.unlink()
        raise
