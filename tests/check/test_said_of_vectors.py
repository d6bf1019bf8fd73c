"""What words say of matrices beside a problem: no step is refuted that may hold of such ones."""

import pytest

from tests.check.support import check, steps


def last(text: str) -> str:
    return steps(check(text))[-1].verdict.value


@pytest.mark.parametrize(
    "text",
    [
        "Let $P \\in \\mathbb{R}^{n \\times n}$ be a projection, $x \\in \\mathbb{R}^n$ a vector."
        " Then $PPx = Px$.",
        "Let $P$ be a projection. Then $P^2 = P$.",
        "The matrix $H \\in \\mathbb{R}^{n\\times n}$ is idempotent, $x \\in \\mathbb{R}^n$."
        " $H(Hx) = Hx$.",
        "Let $Q \\in \\mathbb{R}^{n\\times n}$, $x \\in \\mathbb{R}^n$."
        " Since $Q$ preserves lengths, $\\|Qx\\| = \\|x\\|$.",
        "Let U be orthonormal. Then $U^\\top U = I$.",
        "All word vectors are normalized. So $v_c^\\top v_c = 1$.",
        "Let $A \\in \\mathbb{R}^{n\\times n}$ be symmetric, $x \\in \\mathbb{R}^n$."
        " $\\frac{\\partial x^\\top A x}{\\partial x} = 2Ax$.",
        "The output vectors are mutually orthogonal. $u_o^\\top u_w = 0$ for $w \\neq o$.",
    ],
)
def test_nothing_is_refuted_that_may_hold_of_what_is_said(text: str) -> None:
    assert last(f"{text}\n") in ("undecided", "unread")


@pytest.mark.parametrize(
    "text",
    [
        "Let $U$ be the matrix of output vectors. $u_o^\\top v_c = 2 u_o^\\top v_c$",
        "Since $U$ has orthogonal columns, $\\frac{\\partial J}{\\partial v_c} = U(y - \\hat y)$",
        "Let $A \\in \\mathbb{R}^{n\\times n}$ be given, $x \\in \\mathbb{R}^n$."
        " $\\frac{\\partial x^\\top A x}{\\partial x} = 2Ax$.",
        "The softmax probabilities sum to one: $\\sum_w \\hat y_w = 2$",
    ],
)
def test_other_words_save_nothing(text: str) -> None:
    assert last(f"{text}\n") == "refuted"
