"""A name of the problem that words say to be something else: “where ŷ = Uᵀv_c”."""

import pytest

from tests.check.support import check, steps

GRADIENT = "$$\\frac{\\partial J}{\\partial v_c} = U(\\hat y - y)$$"


def verdicts(text: str) -> list[str]:
    return [one.verdict.value for one in steps(check(text))]


@pytest.mark.parametrize(
    "said",
    [
        "where $\\hat y = U^\\top v_c$",
        "where $\\hat y = U v_c$",
        "with $\\hat y = \\sigma(U^\\top v_c)$",
        "where $\\hat y_w = \\sigma(u_w^\\top v_c)$",
        "where $y = U^\\top v_c$",
        "where $y_w = \\frac{1}{|V|}$",
        "where $J = -2 \\log \\hat y_o$",
        "where $J = \\|\\hat y - y\\|^2$",
        "where $P(O=o|C=c) = \\sigma(u_o^\\top v_c)$",
        "\n\nHere $\\hat y = 2 U^\\top v_c$",
        "\n\nThe prediction is $\\hat y = U^\\top v_c$",
        "\n\nThe label vector is given by $y = U^\\top v_c$",
        "where $y = (1, 1, \\dots, 1)^\\top$",
        "where $y = \\frac1{|V|}\\mathbf 1$",
    ],
)
def test_what_is_said_to_be_otherwise_is_no_slip_and_proves_nothing(said: str) -> None:
    gradient, own = verdicts(f"(b) {GRADIENT} {said}.\n")
    assert gradient == "undecided"
    assert own in ("undecided", "unread")


def test_it_holds_in_all_parts_where_it_is_said_before_them() -> None:
    text = f"Throughout, $\\hat y = \\sigma(U^\\top v_c)$.\n\n(b) {GRADIENT}\n"
    assert verdicts(text) == ["undecided", "undecided"]
    text = f"(a) Here $\\hat y = \\sigma(U^\\top v_c)$.\n\n(b) {GRADIENT}\n"
    assert verdicts(text) == ["undecided", "proved"]


@pytest.mark.parametrize(
    "said",
    [
        "where $\\hat y = \\text{softmax}(U^\\top v_c)$",
        "where $\\hat y_w = \\frac{\\exp(u_w^\\top v_c)}{\\sum_x \\exp(u_x^\\top v_c)}$",
        "where $J = -\\log \\hat y_o$",
    ],
)
def test_what_is_said_as_the_problem_says_it_is_proved(said: str) -> None:
    assert verdicts(f"(b) {GRADIENT} {said}.\n") == ["proved", "proved"]


def test_a_wrong_claim_without_such_words_is_a_slip() -> None:
    text = f"(b) {GRADIENT}\n\nHence the prediction is\n\n$$\\hat y = U^\\top v_c$$\n"
    assert verdicts(text) == ["proved", "refuted"]
    assert verdicts("(e) where $\\sigma(x) = \\tanh x$: $$\\sigma(0) = \\frac12$$\n") == [
        "undecided",
        "undecided",
    ]


def test_a_derivative_by_a_vector_is_what_it_was_whatever_the_vector_is() -> None:
    assert verdicts(f"(b) {GRADIENT} where $v_c = u_o + u_c$.\n")[0] != "refuted"
