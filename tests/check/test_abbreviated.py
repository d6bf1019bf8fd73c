"""Losses that are called by capitals, MSE(θ): one name."""

import pytest

from tests.check.support import check, steps

SAID = r"""
Let $X \in \mathbb{R}^{m \times n}$, $w \in \mathbb{R}^n$ and $y \in \mathbb{R}^m$.
"""


def found(text: str) -> list[str]:
    return [one.verdict.value for one in steps(check(SAID + text, None))]


@pytest.mark.parametrize("name", ["MSE(w)", "RSS", r"SSE(w)", "NLL"])
def test_capitals_that_call_a_loss_are_one_name(name: str) -> None:
    said = f"$${name} = \\frac{{1}}{{m}} \\|Xw - y\\|^2$$\n\n"
    right = f"$$\\nabla_w {name} = \\frac{{2}}{{m}} X^\\top (Xw - y)$$\n\n"
    wrong = f"$$\\frac{{\\partial {name}}}{{\\partial w}} = \\frac{{1}}{{m}} X^\\top (Xw - y)$$\n"
    assert found(said + right + wrong) == ["given", "proved", "refuted"]


def test_letters_that_stand_by_themselves_are_a_product() -> None:
    said = r"""
Let $R, S \in \mathbb{R}^{n \times n}$.

$$(RSS)^\top = S^\top S^\top R^\top$$

$$(RSS)^\top = R^\top S^\top S^\top$$
"""
    assert found(said) == ["proved", "refuted"]


def test_letters_with_a_space_between_them_or_more_beside_them_are_no_name() -> None:
    assert found("$$M S E = \\|w\\|^2$$\n") != ["given"]
    assert found("$$MSEX = \\|w\\|^2$$\n") != ["given"]
    assert found("$$x_MSE = \\|w\\|^2$$\n") != ["given"]
