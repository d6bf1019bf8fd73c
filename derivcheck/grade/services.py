"""One submission's result as the services want it that run a checker for each hand-in.

Fields of Gradescope's ``results.json`` and of PrairieLearn's external grader.  Points that are
open count as not earned yet there, since a number is needed; the text says so, and
``extra_data`` holds the range.
"""

from collections.abc import Callable
from fractions import Fraction
from typing import Any

from derivcheck.grade import feedback
from derivcheck.grade.model import Graded, PartMark, points

MOST_TEXT = 200_000  # characters; PrairieLearn takes results of 1 MB at most
_OPEN = "Some of this mark is open: a person will look at it."


def gradescope(graded: Graded, reveal: str) -> dict[str, Any]:
    """Return the content of ``/autograder/results/results.json``."""
    return {
        "output": _OPEN if graded.open else "",
        "output_format": "md",
        "tests": [_test(part, reveal) for part in graded.parts],
        "extra_data": _range(graded.total.low, graded.total.high, graded.open),
    }


def _test(part: PartMark, reveal: str) -> dict[str, Any]:
    return {
        "name": f"({part.part}) {part.title or ''}".strip(),
        "number": part.part,
        "score": float(part.mark.low),
        "max_score": float(part.points),
        "output": "\n".join(feedback.part_lines(part, reveal))[:MOST_TEXT],
        "output_format": "md",
        "visibility": "visible",
        "tags": ["needs-a-person"] if part.open else [],
        "extra_data": _range(part.mark.low, part.mark.high, part.open),
    }


def prairielearn(graded: Graded, reveal: str) -> dict[str, Any]:
    """Return the content of ``/grade/results/results.json``.

    A submission of which nothing could be read is not gradable, so that it costs no attempt.
    """
    if graded.parts and all(part.open and part.mark.low == 0 for part in graded.parts):
        errors = [feedback.plain(reason.said) for reason in graded.parts[0].reasons if reason.open]
        return {"gradable": False, "format_errors": errors}
    whole = sum((part.points for part in graded.parts), Fraction(0))
    return {
        "gradable": True,
        "score": float(graded.total.low / whole),
        "message": _OPEN if graded.open else "",
        "tests": [
            {
                "name": f"({part.part}) {part.title or ''}".strip(),
                "points": float(part.mark.low),
                "max_points": float(part.points),
                "message": f"{feedback.shown(part.mark)} of {points(part.points)}",
                "output": "\n".join(feedback.part_lines(part, reveal))[: MOST_TEXT // 10],
            }
            for part in graded.parts
        ],
    }


def _range(low: Fraction, high: Fraction, is_open: bool) -> dict[str, Any]:
    return {"low": float(low), "high": float(high), "needs_a_person": is_open}


SERVICES: dict[str, Callable[[Graded, str], dict[str, Any]]] = {
    "gradescope": gradescope,
    "prairielearn": prairielearn,
}
"""What makes the result for each service, by its name."""
