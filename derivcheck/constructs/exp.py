"""The exponential function, ``\\exp x`` and ``e^x``."""

from derivcheck.constructs.base import Example, ScalarFunction
from derivcheck.term.core import Call

CONSTRUCT = ScalarFunction(
    name="exp",
    spellings=("\\exp", "exp"),
    meaning="the exponential function",
    derivative=lambda x: Call("exp", (x,)),
    expansion=None,
    domain="real",
    range="positive",
    sympy=lambda sp, x: sp.exp(x),
    numpy=lambda np, x: np.exp(x),
    ball=lambda x: x.exp(),
    accepted=(
        Example("e^{a+b} = e^a e^b", "proved"),
        Example("\\exp(x)\\exp(-x) = 1", "proved"),
        Example("\\frac{d}{dx} e^{ax} = a e^{ax}", "proved"),
    ),
    rejected=(
        Example("e^{a+b} = e^a + e^b", "refuted"),
        Example("e^{ab} = e^a e^b", "refuted"),
    ),
)
