"""``A = B =: δ`` names what stands before the sign."""

import pytest

from tests.check.support import check, steps

NET = (
    "Let $x, y \\in \\mathbb{R}^n$, $W \\in \\mathbb{R}^{n \\times n}$,\n"
    "$$z = Wx, \\qquad L = \\frac12 \\|z - y\\|^2.$$\n"
)


def verdicts(text: str) -> list[str]:
    return [one.verdict.value for one in steps(check(text, None))]


@pytest.mark.parametrize("sign", ["=:", "\\eqqcolon"])
def test_the_name_is_a_definition_that_is_used_below(sign: str) -> None:
    named = f"$$\\frac{{\\partial L}}{{\\partial z}} = z - y {sign} \\delta$$\n"
    used = "$$\\frac{\\partial L}{\\partial W} = \\delta x^\\top$$\n"
    assert verdicts(NET + named + used)[2:] == ["proved", "given", "proved"]
    assert verdicts(NET + named + used.replace("\\delta x", "-\\delta x"))[-1] == "refuted"


def test_a_known_name_behind_the_sign_is_a_claim() -> None:
    named = "$$\\frac{\\partial L}{\\partial z} = z - y =: x$$\n"
    assert verdicts(NET + named)[2:] == ["proved", "refuted"]


def test_a_name_behind_a_value_that_is_not_read_is_that_of_the_chain() -> None:
    text = (
        "Let $x, y \\in \\mathbb{R}^n$, $a = \\tanh(x)$ and $L = \\frac12 \\|a - y\\|^2$.\n"
        "$$\\frac{\\partial L}{\\partial x} = (a - y) \\odot (1 - a^2) =: \\delta$$\n"
        "$$\\delta = \\frac{\\partial L}{\\partial x}$$\n"
    )
    assert verdicts(text)[2:] == ["proved", "given", "proved"]
