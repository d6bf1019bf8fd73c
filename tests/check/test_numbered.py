"""A number of the document's with an index, x ∈ {0, 1} and Σ x_i: others like it, no entries."""

import pytest

from tests.check.support import check, steps

COIN = "Let $x \\in \\{0, 1\\}$ be one toss."
SUM = r"\ell(q) = \sum_{i=1}^n x_i \log q + \sum_{i=1}^n (1 - x_i) \log(1 - q)"


def verdicts(*lines: str, said: str = COIN) -> list[str]:
    text = "\n".join((said, *(f"\n$$ {line} $$\n" for line in lines)))
    return [one.verdict.value for one in steps(check(text, None))]


@pytest.mark.parametrize(("sign", "verdict"), [("-", "proved"), ("+", "undecided")])
def test_a_sample_of_what_is_declared_a_number(sign: str, verdict: str) -> None:
    slope = rf"\frac1q \sum_{{i=1}}^n x_i {sign} \frac1{{1 - q}} \sum_{{i=1}}^n (1 - x_i)"
    claim = rf"\frac{{\partial \ell}}{{\partial q}} = {slope}"
    assert verdicts(SUM, claim) == ["given", verdict]


def test_by_the_number_itself_nothing_is_differentiated() -> None:
    lines = (r"g = \sum_{i=1}^n x_i^2", "f = g + x^2", r"\frac{\partial f}{\partial x} = 2x")
    said = "Let $x \\in \\mathbb{R}$."
    assert verdicts(*lines, said=said) == ["given", "given", "undecided"]


@pytest.mark.parametrize(
    "line", ["x_i = x", r"\sum_{i=1}^n x_i = n x", r"x = \frac1n \sum_{i=1}^n x_i"]
)
def test_where_both_stand_neither_is_guessed(line: str) -> None:
    assert verdicts(line) == ["unread"]


VECTORS = "Let $x, c \\in \\mathbb{R}^d$ and $S \\in \\mathbb{R}^{d \\times d}$."


@pytest.mark.parametrize(
    ("line", "verdict"),
    [
        # x_i may be one of several vectors like x, where there is no x
        (r"c = \frac1n \sum_{i=1}^n x_i", "unread"),
        (r"c^\top c = \sum_i \|x_i - c\|^2", "unread"),
        (r"S = \sum_{i=1}^n x_i x_i^\top", "unread"),
        (r"c^\top x_i = x_i^\top c", "unread"),
        # beside x it is its entry
        (r"\nabla_x x^\top x = \sum_i 2x_i", "ill-typed"),
        (r"x = \sum_{i=1}^d x_i", "ill-typed"),
        (r"x^\top x = \sum_{i=1}^d x_i^2", "proved"),
    ],
)
def test_what_is_declared_a_vector_may_be_one_of_several(line: str, verdict: str) -> None:
    assert verdicts(line, said=VECTORS) == [verdict]
