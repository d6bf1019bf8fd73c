"""The loss of one sample, ``J_i``, beside that of all."""

import pytest

from tests.check.support import check, steps

SAID = r"""
Let $x_i, w \in \mathbb{R}^n$ and $y_i \in \mathbb{R}$ for $i = 1, \dots, m$.
"""
WHOLE = r"J(w) = \frac12 \sum_{i=1}^m (w^\top x_i - y_i)^2"
ONE = r"J_i = \frac12 (w^\top x_i - y_i)^2"


def found(*rows: str) -> list[str]:
    text = SAID + "".join(f"\n$${row}$$\n" for row in rows)
    return [one.verdict.value for one in steps(check(text, None))]


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (r"\frac{\partial J_i}{\partial w} = (w^\top x_i - y_i) x_i", "proved"),
        (r"\frac{\partial J_i}{\partial w} = (w^\top x_i + y_i) x_i", "refuted"),
        (r"\nabla_w J(w) = \sum_{i=1}^m \frac{\partial J_i}{\partial w}", "proved"),
        (r"\nabla_w J(w) = 2\sum_{i=1}^m \frac{\partial J_i}{\partial w}", "refuted"),
        (r"J(w) = \sum_{i=1}^m J_i", "proved"),
        (ONE.replace("- y_i", "+ y_i"), "refuted"),
    ],
)
@pytest.mark.parametrize("letter", ["J", r"\ell"])
def test_the_loss_of_one_sample_is_a_name_of_its_own(letter: str, claim: str, verdict: str) -> None:
    rows = [one.replace("J", letter) for one in (WHOLE, ONE, claim)]
    assert found(*rows) == ["given", "given", verdict]
    whole_behind = [rows[1], rows[0], rows[2]]
    assert found(*whole_behind) == ["given", "given", verdict]


def test_another_sum_of_them_is_not_proved() -> None:
    assert found(WHOLE, ONE, r"J(w) = 2\sum_{i=1}^m J_{i}")[-1] == "undecided"
    assert found(ONE, WHOLE, r"J(w) = 2\sum_{i=1}^m J_{i}")[-1] == "refuted"


def test_an_entry_of_a_vector_stays_one() -> None:
    rows = (r"L = \sum_{i=1}^m y_i x_i", r"L_j = \sum_{i=1}^m 2 y_i x_{ij}")
    assert found(*rows)[1] != "given"


@pytest.mark.parametrize("whole", ["J(w)", "J"])
def test_a_slope_by_an_entry_is_no_definition(whole: str) -> None:
    rows = (
        rf"{whole} = \sum_{{i=1}}^n w_i^2",
        r"J_i = 3 w_i",
        r"\frac{\partial J}{\partial w} = 2 w",
    )
    assert found(*rows)[1] == "unread"


def test_the_whole_may_be_said_by_its_summands() -> None:
    one, slope = ONE, r"\frac{\partial J_i}{\partial w} = (w^\top x_i - y_i) x_i"
    rows = (one, slope, r"J = \sum_{i=1}^m J_i")
    right = r"\frac{\partial J}{\partial w} = \sum_{i=1}^m (w^\top x_i - y_i) x_i"
    assert found(*rows, right) == ["given", "proved", "given", "proved"]
    assert found(*rows, right.replace("- y", "+ y"))[-1] == "refuted"


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (r"\frac{d J_i}{d p_i} = -\frac{y_i}{p_i} + \frac{1 - y_i}{1 - p_i}", "proved"),
        (r"\frac{d J_i}{d p_i} = -\frac{y_i}{p_i} - \frac{1 - y_i}{1 - p_i}", "refuted"),
        (r"\nabla_w J(w) = \sum_{i=1}^m (p_i - y_i) x_i", "proved"),
        (r"\nabla_w J(w) = \sum_{i=1}^m (p_i + y_i) x_i", "refuted"),
    ],
)
def test_what_a_summand_is_differentiated_by_need_not_be_what_the_whole_is(
    claim: str, verdict: str
) -> None:
    output = r"p_i = \frac{1}{1 + e^{-w^\top x_i}}"
    one = r"-y_i \log p_i - (1 - y_i) \log(1 - p_i)"
    slope = r"\frac{\partial J_i}{\partial p_i} = \frac{p_i - y_i}{p_i (1 - p_i)}"
    rows = (output, rf"J(w) = \sum_{{i=1}}^m ({one})", rf"J_i = {one}", slope, claim)
    assert found(*rows) == ["given", "given", "given", "proved", verdict]


def test_what_the_whole_is_differentiated_by_may_make_slopes_of_its_entries() -> None:
    rows = (
        r"J = \sum_{i=1}^n p_i^2",
        r"J_i = 3 p_i",
        r"\frac{d J}{d p_i} = 2 p_i",
    )
    assert found(*rows)[1] == "unread"
