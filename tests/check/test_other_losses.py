"""A text's own loss beside words on another loss, which no formula defines."""

import pytest

from tests.check.support import check, steps

SOFTMAX = (
    "# Notes\n\n## Naive softmax\n\nThe loss is $L = -\\log \\frac{\\exp(u_o^\\top v_c)}"
    "{\\sum_{w} \\exp(u_w^\\top v_c)}$.\n\n"
    "$$ \\frac{\\partial L}{\\partial v_c} = -u_o + \\sum_w \\hat y_w u_w $$\n\n"
)
SAMPLED = (
    "$$ \\frac{\\partial L}{\\partial v_c} = -(1 - \\sigma(u_o^\\top v_c)) u_o "
    "+ \\sum_{k=1}^K (1 - \\sigma(-u_k^\\top v_c)) u_k $$\n"
)
OWN = (
    "Let $w, x \\in \\mathbb{R}^n$ and $t \\in \\mathbb{R}$. The squared error is "
    "$L = \\frac{1}{2} (w^\\top x - t)^2$.\n\n"
)


def last(text: str, name: str | None = "word2vec") -> tuple[str, str | None]:
    found = steps(check(text, name))[-1]
    return found.verdict.value, found.code


@pytest.mark.parametrize(
    "heading", ["## Negative sampling", "# Skip-gram with negative sampling", "**负采样**"]
)
def test_under_words_on_another_loss_nothing_is_refuted(heading: str) -> None:
    assert last(f"{SOFTMAX}{heading}\n\nThe gradient is\n\n{SAMPLED}") == (
        "undecided",
        "which-loss",
    )


def test_without_such_words_it_is() -> None:
    assert last(f"{SOFTMAX}## The gradient again\n\n{SAMPLED}")[0] == "refuted"
    # words that stood above the definition say nothing of what comes after it
    text = SOFTMAX.replace("# Notes", "# Notes on softmax and negative sampling")
    assert last(f"{text}## Negative sampling\n\n{SAMPLED}")[0] == "refuted"


def test_a_loss_that_is_defined_there_is_the_one_meant() -> None:
    there = OWN.replace("The squared error is", "## The hinge\n\nIt is left aside here:")
    assert last(f"{there}$$ \\nabla_w L = (w^\\top x + t) x $$\n", None)[0] == "refuted"


def test_without_a_problem_too() -> None:
    wrong = "$$ \\nabla_w L = (w^\\top x + t) x $$\n"
    assert last(f"{OWN}{wrong}", None)[0] == "refuted"
    assert last(f"{OWN}## With weight decay\n\n{wrong}", None) == ("undecided", "which-loss")
