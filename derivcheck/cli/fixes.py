"""``derivcheck verify --fix-suggestions``: the documents with the proved repairs, as a diff."""

from collections.abc import Sequence
from pathlib import Path

from derivcheck.check.finding import DocumentFinding
from derivcheck.cli.terminal import complain, reason_of, write
from derivcheck.report.fixes import diff, fixed_text


def suggest(findings: Sequence[DocumentFinding]) -> None:
    """Write a diff of all documents to standard output; no file is changed."""
    for finding in findings:
        new = fixed_text(finding)
        if new is not None:
            write(diff(finding.document.source.path, finding.document.source.text, new))


def write_fixes(findings: Sequence[DocumentFinding]) -> bool:
    """Change the documents; return whether all that was to be changed was.

    A file that is not what was checked, or is no file, stays as it is.
    """
    done = True
    for finding in findings:
        new = fixed_text(finding)
        if new is not None:
            done = _write(finding, new) and done
    return done


def _write(finding: DocumentFinding, new: str) -> bool:
    source = finding.document.source
    path = Path(source.path)
    try:
        if path.read_bytes() != source.text.encode():
            complain(f"{source.path}: not changed, because it is not what was checked")
            return False
        path.write_bytes(new.encode())
    except OSError as error:
        complain(f"{source.path}: cannot be changed: {reason_of(error)}")
        return False
    complain(f"{source.path}: changed")
    return True
