"""Typed access to a TOML table, with the line of what is wrong."""

from collections.abc import Iterator
from itertools import islice
from math import isfinite
from typing import Any

from derivcheck.problem.model import ProblemError
from derivcheck.source.nearest import did_you_mean


class Table:
    """A TOML table that knows its file, and complains in a reader's terms."""

    def __init__(
        self, data: dict[str, Any], path: str, text: str, where: str = "", start: int = 0
    ) -> None:
        self._data = data
        self.path = path
        self.text = text
        self.where = where
        self._lines = text.splitlines()
        # the line, from 0, on which the table begins
        self._start = start

    def fail(self, message: str, near: str | None = None) -> ProblemError:
        """Return the error to raise, placed at a key or string of this table."""
        return ProblemError(message, self.path, self.line(near) if near else self._start + 1)

    def line(self, near: str) -> int:
        """Return the line, from 1, of a key or string of this table."""
        spellings = tuple(dict.fromkeys((near, _escaped(near))))
        lines = self._with(spellings)
        for holds in (_is_key, _stands_in):
            for number, text in lines:
                if any(holds(spelling, text) for spelling in spellings if spelling in text):
                    return number + 1
        return self._start + 1

    def _with(self, spellings: tuple[str, ...]) -> list[tuple[int, str]]:
        """Return the lines from this table on with one of the spellings, comments left out."""
        first, *others = spellings  # two at most: to look for them is most of the work
        return [
            (number, text)
            for number, text in enumerate(self._lines[self._start :], self._start)
            if (first in text or (others and others[0] in text))
            and not text.lstrip().startswith("#")
        ]

    def _header(self, key: str, nth: int = 0) -> int:
        """Return the line, from 0, on which a table of this one begins: the nth of such lines."""
        spellings = tuple(dict.fromkeys((key, _escaped(key))))
        opening = (
            number
            for number, text in self._with(spellings)
            if any(_is_header(one, text) or _is_key(one, text) for one in spellings)
        )
        return next(islice(opening, nth, None), self._start)

    def only(self, *known: str) -> None:
        """Raise if the table has a key that is not known."""
        for key in self._data:
            if key not in known:
                place = f" in {self.where}" if self.where else ""
                hint = did_you_mean(key, known) or f"; known are {', '.join(known)}"
                raise self.fail(f"unknown key “{key}”{place}{hint}", key)

    def __iter__(self) -> Iterator[str]:
        """Iterate over the keys in order."""
        return iter(self._data)

    def value(self, key: str, default: Any = None) -> Any:
        """Return what stands at a key, whatever it is."""
        return self._data.get(key, default)

    def string(self, key: str, default: str | None = None) -> str | None:
        """Return a string or the default."""
        value = self._data.get(key, default)
        if value is not None and not isinstance(value, str):
            raise self.fail(f"“{key}” must be a string", key)
        return value

    def required(self, key: str) -> str:
        """Return a string that must be there."""
        value = self.string(key)
        if value is None:
            raise self.fail(f"{self.where or 'the file'} lacks “{key}”", self.where)
        return value

    def integer(self, key: str, default: int) -> int:
        """Return a positive integer or the default."""
        value = self._data.get(key, default)
        if not isinstance(value, int) or isinstance(value, bool) or value < 0:
            raise self.fail(f"“{key}” must be a whole number", key)
        return value

    def number(self, key: str) -> int | float | None:
        """Return a finite number, ``None`` when absent."""
        value = self._data.get(key)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int | float) or not isfinite(value):
            raise self.fail(f"“{key}” must be a number", key)
        return value

    def flag(self, key: str, default: bool = False) -> bool:
        """Return a boolean or the default."""
        value = self._data.get(key, default)
        if not isinstance(value, bool):
            raise self.fail(f"“{key}” must be true or false", key)
        return value

    def strings(self, key: str) -> tuple[str, ...]:
        """Return a list of strings, empty when absent."""
        value = self._data.get(key, [])
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise self.fail(f"“{key}” must be a list of strings", key)
        return tuple(value)

    def table(self, key: str) -> "Table":
        """Return a table, empty when absent."""
        value = self._data.get(key, {})
        if not isinstance(value, dict):
            raise self.fail(f"“{key}” must be a table", key)
        return Table(value, self.path, self.text, key, self._header(key))

    def tables(self, key: str) -> tuple["Table", ...]:
        """Return a list of tables, empty when absent."""
        value = self._data.get(key, [])
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            raise self.fail(f"“{key}” must be written as [[{key}]]", key)
        return tuple(
            Table(item, self.path, self.text, key, self._header(key, nth))
            for nth, item in enumerate(value)
        )

    def pairs(self) -> tuple[tuple[str, str], ...]:
        """Return all entries as pairs of strings."""
        return tuple((key, self.required(key)) for key in self._data)


def _is_key(spelling: str, text: str) -> bool:
    """Whether a line gives a value to a key, in quotes or not."""
    text = text.lstrip()
    text = text[1:] if text[:1] in ("'", '"') else text
    rest = text.removeprefix(spelling)
    rest = rest[1:] if rest[:1] in ("'", '"') else rest
    return text.startswith(spelling) and rest.lstrip().startswith("=")


def _is_header(spelling: str, text: str) -> bool:
    """Whether a line is ``[key]`` or ``[above.key]``, the key in quotes or not."""
    text = text.lstrip()
    name = text.lstrip("[").lstrip()
    path = name[: next((n for n, c in enumerate(name) if not (_is_word(c) or c == ".")), len(name))]
    starts = (0, *(n + 1 for n, c in enumerate(path) if n and c == "."))
    return text.startswith("[") and any(_is_closed(spelling, name[n:]) for n in starts)


def _is_closed(spelling: str, text: str) -> bool:
    rest = text[1:] if text[:1] in ("'", '"') else text
    after = rest.removeprefix(spelling)
    after = after[1:] if after[:1] in ("'", '"') else after
    return rest.startswith(spelling) and after.lstrip().startswith("]")


def _stands_in(spelling: str, text: str) -> bool:
    """Whether something stands in a line as a word of its own."""
    at = text.find(spelling)
    while at >= 0:
        before, after = text[at - 1 : at], text[at + len(spelling) :][:1]
        if not (before == "\\" or _is_word(before) or _is_word(after)):
            return True
        at = text.find(spelling, at + 1)
    return False


def _is_word(character: str) -> bool:
    return character.isalnum() or character == "_"


def _escaped(text: str) -> str:
    """Return a text as it stands between double quotes."""
    return text.replace("\\", "\\\\")
