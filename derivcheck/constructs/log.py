"""The natural logarithm."""

from derivcheck.constructs.base import Example, ScalarFunction
from derivcheck.term.core import MINUS_ONE, power

CONSTRUCT = ScalarFunction(
    name="log",
    spellings=("\\log", "\\ln", "log", "ln"),
    meaning="the natural logarithm",
    derivative=lambda x: power(x, MINUS_ONE),
    expansion=None,
    domain="positive",
    range="real",
    sympy=lambda sp, x: sp.log(x),
    numpy=lambda np, x: np.log(x),
    ball=lambda x: x.log(),
    accepted=(
        Example("\\log(e^a e^b) = a + b", "proved"),
        Example("\\frac{d}{dx}\\log x = \\frac{1}{x}", "proved"),
        Example("\\log\\frac{e^a}{1+e^b} = a - \\log(1+e^b)", "proved"),
        Example("\\log(1+e^{-x}) = \\log(1+e^x) - x", "proved"),
    ),
    rejected=(
        Example("\\log(e^a + e^b) = a + b", "refuted"),
        Example("\\log(1-x) = \\log(x-1)", "undecided"),
        Example("\\log x\\, y = y \\log x", "unread", "x\\, y"),
    ),
)
