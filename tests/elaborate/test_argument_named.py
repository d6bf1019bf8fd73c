"""J(θ) of a J that is defined without an argument: J, where θ is what it is made of."""

import pytest

from tests.check.support import check, steps


def verdicts(text: str) -> list[str]:
    return [one.verdict.value for one in steps(check(text, None))]


_LOSS = "Let $\\theta \\in \\mathbb{R}^n$.\n\n$$J = \\theta^\\top \\theta$$\n\n"
_SQUARE = "Let $x, y \\in \\mathbb{R}$.\n\n$$f = x^2$$\n\n"


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("\\frac{\\partial}{\\partial \\theta_j} J(\\theta)", "2\\theta_j"),
        ("\\frac{\\partial J(\\theta)}{\\partial \\theta}", "2\\theta"),
        ("\\nabla_\\theta J(\\theta)", "2\\theta"),
        ("J(\\theta)", "\\sum_i \\theta_i^2"),
    ],
)
def test_what_a_value_is_made_of_is_no_factor(left: str, right: str) -> None:
    assert verdicts(f"{_LOSS}$${left} = {right}$$\n") == ["given", "proved"]
    assert verdicts(f"{_LOSS}$${left} = 3 {right}$$\n") == ["given", "undecided"]


def test_a_number_is_none_either() -> None:
    assert verdicts(f"{_SQUARE}$$\\frac{{d f(x)}}{{dx}} = 2x$$\n") == ["given", "proved"]
    assert verdicts(f"{_SQUARE}$$\\frac{{d f(x)}}{{dx}} = 3x^2$$\n") == ["given", "undecided"]


@pytest.mark.parametrize("claim", ["f(3) = 9", "f(3) = 27", "f(y) = y^2", "f(y) = x^2 y"])
def test_elsewhere_it_is_not_known(claim: str) -> None:
    assert verdicts(f"{_SQUARE}$${claim}$$\n") == ["given", "unread"]


def test_what_it_is_not_made_of_is_a_factor() -> None:
    assert verdicts(f"{_SQUARE}$$f(1 - y) = x^2 - x^2 y$$\n") == ["given", "proved"]
    assert verdicts(f"{_SQUARE}$$f(1 - y) = x^2 - y$$\n") == ["given", "refuted"]
