"""The rectified linear unit, ``max(0, x)``."""

from derivcheck.constructs.base import Example, PiecewiseFunction
from derivcheck.term.core import ALWAYS, ZERO, Choice, Compare, Term


def _value(x: Term) -> Term:
    return Choice(((Compare("<", ZERO, x), x), (ALWAYS, ZERO)))


CONSTRUCT = PiecewiseFunction(
    name="relu",
    spellings=("ReLU", "relu"),
    meaning="max(0, x)",
    value=_value,
    accepted=(
        Example("\\text{ReLU}(x) = \\frac{x + |x|}{2}", "proved"),
        Example("\\text{ReLU}(x) = \\max(0, x)", "proved"),
        Example("\\text{ReLU}(x) - \\text{ReLU}(-x) = x", "proved"),
    ),
    rejected=(
        Example("\\text{ReLU}(x + y) = \\text{ReLU}(x) + \\text{ReLU}(y)", "refuted"),
        Example("\\text{ReLU}(x) = x", "refuted"),
    ),
)
