"""A lost inner derivative: the factor that is tried, and what is told of the slip."""

import pytest
import sympy

from derivcheck.diagnose.edits.inner import derivative
from derivcheck.document.tokens.tokenize import tokenize
from derivcheck.syntax import parse
from tests.diagnose.test_told import found, slips


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("1 + x^2", "2 x"),
        ("-x^2", "-2 x"),
        ("3x - 4", "3"),
        ("x", "1"),
        ("a x^3 + b x", "3 a x^2 + b"),
        ("2 (x)(x)", "4 x"),
        ("a + b", None),
        (r"\log x", None),
        ("x / 2", None),
        ("x^{n}", None),
    ],
)
def test_the_derivative_of_what_stands_inside(text: str, wanted: str | None) -> None:
    made = derivative(parse(tokenize(text)[0]), "x")
    assert made == wanted
    if wanted is not None:
        a, b, x = sympy.symbols("a b x")
        formula = text.replace("^", "**").replace("3x", "3*x").replace(" x", "*x")
        formula = formula.replace("+*x", "+ x").replace("2 (x)(x)", "2*x*x")
        other = wanted.replace("^", "**").replace(" x", "*x").replace("3 a", "3*a")
        known = {"a": a, "b": b, "x": x}
        difference = sympy.diff(sympy.sympify(formula, known), x) - sympy.sympify(other, known)
        assert sympy.simplify(difference) == 0


@pytest.mark.parametrize(
    ("formula", "repaired"),
    [
        (r"\frac{d}{dx} \log(1+x^2) = \frac{1}{1+x^2}", r"\frac{2 x}{1+x^2}"),
        (r"\frac{d}{dx} e^{-x^2} = e^{-x^2}", r"e^{-x^2} (-2 x)"),
        (r"\frac{d}{dx} \sigma(3x) = \sigma(3x)(1-\sigma(3x))", r"3 \sigma(3x)(1-\sigma(3x))"),
    ],
)
def test_a_lost_inner_derivative_is_named(formula: str, repaired: str) -> None:
    slip = slips(found(f"$$ {formula} $$\n"))["main.1"]
    assert (slip.code, slip.repair) == ("missing-inner-derivative", repaired)


def test_the_factor_that_comes_down_from_a_power_is_found() -> None:
    slip = slips(found("$$ \\frac{d}{dx} x^3 = x^2 $$\n"))["main.1"]
    assert (slip.code, slip.repair) == ("missing-factor", "3 x^2")
