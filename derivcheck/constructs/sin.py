"""The sine."""

from derivcheck.constructs.base import Example, ScalarFunction
from derivcheck.term.core import Call

CONSTRUCT = ScalarFunction(
    name="sin",
    spellings=("\\sin", "sin"),
    meaning="the sine",
    derivative=lambda x: Call("cos", (x,)),
    expansion=None,
    domain="real",
    range="real",
    sympy=lambda sp, x: sp.sin(x),
    numpy=lambda np, x: np.sin(x),
    ball=lambda x: x.sin(),
    accepted=(Example("\\frac{d}{dx}\\sin(2x) = 2\\cos(2x)", "proved"),),
    rejected=(Example("\\frac{d}{dx}\\sin(x) = -\\cos(x)", "refuted"),),
)
