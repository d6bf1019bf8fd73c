"""The hyperbolic sine, ``(e^x - e^{-x})/2``."""

from fractions import Fraction

from derivcheck.constructs.base import Example, ScalarFunction
from derivcheck.term.core import Call, Term, add, mul, neg, number


def _expansion(x: Term) -> Term:
    return mul(number(Fraction(1, 2)), add(Call("exp", (x,)), neg(Call("exp", (neg(x),)))))


CONSTRUCT = ScalarFunction(
    name="sinh",
    spellings=("\\sinh", "sinh"),
    meaning="the hyperbolic sine",
    derivative=lambda x: Call("cosh", (x,)),
    expansion=_expansion,
    domain="real",
    range="real",
    sympy=lambda sp, x: (sp.exp(x) - sp.exp(-x)) / 2,
    numpy=lambda np, x: np.sinh(x),
    ball=lambda x: x.sinh(),
    accepted=(
        Example("\\cosh^2(x) - \\sinh^2(x) = 1", "proved"),
        Example("\\frac{d}{dx}\\sinh(x) = \\cosh(x)", "proved"),
    ),
    rejected=(Example("\\sinh(-x) = \\sinh(x)", "refuted"),),
)
