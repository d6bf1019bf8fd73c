"""Letters that the problem has for samples and places, in parts that speak of neither."""

import pytest

from tests.check.support import check, steps

SCORES = "Let $z_j = u_j^T v_c$, then\n\n"
SLOPE = r"$$\frac{\partial J}{\partial z_k} = \hat y_k %s y_k$$"


def _last(text: str) -> str:
    return steps(check(text))[-1].verdict.value


def test_the_scores_of_all_words_may_have_the_letter_of_a_place() -> None:
    assert _last(SCORES + r"$$\sum_{j=1}^{|V|} \hat y_j z_j = v_c^T U \hat y$$") == "proved"
    assert _last(SCORES + r"$$\sum_{j=1}^{|V|} \hat y_j z_j = u_c^T U \hat y$$") == "refuted"


def test_an_index_alone_tells_of_no_samples() -> None:
    assert _last(SCORES + SLOPE % "-") == "proved"
    assert _last(SCORES + SLOPE % "+") == "refuted"


def test_where_samples_are_spoken_of_it_may() -> None:
    assert _last("With $K$ negative samples:\n\n" + SCORES + SLOPE % "+") == "undecided"
    loss = r"$$J = -\log \sigma(z_o) - \sum_{k=1}^K \log \sigma(-z_k)$$" + "\n\n"
    assert _last(SCORES + loss + SLOPE % "+") != "proved"


@pytest.mark.parametrize(
    "words",
    [
        "For each position $j$ of the window let $z_j = u_j^T v_c$.",
        "Let $z_j = u_j^T v_c$, where $j$ is the position in the context.",
        "Let $z_j = u_j^T v_c$ for the negative words $j$.",
    ],
)
def test_where_words_say_that_it_counts_places_a_sum_is_not_over_all(words: str) -> None:
    total = r"$$\sum_j z_j = \sum_w u_w^T v_c$$"
    assert _last(f"{words}\n\n{total}") == "undecided"
    assert _last(SCORES + total) == "proved"
