"""Marking a small text: a sigmoid of three points, and parts of word2vec."""

from fractions import Fraction

from msgspec.structs import replace

from derivcheck.grade.marks import mark_part
from derivcheck.grade.model import Graded, PartMark
from derivcheck.grade.scheme import Scheme, schemes_of
from derivcheck.grade.submission import grade_submission
from tests.check.support import check, display, problem

SIGMOID = r"\frac{\partial \sigma(x)}{\partial x}"
MIDDLE = r"\frac{e^{-x}}{(1 + e^{-x})^2}"
CLOSED = r"\sigma(x) (1 - \sigma(x))"


def scheme(part: str, points: int = 4) -> Scheme:
    """Return the scheme of a part of word2vec, worth four points: two for each half."""
    (found,) = (one for one in schemes_of(problem()) if one.part == part)
    return replace(found, points=Fraction(points))


def mark(part: str, *rows: str, by: Scheme | None = None) -> PartMark:
    """Return what some displays earn as a part of word2vec."""
    found = check(display(part, *rows))
    (one,) = (p for p in found.parts if p.part.id == part)
    return mark_part(one, by or scheme(part), found.document.source)


def graded(*texts: str, student: str = "ann") -> Graded:
    """Return what some documents earn as one submission."""
    return grade_submission(student, [check(t) for t in texts], (), schemes_of(problem()))


def earned(found: PartMark) -> tuple[float, float]:
    """Return the lowest and the highest mark."""
    return float(found.mark.low), float(found.mark.high)


def codes(found: PartMark) -> set[str]:
    """Return the codes of the reasons."""
    return {reason.code for reason in found.reasons}
