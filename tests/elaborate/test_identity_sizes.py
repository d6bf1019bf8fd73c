"""The identity matrix I, whose size each place tells for itself."""

import pytest

from tests.check.support import check, steps

DATA = (
    "Let $X \\in \\mathbb{R}^{n \\times d}$, $y \\in \\mathbb{R}^n$, $w \\in \\mathbb{R}^d$, "
    "$A \\in \\mathbb{R}^{n \\times n}$ and $\\lambda \\in \\mathbb{R}$.\n"
)

CASES = [
    ("A^{-1} A = I", "proved"),
    ("(X^T X + \\lambda I)(X^T X + \\lambda I)^{-1} = I", "proved"),
    # two sizes in one formula, and in two formulas of one text
    (
        "w^T (X^T X + I) w + y^T (X X^T + I) y = "
        "\\|X w\\|^2 + \\|w\\|^2 + \\|X^T y\\|^2 + \\|y\\|^2",
        "proved",
    ),
    ("w^T (X^T X + I) w + y^T (X X^T + I) y = \\|X w\\|^2 + \\|w\\|^2 + \\|X^T y\\|^2", "refuted"),
    ("I X = X I", "proved"),
    ("I X = 2 X I", "refuted"),
    ("I w = w", "proved"),
    ("w^T I = w^T", "proved"),
    ("(2 I - I) w = w", "proved"),
    ("\\text{tr}(I + X^T X) = d + \\text{tr}(X^T X)", "proved"),
    ("\\text{tr}(I + X^T X) = n + \\text{tr}(X^T X)", "refuted"),
    ("\\frac{\\partial (\\lambda w)}{\\partial w} = \\lambda I", "proved"),
    ("\\frac{\\partial (\\lambda w)}{\\partial w} = I", "refuted"),
    ("X^T X + \\lambda I_d = X^T X + \\lambda I", "proved"),
    ("X^T X + \\lambda I_{d \\times d} = X^T X + \\lambda I", "proved"),
    # nothing has that size, or it is added to what is no square matrix
    ("X^T X + \\lambda I_n = X^T X + \\lambda I_n", "ill-typed"),
    ("(I I) X = X", "proved"),
    ("I^2 X = X", "proved"),
    ("X (I I) = 2 X", "refuted"),
    # nothing tells the size that counts
    ("\\text{tr}((X^T X)^{-1} X^T X) = \\text{tr}(I)", "unread"),
    ("\\|I\\|_F^2 = n", "unread"),
    ("\\sum_i I_{ii} = n", "unread"),
    # I alone may be another thing there
    ("X + I = X + I", "unread"),
]


@pytest.mark.parametrize(("latex", "verdict"), CASES)
def test_each_place_tells_the_size(latex: str, verdict: str) -> None:
    """Another formula tells that I is the identity, in another size."""
    other = "$$ A^{-1} A = I $$\n"
    assert steps(check(f"{DATA}{other}$$ {latex} $$\n", None))[-1].verdict.value == verdict


def test_a_letter_that_is_said_to_be_something_else_is_that() -> None:
    text = DATA + "Let $I \\in \\mathbb{R}^{d \\times d}$.\n$$ I w = w $$\n"
    assert steps(check(text, None))[-1].verdict.value == "refuted"
