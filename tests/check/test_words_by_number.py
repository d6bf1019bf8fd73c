"""Words that are named by their number, w_j, and a size and sets that are written in words."""

import pytest

from tests.check.support import check, steps


def verdicts(text: str) -> list[str]:
    return [one.verdict.value for one in steps(check(text))]


def test_the_word_of_an_index_that_runs_over_words_is_itself() -> None:
    text = (
        r"$$\frac{\partial \log P(w_o \mid w_c)}{\partial v_c}"
        r" = u_o %s \sum_{j \in \mathcal{V}} P(w_j \mid w_c) u_j$$"
    )
    assert verdicts(text % "-") == ["proved"]
    assert verdicts(text % "+") == ["refuted"]


def test_of_a_letter_that_nothing_binds_nothing_is_refuted() -> None:
    """“The output word $w_j$” may be another one, and a text may call its probability y_j."""
    assert verdicts(r"$$P(w_j \mid w_c) = \hat y_j$$") == ["proved"]
    (found,) = steps(check(r"$$P(w_j \mid w_I) = y_j$$"))
    assert (found.verdict.value, found.code) == ("undecided", "word-by-number")


def test_the_word_of_a_sample_stays_that_of_the_sample() -> None:
    text = r"(f) $$\frac{\partial J}{\partial u_{w_k}} = %s\sigma(u_{w_k}^\top v_c) v_c$$"
    assert verdicts(text % "") == ["proved"]
    assert verdicts(text % "-") == ["refuted"]


def test_a_letter_of_columns_that_ends_a_sum_is_a_size() -> None:
    text = r"$$\nabla_{v_c} \log p(o | c) = u_o %s \sum_{x=1}^v p(x | c) u_x$$"
    assert verdicts(text % "-") == ["proved"]
    assert verdicts(text % "+") == ["undecided"]


@pytest.mark.parametrize("words", [r"\text{ sampled indices}", r"\ negative\ samples"])
def test_so_many_samples_are_all_of_them(words: str) -> None:
    text = (
        r"$$J_{neg-sample}(v_c, o, U) = -\log \sigma(u_o^\top v_c)"
        rf" %s \sum_{{k \in \{{K{words}\}}}} \log \sigma(-u_k^\top v_c)$$"
    )
    assert verdicts(text % "-") == ["proved"]
    assert verdicts(text % "+") in (["refuted"], ["undecided"])
