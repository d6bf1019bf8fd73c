"""Text that a page hides and that is read all the same: white, of no size, `display: none`.

Whether it is hidden depends on the program that shows the document, which may obey no style.
"""

import re
from collections.abc import Iterator

from msgspec import Struct

from derivcheck.source import Diagnostic, Span

_WHITE = r"(?:white|#fff(?:fff)?\b|rgba?\(\s*255\s*,\s*255\s*,\s*255)"
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


class Hidden(Struct, frozen=True):
    """A place that hides text, and in which way."""

    span: Span
    what: str


def hidden_in(text: str) -> Iterator[Hidden]:
    """Yield the places at which a document hides text."""
    for pattern, what in _HIDES:
        for match in pattern.finditer(text):
            yield Hidden(Span(*match.span()), what)


def told_of_hidden(text: str) -> tuple[Diagnostic, ...]:
    """Return what is to be said of text that is hidden: of each way the first place."""
    first: dict[str, Span] = {}
    for one in hidden_in(text):
        first.setdefault(one.what, one.span)
    return tuple(
        Diagnostic("hidden-text", f"{what} may begin here; it is read as if it were shown", span)
        for what, span in first.items()
    )
