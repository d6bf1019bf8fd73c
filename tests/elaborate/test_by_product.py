"""A derivative by a product, ∂J/∂(Uᵀv_c), is one by a name for it; what is left over refuses it."""

import pytest

from tests.check.support import step

CASES = [
    (r"\frac{\partial J}{\partial U^T v_c} = \hat y - y", "proved"),
    (r"\frac{\partial J}{\partial (U^T v_c)} = \hat y - y", "proved"),
    (r"\frac{\partial J}{\partial U^T v_c} = \hat y + y", "refuted"),
    (r"\frac{\partial J}{\partial U^T v_c} = U^T (\hat y - y)", "ill-typed"),
    (r"\frac{\partial}{\partial U^T v_c} ((U^T v_c)^T (U^T v_c)) = 2 U^T v_c", "proved"),
    (r"\frac{\partial}{\partial U^T v_c} ((U^T v_c)^T (U^T v_c)) = U^T v_c", "refuted"),
    (r"U \frac{\partial J}{\partial U^T v_c} = \frac{\partial J}{\partial v_c}", "proved"),
    (r"U^T \frac{\partial J}{\partial U^T v_c} = \frac{\partial J}{\partial v_c}", "ill-typed"),
    # what is differentiated has v_c outside of the product
    (r"\frac{\partial v_c^T v_c}{\partial U^T v_c} = 0", "undecided"),
    # one of many scalars: not every u_w^T v_c is u_o^T v_c
    (r"\frac{\partial J}{\partial u_o^T v_c} = \hat y_o - 1", "unread"),
]


@pytest.mark.parametrize(("latex", "verdict"), CASES)
def test_by_a_product(latex: str, verdict: str) -> None:
    assert step(f"(b) $$ {latex} $$").verdict.value == verdict
