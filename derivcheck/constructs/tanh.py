"""The hyperbolic tangent."""

from derivcheck.constructs.base import Example, ScalarFunction
from derivcheck.term.core import MINUS_ONE, ONE, Call, Term, add, mul, neg, number, power


def _expansion(x: Term) -> Term:
    double = Call("exp", (mul(number(2), x),))
    return mul(add(double, MINUS_ONE), power(add(double, ONE), MINUS_ONE))


CONSTRUCT = ScalarFunction(
    name="tanh",
    spellings=("\\tanh", "tanh"),
    meaning="the hyperbolic tangent",
    derivative=lambda x: add(ONE, neg(power(Call("tanh", (x,)), number(2)))),
    expansion=_expansion,
    domain="real",
    range="real",
    sympy=lambda sp, x: (sp.exp(2 * x) - 1) / (sp.exp(2 * x) + 1),
    numpy=lambda np, x: np.tanh(x),
    ball=lambda x: x.tanh(),
    accepted=(
        Example("\\tanh(x) = 2\\,\\text{sigmoid}(2x) - 1", "proved"),
        Example("\\frac{d}{dx}\\tanh(x) = 1 - \\tanh^2(x)", "proved"),
    ),
    rejected=(Example("\\tanh(x) = 2\\,\\text{sigmoid}(x) - 1", "refuted"),),
)
