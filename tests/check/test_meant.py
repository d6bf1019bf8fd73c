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


def test_the_k_of_a_document_without_samples_may_be_the_true_word() -> None:
    text = r"""
$$ -\sum_i y_i \log \hat y_i = -y_k \log \hat y_k $$

So $u_k = U y$.
"""
    last = steps(check(text))[-1]
    assert (last.verdict.value, last.code) == ("undecided", "which-index")
    assert steps(check("So $u_k = 2 U y$."))[-1].verdict.value == "refuted"


def test_a_sum_over_k_may_be_over_words_where_nothing_speaks_of_samples() -> None:
    right = r"\frac{\sum_j \exp(u_j^T v_c) u_j}{\sum_k \exp(u_k^T v_c)} = \sum_j \hat y_j u_j"
    found = step(f"$$ {right} $$\n")
    assert (found.verdict.value, found.code) == ("undecided", "which-index")
    assert step(
        f"$$ {right.replace('exp(u_j^T v_c) u_j', 'exp(u_j^T v_c)')} $$\n"
    ).verdict.value in (
        "refuted",
        "ill-typed",
    )


def test_a_loss_of_the_texts_own_over_samples_is_not_read_over_words() -> None:
    text = r"""
$$ L = -\log \sigma(u_o^T v_c) - \sum_k \log \sigma(-u_k^T v_c) $$
$$ \frac{\partial L}{\partial u_o} = (\sigma(u_o^T v_c) - 1) v_c $$
"""
    assert [one.verdict.value for one in steps(check(text))] == ["given", "proved"]


ERRORS = r"""## (b)

Let $\delta = \hat y - y$.

$$ \frac{\partial J}{\partial u_i} = \delta_i v_c $$

## (c)

Let $s_o = \sigma(u_o^T v_c) - 1$ and $s_k = \sigma(u_k^T v_c)$ for $k = 1, \ldots, K$.

$$ \frac{\partial J}{\partial u_o} = s_o v_c $$
$$ \frac{\partial J}{\partial u_k} = s_k v_c $$
"""


def test_the_loss_is_told_by_what_the_names_of_a_line_mean() -> None:
    found = steps(check(ERRORS))
    assert found[-2].verdict.value == "proved"
    # part (b) has no samples, so that (c) is not the second part about them
    assert (found[-1].verdict.value, found[-1].code) == ("undecided", "which-index")
    twin = steps(check(ERRORS.replace("= s_o v_c", "= -s_o v_c")))
    assert twin[-2].verdict.value == "refuted"


def test_p_tells_the_softmax_loss_and_a_small_p_does_not() -> None:
    right = r"\frac{\partial J}{\partial v_c} = -u_o + \sum_x P(x|c) u_x"
    assert step(f"$$ {right} $$\n").verdict.value == "proved"
    assert step(f"$$ {right.replace('P(', '2P(')} $$\n").verdict.value == "refuted"
    text = r"(e) Respect to $$ \frac{\partial J}{\partial u_o} = p (\sigma(u_o^T v_c) - 1) v_c $$"
    assert steps(check(text))[-1].code != "which-loss"
