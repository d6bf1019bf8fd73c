"""Graded submissions as plain data, for JSON, and back again.

Points are strings of exact fractions (``"3/4"``), so that nothing is lost on the way.
"""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from msgspec.structs import asdict

from derivcheck.grade.model import Graded, Notice, PartMark, Range, Reason

VERSION = 1


def to_data(graded: Graded) -> dict[str, Any]:
    """Return a graded submission as dicts, lists and strings."""
    return {
        "version": VERSION,
        "student": graded.student,
        "ids": list(graded.ids),
        "documents": list(graded.documents),
        "low": str(graded.total.low),
        "high": str(graded.total.high),
        "needs_a_person": graded.open,
        "parts": [_part(part) for part in graded.parts],
        "notices": [asdict(notice) for notice in graded.notices],
    }


def _part(part: PartMark) -> dict[str, Any]:
    return {
        **asdict(part),
        "points": str(part.points),
        "mark": {"low": str(part.mark.low), "high": str(part.mark.high)},
        "reasons": [{**asdict(reason), "cost": str(reason.cost)} for reason in part.reasons],
    }


def from_data(data: Mapping[str, Any]) -> Graded:
    """Return the submission that `to_data` made data of.

    Raises ``ValueError``, ``KeyError`` or ``TypeError`` for anything else.
    """
    if data["version"] != VERSION:
        raise ValueError(f"version {data['version']} of a result is not read")
    return Graded(
        student=data["student"],
        documents=tuple(data["documents"]),
        parts=tuple(_part_from(part) for part in data["parts"]),
        notices=tuple(Notice(**notice) for notice in data["notices"]),
        ids=tuple(data["ids"]),
    )


def _part_from(data: Mapping[str, Any]) -> PartMark:
    mark = Range(Fraction(data["mark"]["low"]), Fraction(data["mark"]["high"]))
    reasons = tuple(
        Reason(**{**reason, "cost": Fraction(reason["cost"])}) for reason in data["reasons"]
    )
    own = {"points": Fraction(data["points"]), "mark": mark, "reasons": reasons}
    return PartMark(**{**data, **own})
