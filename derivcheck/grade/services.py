"""One submission's result as the services want it that run a checker for each hand-in.

Fields of Gradescope's ``results.json``, of PrairieLearn's external grader and of Classroom 50's
``classroom50/result/v1``.  Points that are open count as not earned yet there, since a number is
needed; the text says so, and further fields hold the range.
"""

from collections.abc import Callable, Mapping
from fractions import Fraction
from math import lcm
from typing import Any

from msgspec import Struct, field

from derivcheck.grade import feedback
from derivcheck.grade.model import Graded, PartMark, points

MOST_TEXT = 200_000  # characters; PrairieLearn takes results of 1 MB at most
_OPEN = "Some of this mark is open: a person will look at it."
# what Classroom 50 tells its runners, and the fields of its results that it goes to
_CLASSROOM = {
    "classroom": "CLASSROOM",
    "assignment": "ASSIGNMENT",
    "submission": "SUBMISSION_TAG",
    "commit": "COMMIT_URL",
    "release": "RELEASE_URL",
    "review": "REVIEW_URL",
}
CLASSROOM_VARIABLES = tuple(_CLASSROOM.values())


class Call(Struct, frozen=True):
    """What a service's result depends on besides the marks.

    ``reveal`` says how much a student is told, ``smallest`` is the step that marks are multiples
    of; ``said`` are the variables of the environment that the service sets (those of
    ``CLASSROOM_VARIABLES``), and ``now`` is the time, in UTC as ISO 8601 writes it.
    """

    reveal: str
    smallest: Fraction = Fraction(1)
    said: Mapping[str, str] = field(default_factory=dict)
    now: str = ""


def gradescope(graded: Graded, call: Call) -> dict[str, Any]:
    """Return the content of ``/autograder/results/results.json``."""
    return {
        "output": _OPEN if graded.open else "",
        "output_format": "md",
        "tests": [_test(part, call.reveal) for part in graded.parts],
        "extra_data": _range(graded.total.low, graded.total.high, graded.open),
    }


def _test(part: PartMark, reveal: str) -> dict[str, Any]:
    return {
        "name": _name(part),
        "number": part.part,
        "score": float(part.mark.low),
        "max_score": float(part.points),
        "output": "\n".join(feedback.part_lines(part, reveal))[:MOST_TEXT],
        "output_format": "md",
        "visibility": "visible",
        "tags": ["needs-a-person"] if part.open else [],
        "extra_data": _range(part.mark.low, part.mark.high, part.open),
    }


def prairielearn(graded: Graded, call: Call) -> dict[str, Any]:
    """Return the content of ``/grade/results/results.json``.

    A submission of which nothing could be read is not gradable, so that it costs no attempt.
    """
    if graded.parts and all(part.open and part.mark.low == 0 for part in graded.parts):
        said = (r.said for part in graded.parts for r in part.reasons if r.open)
        errors = [feedback.plain(one) for one in dict.fromkeys(said)]
        return {"gradable": False, "format_errors": errors}
    return {
        "gradable": True,
        "score": float(graded.total.low / graded.worth),
        "message": _OPEN if graded.open else "",
        "tests": [
            {
                "name": _name(part),
                "points": float(part.mark.low),
                "max_points": float(part.points),
                "message": f"{feedback.shown(part.mark)} of {points(part.points)}",
                "output": _brief(part, call.reveal),
            }
            for part in graded.parts
        ],
    }


def classroom50(graded: Graded, call: Call) -> dict[str, Any]:
    """Return the content of ``result.json``, whose points are whole numbers.

    They are counted in the largest unit of which all points and steps of marks are multiples:
    a part of one point in quarters is worth 4.
    """
    unit = lcm(call.smallest.denominator, *(part.points.denominator for part in graded.parts))
    return {
        "schema": "classroom50/result/v1",
        **{name: call.said.get(variable, "") for name, variable in _CLASSROOM.items()},
        "datetime": call.now,
        "score": int(graded.total.low * unit),
        "max-score": int(graded.worth * unit),
        "tests": [_counted(part, unit, call.reveal) for part in graded.parts],
    }


def _counted(part: PartMark, unit: int, reveal: str) -> dict[str, Any]:
    return {
        "test-name": _name(part),
        "passed": part.mark.low == part.points and not part.open,
        "score": int(part.mark.low * unit),
        "max-score": int(part.points * unit),
        "needs-a-person": part.open,
        "output": _brief(part, reveal),
    }


def _name(part: PartMark) -> str:
    return f"({part.part}) {part.title or ''}".strip()


def _brief(part: PartMark, reveal: str) -> str:
    return "\n".join(feedback.part_lines(part, reveal))[: MOST_TEXT // 10]


def _range(low: Fraction, high: Fraction, is_open: bool) -> dict[str, Any]:
    return {"low": float(low), "high": float(high), "needs_a_person": is_open}


SERVICES: dict[str, Callable[[Graded, Call], dict[str, Any]]] = {
    "gradescope": gradescope,
    "prairielearn": prairielearn,
    "classroom50": classroom50,
}
"""What makes the result for each service, by its name."""
