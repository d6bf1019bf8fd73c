"""Changes of a notebook's formulas, made in its JSON; all else of the file stays as it was."""

import json
import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from derivcheck.source import SourceText, Span, spliced
from derivcheck.source.pattern import later

_TOKEN = later(r'"(?:[^"\\]|\\.)*"|[{}\[\],:]|[^\s"{}\[\],:]+', re.DOTALL)
_ESCAPE = later(
    r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\.|.", re.DOTALL
)

Path = tuple[str | int, ...]


class _String(Struct, frozen=True):
    """A string of the JSON: where it stands in the file, and which text of the notebook it is."""

    place: Span  # without its quotes
    start: int  # in the cells' text as it was read
    text: str


def changed_notebook(
    raw: str, source: SourceText, changes: Sequence[tuple[Span, str]]
) -> str | None:
    """Return a notebook's JSON with changes made, None where they find no place in it.

    ``source`` is what the notebook was read as.  The strings of its cells are changed where they
    stand, so that order, indents and escapes of everything else are kept.
    """
    strings = list(_strings(raw, source))
    ascii_only = raw.isascii()
    edits: list[tuple[Span, str]] = []
    for span, text in changes:
        inside = [one for one in strings if _holds(one, span)]
        if not inside:
            return None
        first, *rest = inside
        edits.append((_place(raw, first, span), _escaped(text, ascii_only)))
        edits.extend((_place(raw, one, span), "") for one in rest)
    return spliced(raw, sorted(edits, key=lambda edit: edit[0]))


def _holds(string: _String, span: Span) -> bool:
    end = string.start + len(string.text)
    if span.start == span.end:
        return string.start <= span.start < end or (span.start == end and string.text[-1:] != "\n")
    return string.start < span.end and span.start < end


def _escaped(text: str, ascii_only: bool) -> str:
    return json.dumps(text, ensure_ascii=ascii_only)[1:-1]


def _place(raw: str, string: _String, span: Span) -> Span:
    """Return where a span stands in the file, as far as this string has it."""
    inside = raw[string.place.start : string.place.end]
    ends = [0]
    for match in _ESCAPE.finditer(inside):
        ends.append(match.end())
    first = max(0, span.start - string.start)
    last = min(len(string.text), span.end - string.start)
    return Span(string.place.start + ends[first], string.place.start + ends[last])


def _strings(raw: str, source: SourceText) -> Iterator[_String]:
    """Yield the strings that the cells' sources are written as, in the order of the text.

    Those that are not, letter by letter, what was read at their place are left out.
    """
    starts = {number: start for start, number in source.cells}
    number, before, at = 0, None, 0
    for path, place in _all_strings(raw):
        cell = _cell_of(path)
        if cell is None:
            continue
        if cell != before:
            before, number = cell, _number(cell)
            at = starts.get(number, -1)
        text = json.loads(raw[place.start - 1 : place.end + 1])
        if at >= 0 and source.text.startswith(text, at):
            yield _String(place, at, text)
            at += len(text)
        else:
            at = -1


def _cell_of(path: Path) -> Path | None:
    """Return the path of the cell whose source, or a line of it, stands at a path."""
    if len(path) in (3, 4) and path[0] == "cells" and path[2] == "source":
        return path[:2]
    return None


def _number(cell: Path) -> int:
    at = cell[1]
    return at + 1 if isinstance(at, int) else 0


def _all_strings(raw: str) -> Iterator[tuple[Path, Span]]:
    """Yield every string that is a value of a valid JSON text, with the way to it."""
    stack: list[list[str | int]] = []  # of each object the key, of each array the number
    is_key = False
    for match in _TOKEN.finditer(raw):
        token = match.group()
        if token == "{":
            stack.append([""])
            is_key = True
        elif token == "[":
            stack.append([0])
            is_key = False
        elif token in "}]":
            stack.pop()
            is_key = False
        elif token == ",":
            here = stack[-1][0]
            is_key = isinstance(here, str)
            stack[-1][0] = here if isinstance(here, str) else here + 1
        elif token == ":":
            is_key = False
        elif token[0] == '"':
            if is_key:
                stack[-1][0] = json.loads(token)
            else:
                yield tuple(one[0] for one in stack), Span(match.start() + 1, match.end() - 1)
