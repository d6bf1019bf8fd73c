"""Zeros with a 1 between dots: the one-hot vector, which proves and does not refute."""

import pytest

from tests.check.support import display, step

COLUMN = r"\begin{bmatrix} 0 \\ \vdots \\ 1 \\ \vdots \\ 0 \end{bmatrix}"
LONGER = r"\begin{bmatrix} 0 \\ \vdots \\ 0 \\ 1 \\ 0 \\ \vdots \\ 0 \end{bmatrix}"
ROW = r"\begin{bmatrix} 0 & \dots & 1 & \dots & 0 \end{bmatrix}"


@pytest.mark.parametrize(
    ("row", "verdict"),
    [
        (f"U {COLUMN} = u_o", "proved"),
        (f"U {LONGER} = u_o", "proved"),
        (f"U {ROW}^\\top = u_o", "proved"),
        (f"v_c {ROW} = v_c y^\\top", "proved"),
        (f"{COLUMN} + \\hat y = y + \\hat y", "proved"),
        (f"U {COLUMN} = 2 u_o", "undecided"),
        (f"V {COLUMN} = v_c", "undecided"),  # a centre word's may be meant
        (f"{COLUMN} v_c = u_o", "ill-typed"),
        (f"U {ROW} = u_o", "ill-typed"),
        (r"U \begin{bmatrix} 1 \\ 0 \\ \vdots \\ 0 \end{bmatrix} = u_o", "unread"),
        (r"U \begin{bmatrix} 0 \\ 1 \\ \vdots \\ 0 \end{bmatrix} = u_o", "unread"),
        (r"U \begin{bmatrix} 0 \\ \vdots \\ 2 \\ \vdots \\ 0 \end{bmatrix} = 2 u_o", "unread"),
        (r"U \begin{bmatrix} 0 \\ \vdots \\ 1 \\ \vdots \\ 1 \end{bmatrix} = u_o", "unread"),
    ],
)
def test_zeros_with_a_one_between_dots(row: str, verdict: str) -> None:
    assert step(display("d", row)).verdict.value == verdict
