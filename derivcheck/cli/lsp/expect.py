"""A comment that says which verdict a line is expected to get, where it can be put."""

import re

from derivcheck.check.expectations import read_expectations
from derivcheck.cli.files import Unreadable, format_of
from derivcheck.cli.lsp.marks import Mark
from derivcheck.document import read_document
from derivcheck.document.model import Document

_OPENS = re.compile(r"\$|\\[\[(]")
_COMMENT = {"md": "<!-- derivcheck: expect {} -->", "tex": "% derivcheck: expect {}"}


def expectation_edit(path: str, text: str, mark: Mark) -> tuple[int, str] | None:
    """Return where to put which line so that a step is as expected, None where there is no place.

    It is put before the line on which the step's right side begins, and only where the document
    then reads as before.  Inside a formula of Markdown there is no place for it.
    """
    try:
        comment = _COMMENT.get(format_of(path))
    except Unreadable:
        return None
    if comment is None:
        return None
    document = read_document(path, text, format_of(path))
    start = mark.right[0]
    line = text.rfind("\n", 0, start) + 1
    if format_of(path) == "md" and not _OPENS.search(text[line:start]):
        return None
    end = text.find("\n", start)
    row = [at for at in _right_sides(document) if line <= at < (end if end >= 0 else len(text))]
    verdicts = [mark.verdict if at == start else "_" for at in row]
    indent = text[line:start][: len(text[line:start]) - len(text[line:start].lstrip())]
    added = f"{indent}{comment.format(' '.join(verdicts))}\n"
    after = read_document(path, text[:line] + added + text[line:], format_of(path))
    if _content(after) != _content(document) or not _is_new(after, document):
        return None
    return line, added


def _right_sides(document: Document) -> list[int]:
    return sorted(
        chain.members[sign.right].span.start
        for chain in document.chains()
        for sign in chain.relations
    )


def _content(document: Document) -> list[object]:
    return [
        (part.id, [[token.text for token in member.tokens] for member in chain.members])
        for part in document.parts
        for chain in part.chains
    ]


def _is_new(after: Document, before: Document) -> bool:
    """Return whether there is one expectation more, and it is understood."""
    found, broken = read_expectations(after)
    return not broken and len(found) == len(read_expectations(before)[0]) + 1
