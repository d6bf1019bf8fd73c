"""The sign of a real: −1, 0 or 1."""

from derivcheck.constructs.base import Example, PiecewiseFunction
from derivcheck.term.core import ALWAYS, MINUS_ONE, ONE, ZERO, Choice, Compare, Term


def _value(x: Term) -> Term:
    below, above = Compare("<", x, ZERO), Compare("<", ZERO, x)
    return Choice(((below, MINUS_ONE), (above, ONE), (ALWAYS, ZERO)))


CONSTRUCT = PiecewiseFunction(
    name="sign",
    spellings=("sign", "sgn"),
    meaning="-1, 0 or 1, as the argument is negative, zero or positive",
    value=_value,
    accepted=(
        Example("\\text{sign}(x)\\, x = |x|", "proved"),
        Example("\\frac{d}{dx}|x| = \\text{sgn}(x)", "proved"),
    ),
    rejected=(
        Example("\\text{sign}(x)\\, |x| = |x|", "refuted"),
        Example("\\text{sign}(x)^2 = 1", "refuted"),
    ),
)
