"""Slips in formulas with inverses of matrices: looked for at one and two rows, proved for all."""

import pytest

from tests.diagnose.test_student_slips import told

SAID = (
    "Let $X \\in \\mathbb{R}^{n \\times d}$, $y \\in \\mathbb{R}^n$, $w, b \\in \\mathbb{R}^d$, "
    "$A \\in \\mathbb{R}^{d \\times d}$ be invertible and $S \\in \\mathbb{R}^{d \\times d}$ "
    "symmetric.\n\n"
)


@pytest.mark.parametrize(
    ("formula", "code", "repaired"),
    [
        ("A^{-1} (A w - b) = w + A^{-1} b", "flipped-sign", "w - A^{-1} b"),
        ("A A^{-1} b = A b", "extra-factor", "b"),
        ("A^{-1} (A w + b) = w + b", "missing-factor", "w + A^{-1} b"),
        (
            "\\frac{\\partial}{\\partial w} (w^\\top S^{-1} w) = S^{-1} w",
            "missing-factor",
            "2 S^{-1} w",
        ),
        (
            "\\frac{\\partial}{\\partial w} b^\\top A^{-1} w = A^{-1} b",
            "missing-transpose",
            "A^{-\\top} b",
        ),
        ("X^\\top X (X^\\top X)^{-1} X^\\top y = X y", "missing-transpose", "X^\\top y"),
    ],
)
def test_slips_beside_an_inverse(formula: str, code: str, repaired: str) -> None:
    slip = told(f"{SAID}$$ {formula} $$\n")
    assert slip is not None and (slip.code, slip.repair) == (code, repaired)


def test_no_repair_is_shown_that_holds_at_one_row_only() -> None:
    """At one row A⁻¹ w + w A⁻¹ would be 2 A⁻¹ w; the derivative has the transpose beside it."""
    slip = told(
        f"{SAID}$$ \\frac{{\\partial}}{{\\partial w}} (w^\\top A^{{-1}} w) = A^{{-1}} w $$\n"
    )
    assert slip is None or slip.repair != "2 A^{-1} w"
