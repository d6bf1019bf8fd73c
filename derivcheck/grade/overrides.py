"""A person's decisions on marks: a table of their own, applied to whatever a run finds.

The table is CSV with the columns ``student``, ``part``, ``mark`` and, if one likes,
``comment``; others are left alone, so that a copy of ``queue.csv`` with its marks filled in is
one.  A row without a mark decides nothing; ``ok`` in one without a part says that what is noted of
the whole submission was looked at.
"""

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction

from msgspec import Struct
from msgspec.structs import replace

from derivcheck.grade.model import Graded, PartMark, Reason, exactly, points
from derivcheck.grade.scheme import Scheme
from derivcheck.grade.tables import rows_of, uncell
from derivcheck.report.sanitize import clean_line

_NEEDED = ("student", "part", "mark")
_WHOLE = ""  # in place of a part: the notices of a submission
_LOOKED_AT = frozenset({"ok", "seen", "done", "x", "✓"})


class OverrideError(ValueError):
    """A table of decisions that cannot be applied; the message names the line."""


class Override(Struct, frozen=True):
    """What a person has decided about one part of one submission."""

    mark: Fraction
    comment: str
    line: int


# by the student's name as tables show it, and the part
Overrides = Mapping[tuple[str, str], Override]


def read_overrides(text: str, schemes: Sequence[Scheme]) -> dict[tuple[str, str], Override]:
    """Return the decisions by student and part; raises `OverrideError`."""
    worth = {scheme.part: scheme.points for scheme in schemes}
    found: dict[tuple[str, str], Override] = {}
    for line, row in _rows(text):
        if not row["mark"].strip():
            continue
        key, own = _override(row, line, worth)
        if key in found:
            said = f"line {found[key].line} has decided that already"
            raise OverrideError(f"line {own.line}: {said}")
        found[key] = own
    return found


def _rows(text: str) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield the rows below the first, which names their columns; raises `OverrideError`."""
    line = 0
    try:
        rows = rows_of(text)
        line, head = next(rows, (1, []))
        missing = [name for name in _NEEDED if name not in head]
        if missing:
            raise OverrideError(f"line 1: there is no column {', '.join(missing)}")
        for line, row in rows:
            yield line, {**dict.fromkeys(head, ""), **dict(zip(head, row, strict=False))}
    except csv.Error as error:
        raise OverrideError(f"behind line {line}: this is no table ({error})") from None


def _override(
    row: Mapping[str, str], line: int, worth: Mapping[str, Fraction]
) -> tuple[tuple[str, str], Override]:
    student, part = clean_line(uncell(row["student"])), uncell(row["part"])
    comment = uncell(row.get("comment", ""))
    if part == _WHOLE:
        if row["mark"].strip().lower() not in _LOOKED_AT:
            said = "a row without a part has no mark; write ok if its notice was looked at"
            raise OverrideError(f"line {line}: {said}")
        return (student, part), Override(Fraction(0), comment, line)
    if part not in worth:
        raise OverrideError(f"line {line}: the problem has no part “{part}” with points")
    mark = _mark(row["mark"].strip())
    if mark is None or not 0 <= mark <= worth[part]:
        most = points(worth[part])
        raise OverrideError(f"line {line}: “{row['mark']}” is no mark from 0 to {most}")
    return (student, part), Override(mark, comment, line)


def _mark(text: str) -> Fraction | None:
    whole, _, rest = text.replace(",", ".").partition(".")
    if not (whole + rest).isdecimal() or not (whole + rest).isascii() or len(text) > 12:
        return None
    return Fraction(f"{whole or '0'}.{rest or '0'}")


def overridden(graded: Graded, overrides: Overrides) -> Graded:
    """Return a submission with what a person has decided about it."""
    student = clean_line(graded.student)
    parts = tuple(_decided(part, overrides.get((student, part.part))) for part in graded.parts)
    notices = graded.notices
    if (student, _WHOLE) in overrides:
        notices = tuple(replace(notice, open=False) for notice in notices)
    return replace(graded, parts=parts, notices=notices)


def _decided(part: PartMark, override: Override | None) -> PartMark:
    if override is None:
        return part
    comment = f": {override.comment}" if override.comment else ""
    reason = Reason("override", f"a person has decided on this mark{comment}")
    others = tuple(replace(other, open=False, cost=Fraction(0)) for other in part.reasons)
    return replace(part, mark=exactly(override.mark), reasons=(reason, *others), decided=True)


def unknown(overrides: Overrides, class_: Iterable[Graded]) -> Iterator[str]:
    """Yield what was decided about students who handed in nothing."""
    students = {clean_line(graded.student) for graded in class_}
    for (student, part), own in overrides.items():
        if student not in students:
            of = f" ({part})" if part else ""
            yield f"line {own.line}: there is no submission of “{student}”{of}"
