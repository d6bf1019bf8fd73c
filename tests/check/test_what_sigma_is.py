"""σ is the logistic function where the text says so of σ, not where the word stands somewhere."""

import pytest

from tests.check.support import check, steps

SLOPE = r"$$ \frac{\partial \sigma(a_i)}{\partial a_i} = \sigma(a_i)(1 - \sigma(a_i)) $$"
VECTOR = r"Let $a \in \mathbb{R}^n$ and $i = 1, \ldots, n$."


def last(text: str) -> str:
    return steps(check(text, None))[-1].verdict.value


@pytest.mark.parametrize(
    "words",
    [
        "By the definition of softmax:",
        "Let $\\sigma$ be an activation function (e.g. ReLU, sigmoid, tanh).",
        "The activation function $\\sigma$ is any of ReLU or the sigmoid.",
    ],
)
def test_a_word_that_is_not_said_of_sigma_tells_nothing(words: str) -> None:
    text = f"{VECTOR} {words}\n\n{SLOPE}\n\nSo we got something close to the sigmoid.\n\n"
    assert last(text + "The softmax is another one.\n") == "unread"


@pytest.mark.parametrize(
    "words",
    [
        "Let $\\sigma$ be the sigmoid. The softmax is another one.",
        "The softmax is another one. With the logistic function $\\sigma(z)$:",
        "Unlike the softmax, the sigmoid has the derivative",
    ],
)
def test_what_is_said_beside_sigma_tells_what_it_is(words: str) -> None:
    assert last(f"{VECTOR} {words}\n\n{SLOPE}\n") == "proved"


def test_a_list_of_activation_functions_does_not_make_sigma_one_of_them() -> None:
    text = (
        "- ReLU: $\\sigma(z) = \\max(0, z)$\n"
        "- Hyperbolic tangent: $\\sigma(z) = \\tanh z$\n"
        "- Sigmoid: $\\sigma(z) = \\frac{1}{1 + e^{-z}}$\n"
    )
    found = [one.verdict.value for one in steps(check(text, None))]
    assert found[0] == "given"
    assert "refuted" not in found
