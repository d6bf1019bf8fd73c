"""The hyperbolic secant, ``2/(e^x + e^{-x})``."""

from derivcheck.constructs.base import Example, ScalarFunction
from derivcheck.term.core import Call, Term, add, mul, neg, number, quotient


def _expansion(x: Term) -> Term:
    return quotient(number(2), add(Call("exp", (x,)), Call("exp", (neg(x),))))


CONSTRUCT = ScalarFunction(
    name="sech",
    spellings=("\\sech", "sech"),
    meaning="the hyperbolic secant",
    derivative=lambda x: neg(mul(Call("sech", (x,)), Call("tanh", (x,)))),
    expansion=_expansion,
    domain="real",
    range="positive",
    sympy=lambda sp, x: 2 / (sp.exp(x) + sp.exp(-x)),
    numpy=lambda np, x: 1 / np.cosh(x),
    ball=lambda x: 1 / x.cosh(),
    accepted=(
        Example("\\text{sech}^2(x) = 1 - \\tanh^2(x)", "proved"),
        Example("\\frac{d}{dx}\\tanh(x) = \\text{sech}(x)^2", "proved"),
        Example("\\frac{d}{dx}sech(x) = -sech(x) tanh(x)", "proved"),
    ),
    rejected=(Example("\\text{sech}(-x) = -\\text{sech}(x)", "refuted"),),
)
