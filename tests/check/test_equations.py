"""Equations to be solved are not refuted; claims beside them are."""

import pytest

from tests.check.support import check, steps

OPENING = (
    r"Let $X \in \mathbb{R}^{n \times d}$, $b \in \mathbb{R}^n$ and $w \in \mathbb{R}^d$, and "
    r"$f(w) = \frac12 (Xw - b)^\top (Xw - b)$."
)
GRADIENT = r"$$ \nabla f(w) = X^\top X w - X^\top b $$"


def last(text: str) -> tuple[str, str | None]:
    step = steps(check(f"{OPENING}\n\n{GRADIENT}\n\n{text}\n", None))[-1]
    return step.verdict.value, step.code


EQUATIONS = [
    r"Setting it to zero, $$ X^\top X w = X^\top b $$",
    r"We set the gradient equal to $0$ and get $$ X^\top X w = X^\top b $$",
    r"The minimizer fulfils the normal equations $$ X^\top X w = X^\top b. $$",
    r"$$ \nabla f = 0 $$",
    r"$$ \nabla f(w) = X^\top X w - X^\top b = 0 $$ at the minimum",
    r"Setting the derivative to zero: $$ \nabla f = X^\top X w - X^\top b = 0 $$",
    r"Solving $$ X^\top X w = X^\top b $$",
]


@pytest.mark.parametrize("text", EQUATIONS)
def test_an_equation_to_be_solved_is_not_refuted(text: str) -> None:
    assert last(text)[0] == "undecided"


CLAIMS = [
    r"Setting it to zero, $$ \nabla f(w) = X^\top X w + X^\top b $$",
    r"Setting it to zero, $$ \nabla f(w) = X^\top X w + X^\top b = 0 $$",
    r"So we have $$ f(w) = \frac12 w^\top X^\top X w $$",
    r"It follows that $$ X^\top X w = X^\top b $$",
]


@pytest.mark.parametrize("text", CLAIMS)
def test_a_wrong_claim_is_refuted(text: str) -> None:
    found = steps(check(f"{OPENING}\n\n{GRADIENT}\n\n{text}\n", None))
    assert "refuted" in [step.verdict.value for step in found]
