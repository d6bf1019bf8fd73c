"""``diag(p_i)``: the diagonal matrix by its entry."""

import pytest

from tests.check.support import check, steps

DATA = "Let $p \\in \\mathbb{R}^n$ and $X \\in \\mathbb{R}^{n \\times d}$.\n"


@pytest.mark.parametrize(
    ("latex", "verdict"),
    [
        ("\\text{diag}(p_i) = \\text{diag}(p)", "proved"),
        ("\\text{diag}(p_j (1 - p_j)) = \\text{diag}(p) - \\text{diag}(p \\odot p)", "proved"),
        ("X^T \\text{diag}(p_i^2) X = X^T \\text{diag}(p) \\text{diag}(p) X", "proved"),
        ("X^T \\text{diag}(p_i^2) X = X^T \\text{diag}(p) X", "refuted"),
        # two letters, or one that stands outside as well: which entry is not told
        ("\\text{diag}(p_i - p_j) = 0", "unread"),
        ("p_i \\text{diag}(p_i) = \\text{diag}(p \\odot p)", "ill-typed"),
    ],
)
def test_the_letter_below_runs_over_the_diagonal(latex: str, verdict: str) -> None:
    assert steps(check(f"{DATA}$$ {latex} $$\n", None))[-1].verdict.value == verdict
