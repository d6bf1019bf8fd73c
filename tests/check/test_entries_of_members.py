"""x_{ik} beside x_i^T, of an undeclared x: entry k of x_i, and nothing beside x_{ki}."""

import pytest

from tests.check.support import check, steps

SCORES = r"z_k = w_k^\top x + b_k"
LOSS, SLOPE = r"L = \sum_{i=1}^n (y_i - w^\top x_i)^2", r"\frac{\partial L}{\partial w_j}"


def last(*lines: str) -> str:
    text = "".join(f"\n$$ {line} $$\n" for line in lines)
    return steps(check(text, None))[-1].verdict.value


@pytest.mark.parametrize(
    ("first", "line", "verdict"),
    [
        (SCORES, r"w_k^\top x + b_k = \sum_{d=1}^D w_{kd} x_d + b_k", "proved"),
        (SCORES, r"w_k^\top x + b_k = \sum_{d=1}^D w_{kd} x_d + 2b_k", "undecided"),
        (SCORES, r"w_k^\top x + b_k = \sum_{d=1}^D w_{dk} x_d + b_k", "unread"),
        (SCORES, r"\frac{\partial z_k}{\partial w_{kd}} = x_d", "proved"),
        (SCORES, r"\frac{\partial z_k}{\partial w_{kd}} = 2x_d", "undecided"),
        (LOSS, SLOPE + r" = -2 \sum_i x_{ij} (y_i - w^\top x_i)", "proved"),
        (
            LOSS,
            SLOPE + r" = 2 \sum_i x_{ij} (y_i - w^\top x_i)",
            "undecided",
        ),
        (LOSS, SLOPE + r" = -2 \sum_i x_{ji} (y_i - w^\top x_i)", "unread"),
    ],
)
def test_two_letters_name_the_vector_and_its_entry(first: str, line: str, verdict: str) -> None:
    assert last(first, line) == verdict


def test_both_orders_in_one_part_tell_nothing() -> None:
    lines = (
        r"z_j = w_j^\top x",
        r"w_j^\top x = \sum_i w_{ij} x_i",
        r"\frac{\partial z_j}{\partial w_{ji}} = x_i",
    )
    assert last(*lines) == "unread"
