"""Names that a document defines: which `=` does it, how far a name reaches, ∂ by a name."""

import pytest

from tests.check.support import check, step, steps

THETA = "Let $\\theta = U^\\top v_c$.\n\n"
OPENING = {
    "theta": "(b)\n\nLet $\\theta = U^\\top v_c$.\n\n",
    "family": "(b)\n\nLet $z_w = u_w^\\top v_c$.\n\n",
    "x": "(b)\n\nLet $x = u_o^\\top v_c$.\n\n",
    "functions": "(e)\n\nLet $f(t) = t^2$ and $g(t) = f(t) + t$.\n\n",
    "sample": "(f)\n\nWrite $b = -u_k^\\top v_c$.\n\n",
    "square": "(e)\n\nLet $t = 2x$.\n\n",
}

TRUE = [
    ("theta", r"\frac{\partial J}{\partial \theta} = \hat y - y"),
    ("theta", r"\frac{\partial J}{\partial \theta_w} = \hat y_w - y_w"),
    ("theta", r"\frac{\partial J}{\partial v_c} = U \frac{\partial J}{\partial \theta}"),
    ("theta", r"\frac{\partial J}{\partial U} = v_c (\frac{\partial J}{\partial \theta})^\top"),
    ("theta", r"\frac{\partial \theta}{\partial v_c} = U^\top"),
    ("theta", r"\frac{\partial \theta_o}{\partial \theta} = y"),
    ("theta", r"J = -\theta_o + \log \sum_w e^{\theta_w}"),
    ("theta", r"\hat y = \text{softmax}(\theta)"),
    ("theta", r"\frac{\partial \theta^\top \theta}{\partial \theta} = 2 \theta"),
    ("theta", r"\frac{\partial}{\partial \theta} (u_o^\top v_c + v_c^\top u_o) = 2y"),
    ("theta", r"\frac{\partial \hat y_o}{\partial \theta_o} = \hat y_o (1 - \hat y_o)"),
    ("family", r"\frac{\partial J}{\partial z_w} = \hat y_w - y_w"),
    ("family", r"\frac{\partial J}{\partial z} = \hat y - y"),
    ("family", r"z = U^\top v_c"),
    ("x", r"\frac{\partial \log \sigma(u_o^\top v_c)}{\partial x} = 1 - \sigma(x)"),
    ("x", r"\frac{\partial x}{\partial u_o} = v_c"),
    ("x", r"\frac{\partial}{\partial x} \frac{\partial x^3}{\partial x} = 6 x"),
    ("functions", r"g'(x) = 2x + 1"),
    ("functions", r"f(g(x)) = (x^2 + x)^2"),
    ("sample", r"\frac{\partial b}{\partial v_c} = -u_k"),
    ("square", r"\frac{\partial (2x)^2}{\partial t} = 2t"),
]

FALSE = [
    ("theta", r"\frac{\partial J}{\partial \theta} = y - \hat y"),
    ("theta", r"\frac{\partial J}{\partial \theta} = \hat y"),
    ("theta", r"\frac{\partial J}{\partial \theta_w} = \hat y_w - 1"),
    ("theta", r"\frac{\partial J}{\partial v_c} = 2 U \frac{\partial J}{\partial \theta}"),
    ("theta", r"\frac{\partial \theta_o}{\partial \theta} = \hat y"),
    ("theta", r"J = \theta_o - \log \sum_w e^{\theta_w}"),
    ("theta", r"\hat y = \text{softmax}(2 \theta)"),
    ("theta", r"\frac{\partial \hat y_o}{\partial \theta_o} = \hat y_o"),
    ("theta", r"\frac{\partial}{\partial \theta} (u_o^\top v_c + v_c^\top u_o) = y"),
    ("family", r"\frac{\partial J}{\partial z_w} = y_w - \hat y_w"),
    ("family", r"z = -U^\top v_c"),
    ("x", r"\frac{\partial \log \sigma(u_o^\top v_c)}{\partial x} = \sigma(x)"),
    ("x", r"\frac{\partial}{\partial x} \frac{\partial x^3}{\partial x} = 3 x^2"),
    ("functions", r"g'(x) = 2x"),
    ("sample", r"\frac{\partial b}{\partial v_c} = u_k"),
    ("square", r"\frac{\partial (2x)^2}{\partial t} = 4t"),
]

