"""Derivatives by a square, as those of a likelihood by the variance σ²."""

import pytest

from tests.check.support import check, steps

DENSITY = (
    "Let $\\mu, x \\in \\mathbb{R}$ and $\\sigma > 0$.\n\n"
    "$$\\ell = -\\frac{1}{2} \\log(\\sigma^2) - \\frac{(x - \\mu)^2}{2 \\sigma^2}$$\n\n"
)


def last(text: str) -> str:
    return steps(check(text, None))[-1].verdict.value


@pytest.mark.parametrize("variable", [r"\sigma^2", r"(\sigma^2)", r"\left(\sigma^2\right)"])
def test_by_the_variance(variable: str) -> None:
    text = DENSITY + f"$$\\frac{{\\partial \\ell}}{{\\partial {variable}}} = %s$$\n"
    right = r"-\frac{1}{2\sigma^2} + \frac{(x - \mu)^2}{2\sigma^4}"
    assert last(text % right) == "proved"
    # by σ itself, and with a slip
    for wrong in (r"-\frac{1}{\sigma} + \frac{(x - \mu)^2}{\sigma^3}", right.replace("2", "3", 1)):
        assert last(text % wrong) == "refuted"


def test_a_second_derivative_is_by_the_root() -> None:
    text = DENSITY + "$$\\frac{\\partial^2 \\ell}{\\partial \\sigma^2} = %s$$\n"
    assert last(text % r"\frac{1}{\sigma^2} - \frac{3 (x - \mu)^2}{\sigma^4}") == "proved"
    assert last(text % r"\frac{1}{2\sigma^4} - \frac{(x - \mu)^2}{\sigma^6}") == "refuted"


def test_by_another_square_a_second_derivative_may_be_meant() -> None:
    text = "Let $t \\in \\mathbb{R}$.\n\n$$\\frac{d}{d t^2} t^4 = %s$$\n"
    assert last(text % "2 t^2") == "proved"
    assert last(text % "12 t^2") == "undecided"


def test_of_many_samples_whose_letters_nobody_declares() -> None:
    text = (
        "$$\\ell(\\mu, \\sigma^2) = -\\frac{n}{2} \\log(2 \\pi \\sigma^2) "
        "- \\frac{1}{2 \\sigma^2} \\sum_{i=1}^n (x_i - \\mu)^2$$\n\n"
        "$$\\frac{\\partial \\ell}{\\partial \\sigma^2} = -\\frac{n}{2 \\sigma^2} "
        "+ %s \\sum_{i=1}^n (x_i - \\mu)^2$$\n"
    )
    assert last(text % r"\frac{1}{2 (\sigma^2)^2}") == "proved"
    assert last(text % r"\frac{1}{(\sigma^2)^2}") == "undecided"


def test_the_gradients_of_a_normalised_batch() -> None:
    text = (
        "Since $\\hat{x}_i = (x_i - \\mu)(\\sigma^2 + \\epsilon)^{-1/2}$,\n\n"
        "$$\\frac{\\partial L}{\\partial \\sigma^2} = %s \\sum_i "
        "\\frac{\\partial L}{\\partial \\hat{x}_i} (x_i - \\mu) (\\sigma^2 + \\epsilon)^{-3/2}$$\n"
    )
    assert last(text % r"-\frac{1}{2}") == "proved"
    assert last(text % r"\frac{1}{2}") == "undecided"


def test_no_square_of_a_vector_or_of_a_defined_name() -> None:
    vector = "Let $x \\in \\mathbb{R}^n$.\n\n$$\\frac{\\partial x^\\top x}{\\partial x^2} = 1$$\n"
    defined = "Let $t > 0$.\n\n$$s = t + 1$$\n\n$$\\frac{\\partial s^2}{\\partial s^2} = 1$$\n"
    for text in (vector, defined):
        assert last(text) == "unread"


def test_a_square_of_which_the_text_says_what_it_is_may_be_tied_to_what_stands_beside_it() -> None:
    text = "%s$$\\ell = \\sigma^2 + s$$\n\n$$\\frac{\\partial \\ell}{\\partial \\sigma^2} = 1$$\n"
    assert last(text % "$$\\sigma^2 = e^s$$\n\n") == "undecided"


@pytest.mark.parametrize(
    "words",
    ["Differentiating twice by $\\sigma$,", "The second derivative is", "Again", "二阶导数为"],
)
def test_beside_words_of_a_second_derivative_nothing_is_decided(words: str) -> None:
    by = r"\frac{\partial}{\partial \sigma^2}"
    text = f"Let $\\sigma > 0$.\n\n{words}\n\n$${by} \\sigma^4 = %s$$"
    assert last(text % r"2 \sigma^2") == last(text % r"12 \sigma^2") == "undecided"
    plain = text.replace(words, "We get")
    assert (last(plain % r"2 \sigma^2"), last(plain % r"12 \sigma^2")) == ("proved", "refuted")
