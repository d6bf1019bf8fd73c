"""What a document says must not steer the terminal, the log or the reader that shows it.

Control characters (terminal escapes begin with one), bidirectional overrides, invisible
tag characters and lone surrogates each become U+FFFD, one for one, so that offsets keep.
"""

import re
from collections.abc import Mapping
from typing import Any

_DANGEROUS = re.compile(
    "["
    "\x00-\x08\x0b-\x1f\x7f-\x9f"  # C0 without tab and newline, DEL, C1
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # bidirectional marks, overrides, isolates
    "\u2028\u2029"  # line and paragraph separators: a line break for some readers
    "\u200b\u2060\ufeff\ufff9-\ufffb"  # invisible: zero width, interlinear annotation
    "\ud800-\udfff"  # lone surrogates: no UTF-8 exists for them
    "\U000e0000-\U000e0fff"  # tags and variation selectors supplement
    "]"
)
_SPACE = re.compile(r"\s+")


def clean(text: str) -> str:
    """Return the text with every dangerous character replaced, of the same length."""
    return _DANGEROUS.sub("\ufffd", text)


def clean_line(text: str) -> str:
    """Return the text cleaned and on one line, runs of white space as one space."""
    return clean(_SPACE.sub(" ", text)).strip()


def clean_data(value: Any) -> Any:
    """Return nested dicts and lists with every string in them cleaned."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, Mapping):
        return {clean(str(key)): clean_data(item) for key, item in value.items()}
    if isinstance(value, list):
        return [clean_data(item) for item in value]
    return value
