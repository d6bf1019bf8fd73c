"""Inverses of matrices: proofs for every size, counterexamples at one and two rows."""

import pytest

from tests.check.support import check, steps

OPENING = (
    r"Let $M, Q \in \mathbb{R}^{d \times d}$, $S \in \mathbb{R}^{d \times d}$ be symmetric, "
    r"$x, m \in \mathbb{R}^d$, $X \in \mathbb{R}^{n \times d}$, $b \in \mathbb{R}^n$, "
    r"$\lambda > 0$, and let $H = X (X^\top X)^{-1} X^\top$."
)

TRUE = [
    r"M M^{-1} x = x",
    r"x^\top M^{-1} M m = x^\top m",
    r"M^\top M^{-\top} x = x",
    r"S^{-\top} S x = x",
    r"M Q Q^{-1} M^{-1} x = x",
    r"(M + Q)^{-1} M x + (M + Q)^{-1} Q x = x",
    r"\text{tr}(M M^{-1}) = d",
    r"(X^\top X + \lambda I) (X^\top X + \lambda I)^{-1} X^\top b = X^\top b",
    r"X^\top X (X^\top X + n \lambda I)^{-1} x + n \lambda (X^\top X + n \lambda I)^{-1} x = x",
    r"H^2 = H",
    r"H^\top = H",
    r"H X = X",
    r"(x - m)^\top S^{-1} (x - m) = x^\top S^{-1} x - 2 m^\top S^{-1} x + m^\top S^{-1} m",
    r"\frac{\partial}{\partial x} (x - m)^\top S^{-1} (x - m) = 2 S^{-1} (x - m)",
    r"\frac{\partial}{\partial x} x^\top M^{-1} x = (M^{-1} + M^{-\top}) x",
    r"\frac{\partial x^\top M^{-1} m}{\partial M} = -M^{-\top} x m^\top M^{-\top}",
    r"\frac{\partial}{\partial \lambda} x^\top (Q + \lambda M)^{-1} m"
    r" = -x^\top (Q + \lambda M)^{-1} M (Q + \lambda M)^{-1} m",
]
# both sides times a matrix whose inverse they begin or end with
TRUE += [
    r"(M Q)^{-1} x = Q^{-1} M^{-1} x",
    r"(M Q)^{-1} = Q^{-1} M^{-1}",
    r"M^{-1} - Q^{-1} = M^{-1} (Q - M) Q^{-1}",
    r"(X^\top X + \lambda I)^{-1} X^\top b = X^\top (X X^\top + \lambda I)^{-1} b",
    r"\lambda (\lambda I + X^\top X)^{-1} x = x - X^\top (\lambda I + X X^\top)^{-1} X x",
    r"(M + \lambda x m^\top)^{-1} (M + \lambda x m^\top) x = x",
]
FALSE = [
    r"(M Q)^{-1} = M^{-1} Q^{-1}",
    r"M^{-1} - Q^{-1} = M^{-1} (M - Q) Q^{-1}",
    r"(X^\top X + \lambda I)^{-1} X^\top b = X^\top (X X^\top + 2 \lambda I)^{-1} b",
    r"\lambda (\lambda I + X^\top X)^{-1} x = x + X^\top (\lambda I + X X^\top)^{-1} X x",
    r"(\lambda I + X^\top X)^{-1} x = x - X^\top (\lambda I + X X^\top)^{-1} X x",
    r"M M^{-1} x = 2 x",
    r"M^{-\top} M x = x",
    r"M Q M^{-1} Q^{-1} x = x",
    r"(M Q)^{-1} x = M^{-1} Q^{-1} x",
    r"(M + Q)^{-1} x = M^{-1} x + Q^{-1} x",
    r"(x^\top M^{-1} x)(x^\top M x) = (x^\top x)^2",
    r"\text{tr}(M^{-1}) \text{tr}(M) = d",
    r"\sum_i (M^{-1})_{ii} M_{ii} = d",
    r"(X^\top X - \lambda I) (X^\top X + \lambda I)^{-1} X^\top b = X^\top b",
    r"X^\top X (X^\top X + n \lambda I)^{-1} x + \lambda (X^\top X + n \lambda I)^{-1} x = x",
    r"H^2 = 2 H",
    r"(x - m)^\top M^{-1} (x - m) = x^\top M^{-1} x - 2 m^\top M^{-1} x + m^\top M^{-1} m",
    r"\frac{\partial}{\partial x} (x - m)^\top S^{-1} (x - m) = 2 S (x - m)",
    r"\frac{\partial}{\partial x} x^\top M^{-1} x = 2 M^{-1} x",
    r"\frac{\partial x^\top M^{-1} m}{\partial M} = M^{-\top} x m^\top M^{-\top}",
    r"\frac{\partial x^\top M^{-1} m}{\partial M} = -M^{-1} x m^\top M^{-1}",
    r"\frac{\partial}{\partial \lambda} x^\top (Q + \lambda M)^{-1} m"
    r" = x^\top (Q + \lambda M)^{-1} M (Q + \lambda M)^{-1} m",
]


def last(latex: str) -> str:
    return steps(check(f"{OPENING}\n\n$$ {latex} $$\n", None))[-1].verdict.value


@pytest.mark.parametrize("latex", TRUE)
def test_what_holds_of_inverses_is_proved(latex: str) -> None:
    assert last(latex) == "proved"


@pytest.mark.parametrize("latex", FALSE)
def test_what_does_not_is_refuted(latex: str) -> None:
    assert last(latex) == "refuted"


def test_that_a_matrix_has_an_inverse_is_a_condition() -> None:
    step = steps(check(f"{OPENING}\n\n$$ M M^{{-1}} x = x $$\n", None))[-1]
    assert "M has an inverse" in {condition.text for condition in step.conditions}


def test_nothing_is_proved_of_a_matrix_that_has_no_inverse() -> None:
    assert last(r"(M - M)^{-1} x = (M - M)^{-1} x + 0 x") == "undecided"


def test_a_matrix_that_has_an_inverse_at_one_row_only_takes_more_than_that() -> None:
    assert last(r"(x x^\top)^{-1} x x^\top b = b") != "proved"
    found = steps(
        check("Let $x \\in \\mathbb{R}^n$.\n\n$$ (xx^\\top)^{-1} xx^\\top = I $$\n", None)
    )
    assert (found[-1].verdict.value, found[-1].code) == ("undecided", "no-point")
    true = "Let $A \\in \\mathbb{R}^{n \\times n}$.\n\n$$ (A^\\top A)^{-1} A^\\top A = I $$\n"
    assert steps(check(true, None))[-1].verdict.value == "proved"
    false = true.replace("= I", "= 2 I")
    assert steps(check(false, None))[-1].verdict.value == "refuted"


def test_only_square_matrices_have_one_and_other_powers_are_not_read() -> None:
    assert last(r"X^{-1} X x = x") == "ill-typed"
    assert last(r"M^{-2} x = M^{-1} M^{-1} x") == "unread"
    assert last(r"M^{1/2} M^{1/2} x = M x") == "unread"
