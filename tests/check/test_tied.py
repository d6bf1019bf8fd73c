"""A matrix and vectors that may be its rows or columns, however the text says so."""

import pytest

from tests.check.support import check, steps

REST = r"$w \in \mathbb{R}^d$ and $y \in \mathbb{R}^n$"
X = r"$X \in \mathbb{R}^{n \times d}$"
RIGHT = r"X^\top (X w - y) = \sum_{i=1}^n (x_i^\top w - y_i) x_i"


def last(text: str) -> str:
    return steps(check(text, None))[-1].verdict.value


@pytest.mark.parametrize(
    "said",
    [
        f"Let {X}, {REST}. Let $x_i \\in \\mathbb{{R}}^d$ be the $i$-th row of $X$.",
        f"Let {REST}. Let {X} have rows $x_i^\\top$, $x_i \\in \\mathbb{{R}}^d$.",
        f"For $i = 1, \\dots, n$ let $x_i \\in \\mathbb{{R}}^d$; stack them in {X}. Let {REST}.",
        f"Let $x_1, \\dots, x_n \\in \\mathbb{{R}}^d$ be inputs, {X} the design matrix, {REST}.",
    ],
)
def test_vectors_may_be_the_rows_of_a_matrix(said: str) -> None:
    assert last(f"{said}\n\n$$ {RIGHT} $$\n") == "undecided"
    # a slip is one whether they are or not
    for wrong in (RIGHT.replace("- y_i", "+ y_i"), RIGHT.replace(") x_i", ") 2 x_i")):
        assert last(f"{said}\n\n$$ {wrong} $$\n") == "refuted"


def test_vectors_may_be_the_columns_of_a_matrix() -> None:
    said = (
        r"Let $q_1, \dots, q_m \in \mathbb{R}^n$ be the columns of $Q \in \mathbb{R}^{n \times m}$"
        r" and $a \in \mathbb{R}^m$."
    )
    assert last(f"{said}\n\n$$ Q a = \\sum_{{i=1}}^m a_i q_i $$\n") == "undecided"
    assert last(f"{said}\n\n$$ Q a = \\sum_{{i=1}}^m a_i^2 q_i $$\n") == "refuted"


def test_vectors_of_another_length_are_no_rows() -> None:
    said = f"Let {X}, {REST}. Let $x_1, \\dots, x_n \\in \\mathbb{{R}}^m$."
    right = r"X^\top y \sum_{i=1}^n x_i^\top x_i = 0"
    assert last(f"{said}\n\n$$ {right} $$\n") == "refuted"


def test_rows_said_by_a_formula_are_proved() -> None:
    said = f"Let $X = [x_1, \\dots, x_n]^\\top$, $x_i \\in \\mathbb{{R}}^d$, {REST}."
    assert last(f"{said}\n\n$$ {RIGHT} $$\n") == "proved"
    assert last(f"{said}\n\n$$ {RIGHT.replace('- y_i', '+ y_i')} $$\n") == "refuted"
