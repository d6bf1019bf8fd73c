"""Functions of θ, all that a model consists of, whose formula does not write θ."""

import pytest

from tests.check.support import check, steps

LOSS = r"$$\ell(\theta) = -\log P(o \mid c)$$" + "\n\n"


@pytest.mark.parametrize("written", [r"\nabla_{v_c} \ell", r"\nabla_{v_c} \ell(\theta)"])
def test_a_parameter_that_is_not_written_is_no_vector(written: str) -> None:
    right, wrong = (
        steps(check(f"{LOSS}$${written} = {value}$$"))[-1].verdict.value
        for value in (r"U(\hat y - y)", r"U(y - \hat y)")
    )
    assert (right, wrong) == ("proved", "refuted")


def test_a_constant_function_of_a_vector_has_no_slope() -> None:
    text = r"Let $x \in \mathbb{R}^n$. $$f(x) = 3$$ $$\frac{\partial f}{\partial x} = %s$$"
    assert steps(check(text % "0", None))[-1].verdict.value == "proved"
    assert steps(check(text % "x", None))[-1].verdict.value != "proved"
