"""Another letter for ∂ is read as ∂ only where it can be nothing else."""

import pytest

from tests.check.support import check, step, steps

TRUE = r"\frac{{{d} J}}{{{d} v_c}} = U(\hat y - y)"
FALSE = r"\frac{{{d} J}}{{{d} v_c}} = U(y - \hat y)"
LETTERS = [r"\delta", "δ", r"\alpha"]


@pytest.mark.parametrize("letter", LETTERS)
def test_it_is_read_as_the_sign_of_a_derivative_with_a_remark(letter: str) -> None:
    one = step("(b)\n\n$$ " + TRUE.format(d=letter) + " $$")
    assert one.verdict.value == "proved"
    assert "delta-for-partial" in {remark.code for remark in one.remarks}


@pytest.mark.parametrize("letter", LETTERS)
def test_a_false_step_is_refuted_under_it(letter: str) -> None:
    assert step("(b)\n\n$$ " + FALSE.format(d=letter) + " $$").verdict.value == "refuted"


def test_the_operator_and_braces_around_what_is_differentiated_are_read() -> None:
    text = r"(b) $$ \frac{\delta}{\delta{v_c}} J = \frac{\delta{J}}{\delta{v_c}} = U(\hat y - y) $$"
    assert [one.verdict.value for one in steps(check(text))] == ["proved", "proved"]


# one other use of the letter anywhere, and it may be a quantity that cancels or does not
OTHER_USES = [
    r"where $\delta_{ij}$ is Kronecker's",
    r"with the error $\delta = \hat y - y$",
    r"$$ U \delta = U (\hat y - y) $$",
    r"$$ \frac{1}{\delta} U \hat y = \frac{1}{\delta} U \hat y $$",
    r"$$ \frac{\delta x}{2} = \frac{\delta x}{2} $$",
    r"a step of size $\delta$",
    r"a step of size δ",
]


@pytest.mark.parametrize("other", OTHER_USES)
def test_with_any_other_use_of_the_letter_it_stays_unread(other: str) -> None:
    text = "(b)\n\n$$ " + FALSE.format(d=r"\delta") + f" $$\n\n{other}\n"
    first = steps(check(text))[0]
    assert (first.verdict.value, first.code) == ("unread", "unknown-symbol")
    assert first.message is not None and "write \\partial" in first.message


def test_a_use_that_a_macro_hides_counts() -> None:
    text = r"""\newcommand{\kron}[1]{\delta_{#1}}
(b) $$ \frac{\delta J}{\delta v_c} = U(y - \hat y) $$
Then $$ \kron{ij} = \kron{ji} $$"""
    assert steps(check(text))[0].verdict.value == "unread"


def test_a_difference_quotient_is_no_derivative() -> None:
    assert step(r"(b) $$ \frac{\Delta J}{\Delta v_c} = U(y - \hat y) $$").verdict.value == "unread"


def test_a_letter_of_the_problem_stays_what_it_is() -> None:
    # σ is the sigmoid of this problem: its quotient is no derivative
    one = step(r"(e) $$ \frac{\sigma(x)}{\sigma(x)} = 1 $$")
    assert one.verdict.value == "proved"
