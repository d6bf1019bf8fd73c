"""Functions of an index, p(k) = …, which are the entries of a vector."""

import pytest

from tests.check.support import check, steps

SOFTMAX = (
    "Let $\\theta \\in \\mathbb{R}^n$ and\n"
    "$$%s(k) = \\frac{e^{\\theta_k}}{\\sum_j e^{\\theta_{j}}}$$\n"
)


def verdicts(text: str) -> list[str]:
    return [one.verdict.value for one in steps(check(text, None))]


@pytest.mark.parametrize("name", ["p", "\\pi"])
def test_a_function_of_an_index_is_read_as_its_entries(name: str) -> None:
    text = SOFTMAX % name
    slope = f"$$\\frac{{\\partial \\log {name}(k)}}{{\\partial \\theta_j}} = %s$$\n"
    assert verdicts(text + slope % f"1[k = j] - {name}(j)") == ["given", "proved"]
    assert verdicts(text + slope % f"1[k = j] - {name}(k)")[-1] == "refuted"
    assert verdicts(text + f"$$\\sum_k {name}(k) = 1$$")[-1] == "proved"
    assert verdicts(text + f"$$\\nabla_\\theta \\log {name}(k) = e_k - {name}$$")[-1] == "proved"


@pytest.mark.parametrize(
    "other",
    [
        "$$p(x + 1) = p(1 + x)$$\n",
        "$$p(k | x) = p(k | x)$$\n",
        "$$p_k = 2 p(k)$$\n",
        "$$p(3) = 1$$\n",
    ],
)
def test_what_is_a_function_elsewhere_is_none_of_an_index(other: str) -> None:
    text = SOFTMAX % "p" + other + "$$\\sum_k p(k) = 1$$\n"
    assert verdicts(text)[0] == "unread"
    assert "refuted" not in verdicts(text)


def test_a_letter_that_is_a_value_too_makes_no_index() -> None:
    text = "Let $x \\in \\mathbb{R}$.\n$$f(x) = x^2 + x$$\n$$f(x) - x = x^2$$\n"
    assert verdicts(text) == ["given", "proved"]
