"""Proved repairs as changes of the file they are for: its new text, and a diff of it."""

from collections.abc import Iterator, Sequence
from difflib import unified_diff

from derivcheck.check.finding import DocumentFinding
from derivcheck.document.containers.notebook_text import changed_notebook
from derivcheck.source import Span, spliced

Changes = tuple[tuple[Span, str], ...]

# the files whose text is what their formulas are written in
_PLAIN = (".md", ".markdown", ".tex", ".ltx")
_NOTEBOOK = ".ipynb"


def has_repairs(finding: DocumentFinding) -> bool:
    """Whether any step of a document has a repair."""
    return any(step.slip and step.slip.changes for part in finding.parts for step in part.steps)


def can_be_changed(path: str) -> bool:
    """Whether repairs can be written into a file of this name; a web page is made by others."""
    return path.lower().endswith((*_PLAIN, _NOTEBOOK))


def fixed_text(finding: DocumentFinding, raw: str) -> str | None:
    """Return a file's text with the proved repairs made, None where there is none to make.

    ``raw`` is the text of the file as it is stored, with its own line ends; of a notebook, its
    JSON.  Nothing but the repaired formulas is changed.
    """
    source = finding.document.source
    changes = changes_of(finding)
    if not changes or not can_be_changed(source.path):
        return None
    if source.path.lower().endswith(_NOTEBOOK):
        return changed_notebook(raw, source, changes)
    return _changed(raw, changes)


def changes_of(finding: DocumentFinding) -> Changes:
    """Return the changes that make a document's repairs, in the order of its text.

    A repair is made as a whole or not at all: one that meets an earlier one is left out.
    """
    done: list[tuple[Span, str]] = []
    for repair in _repairs(finding):
        if not any(_meet(new, old) for new, _ in repair for old, _ in done):
            done.extend(repair)
    return tuple(sorted(done, key=lambda change: change[0]))


def _repairs(finding: DocumentFinding) -> Iterator[Changes]:
    for part in finding.parts:
        for step in part.steps:
            if step.slip is not None and step.slip.changes:
                yield step.slip.changes


def _meet(one: Span, two: Span) -> bool:
    if one == two:
        return True
    return one.start < two.end and two.start < one.end


def _changed(raw: str, changes: Changes) -> str:
    """Return a text with changes made whose offsets count each line end once."""
    newline = "\r\n" if "\r\n" in raw else "\r" if "\r" in raw and "\n" not in raw else "\n"
    places = _places(raw)
    stored = (Span(places[span.start], places[span.end]) for span, _ in changes)
    texts = (text.replace("\n", newline) for _, text in changes)
    return spliced(raw, zip(stored, texts, strict=True))


def _places(raw: str) -> Sequence[int]:
    """Return where each character of the text that was checked stands in the file's own."""
    if "\r" not in raw and not raw.startswith("\ufeff"):
        return range(len(raw) + 1)
    places = [
        at
        for at, char in enumerate(raw)
        if not (char == "\n" and at and raw[at - 1] == "\r") and not (at == 0 and char == "\ufeff")
    ]
    return [*places, len(raw)]


def diff(path: str, old: str, new: str) -> str:
    """Return a unified diff of a document, as ``git apply`` and ``patch`` read it.

    That of an absolute path is one for ``patch -p1 -d /``: neither writes where ``a//home`` leads.
    """
    named = path.lstrip("/")
    lines = unified_diff(_lines(old), _lines(new), f"a/{named}", f"b/{named}")
    out = []
    for line in lines:
        out.append(line if line.endswith("\n") else line + "\n\\ No newline at end of file\n")
    return "".join(out)


def _lines(text: str) -> list[str]:
    """Return lines with their ends, as those tools count them: form feeds and U+2028 end none."""
    lines = text.split("\n")
    return [f"{line}\n" for line in lines[:-1]] + ([lines[-1]] if lines[-1] else [])
