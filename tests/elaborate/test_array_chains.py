"""The chain rule through ∂θ/∂U, an array of three axes: the sum over θ's entries, and no other."""

import pytest

from tests.check.support import check, step, steps

OWN = (
    "Let $W \\in \\mathbb{R}^{m \\times n}$, $x \\in \\mathbb{R}^n$, $a \\in \\mathbb{R}^m$ "
    "and $X \\in \\mathbb{R}^{n \\times k}$.\n\n"
)
CASES = [
    (r"\frac{\partial J}{\partial U} = \frac{\partial J}{\partial \theta} "
     r"\frac{\partial \theta}{\partial U}", "proved"),
    (r"(\hat y - y) \frac{\partial U^T v_c}{\partial U} = v_c (\hat y - y)^T", "proved"),
    (r"(\hat y - y)^T \frac{\partial U^T v_c}{\partial U} = v_c (\hat y - y)^T", "proved"),
    (r"\frac{\partial U^T v_c}{\partial U} (\hat y - y) = v_c (\hat y - y)^T", "proved"),
    (r"2 (\hat y - y) \cdot \left(\frac{\partial U^T v_c}{\partial U}\right) "
     r"= 2 v_c (\hat y - y)^T", "proved"),
    (r"(\hat y - y) \frac{\partial U^T v_c}{\partial U} = v_c (\hat y + y)^T", "refuted"),
    (r"(\hat y - y) \frac{\partial U^T v_c}{\partial U} = (\hat y - y) v_c^T", "ill-typed"),
    (r"\frac{\partial J}{\partial v_c} = \frac{\partial J}{\partial \theta} "
     r"\frac{\partial \theta}{\partial U}", "ill-typed"),
    # of another vector, the array has no axis
    (r"v_c \frac{\partial U^T v_c}{\partial U} = v_c (\hat y - y)^T", "ill-typed"),
    # by a vector it is a Jacobian, for which there are layouts
    (r"(\hat y - y) \frac{\partial U^T v_c}{\partial v_c} = U (\hat y - y)", "ill-typed"),
]  # fmt: skip
OF_ITS_OWN = [
    (r"a^T \frac{\partial W x}{\partial W} = a x^T", "proved"),
    (r"a^T \frac{\partial W x}{\partial W} = x a^T", "ill-typed"),
    # a vector over one axis of the matrix W X, which has two
    (r"a^T \frac{\partial W X}{\partial W} = a a^T W", "ill-typed"),
    (r"(W X) \frac{\partial W X}{\partial W} = W X X^T", "proved"),
    (r"(W X) \frac{\partial W X}{\partial W} = 2 W X X^T", "refuted"),
    (r"(W X) \frac{\partial W X}{\partial X} = W^T W X", "proved"),
]

SQUARE = "Let $A \\in \\mathbb{R}^{n \\times n}$, $x, a \\in \\mathbb{R}^n$ and $h = A x$.\n\n"
BY_A_SQUARE_MATRIX = [
    (r"a^T \frac{\partial h}{\partial A} = a x^T", "proved"),
    (r"a^T \frac{\partial h}{\partial A} = x a^T", "refuted"),
    (r"\frac{\partial h}{\partial A} h = A x x^T", "proved"),
]


@pytest.mark.parametrize(("latex", "verdict"), CASES)
def test_by_the_matrix_of_the_problem(latex: str, verdict: str) -> None:
    found = step(f"(c) $$ {latex} $$")
    assert found.verdict.value == verdict
    told = [one.code for one in found.remarks]
    assert "array-chain-rule" in told or verdict not in ("proved", "refuted")


@pytest.mark.parametrize(("latex", "verdict"), OF_ITS_OWN)
def test_without_a_problem(latex: str, verdict: str) -> None:
    found = step(f"{OWN}$$ {latex} $$", None)
    assert found.verdict.value == verdict


@pytest.mark.parametrize(("latex", "verdict"), BY_A_SQUARE_MATRIX)
def test_by_a_square_matrix(latex: str, verdict: str) -> None:
    assert steps(check(f"{SQUARE}$$ {latex} $$", None))[-1].verdict.value == verdict


def test_indices_of_both_factors_stay_apart() -> None:
    """A letter of the one that the other has as an axis is not caught."""
    chain = r"\hat y_i (\hat y - y) \frac{\partial U^T v_c}{\partial U}"
    right, wrong = r"\hat y_i v_c (\hat y - y)^T", r"v_c (\hat y \odot (\hat y - y))^T"
    found = steps(check(f"(c) $$ {chain} = {right} = {wrong} $$"))
    assert [one.verdict.value for one in found] == ["proved", "refuted"]


@pytest.mark.parametrize(
    ("latex", "verdict"),
    [
        # the factors lie the wrong way; that the line is a vector of length d is known
        (r"\frac{\partial \theta}{\partial v_c} = U (\hat y - y)", "undecided"),
        (r"\frac{\partial \theta}{\partial v_c} = v_c (\hat y - y)^T", "ill-typed"),
        (r"\frac{\partial \theta}{\partial v_c} = (\hat y - y)^T U^T", "undecided"),
        (r"\frac{\partial \theta}{\partial v_c} = \hat y - y", "ill-typed"),
        (r"\frac{\partial \theta}{\partial v_c} = 0", "undecided"),
        # what stands behind the Jacobian makes something else of it
        (r"\frac{\partial \theta}{\partial v_c} v_c^T = v_c (\hat y - y)^T", "undecided"),
    ],
)
def test_out_of_factors_that_lie_the_wrong_way(latex: str, verdict: str) -> None:
    start = r"\frac{\partial J}{\partial v_c} = \frac{\partial J}{\partial \theta}"
    _, out = steps(check(f"(b) $$ {start} {latex} $$"))
    assert out.verdict.value == verdict
