"""What a lecturer should know of a document: what it tries to steer, redefines or hides."""

import re
from collections.abc import Iterator

from derivcheck.document.containers.conditionals import left_out
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
_WHITE = r"(?:white|#fff(?:fff)?\b|rgba?\(\s*255\s*,\s*255\s*,\s*255)"
# neither shown nor read: only to be listed
_LEFT_OUT = (
    (re.compile(r"\\(?:h|v)?phantom(?![A-Za-z])"), "text in a phantom, which is not read"),
)
_IF_FALSE = re.compile(r"\\iffalse(?![A-Za-z])")
# not shown to whoever reads the document, but read
_HIDES = (
    (re.compile(r"\\(?:text)?color\s*(?:\[[^\]\n]{0,40}\])?\s*\{\s*white\s*\}"), "white text"),
    (re.compile(r"\\(?:text)?color\s*\[[^\]\n]{0,40}\]\s*\{\s*1[.,\s1]*\}"), "white text"),
    (re.compile(rf"(?<![-\w])color\s*[:=]\s*[\"']?\s*{_WHITE}", re.IGNORECASE), "white text"),
    (re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE), "hidden text"),
    (re.compile(r"(?<![-\w])opacity\s*:\s*0*(?:\.0*)?\s*%?\s*(?=[;\"'}]|!)"), "hidden text"),
    (re.compile(r"<[a-z][\w-]*(?:\s[^<>]*)?\shidden(?=[\s=/>])", re.IGNORECASE), "hidden text"),
    (re.compile(r"<template\b", re.IGNORECASE), "text in a template"),
    (re.compile(r"(?<![-\w])color\s*[:=]\s*[\"']?\s*transparent\b", re.IGNORECASE), "clear text"),
    (re.compile(r"\\(?:text)?color\s*\{\s*transparent\s*\}"), "clear text"),
    (re.compile(r"font-size\s*:\s*0*(?:\.0*)?\s*(?:[a-z]+|%)?\s*(?=[;\"'}]|!)"), "tiny text"),
    (re.compile(r"(?:text-indent|left|top|margin-left)\s*:\s*-\d{3,}"), "text off the page"),
    (re.compile(r"\\(?:h|v)space\*?\s*\{\s*-\s*\d{2,}"), "text off the page"),
    (re.compile(r"\\(?:transparent|texttransparent)\s*\{\s*0*(?:\.0*)?\s*\}"), "clear text"),
    (re.compile(r"\\(?:fontsize\{0|scalebox\{0|tiny\s*\\color)"), "text too small to be seen"),
)  # fmt: skip
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
    for patterns, read in ((_HIDES, True), (_LEFT_OUT, False)):
        for pattern, what in patterns:
            for match in pattern.finditer(source.text):
                yield _notice("hidden-text", what, source, match.start(), open_=read)


def _conditional(source: SourceText) -> Iterator[Notice]:
    r"""Yield what stands behind ``\iffalse``: TeX leaves it out, and so does the reader of TeX."""
    is_tex = source.path.lower().endswith(".tex")
    skipped = is_tex and bool(left_out(source.text))
    what = "text behind \\iffalse" + (", which is not read" if skipped else "")
    for match in _IF_FALSE.finditer(source.text):
        yield _notice("hidden-text", what, source, match.start(), open_=not skipped)


def _notice(code: str, text: str, source: SourceText, offset: int, open_: bool = False) -> Notice:
    return Notice(code, text, source.path, source.position(offset).line, open_)
