"""Text that a page hides and that is read all the same: white, of no size, `display: none`.

Whether it is hidden depends on the program that shows the document, which may obey no style.
"""

import re
from functools import lru_cache

from msgspec import Struct

from derivcheck.source import Diagnostic, Span
from derivcheck.source.pattern import later

_WHITE = r"(?:white|#fff(?:fff)?\b|rgba?\(\s*255\s*,\s*255\s*,\s*255)"
# the first of each: words of which one stands, in lower case, in whatever it finds
_HIDES = (
    ("color", later(r"\\(?:text)?color\s*(?:\[[^\]\n]{0,40}\])?\s*\{\s*white\s*\}"), "white text"),
    ("color", later(r"\\(?:text)?color\s*\[[^\]\n]{0,40}\]\s*\{\s*1[.,\s1]*\}"), "white text"),
    ("color", later(rf"(?<![-\w])color\s*[:=]\s*[\"']?\s*{_WHITE}", re.IGNORECASE), "white text"),
    (
        "display visibility",
        later(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE),
        "hidden text",
    ),
    ("opacity", later(r"(?<![-\w])opacity\s*:\s*0*(?:\.0*)?\s*%?\s*(?=[;\"'}]|!)"), "hidden text"),
    (
        "hidden",
        later(r"<[a-z][\w-]*(?:\s[^<>]*)?\shidden(?=[\s=/>])", re.IGNORECASE),
        "hidden text",
    ),
    ("template", later(r"<template\b", re.IGNORECASE), "text in a template"),
    (
        "transparent",
        later(r"(?<![-\w])color\s*[:=]\s*[\"']?\s*transparent\b", re.IGNORECASE),
        "clear text",
    ),
    ("transparent", later(r"\\(?:text)?color\s*\{\s*transparent\s*\}"), "clear text"),
    (
        "font-size",
        later(r"font-size\s*:\s*0*(?:\.0*)?\s*(?:[a-z]+|%)?\s*(?=[;\"'}]|!)"),
        "tiny text",
    ),
    (
        "indent left top",
        later(r"(?:text-indent|left|top|margin-left)\s*:\s*-\d{3,}"),
        "text off the page",
    ),
    ("space", later(r"\\(?:h|v)space\*?\s*\{\s*-\s*\d{2,}"), "text off the page"),
    (
        "transparent",
        later(r"\\(?:transparent|texttransparent)\s*\{\s*0*(?:\.0*)?\s*\}"),
        "clear text",
    ),
    (
        "fontsize scalebox tiny",
        later(r"\\(?:fontsize\{0|scalebox\{0|tiny\s*\\color)"),
        "text too small to be seen",
    ),
)


class Hidden(Struct, frozen=True):
    """A place that hides text, and in which way."""

    span: Span
    what: str


@lru_cache(maxsize=8)  # who checks a document asks, and who grades it; an edit asks twice
def hidden_in(text: str) -> tuple[Hidden, ...]:
    """Return the places at which a document hides text."""
    lower = text.lower()
    return tuple(
        Hidden(Span(*match.span()), what)
        for words, pattern, what in _HIDES
        if any(word in lower for word in words.split())
        for match in pattern.finditer(text)
    )


def told_of_hidden(text: str) -> tuple[Diagnostic, ...]:
    """Return what is to be said of text that is hidden: of each way the first place."""
    first: dict[str, Span] = {}
    for one in hidden_in(text):
        first.setdefault(one.what, one.span)
    return tuple(
        Diagnostic("hidden-text", f"{what} may begin here; it is read as if it were shown", span)
        for what, span in first.items()
    )
