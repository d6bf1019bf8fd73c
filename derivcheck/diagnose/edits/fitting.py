"""Which quantities may stand in the place of others, told by their shapes alone.

An edit whose shapes cannot fit need not be read.  Where a shape is not known, it may fit.
"""

from collections.abc import Callable
from enum import Enum

from msgspec import Struct

from derivcheck.diagnose.edits.formula import Formula
from derivcheck.syntax import tree as t
from derivcheck.term.core import Sort

# one size for each axis; no axis is a number
Shape = tuple[Sort | None, ...]


class Needs(Enum):
    """What an edit has to do to the shapes of a formula for it to be right."""

    SAME = "the shapes fit, and stay"
    OTHER = "the shapes do not fit"
    ANY = "the formula was not read"


class Nothing(Enum):
    """The shape of what has no value."""

    NOTHING = "no value"


NUMBER: Shape = ()
NOTHING = Nothing.NOTHING
Kind = Shape | Nothing | None


def not_known(tree: t.Tree) -> Kind:
    """Return that a formula's shape is not known."""
    return None


class Fitting(Struct, frozen=True):
    """What is known of shapes; ``kind`` gives that of a formula, None where it is not known."""

    needs: Needs = Needs.ANY
    kind: Callable[[t.Tree], Kind] = not_known

    def instead(self, old: t.Tree, new: t.Tree, formula: Formula) -> bool:
        """Whether one quantity may be right where another one stands."""
        was, becomes = self.kind(old), self.kind(new)
        if was is None or becomes is None:
            return True
        if becomes is NOTHING or was is NOTHING:
            return becomes is was
        if self.needs is Needs.OTHER:
            return becomes != was
        return self.needs is Needs.ANY or becomes == was or _is_in_norm(old, formula)

    def as_factor(self, new: t.Tree) -> bool:
        """Whether a product may be right with a further factor."""
        kind = self.kind(new)
        if self.needs is not Needs.SAME or kind is None:
            return kind is not NOTHING
        return kind is not NOTHING and (kind == NUMBER or _is_square(kind))

    def as_term(self, beside: t.Tree, new: t.Tree) -> bool:
        """Whether a sum may be right with a further term; a numeral may stand for a vector."""
        if isinstance(beside, t.Numeral):
            return True
        was, becomes = self.kind(beside), self.kind(new)
        if becomes is NOTHING:
            return False
        return None in (was, becomes) or was is NOTHING or was == becomes

    def as_number(self, new: t.Tree) -> bool:
        """Whether something may be right that only a number can be."""
        return self.needs is not Needs.SAME or self.kind(new) in (None, NUMBER)


def _is_square(shape: Shape) -> bool:
    return len(shape) == 2 and shape[0] is shape[1]


def _is_in_norm(node: t.Tree, formula: Formula) -> bool:
    """Whether a node's shape is lost above it, as in ``‖x‖``."""
    return any(isinstance(one, t.Group) and one.open in "|‖" for one in formula.ancestors(node))
