"""Wide formulas on one line: cut between tokens, around the place that matters."""

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from itertools import accumulate

from msgspec import Struct
from rich.cells import cell_len

from derivcheck.report.sanitize import clean

_TOKEN = re.compile(r"\\[A-Za-z]+ ?|\\.|.", re.DOTALL)
_CUT = "…"
_APART = 3  # tokens between two changes; what is nearer is shown as one
_LONGEST_COMPARED = 1_000_000  # pairs of tokens
_SNAP = 16  # code points within which a cut moves to the nearest space
_SPACE = re.compile(r"\s+")


class Excerpt(Struct, frozen=True):
    """A line of text and the cells ``start <= cell < end`` of it that are to be underlined."""

    text: str
    start: int = 0
    end: int = 0

    @property
    def underline(self) -> str:
        """The line of carets that belongs below the text, empty without a mark."""
        return " " * self.start + "^" * (self.end - self.start)


def excerpt(text: str, width: int, mark: tuple[int, int] | None = None) -> Excerpt:
    """Return the text on one line of at most ``width`` cells.

    White space is collapsed, dangerous characters are replaced, what does not fit is cut
    between TeX tokens and stands as ``…``.  ``mark`` counts code points of ``text``; the cut
    keeps it in view, or as much of its beginning as fits.
    """
    line, mark = _one_line(clean(text), mark)
    if cell_len(line) <= width:
        return _marked(line, 0, len(line), mark)
    tokens = [match.span() for match in _TOKEN.finditer(line)]
    first, last = _window(line, tokens, mark or (0, 0), width - 4)
    start, end = tokens[first][0], tokens[last - 1][1]
    kept = mark or (0, 1)
    return _marked(line, _snap_start(line, start, kept[0]), _snap_end(line, end, kept[1]), mark)


def changed(old: str, new: str) -> tuple[int, int]:
    """Return the range of ``new`` that differs from ``old``, ends shared by both left out.

    The range is widened to whole TeX tokens; it is empty when nothing but a cut was made.
    """
    was, now = _TOKEN.findall(old), _TOKEN.findall(new)
    shared = min(len(was), len(now))
    head = next((i for i in range(shared) if was[i] != now[i]), shared)
    rest = shared - head
    tail = next((i for i in range(rest) if was[-1 - i] != now[-1 - i]), rest)
    start = len("".join(now[:head]))
    return start, start + len("".join(now[head : len(now) - tail]))


def changes(old: str, new: str) -> tuple[tuple[int, int], ...]:
    """Return the ranges of ``new`` that differ from ``old``, each of whole TeX tokens.

    What stands between two of them has at least `_APART` tokens; of long formulas there is one.
    """
    was, now = _TOKEN.findall(old), _TOKEN.findall(new)
    if len(was) * len(now) > _LONGEST_COMPARED:
        return (changed(old, new),)
    ends = [0, *accumulate(map(len, now))]
    found: list[tuple[int, int]] = []
    for kind, _, _, first, last in SequenceMatcher(None, was, now, False).get_opcodes():
        if kind in ("equal", "delete"):
            continue
        if found and first - found[-1][1] < _APART:
            first = found.pop()[0]
        found.append((first, last))
    return tuple((ends[first], ends[last]) for first, last in found)


def folded(text: str, width: int, marks: Sequence[tuple[int, int]]) -> list[tuple[str, str]]:
    """Return a text of one line in lines of at most ``width`` cells, each with its carets.

    It is cut between TeX tokens, at blanks where there are any near.
    """
    lines: list[tuple[str, str]] = []
    at = 0
    while at < len(text):
        end = _line_end(text, at, width)
        piece = text[at:end].rstrip()
        cells = "".join(
            ("^" if any(start <= place < stop for start, stop in marks) else " ") * cell_len(sign)
            for place, sign in enumerate(piece, at)
        )
        lines.append((piece, cells.rstrip()))
        at = end + len(text[end:]) - len(text[end:].lstrip())
    return lines


def _line_end(text: str, at: int, width: int) -> int:
    """Return where a line that begins at ``at`` ends."""
    room, end = width, at
    for token in _TOKEN.finditer(text, at):
        room -= cell_len(token[0].rstrip())
        if room < 0 and end > at:
            return _snap_end(text, end, at + 1)
        room -= cell_len(token[0]) - cell_len(token[0].rstrip())
        end = token.end()
    return end


def _one_line(text: str, mark: tuple[int, int] | None) -> tuple[str, tuple[int, int] | None]:
    if mark is None:
        return _SPACE.sub(" ", text).strip(), None
    lead = len(text) - len(text.lstrip())

    def moved(offset: int) -> int:
        return len(_SPACE.sub(" ", text[lead : max(lead, offset)]))

    return _SPACE.sub(" ", text).strip(), (moved(mark[0]), moved(mark[1]))


def _window(
    line: str, tokens: list[tuple[int, int]], mark: tuple[int, int], width: int
) -> tuple[int, int]:
    """Return the range of tokens to show: the mark, then what stands around it in turn."""
    first = next((i for i, (_, end) in enumerate(tokens) if end > mark[0]), len(tokens) - 1)
    last, room = first, width
    while last < len(tokens) and tokens[last][0] < max(mark[1], mark[0] + 1):
        room -= cell_len(line[slice(*tokens[last])])
        if room < 0:
            return first, max(last, first + 1)
        last += 1
    while True:
        before = cell_len(line[slice(*tokens[first - 1])]) if first > 0 else room + 1
        after = cell_len(line[slice(*tokens[last])]) if last < len(tokens) else room + 1
        if before > room and after > room:
            return first, last
        if before <= room:
            first, room = first - 1, room - before
        if last < len(tokens) and cell_len(line[slice(*tokens[last])]) <= room:
            room -= cell_len(line[slice(*tokens[last])])
            last += 1


def _snap_start(line: str, start: int, limit: int) -> int:
    """Return the start moved to the next word, if there is one near, but not past the limit."""
    if start == 0:
        return 0
    space = line.find(" ", start, min(start + _SNAP, limit))
    return space + 1 if space >= 0 else start


def _snap_end(line: str, end: int, limit: int) -> int:
    """Return the end moved back to the end of a word, if one is near, but not before the limit."""
    if end >= len(line):
        return end
    space = line.rfind(" ", max(end - _SNAP, limit), end + 1)
    return space if space >= 0 else end


def _marked(line: str, start: int, end: int, mark: tuple[int, int] | None) -> Excerpt:
    head = f"{_CUT} " if start > 0 else ""
    body = line[start:end].rstrip()
    text = f"{head}{body} {_CUT}" if end < len(line) else f"{head}{body}"
    if mark is None:
        return Excerpt(text)
    at, to = max(start, mark[0]), min(end, mark[1])
    return Excerpt(
        text, cell_len(head + line[start:at]), cell_len(head + line[start : max(at, to)])
    )
