"""The hyperbolic cosine, ``(e^x + e^{-x})/2``."""

from fractions import Fraction

from derivcheck.constructs.base import Example, ScalarFunction
from derivcheck.term.core import Call, Term, add, mul, neg, number


def _expansion(x: Term) -> Term:
    return mul(number(Fraction(1, 2)), add(Call("exp", (x,)), Call("exp", (neg(x),))))


CONSTRUCT = ScalarFunction(
    name="cosh",
    spellings=("\\cosh", "cosh"),
    meaning="the hyperbolic cosine",
    derivative=lambda x: Call("sinh", (x,)),
    expansion=_expansion,
    domain="real",
    range="positive",
    sympy=lambda sp, x: (sp.exp(x) + sp.exp(-x)) / 2,
    numpy=lambda np, x: np.cosh(x),
    ball=lambda x: x.cosh(),
    accepted=(
        Example("\\cosh^2(x) - \\sinh^2(x) = 1", "proved"),
        Example("\\frac{d}{dx}\\cosh(x) = \\sinh(x)", "proved"),
    ),
    rejected=(Example("\\cosh(-x) = -\\cosh(x)", "refuted"),),
)
