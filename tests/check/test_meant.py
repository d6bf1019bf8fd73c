"""Indices that may be meant for others: samples below u, and sums over samples that are none."""

import pytest

from tests.check.support import check, step, steps

F = "## (f)\n\n"


def one(formula: str, part: str = "f") -> tuple[str, str | None]:
    found = step(f"## ({part})\n\n$$ {formula} $$\n")
    return found.verdict.value, found.code


@pytest.mark.parametrize("index", ["1", "2", "n", "j", "m", "K"])
def test_a_letter_or_number_that_may_be_a_sample_refutes_nothing(index: str) -> None:
    right = rf"\frac{{\partial J}}{{\partial u_{index}}} = \sigma(u_{index}^T v_c) v_c"
    assert one(right) == ("undecided", "which-index")


@pytest.mark.parametrize("index", ["1", "n", "j"])
def test_what_fails_for_samples_too_is_refuted(index: str) -> None:
    wrong = rf"\frac{{\partial J}}{{\partial u_{index}}} = -\sigma(u_{index}^T v_c) v_c"
    assert one(wrong) == ("refuted", "not-equal")


def test_the_letter_of_a_word_may_be_that_of_a_sample() -> None:
    right = r"\frac{\partial J}{\partial u_w} = \sigma(u_w^T v_c) v_c"
    assert one(right) == ("undecided", "which-index")
    assert one(right.replace("= ", "= -")) == ("refuted", "not-equal")


def test_a_number_is_no_sample_where_the_loss_has_none() -> None:
    wrong = r"\frac{\partial J}{\partial u_1} = \hat y_1 v_c"
    assert one(wrong, "c")[0] == "refuted"


def test_a_sum_over_samples_that_the_loss_has_not_refutes_nothing() -> None:
    text = r"""## (b)

$$ \hat y_o = \frac{e^{u_o^T v_c}}{\sum_{k=1}^K e^{u_k^T v_c}} $$
$$ \frac{\partial J}{\partial v_c}
   = -u_o + \frac{\sum_{k=1}^K e^{u_k^T v_c} u_k}{\sum_{k=1}^K e^{u_k^T v_c}} $$
"""
    assert [found.verdict.value for found in steps(check(text))] == ["undecided", "undecided"]


def test_a_sum_over_samples_where_there_are_some_is_refuted() -> None:
    wrong = r"\frac{\partial J}{\partial v_c} = \sum_{k=1}^K \sigma(u_k^T v_c) u_k"
    assert one(wrong)[0] == "refuted"
