"""Macros from other files: what a document inputs from its own folder, what ``--macros`` names.

Only definitions are taken from them; their text is no part of the document.  A document cannot
make a file outside its folder be read.
"""

import os
import re

from derivcheck.cli.files import Unreadable, decode
from derivcheck.cli.terminal import reason_of

_LIMIT = 1_000_000  # bytes of one file
_FILES = 30
_COMMENT = re.compile(r"(?<!\\)%[^\n]*")
_INPUT = re.compile(
    r"\\(?:input|include|subfile|usepackage|RequirePackage)(?![A-Za-z])\s*(?:\[[^\]\n]{0,300}\])?"
    r"\s*(?:\{([^{}\n]{1,300})\}|([\w./-]{1,300}))"
)


def read_macros(path: str) -> str:
    """Return the text of a file of definitions; raises ``Unreadable``."""
    try:
        with open(path, "rb") as file:
            data = file.read(_LIMIT + 1)
    except OSError as error:
        reason = reason_of(error)
        raise Unreadable(
            path, "unreadable", f"--macros: '{path}' cannot be read: {reason}"
        ) from None
    except ValueError as error:  # a null character in the name
        raise Unreadable(
            path, "unreadable", f"--macros: '{path}' cannot be read: {error}"
        ) from None
    if len(data) > _LIMIT:
        raise Unreadable(path, "too-large", f"--macros: '{path}' is larger than 1 MB")
    return decode(path, data)


def included(path: str, text: str) -> str:
    """Return the texts of the files in a document's folder that it inputs, also indirectly.

    What is not there, lies outside the folder or cannot be read is left out: its macros will be
    missed where they are used.
    """
    folder = os.path.realpath(os.path.dirname(path) or ".")
    seen = {os.path.realpath(path)}
    todo = _named(text)
    found: list[str] = []
    while todo and len(found) < _FILES:
        target = _inside(folder, todo.pop(0), seen)
        if target is None:
            continue
        seen.add(target)
        try:
            more = read_macros(target)
        except Unreadable:
            continue
        found.append(more)
        todo.extend(_named(more))
    return "\n\n".join(found)


def _named(text: str) -> list[str]:
    """Return the names of the files that a text inputs, in order."""
    if "\\" not in text:
        return []
    plain = _COMMENT.sub("", text)
    names = [a or b for a, b in _INPUT.findall(plain)]
    return [name.strip() for names_ in names for name in names_.split(",") if name.strip()][:200]


def _inside(folder: str, name: str, seen: set[str]) -> str | None:
    """Return the file that a name means, if it lies in the folder or below and is new."""
    for ending in ("", ".tex", ".sty"):
        try:
            target = os.path.realpath(os.path.join(folder, name + ending))
        except ValueError:  # a null character in the name
            return None
        inside = os.path.commonpath([folder, target]) == folder
        if inside and target not in seen and os.path.isfile(target):
            return target
    return None
