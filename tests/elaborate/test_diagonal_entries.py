"""``diag(p_i)``: the diagonal matrix by its entry."""

import pytest

from tests.check.support import check, steps

DATA = (
    "Let $p \\in \\mathbb{R}^n$, $A \\in \\mathbb{R}^{n \\times n}$ "
    "and $X \\in \\mathbb{R}^{n \\times d}$.\n"
)


@pytest.mark.parametrize(
    ("latex", "verdict"),
    [
        ("\\text{diag}(p_i) = \\text{diag}(p)", "proved"),
        ("\\text{diag}(p_j (1 - p_j)) = \\text{diag}(p) - \\text{diag}(p \\odot p)", "proved"),
        ("X^T \\text{diag}(p_i^2) X = X^T \\text{diag}(p) \\text{diag}(p) X", "proved"),
        ("X^T \\text{diag}(p_i^2) X = X^T \\text{diag}(p) X", "refuted"),
        ("p^T \\text{diag}(A_{ii}) p = \\sum_i A_{ii} p_i^2", "proved"),
        ("p^T \\text{diag}(\\sum_j A_{ij}) p = \\sum_{i,j} A_{ij} p_i^2", "proved"),
        ("p^T \\text{diag}(\\sum_j A_{ij}) p = \\sum_{i,j} A_{ij} p_j^2", "refuted"),
        (
            "p^T \\text{diag}(\\sum_{j \\neq i} A_{ij}) p = \\sum_i p_i^2 \\sum_{j \\neq i} A_{ij}",
            "proved",
        ),
        ("p^T \\text{diag}(\\sum_{j \\neq i} A_{ij}) p = \\sum_{i,j} A_{ij} p_i^2", "refuted"),
        # two letters, or one that stands outside as well: which entry is not told
        ("\\text{diag}(p_i - p_j) = 0", "unread"),
        ("p_i \\text{diag}(p_i) = \\text{diag}(p \\odot p)", "ill-typed"),
    ],
)
def test_the_letter_below_runs_over_the_diagonal(latex: str, verdict: str) -> None:
    assert steps(check(f"{DATA}$$ {latex} $$\n", None))[-1].verdict.value == verdict
