"""What a lecturer should know of a document: what it tries to steer, redefines or hides."""

import re
from collections.abc import Iterator

from derivcheck.document.containers.conditionals import left_out
from derivcheck.document.hidden import hidden_in
from derivcheck.document.model import Document
from derivcheck.grade.model import Notice
from derivcheck.source import SourceText
from derivcheck.syntax import KNOWN_COMMANDS

# what a command does that takes a known name for something else
_REDEFINES = re.compile(
    r"\\(?:re|provide)?newcommand\*?\s*\{?\s*(\\[A-Za-z]+)"
    r"|\\(?:[gex]?def|let|DeclareMathOperator\*?|(?:New|Renew|Provide)DocumentCommand"
    r"|DeclareRobustCommand)\s*\{?\s*(\\[A-Za-z]+)"
)
# neither shown nor read: only to be listed
_LEFT_OUT = (
    (re.compile(r"\\(?:h|v)?phantom(?![A-Za-z])"), "text in a phantom, which is not read"),
)
_IF_FALSE = re.compile(r"\\iffalse(?![A-Za-z])")
# layout commands that people define anew for their looks
_HARMLESS = frozenset({"\\thesection", "\\qedsymbol", "\\thepage", "\\familydefault"})
_MOST = 20  # of a kind in one document


def notices_of(document: Document) -> tuple[Notice, ...]:
    """Return what a document tries to steer, which known names it redefines, what it hides.

    A document that hides text is for a person to look at: what is read there may not be what
    its readers see.
    """
    source = document.source
    directives = (
        _notice("directive", f"not obeyed: derivcheck: {d.text}", source, d.span.start)
        for d in document.set_aside
    )
    unsaid = (
        _notice("not-said", f"{one.what}, which is not read", source, one.span.start)
        for one in document.unsaid
    )
    found = [*directives, *unsaid, *_redefined(source), *_hidden(source)]
    kept: dict[str, list[Notice]] = {}
    for notice in found:
        kept.setdefault(notice.code, []).append(notice)
    return tuple(notice for alike in kept.values() for notice in alike[:_MOST])


def _redefined(source: SourceText) -> Iterator[Notice]:
    for match in _REDEFINES.finditer(source.text):
        name = match.group(1) or match.group(2)
        if name in KNOWN_COMMANDS and name not in _HARMLESS:
            yield _notice("redefined-macro", f"{name} is defined anew", source, match.start())


def _hidden(source: SourceText) -> Iterator[Notice]:
    yield from _conditional(source)
    for one in hidden_in(source.text):
        yield _notice("hidden-text", one.what, source, one.span.start, open_=True)
    for pattern, what in _LEFT_OUT:
        for match in pattern.finditer(source.text):
            yield _notice("hidden-text", what, source, match.start())


def _conditional(source: SourceText) -> Iterator[Notice]:
    r"""Yield what stands behind ``\iffalse``: TeX leaves it out, and so does the reader of TeX."""
    is_tex = source.path.lower().endswith(".tex")
    skipped = is_tex and bool(left_out(source.text))
    what = "text behind \\iffalse" + (", which is not read" if skipped else "")
    for match in _IF_FALSE.finditer(source.text):
        yield _notice("hidden-text", what, source, match.start(), open_=not skipped)


def _notice(code: str, text: str, source: SourceText, offset: int, open_: bool = False) -> Notice:
    return Notice(code, text, source.path, source.position(offset).line, open_)
