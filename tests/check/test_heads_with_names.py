"""Functions of things that have names, L(ŷ) = …, and definitions that have a loose letter."""

import pytest

from tests.check.support import check, steps

SETUP = (
    "Let $\\theta \\in \\mathbb{R}^n$, $y \\in \\mathbb{R}^n$ a one-hot vector and "
    "$\\hat y = \\text{softmax}(\\theta)$.\n\n$$ L(\\hat y) = -\\sum_i y_i \\log \\hat y_i $$\n\n"
)


def last(formula: str, before: str = SETUP) -> str:
    return steps(check(f"{before}$$ {formula} $$\n", None))[-1].verdict.value


@pytest.mark.parametrize(
    ("formula", "verdict"),
    [
        (r"\frac{\partial L}{\partial \theta} = \hat y - y", "proved"),
        (r"\frac{\partial L(\hat y)}{\partial \theta_j} = \hat y_j - y_j", "proved"),
        (r"\frac{\partial L}{\partial \theta} = y - \hat y", "refuted"),
        (r"L(\theta) = 0", "unread"),
    ],
)
def test_a_loss_of_a_named_vector_is_a_name_for_its_value(formula: str, verdict: str) -> None:
    assert last(formula) == verdict


def test_a_definition_with_a_letter_that_nothing_binds_is_none() -> None:
    text = (
        "Let $a \\in \\mathbb{R}^n$.\n\n$$ p_j = \\frac{e^{a_i}}{\\sum_{k=1}^n e^{a_k}} $$\n\n"
        "$$ \\frac{\\partial p_j}{\\partial a_j} = 0 $$\n"
    )
    assert {one.verdict.value for one in steps(check(text, None))} == {"unread"}
