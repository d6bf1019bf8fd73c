"""h(x) = θᵀx of a declared θ takes vectors; x^{(i)} are such, whatever else is said of x."""

import pytest

from tests.check.support import check, steps

SQUARES = (
    "$$J(\\theta) = \\sum_{i=1}^m (h(x^{(i)}) - y^{(i)})^2$$\n"
    "$$\\frac{\\partial J}{\\partial \\theta_j} = %s \\sum_{i=1}^m (h(x^{(i)}) - y^{(i)}) "
    "x_j^{(i)}$$\n"
)


def said(text: str) -> list[str]:
    return [one.verdict.value for one in steps(check(text, None))]


@pytest.mark.parametrize(
    "words",
    [
        "Let $\\theta \\in \\mathbb{R}^n$ and $h(x) = \\theta^\\top x$.\n",
        "Let $x, \\theta \\in \\mathbb{R}^n$ and $h(x) = \\theta^\\top x$.\n",
        "Let $h(x) = \\theta^\\top x$ with $\\theta \\in \\mathbb{R}^n$, and let $X$ be the matrix "
        "whose rows are $x^{(i)\\top}$.\n",
    ],
)
def test_samples_are_what_the_function_takes(words: str) -> None:
    assert said(words + SQUARES % "2") == ["given", "given", "proved"]
    assert said(words + SQUARES % "")[-1] != "proved"
    assert said(words + SQUARES % "-2")[-1] != "proved"


def test_logistic_regression_of_a_declared_parameter() -> None:
    text = (
        "The hypothesis of logistic regression is $h_\\theta(x) = \\sigma(\\theta^\\top x)$ with "
        "$\\theta \\in \\mathbb{R}^n$ and the sigmoid $\\sigma$.\n"
        "$$J(\\theta) = -\\frac1m \\sum_{i=1}^m [y^{(i)} \\log h_\\theta(x^{(i)}) + "
        "(1 - y^{(i)}) \\log(1 - h_\\theta(x^{(i)}))]$$\n"
        "$$\\nabla_\\theta J = \\frac1m \\sum_{i=1}^m (%s) x^{(i)}$$\n"
    )
    assert said(text % "h_\\theta(x^{(i)}) - y^{(i)}")[-1] == "proved"
    assert said(text % "y^{(i)} - h_\\theta(x^{(i)})")[-1] != "proved"


def test_a_vector_that_is_computed_may_depend_on_the_parameter() -> None:
    words = (
        "Let $x \\in \\mathbb{R}^n$ be the output of a network, computed from $\\theta$. "
        "Let $\\theta \\in \\mathbb{R}^n$ and $h(x) = \\theta^\\top x$.\n"
    )
    assert said(words + SQUARES % "2")[-1] != "proved"


def test_a_function_of_a_number_may_give_a_vector() -> None:
    text = "Let $\\theta \\in \\mathbb{R}^n$ and $h(s) = s \\theta$.\n$$h(2) = %s \\theta$$\n"
    assert said(text % "2") == ["given", "proved"]
    assert said(text % "3") == ["given", "refuted"]
