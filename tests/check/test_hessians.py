"""Second derivatives by vectors, ∂²f/∂x∂y^T, and the identity matrix I beside them."""

import pytest

from tests.check.support import check, steps

DATA = "Let $X \\in \\mathbb{R}^{n \\times d}$, $w \\in \\mathbb{R}^d$ and $\\lambda > 0$.\n\n"
QUADRATIC = "$$ L(w) = w^\\top X^\\top X w + \\lambda w^\\top w $$\n\n"


def last(text: str) -> tuple[str, str | None]:
    found = steps(check(text, None))[-1]
    return found.verdict.value, found.code


@pytest.mark.parametrize("one", ["I", "\\mathbf{I}", "I_d"])
def test_a_hessian_is_the_matrix_of_second_derivatives(one: str) -> None:
    text = DATA + QUADRATIC + "$$ \\frac{\\partial^2 L}{\\partial w \\partial w^\\top} = %s $$\n"
    assert last(text % f"2 (X^\\top X + \\lambda {one})") == ("proved", None)
    assert last(text % f"X^\\top X + \\lambda {one}")[0] == "refuted"
    assert last(text % f"2 (X^\\top X + {one})")[0] == "refuted"


def test_the_rows_of_a_mixed_derivative_are_of_the_first_variable() -> None:
    data = (
        "Let $A \\in \\mathbb{R}^{m \\times n}$, $x \\in \\mathbb{R}^m$, $y \\in \\mathbb{R}^n$.\n"
    )
    text = data + "\n$$ \\frac{\\partial^2 (x^T A y)}{\\partial %s \\partial %s^T} = %s $$\n"
    assert last(text % ("x", "y", "A")) == ("proved", None)
    assert last(text % ("y", "x", "A^T")) == ("proved", None)
    assert last(text % ("x", "y", "A^T"))[0] == "ill-typed"
    assert last(text % ("x", "y", "2 A"))[0] == "refuted"
    assert last(text % ("x", "A", "2 A"))[0] == "unread"


def test_what_may_depend_on_the_variable_is_not_differentiated() -> None:
    text = "Let $w \\in \\mathbb{R}^d$.\n\n$$ %s = 2 %s $$\n\nHere $a$ is the step.\n"
    text += "$$ a + a a = a^2 + a $$\n"
    hessian = "\\frac{\\partial^2 (a w^T w)}{\\partial w \\partial w^T}"
    first, _ = steps(check(text % (hessian, "a I_d"), None))
    assert (first.verdict.value, first.code) == ("undecided", "undeclared-symbol")


def test_the_identity_is_a_matrix_that_nothing_is_said_of() -> None:
    data = "Let $w \\in \\mathbb{R}^d$.\n\n"
    assert last(data + "$$ (w w^T + I) w = w w^T w + w $$") == ("proved", None)
    assert last(data + "$$ (w w^T + I) w = w w^T w + 2 w $$")[0] == "refuted"
    # one that is declared may be any
    other = "Let $w \\in \\mathbb{R}^d$ and $I \\in \\mathbb{R}^{d \\times d}$.\n\n"
    assert last(other + "$$ (w w^T + I) w = w w^T w + w $$")[0] == "refuted"


@pytest.mark.parametrize("norm", [r"\|X w\|^2", r"\|X w\|_2^2", r"\lVert X w \rVert^2"])
def test_the_square_of_a_norm_has_its_gradient_everywhere(norm: str) -> None:
    text = DATA + f"$$ L(w) = {norm} $$\n\n$$ \\nabla L(w) = %s $$\n"
    step = steps(check(text % "2 X^\\top X w", None))[-1]
    assert (step.verdict.value, step.conditions) == ("proved", ())
    assert last(text % "X^\\top X w")[0] == "refuted"
    # a norm itself has none at 0
    bare = DATA + "$$ L(w) = \\|w\\| $$\n\n$$ \\nabla L(w) = \\frac{w}{\\|w\\|} $$\n"
    step = steps(check(bare, None))[-1]
    assert step.verdict.value == "proved" and step.conditions
