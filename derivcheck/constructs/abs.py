"""The absolute value, ``|x|``."""

from derivcheck.constructs.base import Example, PiecewiseFunction
from derivcheck.term.core import ALWAYS, ZERO, Choice, Compare, Term, neg


def _value(x: Term) -> Term:
    return Choice(((Compare("<", x, ZERO), neg(x)), (ALWAYS, x)))


CONSTRUCT = PiecewiseFunction(
    name="absolute value",
    spellings=("\\abs",),
    meaning="the absolute value",
    value=_value,
    accepted=(
        Example("\\sqrt{x^2} = |x|", "proved"),
        Example("|x|^2 = x^2", "proved"),
        Example("|x y| = |x| |y|", "proved"),
        Example("\\frac{d}{dx}|x| = \\frac{x}{|x|}", "proved"),
    ),
    rejected=(
        Example("|x| = x", "refuted"),
        Example("|x + y| = |x| + |y|", "refuted"),
        Example("|p| = 1", "unread", "|p|"),
    ),
)
