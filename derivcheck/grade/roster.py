"""Filling the column of a roster that Canvas or Moodle exported; nothing else in it changes."""

import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Sequence

from msgspec import Struct

from derivcheck.grade.model import Graded, points
from derivcheck.grade.tables import delimiter_of, rows_of

# columns by which a student may be known, in small letters; the first row names them
_KNOWN_BY = frozenset(
    {"student", "id", "sis user id", "sis login id", "identifier", "full name", "email address",
     "email", "username", "sid", "name"}
)  # fmt: skip
_NAME = ("first name", "last name")  # only both together say who someone is
_CANVAS = frozenset(
    {"student", "id", "sis user id", "sis login id", "integration id", "root account", "section"}
)
_ASSIGNMENT = re.compile(r".+\(\d+\)\s*")
_PARTICIPANT = re.compile(r"\D*(\d+)\D*")


class RosterError(ValueError):
    """A roster that cannot be filled; the message says why."""


class Filled(Struct, frozen=True):
    """A roster with its column filled, and who could not be matched."""

    text: str
    unmatched: tuple[str, ...]  # students with a settled mark who are not in the roster
    rows: int  # rows that got a mark


def fill(text: str, class_: Sequence[Graded], column: str | None) -> Filled:
    """Return a roster with the settled marks in its column.

    ``column`` is the title of the column, which may be left out where only one can be meant.  A
    mark that is open leaves its cell as it is.  Raises `RosterError`.
    """
    delimiter = delimiter_of(text)
    try:
        rows = [row for _, row in rows_of(text)]
    except csv.Error as error:
        raise RosterError(f"the roster is no table ({error})") from None
    if not rows:
        raise RosterError("the roster is empty")
    head = rows[0]
    at = _column(head, column)
    names = [i for i, title in enumerate(head) if _plain(title) in _KNOWN_BY]
    plain = [_plain(title) for title in head]
    parts = [plain.index(title) for title in _NAME if title in plain]
    whole = parts if len(parts) == len(_NAME) else []
    if not names and not whole:
        raise RosterError("the roster has no column that says who a student is")
    by_key = _by_key(class_)
    given: set[str] = set()
    for row in rows[1:]:
        own = _student(row, names, whole, by_key)
        if own is None or len(row) <= at or not own.total.settled or own.open:
            continue
        if own.student in given:
            raise RosterError(f"two rows of the roster are “{own.student}”")
        given.add(own.student)
        row[at] = points(own.total.low)
    left = [g.student for g in class_ if not g.open and g.student not in given]
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator="\n").writerows(rows)
    return Filled(out.getvalue(), tuple(left), len(given))


def _column(head: Sequence[str], column: str | None) -> int:
    if column is not None:
        if head.count(column) != 1:
            raise RosterError(f"the roster has not one column “{column}”: {', '.join(head)}")
        return head.index(column)
    plain = [_plain(title) for title in head]
    if "grade" in plain and "identifier" in plain:
        return plain.index("grade")
    found = [i for i, title in enumerate(head) if _ASSIGNMENT.fullmatch(title)]
    if len(found) != 1 or not _CANVAS & set(plain):
        raise RosterError(f"say with --column which one to fill: {', '.join(head)}")
    return found[0]


def _student(
    row: Sequence[str],
    names: Sequence[int],
    whole: Sequence[int],
    by_key: dict[str, Graded | None],
) -> Graded | None:
    """Return the one student that a row names; none where its cells name several.

    ``whole`` are the columns of the first and the last name, which count together only.
    """
    cells = [row[at] for at in names if at < len(row)]
    written = [row[at] for at in whole if at < len(row) and row[at].strip()]
    if written and len(written) == len(whole):
        cells.append(" ".join(written))
    found = {
        own.student: own
        for cell in cells
        for key in _keys(cell)
        if (own := by_key.get(key)) is not None
    }
    return next(iter(found.values())) if len(found) == 1 else None


def _by_key(class_: Iterable[Graded]) -> dict[str, Graded | None]:
    """Return students by what they may be known by; ``None`` where two share it."""
    found: dict[str, Graded | None] = {}
    for own in class_:
        keys = {key for text in (own.student, *own.ids) for key in _keys(text)}
        for key in keys:
            found[key] = None if key in found else own
    return found


def _keys(text: str) -> set[str]:
    """Return the ways to write who someone is: an id, a name in either order."""
    plain = _plain(text)
    keys = {plain} if plain else set()
    participant = _PARTICIPANT.fullmatch(plain)
    if participant:
        keys.add(participant[1])
    last, comma, first = plain.partition(",")
    if comma:
        keys |= {f"{first.strip()} {last.strip()}", _joined(last + first)}
    elif not participant and "@" not in plain:
        keys.add(_joined(plain))
        words = plain.split()
        keys.add("".join(map(_joined, (*words[-1:], *words[:-1]))))
    return keys


def _joined(text: str) -> str:
    """Return a name without what Canvas leaves out of it in a file's name."""
    return "".join(char for char in text if char.isalnum())


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())
