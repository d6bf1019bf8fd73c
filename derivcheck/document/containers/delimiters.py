"""Where formulas end: closing delimiters found in linear time, and what to do without one."""

import re
from bisect import bisect_left
from functools import cached_property

from derivcheck.document.containers.pieces import FILLER
from derivcheck.document.tokens.wordlist import wordlist
from derivcheck.source.pattern import later

MATH_ENVIRONMENTS = wordlist(
    "equation align alignat flalign gather eqnarray multline displaymath math dmath darray "
    "aligned alignedat gathered split cases array matrix pmatrix bmatrix autobreak empheq "
    "IEEEeqnarray"
)
_BLANK = later(r"\n[ \t\r]*(?=\n)")
_EDGE = later(r"\\(begin|end)\s*\{\s*([A-Za-z]+)\*?\s*\}")
_INLINE = later(r"\\.|[{}$]", re.S)
_WORDS = later(r"(?<![\\\w{])[A-Za-z]{2,}[,;:]?\s+(?:[a-z]{2,}|[A-Z][a-z]+)(?![\w}])")
_TEXTS = later(r"\\(?:text\w*|mbox|operatorname|math\w+)\s*\{[^{}]*\}")
_CJK = later(r"[\u3400-\u9fff\u3040-\u30ff\uac00-\ud7af]{2,}")
_MATHY = later(r"[\\=_^&+]")


class Delimiters:
    """Answers for one text where things end; every list is made once."""

    def __init__(self, text: str) -> None:
        self._text = text

    @cached_property
    def _blanks(self) -> list[int]:
        return [m.start() for m in _BLANK.finditer(self._text)]

    @cached_property
    def _edges(self) -> dict[tuple[str, str], list[int]]:
        found: dict[tuple[str, str], list[int]] = {}
        for m in _EDGE.finditer(self._text):
            found.setdefault((m.group(1), m.group(2)), []).append(m.start())
        return found

    @cached_property
    def _marks(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {mark: [] for mark in ("$$", "\\]", "\\)", "\\[", "-->")}
        for m in re.finditer(r"\\[\])\[]|\\.|\$\$|-->", self._text, re.S):
            if m.group() in found:
                found[m.group()].append(m.start())
        return found

    def blank(self, at: int) -> int:
        """Return where the next blank line begins, or the end of the text."""
        return _next(self._blanks, at, len(self._text))

    def mark(self, mark: str, at: int) -> int | None:
        """Return the next place of ``$$``, ``\\]``, ``\\)`` or ``-->``, if any."""
        found = _next(self._marks[mark], at, -1)
        return found if found >= 0 else None

    def environment(self, name: str, at: int) -> int | None:
        """Return where ``\\end{name}`` stands for an environment whose body begins at ``at``."""
        ends, begins = self._edges.get(("end", name), []), self._edges.get(("begin", name), [])
        end, begin = _next(ends, at, -1), _next(begins, at, -1)
        depth = 0
        while end >= 0 and 0 <= begin < end and depth < 20:  # nested in itself
            after = _next(ends, end + 1, -1)
            depth, begin, end = depth + 1, _next(begins, begin + 1, -1), after
        return end if end >= 0 and depth < 20 else None

    def display(self, at: int) -> tuple[int, bool]:
        """Return where the ``$$`` formula that begins at ``at`` ends, and whether it is closed."""
        end = self.mark("$$", at)
        stop = len(self._text) if end is None else end
        blank = self.blank(at)
        while blank < stop:
            if not self._goes_on(blank, stop if end is not None else None):
                return blank, False
            blank = self.blank(blank + 1)
        return (stop, True) if end is not None else (self.blank(at), False)

    def _goes_on(self, blank: int, stop: int | None) -> bool:
        """Whether a formula goes on behind a blank line (as Jupyter and Typora let it)."""
        if stop is None:
            return False
        lines = self._text[blank : min(stop + 2, blank + 4000)].strip().split("\n")
        line = lines[0].strip()
        if line == "$$":  # the closing mark, unless a formula begins right below it
            below = self._text[stop + 2 : stop + 300].split("\n")
            return not (len(below) > 1 and not below[0].strip() and looks_like_math(below[1]))
        return not line.startswith("$$") and looks_like_math(line)

    def inline(self, at: int) -> int | None:
        """Return where the ``$`` formula that begins at ``at`` ends, in the same paragraph.

        A ``$…$`` inside braces (``\\text{if $w = o$}``) does not end it.
        """
        stop = self.blank(at)
        depth, first, inner = 0, None, 0
        for m in _INLINE.finditer(self._text, at, stop):
            if first is not None and m.start() > first + 400:
                break
            mark = m.group()
            if mark == "$":
                if depth == 0 and inner % 2 == 0:
                    return m.start()
                first = first if first is not None else m.start()
                inner += 1
            elif mark == "{":
                depth += 1
            elif mark == "}":
                depth = max(0, depth - 1)
        return first


def looks_like_math(line: str) -> bool:
    """Whether a line is a formula's rather than prose."""
    plain = _TEXTS.sub("", line.replace(FILLER, ""))
    if "$" in plain.replace("$$", "") or line.lstrip().startswith(("#", ">", "```")):
        return False
    return bool(_MATHY.search(line)) and not _WORDS.search(plain) and not _CJK.search(plain)


def is_inline_math(content: str) -> bool:
    """Whether what stands between two ``$`` is math and not money: “$5 and $6”."""
    if not content.strip():
        return False
    before, after = content[0].isspace(), content[-1].isspace()
    if _MATHY.search(content):
        plain = _TEXTS.sub("", content)
        return before == after or not _WORDS.search(plain)
    return before == after


def _next(places: list[int], at: int, default: int) -> int:
    found = bisect_left(places, at)
    return places[found] if found < len(places) else default
