"""A person's decisions on marks: a table of their own, applied to whatever a run finds.

The table is CSV with the columns ``student``, ``part``, ``mark`` and, if one likes,
``comment``; others are left alone, so that a copy of ``queue.csv`` with its marks filled in is
one.  A row without a mark decides nothing.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction

from msgspec import Struct
from msgspec.structs import replace

from derivcheck.grade.model import Graded, PartMark, Reason, exactly, points
from derivcheck.grade.scheme import Scheme
from derivcheck.grade.tables import uncell

_NEEDED = ("student", "part", "mark")


class OverrideError(ValueError):
    """A table of decisions that cannot be applied; the message names the line."""


class Override(Struct, frozen=True):
    """What a person has decided about one part of one submission."""

    mark: Fraction
    comment: str
    line: int


Overrides = Mapping[tuple[str, str], Override]


def read_overrides(text: str, schemes: Sequence[Scheme]) -> dict[tuple[str, str], Override]:
    """Return the decisions by student and part; raises `OverrideError`."""
    rows = csv.DictReader(io.StringIO(text), restval="")
    missing = [name for name in _NEEDED if name not in (rows.fieldnames or ())]
    if missing:
        raise OverrideError(f"line 1: there is no column {', '.join(missing)}")
    worth = {scheme.part: scheme.points for scheme in schemes}
    found: dict[tuple[str, str], Override] = {}
    for row in rows:
        if not (row["mark"] or "").strip():
            continue
        key, own = _override(row, rows.line_num, worth)
        if key in found:
            line = found[key].line
            raise OverrideError(f"line {own.line}: line {line} has decided that already")
        found[key] = own
    return found


def _override(
    row: Mapping[str, str], line: int, worth: Mapping[str, Fraction]
) -> tuple[tuple[str, str], Override]:
    student, part = uncell(row["student"]), uncell(row["part"])
    if part not in worth:
        raise OverrideError(f"line {line}: the problem has no part “{part}” with points")
    mark = _mark(row["mark"].strip())
    if mark is None or not 0 <= mark <= worth[part]:
        most = points(worth[part])
        raise OverrideError(f"line {line}: “{row['mark']}” is no mark from 0 to {most}")
    return (student, part), Override(mark, uncell(row.get("comment") or ""), line)


def _mark(text: str) -> Fraction | None:
    whole, _, rest = text.replace(",", ".").partition(".")
    if not (whole + rest).isdecimal() or not (whole + rest).isascii() or len(text) > 12:
        return None
    return Fraction(f"{whole or '0'}.{rest or '0'}")


def overridden(graded: Graded, overrides: Overrides) -> Graded:
    """Return a submission with what a person has decided about it."""
    parts = tuple(
        _decided(part, overrides.get((graded.student, part.part))) for part in graded.parts
    )
    return replace(graded, parts=parts)


def _decided(part: PartMark, override: Override | None) -> PartMark:
    if override is None:
        return part
    comment = f": {override.comment}" if override.comment else ""
    reason = Reason("override", f"a person has decided on this mark{comment}")
    others = tuple(replace(other, open=False, cost=Fraction(0)) for other in part.reasons)
    return replace(part, mark=exactly(override.mark), reasons=(reason, *others), decided=True)


def unknown(overrides: Overrides, class_: Iterable[Graded]) -> Iterator[str]:
    """Yield what was decided about students who handed in nothing."""
    students = {graded.student for graded in class_}
    for (student, part), own in overrides.items():
        if student not in students:
            yield f"line {own.line}: there is no submission of “{student}” ({part})"
