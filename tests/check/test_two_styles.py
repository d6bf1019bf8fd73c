"""Texts in which a plain letter and the same letter in bold are two things."""

import pytest

from tests.check.support import check, steps


def last(text: str) -> str:
    return steps(check(text, None))[-1].verdict.value


@pytest.mark.parametrize(
    "text",
    [
        r"Let $a = \mathbf{a}^\top \mathbf{a}$. $$\frac{\partial a}{\partial \mathbf{a}} = I$$",
        r"$$a = \mathbf{a}^\top \mathbf{a}$$ Then $$\frac{\partial a}{\partial \mathbf{a}} = 1$$",
        r"$$r = \|\boldsymbol{r}\|$$ Then $$\frac{\partial r}{\partial \boldsymbol r} = 1$$",
        r"Let $a = \mathbf{a}^\top\mathbf{a}$. $$\frac{\partial (ab)}{\partial \mathbf{a}} = b$$",
        r"$$\mathbf{a} + a = 2a$$",
        r"$$\frac{\partial \vec{a}}{\partial a} = 1$$",
    ],
)
def test_of_a_letter_in_two_styles_nothing_is_decided(text: str) -> None:
    assert last(text) in ("undecided", "unread")


@pytest.mark.parametrize(
    "text",
    [
        r"Let $\mathbf{a} \in \mathbb{R}^n$. $$\mathbf{a}^\top \mathbf{a} = \sum_{i=1}^n a_i^2$$",
        r"Let $f = \mathbf{a}^\top \mathbf{a}$, $\mathbf{a} \in \mathbb{R}^n$."
        r" $$\frac{\partial f}{\partial \mathbf{a}} = 2 \mathbf{a}$$",
        r"Let $a = \mathbf{a}^\top \mathbf{a}$. Let $b = c + 1$. $$b + c = 2c + 1$$",
        r"$$\mathbf{b} + \mathbf{b} = 2 \mathbf{b}$$ Then $$b + b = 2b$$",
        r"Let $b_i, c_i \in \mathbb{R}$. $$\boldsymbol{b_i^2} c_i = c_i b_i^2$$",
    ],
)
def test_entries_and_other_letters_are_read_as_ever(text: str) -> None:
    assert last(text) == "proved"


def test_of_the_problems_letters_the_style_says_nothing() -> None:
    text = r"(e) $$\mathbf{u}_o^T v_c = u_o^T \mathbf{v}_c$$"
    assert steps(check(text))[-1].verdict.value == "proved"
