"""What the text says the problem's names are otherwise: nothing is proved of the problem's then."""

import pytest

from tests.check.support import check, steps

GRADIENT = "$$\\frac{\\partial J}{\\partial v_c} = U(\\hat y - y)$$\n"


def last(said: str) -> str:
    return steps(check(f"## (b)\n\n{said}\n\n{GRADIENT}"))[-1].verdict.value


@pytest.mark.parametrize(
    "said",
    [
        "Let $J = -\\log \\hat y_c$.",
        "Now take instead $J = -\\log \\hat y_c$.",
        "Consider\n\n$$J = -\\log \\hat y_c$$",
        "We set\n\n$$J := \\frac12 \\|\\hat y - y\\|^2$$",
        "Let $\\hat y = \\sigma(U^\\top v_c)$.",
        "Suppose that $\\hat y = U^\\top v_c$.",
        "so that $\\hat y_w \\propto \\exp(u_w^\\top v_c / \\tau)$.",
        "We use the squared error.",
        "With label smoothing,",
        "The loss $J$ of GloVe has the gradient",
    ],
)
def test_of_another_loss_nothing_is_proved(said: str) -> None:
    assert last(said) == "undecided"


@pytest.mark.parametrize(
    "said",
    ["Let $J = -\\log \\hat y_o$.", "Consider\n\n$$J = -\\sum_w y_w \\log \\hat y_w$$", "So"],
)
def test_of_the_problems_own_it_is(said: str) -> None:
    assert last(said) == "proved"


def test_a_wrong_line_that_defines_nothing_is_a_slip() -> None:
    found = steps(check(f"## (b)\n\n$$J = -\\log \\hat y_c$$\n\nHence\n\n{GRADIENT}"))
    assert [one.verdict.value for one in found] == ["refuted", "proved"]


def test_a_part_without_formulas_says_nothing() -> None:
    assert steps(check("## (b)\n\nNothing yet.\n\n## (c)\n\nNor here.\n")) == ()


OBJECTIVE = r"""(f) %s

$$ %s = \log \sigma(u_o^T v_c) + \sum_{k=1}^K \log \sigma(-u_k^T v_c) $$
$$ \frac{\partial %s}{\partial u_o} = (1 - \sigma(u_o^T v_c)) v_c $$
"""


@pytest.mark.parametrize("name", ["J", r"J_{\text{neg}}", r"J_{\text{neg-sample}}"])
@pytest.mark.parametrize("words", ["We maximize", "单次采样目标为", "The objective of one pair is"])
def test_what_is_an_objective_may_have_the_other_sign(name: str, words: str) -> None:
    found = steps(check(OBJECTIVE % (words, name, name)))
    assert [one.verdict.value for one in found] == ["undecided", "undecided"]
    wrong = OBJECTIVE.replace(r"+ \sum", r"- \sum") % ("The objective is", name, name)
    assert steps(check(wrong))[0].verdict.value == "refuted"


def test_a_loss_that_is_no_objective_has_the_problems_sign() -> None:
    found = steps(check(OBJECTIVE % ("The loss is", "J", "J")))
    assert [one.verdict.value for one in found] == ["refuted", "refuted"]


def test_a_term_that_stands_beside_another_is_not_the_problems_loss() -> None:
    terms = r"J_{\text{pos}} = -\log \sigma(u_o^T v_c), \quad J_{\text{neg}} = -\sum_{k=1}^K"
    slope = r"\frac{\partial J_{\text{neg}}}{\partial v_c}"
    right = r"\sum_{k=1}^K \sigma(u_{w_k}^T v_c) u_{w_k}"
    text = (
        f"(f) $${terms} \\log \\sigma(-u_{{w_k}}^T v_c)$$\n\n$${slope} = {right}$$\n\n"
        f"$${slope} = (\\sigma(u_o^T v_c) - 1) u_o + {right}$$\n"
    )
    found = [one.verdict.value for one in steps(check(text))]
    assert found == ["given", "undecided", "undecided", "undecided"]


def test_what_is_called_a_term_is_not_refuted_as_the_whole_loss() -> None:
    slope = r"\frac{\partial J_{neg}}{\partial v_c}"
    right = r"\sum_{k=1}^K \sigma(u_{w_k}^T v_c) u_{w_k}"
    whole = rf"(\sigma(u_o^T v_c) - 1) u_o + {right}"
    told = "(f) The %s of the loss is $J_{neg}$. Its gradient is\n\n$$%s = %s$$\n"
    for words in ("second term", "negative part"):
        for value in (right, whole):
            found = steps(check(told % (words, slope, value)))
            assert [one.verdict.value for one in found] == ["undecided"]
    plain = "(f) The gradient of the loss is\n\n$$%s = %s$$\n"
    assert steps(check(plain % (slope, whole)))[0].verdict.value == "proved"
    assert steps(check(plain % (slope, right)))[0].verdict.value == "refuted"


PROBABILITY = "$$P(o \\mid c) = \\sigma(u_o^\\top v_c)$$\n\n"
OF_IT = "$$\\frac{\\partial \\log %s(o \\mid c)}{\\partial v_c} = %s$$"


@pytest.mark.parametrize(
    "said", ["For negative sampling", "## A binary model", "Instead, we define"]
)
def test_the_probability_of_another_model_is_the_texts(said: str) -> None:
    right = OF_IT % ("P", "(1 - \\sigma(u_o^\\top v_c)) u_o")
    of_the_problem = OF_IT % ("p", "u_o - U \\hat y")
    found = steps(check(f"{said}\n\n{PROBABILITY}{right}\n\n{of_the_problem}"))
    assert [one.verdict.value for one in found] == ["undecided"] * 3


@pytest.mark.parametrize("said", ["So", "By the naive softmax,"])
def test_elsewhere_a_wrong_probability_is_a_slip(said: str) -> None:
    assert steps(check(f"{said}\n\n{PROBABILITY}"))[0].verdict.value == "refuted"
