"""The square root of a non-negative real."""

from fractions import Fraction

from derivcheck.constructs.base import Example, ScalarFunction
from derivcheck.term.core import MINUS_ONE, Call, mul, number, power

CONSTRUCT = ScalarFunction(
    name="sqrt",
    spellings=("\\sqrt", "sqrt"),
    meaning="the square root",
    derivative=lambda x: mul(number(Fraction(1, 2)), power(Call("sqrt", (x,)), MINUS_ONE)),
    expansion=None,
    domain="nonnegative",
    range="nonnegative",
    sympy=lambda sp, x: sp.sqrt(x),
    numpy=lambda np, x: np.sqrt(x),
    ball=lambda x: x.sqrt(),
    accepted=(Example("\\sqrt{1+x^2}\\,\\sqrt{1+x^2} = 1+x^2", "proved"),),
    rejected=(
        Example("\\sqrt{x^2} = x", "refuted"),
        Example("\\sqrt{1+x^2} = 1+x", "refuted"),
    ),
)
