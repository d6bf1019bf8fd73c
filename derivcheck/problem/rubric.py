"""How a problem is marked: points of its parts, how they fall, what a slip costs."""

from fractions import Fraction

from msgspec import Struct

DEFAULT = "default"
"""The code under which a rubric says what a slip costs that it does not name."""

HALF = Fraction(1, 2)
QUARTER = Fraction(1, 4)


class PartRubric(Struct, frozen=True):
    """How the points of one part fall.

    ``points`` is ``None`` where the problem does not say: then the parts weigh the same.
    ``answer`` is the share of the points that the answer earns, the rest is for the steps.
    ``deductions`` gives for a slip's code, or ``default``, the share of the part's points that
    it costs.  ``without`` are names (LaTeX) that the answer may not be written with.
    """

    points: Fraction | None = None
    answer: Fraction = HALF
    min_steps: int = 1  # right steps that the way to the answer must have
    follow_through: bool = True
    deductions: tuple[tuple[str, Fraction], ...] = ((DEFAULT, QUARTER),)
    without: tuple[str, ...] = ()


class Rubric(Struct, frozen=True):
    """A problem's rubric: its reference solution, and what is said of each part by its id."""

    reference: str | None = None  # the file's name in the problem's folder
    smallest: Fraction = QUARTER  # marks are whole multiples of it, as a share of a point
    # beside the problem's own: what a whole document may be read under, (("gradients", "rows"),)
    conventions: tuple[tuple[tuple[str, str], ...], ...] = ()
    parts: tuple[tuple[str, PartRubric], ...] = ()

    def of(self, part_id: str) -> PartRubric:
        """Return what is said of a part."""
        return dict(self.parts).get(part_id, PartRubric())
