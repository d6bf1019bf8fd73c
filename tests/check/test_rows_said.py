"""Vectors that a text calls rows while others are columns: what does not fit is not wrong."""

import pytest

from derivcheck.check.reservations.rows_said import called_rows
from derivcheck.elaborate.signature import build
from tests.check.support import check, problem, steps

TURNED = r"\frac{\partial J}{\partial v_c} = U(\hat y - y)^T"


@pytest.mark.parametrize(
    ("prose", "rows"),
    [
        (r"$y$ and $\hat y$ are row vectors.", {"y", r"\hat{y}"}),
        (r"where $\hat{\mathbf{y}} \in \mathbb{R}^{1 \times |V|}$", {r"\hat{y}"}),
        (r"since $\hat y$ is a row vector ($1 \times |V|$)", {r"\hat{y}"}),
        (r"$y$ is a column. The rows of $U$ are words.", set()),
        (r"$y_w$ is the entry of row $w$.", set()),
        (r"the $a$'th element of $\hat y$ is that of the $a$'th row of $U$", set()),
        ("no vector at all", set()),
    ],
)
def test_vectors_that_are_called_rows(prose: str, rows: set[str]) -> None:
    assert called_rows(prose, build(problem())) == rows


@pytest.mark.parametrize(
    "words", [r"Here $y$ and $\hat y$ are of shape $1 \times |V|$.", r"$\hat y$ is a row vector:"]
)
def test_a_transpose_of_what_is_called_a_row_is_not_wrong(words: str) -> None:
    (found,) = steps(check(f"## (b)\n\n{words}\n\n$$ {TURNED} $$\n"))
    assert found.verdict.value == "unread"


def test_it_is_wrong_where_nothing_is_called_a_row() -> None:
    (found,) = steps(check(f"## (b)\n\nWe get\n\n$$ {TURNED} $$\n"))
    assert found.verdict.value == "ill-typed"


def test_rows_told_apart_from_columns_behind_them_are_heard() -> None:
    text = (
        "## (b)\n\n$$ U\\hat y - u_o = U(\\hat y - y)^T $$\n\n$y, \\hat y$ hold numbers in row\n\n"
    )
    (found,) = steps(check(text + "u, v in column\n"))
    assert found.verdict.value == "unread"
    (wrong,) = steps(check(text.replace("in row", "for words") + "u, v in column\n"))
    assert wrong.verdict.value == "ill-typed"


ROWS = r"""In this text the word vectors are rows: $u_w, v_c \in \mathbb{R}^{1 \times d}$.

## (b)

$$ \frac{\partial J}{\partial v_c} = (\hat y - y)^T U $$
"""


def test_where_the_word_vectors_are_rows_the_predictions_need_not_be() -> None:
    (found,) = steps(check(ROWS))
    assert found.verdict.value == "unread"
    assert r"not of \hat{y}" in (found.message or "")


def test_where_all_vectors_are_rows_the_predictions_are() -> None:
    (found,) = steps(check(ROWS.replace("the word vectors", "all vectors")))
    assert found.verdict.value == "ill-typed"
