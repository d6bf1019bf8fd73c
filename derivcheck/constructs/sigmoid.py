"""The logistic sigmoid, ``σ(x) = 1/(1+e^{-x})``."""

from derivcheck.constructs.base import Example, ScalarFunction
from derivcheck.term.core import MINUS_ONE, ONE, Call, Term, add, mul, neg, power


def _derivative(x: Term) -> Term:
    value = Call("sigmoid", (x,))
    return mul(value, add(ONE, neg(value)))


CONSTRUCT = ScalarFunction(
    name="sigmoid",
    spellings=("sigmoid", "logistic"),  # \sigma is a name like any other: problems give it
    meaning="the logistic sigmoid, 1/(1+e^{-x})",
    derivative=_derivative,
    expansion=lambda x: power(add(ONE, Call("exp", (neg(x),))), MINUS_ONE),
    domain="real",
    range="positive",
    sympy=lambda sp, x: 1 / (1 + sp.exp(-x)),
    numpy=lambda np, x: 1 / (1 + np.exp(-x)),
    ball=lambda x: 1 / (1 + (-x).exp()),
    accepted=(
        Example("\\text{sigmoid}(-x) = 1 - \\text{sigmoid}(x)", "proved"),
        Example("\\text{sigmoid}(x) = \\frac{e^x}{e^x+1}", "proved"),
        Example("\\log\\text{sigmoid}(x) - \\log\\text{sigmoid}(-x) = x", "proved"),
    ),
    rejected=(
        Example("\\text{sigmoid}(-x) = -\\text{sigmoid}(x)", "refuted"),
        Example("\\frac{d}{dx}\\text{sigmoid}(x) = 1 - \\text{sigmoid}(x)", "refuted"),
    ),
)
