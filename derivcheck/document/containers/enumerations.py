"""LaTeX lists whose items get letters or numbers: ``enumerate``, ``parts``, ``\\item[(b)]``."""

import re

from msgspec import Struct

from derivcheck.source.pattern import later

_OPTION = later(r"\s*\[((?:[^\[\]]|\[[^\]]*\])*)\]")
_ARGUMENT = later(r"\s*\{[^{}]*\}")
_STYLE = later(r"\\(alph|Alph|roman|Roman|arabic)\s*\*?(?:\{[A-Za-z]+\})?")
_LABEL = later(r"label\s*=\s*(\{(?:[^{}]|\{[^{}]*\})*\}|[^,\]]*)")
_START = later(r"start\s*=\s*(\d+)")
_SHORT = later(r"(?<![A-Za-z\\])([aAiI1])(?![A-Za-z])")
_SHORT_STYLE = {"a": "alph", "A": "alph", "i": "roman", "I": "roman", "1": "arabic"}
_DEFAULT = ("arabic", "alph", "roman", "alph")
_LISTS = {"enumerate", "itemize", "description", "parts", "subparts", "subsubparts", "questions"}


class _List(Struct):
    name: str
    style: str  # alph, roman, arabic, or "" for lists without numbers
    count: int = 0


class Enumerations:
    """The lists open at a place in the file."""

    def __init__(self) -> None:
        self._open: list[_List] = []
        self._last: dict[int, int] = {}

    @property
    def depth(self) -> int:
        """How many lists are open."""
        return len(self._open)

    def open(self, name: str, text: str, at: int) -> int:
        """Enter an environment; return the offset behind its options if it is a list."""
        if name not in _LISTS:
            return at
        option = _OPTION.match(text, at, at + 500)
        level = sum(entry.name == "enumerate" for entry in self._open)
        entry = _List(name, "")
        if name == "enumerate":
            entry.style = _DEFAULT[min(level, 3)]
            self._configure(entry, option.group(1) if option else "", level)
        elif name.endswith("parts"):
            entry.style = "alph" if name == "parts" else "roman"
        elif name == "questions":
            entry.style = "arabic"
        self._open.append(entry)
        return option.end() if option else at

    def _configure(self, entry: _List, option: str, level: int) -> None:
        label = _LABEL.search(option)
        style = _STYLE.search(label.group(1) if label else option)
        short = _SHORT.search(option) if "=" not in option else None
        if style:
            entry.style = style.group(1).lower()
        elif short:
            entry.style = _SHORT_STYLE[short.group(1)]
        elif label:
            entry.style = ""
        start = _START.search(option)
        if start:
            entry.count = min(int(start.group(1)), 1000) - 1
        elif "resume" in option:
            entry.count = self._last.get(level, 0)

    def close(self, name: str) -> None:
        """Leave an environment."""
        for n in range(len(self._open) - 1, max(-1, len(self._open) - 20), -1):
            if self._open[n].name == name:
                level = sum(entry.name == "enumerate" for entry in self._open[:n])
                self._last[level] = self._open[n].count
                del self._open[n:]
                return

    def item(self, command: str, text: str, at: int) -> tuple[str | None, int]:
        """Return an item's label, ``(b)`` or ``(2)``, if it has one, and where its text begins."""
        option = _OPTION.match(text, at, at + 500)
        end = option.end() if option else at
        if command != "item":
            argument = _ARGUMENT.match(text, at) if command == "titledquestion" else None
            if argument:
                option = _OPTION.match(text, argument.end(), argument.end() + 100)
                return None, option.end() if option else argument.end()
            option = None
        if option is not None:
            words = re.sub(r"\\[A-Za-z]+|[{}$]", "", option.group(1)).strip()
            return words, end
        entry = self._open[-1] if self._open else None
        if entry is None or not entry.style:
            return None, end
        entry.count += 1
        return f"({_numeral(entry.count, entry.style)})", end


def _numeral(count: int, style: str) -> str:
    if style == "alph":
        return chr(ord("a") + (count - 1) % 26)
    if style == "roman":
        ones = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")
        return "x" * (count // 10 % 4) + ones[count % 10]
    return str(count)
