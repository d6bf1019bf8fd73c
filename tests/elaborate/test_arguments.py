"""The arguments of a loss in other orders; functions whose parameters are alike keep theirs."""

import pytest

from tests.check.support import check, step, steps

GRADIENT = r"\frac{{\partial {loss}}}{{\partial v_c}} = U(\hat y {sign} y)"
FORMS = ["J(o, v_c, U)", "J(U, v_c, o)", "J(v_c, o)", "J(u_o, v_c)", "J(v_c, u_o, U)"]


@pytest.mark.parametrize("loss", FORMS)
def test_types_tell_which_argument_is_which(loss: str) -> None:
    right, wrong = (step(f"(b) $$ {GRADIENT.format(loss=loss, sign=s)} $$") for s in "-+")
    assert (right.verdict.value, wrong.verdict.value) == ("proved", "refuted")
    assert "arguments-arranged" in {remark.code for remark in right.remarks}


UNREAD = [
    "J(o, c, U)",  # two words
    "J(o, o, U)",
    "J(v_c, v_c)",
    "J(v_c, o, U, x)",
    "J(v_o, v_c, U)",  # v_o is no outside vector
]


@pytest.mark.parametrize("loss", UNREAD)
def test_what_types_do_not_tell_is_not_guessed(loss: str) -> None:
    assert step(f"(b) $$ {GRADIENT.format(loss=loss, sign='+')} $$").verdict.value == "unread"


def test_a_matrix_the_wrong_way_round_stays_an_error() -> None:
    one = step(r"(b) $$ J_{\text{naive-softmax}}(o, v_c, U^\top) = -\log \hat y_o $$")
    assert (one.verdict.value, one.code) == ("ill-typed", "shape-mismatch")


@pytest.mark.parametrize("left", ["P(C = o | O = c)", "P(c | o)", "p(v_c | u_o)"])
def test_probabilities_keep_the_order_of_their_words(left: str) -> None:
    assert step(rf"(b) $$ {left} = \hat y_o $$").verdict.value != "proved"


def test_a_function_of_placeholders_keeps_its_order() -> None:
    text = r"""Let $$ f(a, b) = a - b $$

(e) $$ f(x, 2) = x - 2 $$

$$ f(2, x) = x - 2 $$"""
    _, right, wrong = steps(check(text))
    assert (right.verdict.value, wrong.verdict.value) == ("proved", "refuted")


SUM = r"\sum_{-m \leq j \leq m, j \neq 0} "
WINDOW = "v_c, w_{t-m}, \\cdots w_{t+m}, U"


def test_the_windows_words_tell_the_loss() -> None:
    left = rf"\frac{{\partial J({WINDOW})}}{{\partial U}}"
    right = r"\frac{\partial J(v_c, w_{t+j}, U)}{\partial U}"
    one = step(f"(h) $$ {left} = {SUM} {right} $$")
    assert one.verdict.value == "proved"
    assert "loss-by-arguments" in {remark.code for remark in one.remarks}
    assert step(f"(h) $$ {left} = {SUM} 2 {right} $$").verdict.value == "refuted"
    assert step(f"(h) $$ {left} = {right} $$").verdict.value != "proved"
