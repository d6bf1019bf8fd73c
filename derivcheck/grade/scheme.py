"""The scheme that a problem is graded by: which parts count, and for how much."""

from fractions import Fraction
from math import ceil, floor

from msgspec import Struct

from derivcheck.grade.model import Range
from derivcheck.problem import Problem
from derivcheck.problem.rubric import DEFAULT, PartRubric


class Scheme(Struct, frozen=True):
    """How one part of a problem is marked."""

    part: str
    title: str | None
    points: Fraction
    rubric: PartRubric
    smallest: Fraction
    methods: tuple[str, ...] = ()  # LaTeX of what the way must have in it

    @property
    def for_answer(self) -> Fraction:
        """The points that the answer earns."""
        return self.points * self.rubric.answer

    @property
    def for_steps(self) -> Fraction:
        """The points that the way to the answer earns."""
        return self.points - self.for_answer

    def cost(self, *codes: str | None) -> Fraction:
        """Return the points that a slip costs: by the first of its codes that is named."""
        costs = dict(self.rubric.deductions)
        named = next((code for code in codes if code is not None and code in costs), DEFAULT)
        return self.points * costs[named]

    def names(self, code: str) -> bool:
        """Whether the rubric says what a slip of this code costs."""
        return any(code == named for named, _ in self.rubric.deductions)

    def rounded(self, mark: Range) -> Range:
        """Return a mark in whole steps of the rubric; a settled one to the student's favour."""
        high = min(self.points, ceil(mark.high / self.smallest) * self.smallest)
        if mark.settled:
            return Range(high, high)
        return Range(floor(mark.low / self.smallest) * self.smallest, high)


def schemes_of(problem: Problem) -> tuple[Scheme, ...]:
    """Return the parts that are graded: those that ask for something.

    A part without ``points`` counts one point, so that a problem without a rubric is graded
    evenly.  A part worth no points is not graded.
    """
    rubric = problem.rubric
    found = []
    for entry in problem.parts:
        own = rubric.of(entry.id)
        worth = Fraction(1) if own.points is None else own.points
        if entry.goal is not None and worth > 0:
            methods = tuple(one.latex for one in entry.methods)
            found.append(Scheme(entry.id, entry.title, worth, own, rubric.smallest, methods))
    return tuple(found)
