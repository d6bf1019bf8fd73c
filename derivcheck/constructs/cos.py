"""The cosine."""

from derivcheck.constructs.base import Example, ScalarFunction
from derivcheck.term.core import Call, neg

CONSTRUCT = ScalarFunction(
    name="cos",
    spellings=("\\cos", "cos"),
    meaning="the cosine",
    derivative=lambda x: neg(Call("sin", (x,))),
    expansion=None,
    domain="real",
    range="real",
    sympy=lambda sp, x: sp.cos(x),
    numpy=lambda np, x: np.cos(x),
    ball=lambda x: x.cos(),
    accepted=(Example("\\frac{d}{dx}\\cos(x) = -\\sin(x)", "proved"),),
    rejected=(Example("\\frac{d}{dx}\\cos(x) = \\sin(x)", "refuted"),),
)