NOT_A_FUNCTION = [
    ("theta", r"\frac{\partial u_o}{\partial \theta} = 0"),
    ("theta", r"\frac{\partial v_c}{\partial \theta} = 0"),
    ("theta", r"\frac{\partial (\theta_o + u_o^\top u_o)}{\partial \theta} = y"),
    ("theta", r"\frac{\partial}{\partial \theta} \frac{\partial J}{\partial v_c} = U"),
    ("x", r"\frac{\partial \hat y_o}{\partial x} = \hat y_o"),
    ("sample", r"\frac{\partial \sum_k \log \sigma(u_k^\top v_c)}{\partial b} = \sigma(b)"),
    ("square", r"\frac{\partial x^2}{\partial t} = t"),
]


def found(opening: str, latex: str) -> str:
    return steps(check(f"{OPENING[opening]}$$ {latex} $$\n"))[-1].verdict.value


@pytest.mark.parametrize(("opening", "latex"), TRUE)
def test_a_true_step_about_a_defined_name_is_proved(opening: str, latex: str) -> None:
    assert found(opening, latex) == "proved"


@pytest.mark.parametrize(("opening", "latex"), FALSE)
def test_a_false_step_about_a_defined_name_is_refuted(opening: str, latex: str) -> None:
    assert found(opening, latex) == "refuted"


@pytest.mark.parametrize(("opening", "latex"), NOT_A_FUNCTION)
def test_what_is_no_function_of_the_name_alone_is_undecided(opening: str, latex: str) -> None:
    last = steps(check(f"{OPENING[opening]}$$ {latex} $$\n"))[-1]
    assert (last.verdict.value, last.code) == ("undecided", "defined-variable")


def test_a_name_holds_to_the_end_of_its_part() -> None:
    text = "(b) Let $t = u_o^\\top v_c$.\n\n(c) $$ e^t = e^{u_o^\\top v_c} $$\n"
    assert [one.verdict.value for one in steps(check(text))] == ["given", "unread"]


def test_a_name_from_before_the_first_part_holds_for_the_document() -> None:
    text = THETA + "(b)\n\n$$ J = -\\log \\hat y_o $$\n\n(c)\n\n$$ \\theta_o = u_o^\\top v_c $$\n"
    assert [one.verdict.value for one in steps(check(text))] == ["given", "proved", "proved"]


def test_a_name_means_nothing_before_it_is_defined() -> None:
    text = "(b) $$ e^t = e^{2t} $$\n\nNow let $t = u_o^\\top v_c$.\n"
    assert [one.verdict.value for one in steps(check(text))] == ["undecided", "given"]


def test_where_reaches_back_to_the_formula_before_it() -> None:
    text = "(b) $$ J = -s + \\log \\sum_w e^{u_w^\\top v_c}, $$ where $s = u_o^\\top v_c$.\n"
    assert [one.verdict.value for one in steps(check(text))] == ["proved", "given"]


def test_a_second_definition_in_one_part_is_a_claim() -> None:
    rows = "$$ t = 2 u_o^\\top v_c $$\n\n$$ t = v_c^\\top u_o $$\n"
    text = f"(b) Let $t = u_o^\\top v_c$. Then\n\n{rows}"
    assert [one.verdict.value for one in steps(check(text))] == ["given", "refuted", "proved"]


def test_a_definition_in_another_part_is_a_new_one() -> None:
    text = "(b) Let $t = u_o^\\top v_c$.\n\n(c) Let $t = x^2$. $$ t + t = 2 x^2 $$\n"
    first, again, claim = steps(check(text))
    assert [r.code for r in first.remarks] == []
    assert [r.code for r in again.remarks] == ["redefined"]
    assert claim.verdict.value == "proved"


@pytest.mark.parametrize(
    "latex",
    [
        r"t = t + 1",  # it occurs on the right
        r"y_w = \hat y_w",  # the problem has given it a meaning
        r"\hat y_o = \sigma(x)",
        r"v_c = 2 u_o",
        r"u_w = v_c",
        r"x = 0",  # a value of a declared number is a condition, not a meaning
        r"t = q",
        r"w = o",
        r"w_k = o",
    ],
)
def test_what_defines_nothing(latex: str) -> None:
    assert step(f"(b)\n\n$$ {latex} $$\n").code != "definition"


