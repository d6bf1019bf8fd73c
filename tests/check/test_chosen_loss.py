"""“J_skip-gram = Σ_j J_neg-sample” says which loss is meant, and claims nothing."""

import pytest

from tests.check.support import check, steps

LEFT = r"J_{skip-gram}(v_c, w_{t-m}, \dots, w_{t+m}, U)"
SUM = r"\sum_{-m \leq j \leq m, j \neq 0}"


@pytest.mark.parametrize(
    ("right", "verdict"),
    [
        (rf"{SUM} J_{{naive-softmax}}(v_c, w_{{t+j}}, U)", "given"),
        (rf"{SUM} J_{{neg-sample}}(v_c, w_{{t+j}}, U)", "given"),
        (rf"{SUM} J(v_c, w_{{t+j}}, U)", "proved"),
        (rf"2 {SUM} J_{{naive-softmax}}(v_c, w_{{t+j}}, U)", "undecided"),
        (rf"-{SUM} J_{{naive-softmax}}(v_c, w_{{t+j}}, U)", "undecided"),
        (rf"{SUM} J_{{naive-softmax}}(v_c, o, U)", "undecided"),
        (r"J_{naive-softmax}(v_c, o, U)", "undecided"),
    ],
)
def test_a_loss_that_may_be_any_is_said_to_be_one(right: str, verdict: str) -> None:
    (only,) = steps(check(f"$$ {LEFT} = {right} $$\n"))
    assert only.verdict.value == verdict


def test_a_derivative_says_no_such_thing() -> None:
    text = rf"\frac{{\partial {LEFT}}}{{\partial v_c}} = {SUM} \frac{{\partial}}{{\partial v_c}} "
    (only,) = steps(check(f"$$ {text} J_{{naive-softmax}}(v_c, w_{{t+j}}, U) $$\n"))
    assert (only.verdict.value, only.code) == ("undecided", "which-loss")


@pytest.mark.parametrize(
    "words",
    [
        "The sum is slow, so in practice one uses negative sampling.",
        "Later we will use negative sampling.",
    ],
)
def test_a_loss_of_which_words_speak_in_passing_is_not_surely_meant(words: str) -> None:
    text = f"{words}\n\n$$\\frac{{\\partial J}}{{\\partial v_c}} = U(\\hat y {{}} y)$$\n"
    for sign in "-+":
        (found,) = steps(check(text.replace("{}", sign)))
        assert (found.verdict.value, found.code) == ("undecided", "which-loss")
