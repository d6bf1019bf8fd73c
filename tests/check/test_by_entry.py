"""What people write of vectors entry by entry: squares, quotients, max(0, z), 1{z > 0}, x + c."""

import pytest

from tests.check.support import check, steps

VECTORS = r"Let $x, y \in \mathbb{R}^n$, $W \in \mathbb{R}^{n \times n}$ and $c \in \mathbb{R}$."


def verdict(step: str) -> str:
    return last(f"{VECTORS}\n\n$${step}$$\n")


def last(text: str) -> str:
    return steps(check(text, None))[-1].verdict.value


@pytest.mark.parametrize(
    ("step", "wanted"),
    [
        (r"\frac{\partial \tanh(x)}{\partial x} = \mathrm{diag}(1 - \tanh(x)^2)", "proved"),
        (r"\frac{\partial \tanh(x)}{\partial x} = \mathrm{diag}(1 - \tanh^2(x))", "proved"),
        (r"\frac{\partial \tanh(x)}{\partial x} = \mathrm{diag}(1 + \tanh(x)^2)", "refuted"),
        (r"y^3 = y \odot y \odot y", "proved"),
        (r"(x + y)^2 = x^2 + 2 x \odot y + y^2", "proved"),
        (r"(x + y)^2 = x^2 + x \odot y + y^2", "refuted"),
        (r"\frac{\partial}{\partial x} \sum_i y_i \log x_i = \frac{y}{x}", "proved"),
        (r"\frac{\partial}{\partial x} \sum_i y_i \log x_i = -\frac{y}{x}", "refuted"),
        (r"\frac{1}{x} = x^{-1}", "proved"),
    ],
)
def test_powers_and_quotients_of_vectors(step: str, wanted: str) -> None:
    assert verdict(step) == wanted


@pytest.mark.parametrize(
    "step",
    [
        r"(x + y)^2 = x^2 + 2 x^\top y + y^2",  # a number, x·x
        r"\frac{\partial x^2}{\partial x} = 2x",
        r"\sum_i x_i^2 = x^2",
        r"W^5 = W W^4",
        r"1^\top x = \sum_i x_i",
    ],
)
def test_what_may_be_a_number_or_is_not_read_is_no_error(step: str) -> None:
    assert verdict(step) == "unread"


def test_a_square_that_may_be_a_number_defines_nothing() -> None:
    text = f"{VECTORS}\n\n$$L = \\frac12 (x - y)^2$$\n"
    text += "\n$$\\frac{\\partial L}{\\partial x} = x - y$$\n"
    assert [step.verdict.value for step in steps(check(text, None))] == ["unread", "undecided"]


@pytest.mark.parametrize(
    ("step", "wanted"),
    [
        (r"\max(0, x) = x \odot 1\{x > 0\}", "proved"),
        (r"\max(0, x) = x \odot 1\{x < 0\}", "refuted"),
        (r"\max(x, y) + \min(x, y) = x + y", "proved"),
        (r"\text{ReLU}(Wx) = \max(Wx, 0)", "proved"),
        (
            r"\frac{\partial \text{ReLU}(x)}{\partial x} = \mathrm{diag}(\mathbb{1}_{x > 0})",
            "proved",
        ),
        (
            r"\frac{\partial \text{ReLU}(x)}{\partial x} = \mathrm{diag}(\mathbb{1}_{x < 0})",
            "refuted",
        ),
        (r"\max(0, x) = \begin{cases} x & x > 0 \\ 0 & \text{otherwise} \end{cases}", "proved"),
        (r"\max(0, x) = \begin{cases} x & x < 0 \\ 0 & \text{otherwise} \end{cases}", "refuted"),
        (r"\max(x, y^\top) = x", "ill-typed"),
        (r"1\{x > y^\top\} = 1", "ill-typed"),
    ],
)
def test_the_largest_and_indicators_of_vectors(step: str, wanted: str) -> None:
    assert verdict(step) == wanted


@pytest.mark.parametrize(
    ("step", "wanted"),
    [
        (r"\text{softmax}(x + c) = \text{softmax}(x)", "proved"),
        (r"\text{softmax}(c + x - c) = \text{softmax}(x)", "proved"),
        (r"e^c \exp(x) = \exp(x + c)", "proved"),
        (r"c \exp(x) = \exp(x + c)", "refuted"),
        (r"\text{softmax}(x + c) = c + \text{softmax}(x)", "ill-typed"),
        (r"\text{softmax}(x + cW) = \text{softmax}(x)", "ill-typed"),
        (r"\text{softmax}(x + c y) = \text{softmax}(x)", "refuted"),
        (r"x + c = c + x", "ill-typed"),
    ],
)
def test_a_number_added_under_a_function(step: str, wanted: str) -> None:
    assert verdict(step) == wanted


def test_a_square_below_a_matrix_may_be_a_number_where_the_other_side_is_unread() -> None:
    rows = r"$$ M = \frac{W}{\|W\|_1} = \frac{W}{\sqrt{x^2}} $$"
    found = steps(check(f"{VECTORS}\n\n{rows}\n", None))
    assert [step.verdict.value for step in found] == ["unread", "unread"]
    wrong = rows.replace(r"\sqrt{x^2}", "x")
    assert steps(check(f"{VECTORS}\n\n{wrong}\n", None))[-1].verdict.value == "ill-typed"