def test_names_that_run_in_a_circle_define_nothing() -> None:
    text = "(e)\n\n$t = x + 1$ and $x = t - 1$\n"
    assert [one.verdict.value for one in steps(check(text))] == ["given", "proved"]


def test_a_name_for_a_free_letter_is_not_refuted_under_a_sum_over_it() -> None:
    last = steps(check(OPENING["sample"] + "$$ \\sum_k b = 0 $$\n"))[-1]
    assert (last.verdict.value, last.code) == ("undecided", "name-under-sum")


def test_an_answer_with_a_derivative_by_a_name_is_no_closed_form() -> None:
    row = r"\frac{\partial J}{\partial v_c} = U \frac{\partial J}{\partial \theta}"
    text = f"{OPENING['theta']}$$ {row} $$\n"
    (part,) = check(text).parts
    assert part.answer.reason == "none"


def test_a_customary_name_is_read_with_a_remark_until_the_document_defines_it() -> None:
    text = (
        "(b)\n\n$$ \\frac{\\partial J}{\\partial \\theta} = \\hat y - y $$\n\n"
        "(c)\n\nLet $\\theta = x^2$. $$ \\theta + \\theta = 2 x^2 $$\n\n"
        "(d)\n\n$$ \\theta = q $$\n\n$$ \\theta = \\theta $$\n"
    )
    found = steps(check(text))
    assert [one.verdict.value for one in found[:3]] == ["proved", "given", "proved"]
    assert [r.code for r in found[0].remarks] == ["customary-name"]
    assert found[1].remarks == found[2].remarks == ()
    # the last part says of it what cannot be read: then only what holds of anything is known of it
    assert [one.verdict.value for one in found[3:]] == ["unread", "proved"]


def test_a_customary_name_stands_as_the_document_s_vectors_do() -> None:
    words = "In this document all vectors are row vectors.\n\n"
    row = r"\frac{\partial J}{\partial \theta} = \hat y - y, \quad \theta = v_c U"
    (first, second) = steps(check(f"{words}(b)\n\n$$ {row} $$\n"))
    assert (first.verdict.value, second.verdict.value) == ("proved", "given")


LOGISTIC = "(e) \n\n$$ s(x) = \\frac{1}{1+e^{-x}} $$\n\n"


@pytest.mark.parametrize(
    ("latex", "verdict"),
    [
        (r"\frac{\partial J}{\partial u_o} = -(1 - s(u_o^\top v_c)) v_c", "proved"),
        (r"\frac{\partial J}{\partial u_o} = (1 - s(u_o^\top v_c)) v_c", "refuted"),
    ],
)
def test_a_function_holds_in_later_parts(latex: str, verdict: str) -> None:
    found = steps(check(f"{LOGISTIC}(f) \n\n$$ {latex} $$\n"))
    assert [one.verdict.value for one in found] == ["given", verdict]
    other = latex.replace("s(", "g(")  # of which nothing is known, not even by custom
    assert steps(check(f"(f) \n\n$$ {other} $$\n"))[0].verdict.value == "unread"


def test_a_function_that_is_defined_anew_is_the_new_one() -> None:
    again = f"{LOGISTIC}(f) \n\n$$ s(x) = x^2 $$\n\n$$ s(3) = 9 $$\n"
    assert [one.verdict.value for one in steps(check(again))] == ["given", "given", "proved"]


LEAST_SQUARES = (
    r"We minimise $$J(w) = \|Xw - y\|^2.$$ Its gradient is $$\nabla_w J(w) = GRADIENT$$ and so the "
    r"minimum is at $$w = (X^\top X)^{-1} X^\top y.$$"
)


@pytest.mark.parametrize(
    ("gradient", "verdict"),
    [
        (r"2X^\top X w - 2X^\top y", "proved"),
        (r"2X^\top X w - X^\top y", "undecided"),
        (r"2X^\top X w + 2X^\top y", "undecided"),
    ],
)
def test_the_argument_of_a_function_is_any_value_whatever_is_found_for_it(
    gradient: str, verdict: str
) -> None:
    text = LEAST_SQUARES.replace("GRADIENT", gradient)
    found = [one.verdict.value for one in steps(check(text, None))]
    # and the minimum is proved from the gradient where that is right
    assert found == ["given", verdict, verdict]
