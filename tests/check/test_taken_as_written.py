"""What a document declares, defines and counts is what it says, and no more."""

import pytest

from tests.check.support import check, steps

SHAPES = r"Let $W \in \mathbb{R}^{m\times n}$, $x\in\mathbb{R}^{n}$, $b \in \mathbb{R}$."
CURVE = r"Let $x, y\in\mathbb{R}$ and $f(x, y) = x^2y + y^3$."
LOGISTIC = (
    r"Let $\sigma(z) = \frac{1}{1+e^{-z}}$ and $z = w^Tx + b$, where $w, x\in\mathbb{R}^n$ "
    r"and $b\in\mathbb{R}$."
)


def last(text: str, problem: str | None = None) -> str:
    return steps(check(text, problem))[-1].verdict.value


def test_a_declared_number_is_no_vector_even_where_one_would_fit() -> None:
    text = f"{SHAPES} $$ z = Wx + b $$ $$ \\frac{{\\partial z}}{{\\partial b}} = I $$\n"
    assert last(text) == "unread"


@pytest.mark.parametrize("claim", ["f_x = 5x", "f_{xy} = 2x", "f_x = 2xy"])
def test_a_function_with_its_own_letter_below_is_no_new_name(claim: str) -> None:
    assert last(f"{CURVE}\n\n$$ {claim} $$\n") == "unread"


@pytest.mark.parametrize("claim", ["1e-3 = 0.001", "2e3 = 2000", "1e-3 = e - 3"])
def test_a_number_as_programs_write_it_is_not_guessed_at(claim: str) -> None:
    assert last(f"$$ {claim} $$\n") == "unread"


def test_e_times_a_number_is_read_where_it_stands_apart() -> None:
    assert last("$$ 2 e - 3 = e + e - 3 $$\n") == "proved"


CHAIN_RULE = [
    (r"\frac{\partial\sigma}{\partial w} = \frac{\partial\sigma}{\partial z} x", "proved"),
    (r"\frac{\partial\sigma}{\partial w} = \sigma(z)(1-\sigma(z))x", "proved"),
    (r"\frac{\partial\sigma}{\partial b} = \sigma(z)(1-\sigma(z))", "proved"),
    (r"\frac{\partial\sigma}{\partial b} = \sigma(z)(1+\sigma(z))", "refuted"),
    (r"\frac{\partial\sigma}{\partial w} = \sigma(z)(1-\sigma(z))w", "refuted"),
    (r"\frac{\partial\sigma}{\partial w} = \sigma(1-\sigma)x", "proved"),
    (r"\frac{\partial\sigma}{\partial b} = \sigma(1-\sigma)", "proved"),
    (r"\frac{\partial\sigma}{\partial b} = \sigma(1+\sigma)", "refuted"),
]


@pytest.mark.parametrize(("claim", "verdict"), CHAIN_RULE)
def test_a_bare_function_is_taken_of_the_letter_it_is_defined_with(
    claim: str, verdict: str
) -> None:
    assert last(f"{LOGISTIC}\n\n$$ {claim} $$\n") == verdict


def test_of_what_a_function_is_taken_is_not_guessed_where_two_may_be_meant() -> None:
    text = "## (e)\nLet $t = e^x$. $$ \\sigma'(x) = \\frac{d\\sigma}{dt}\\frac{dt}{dx} $$\n"
    assert last(text, "word2vec") == "unread"
