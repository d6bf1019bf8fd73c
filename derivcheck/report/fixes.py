"""Proved repairs as changes of the document they are for: its new text, and a diff of it."""

from collections.abc import Iterator
from difflib import unified_diff

from derivcheck.check.finding import DocumentFinding
from derivcheck.source import Span


def fixed_text(finding: DocumentFinding) -> str | None:
    """Return a document's text with every proved repair made, None where there is none.

    A change that meets an earlier one is left out.  Notebooks and web pages have no text that
    could be changed so.
    """
    source = finding.document.source
    if source.cells or not source.path.endswith((".md", ".tex")):
        return None
    out, at = "", 0
    for span, text in sorted(_changes(finding), key=lambda change: change[0]):
        if span.start >= at:
            out += source.text[at : span.start] + text
            at = span.end
    return out + source.text[at:] if at else None


def _changes(finding: DocumentFinding) -> Iterator[tuple[Span, str]]:
    for part in finding.parts:
        for step in part.steps:
            if step.slip is not None:
                yield from step.slip.changes


def diff(path: str, old: str, new: str) -> str:
    """Return a unified diff of a document, as ``git apply`` and ``patch`` read it."""
    lines = unified_diff(
        old.splitlines(keepends=True), new.splitlines(keepends=True), f"a/{path}", f"b/{path}"
    )
    out = []
    for line in lines:
        out.append(line if line.endswith("\n") else line + "\n\\ No newline at end of file\n")
    return "".join(out)
