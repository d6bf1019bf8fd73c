"""Vectors that a text shows entry by entry: ``x = (x_1, …, x_n)`` says how long x is."""

import pytest

from tests.check.support import check, steps

SOFTMAX = r"p_i = \frac{e^{z_i}}{\sum_{j=1}^K e^{z_j}}"
SLOPE = r"\frac{\partial p_i}{\partial z_j} = p_i (\delta_{ij} - p_j)"


def verdicts(words: str, *rows: str) -> list[str]:
    text = f"{words}\n\n" + "\n\n".join(f"$$ {row} $$" for row in rows) + "\n"
    return [one.verdict.value for one in steps(check(text, None))]


@pytest.mark.parametrize(
    "shown",
    [
        r"z = (z_1, \dots, z_K) \in \mathbb{R}^K",
        r"z = [z_1, z_2, \dots, z_K]^T \in \mathbb{R}^K",
        r"z = (z_1, \dots, z_K)",
        r"z = \begin{pmatrix} z_1 \\ \vdots \\ z_K \end{pmatrix}",
    ],
)
@pytest.mark.parametrize(
    ("slope", "verdict"),
    [(SLOPE, "proved"), (SLOPE.replace(r"\delta_{ij} - ", ""), "refuted")],
)
def test_its_length_is_known(shown: str, slope: str, verdict: str) -> None:
    found = verdicts(f"The scores are ${shown}$.", SOFTMAX, slope)
    said_of_its_values = "mathbb" in shown
    if verdict == "refuted" and not said_of_its_values:
        verdict = "undecided"
    assert found == ["proved", "given", verdict]


@pytest.mark.parametrize("row", [r"\sum_k p_k = 1", r"\sum_k p_k^2 = \sum_k p_k"])
def test_nothing_is_said_of_its_values(row: str) -> None:
    assert verdicts(r"Let $p = (p_1, \dots, p_K)$.", row) == ["proved", "undecided"]


@pytest.mark.parametrize("shown", [r"x = (x_0, \dots, x_n)", r"x = (x_2, x_n)"])
def test_other_lists_declare_nothing(shown: str) -> None:
    assert verdicts(f"Let ${shown}$.", r"\sum_{i=1}^n x_i^2 = x^T x")[0] != "proved"


def test_a_row_fits_no_worse_than_before() -> None:
    found = verdicts(r"Let $x = (x_1, \dots, x_n)$ and $W \in \mathbb{R}^{n \times m}$.", "y = x W")
    assert "ill-typed" not in found
