"""Definitions for a general layer hold at each layer that a document numbers, and say no more."""

import pytest

from tests.check.support import check, steps

NETWORK = (
    "For each layer $l$ let $z_l = W_l a_{l-1} + b_l$ and $a_l = \\sigma(z_l)$, where $\\sigma$ is "
    "the sigmoid.\n\n"
)
RAISED = NETWORK.replace("_l", "^{[l]}").replace("_{l-1}", "^{[l-1]}")


def told(text: str, name: str | None = None) -> list[str]:
    """Return the verdicts of a text."""
    return [one.verdict.value for one in steps(check(text, name))]


def raised(step: str) -> str:
    """Return a step with its layers in square brackets above."""
    return step.replace("_1", "^{[1]}").replace("_2", "^{[2]}").replace("_3", "^{[3]}")


RIGHT = [
    r"\frac{\partial z_2}{\partial a_1} = W_2",
    r"\frac{\partial a_1}{\partial z_1} = \operatorname{diag}(\sigma'(z_1))",
    r"\frac{\partial z_2}{\partial z_1} = W_2 \operatorname{diag}(\sigma'(z_1))",
    r"\frac{\partial z_3}{\partial z_1} = W_3 \operatorname{diag}(\sigma'(z_2)) W_2 "
    r"\operatorname{diag}(\sigma'(z_1))",
]
WRONG = [
    r"\frac{\partial z_2}{\partial a_1} = W_1",
    r"\frac{\partial z_2}{\partial a_1} = W_2^\top",
    r"\frac{\partial a_1}{\partial z_1} = \operatorname{diag}(\sigma'(z_2))",
    r"\frac{\partial a_2}{\partial z_1} = \operatorname{diag}(\sigma'(z_1))",
    r"\frac{\partial z_2}{\partial z_1} = W_2 \operatorname{diag}(\sigma(z_1))",
    r"\frac{\partial z_2}{\partial z_1} = \operatorname{diag}(\sigma'(z_1)) W_2",
    r"\frac{\partial z_3}{\partial z_1} = W_3 W_2 \operatorname{diag}(\sigma'(z_1))",
]


@pytest.mark.parametrize("step", RIGHT)
def test_a_general_definition_holds_at_each_layer(step: str) -> None:
    assert told(f"{NETWORK}$${step}$$\n") == ["given", "given", "proved"]
    assert told(f"{RAISED}$${raised(step)}$$\n") == ["given", "given", "proved"]


@pytest.mark.parametrize("step", WRONG)
def test_it_proves_nothing_wrong(step: str) -> None:
    assert told(f"{NETWORK}$${step}$$\n")[-1] != "proved"
    assert told(f"{RAISED}$${raised(step)}$$\n")[-1] != "proved"


def test_layers_have_sizes_of_their_own() -> None:
    text = f"{NETWORK}$$\\frac{{\\partial z_2}}{{\\partial a_1}} = W_2$$\n\n$$W_1 W_2 = W_2 W_1$$\n"
    assert told(text)[-1] != "proved"
    (*_, right) = steps(check(f"{NETWORK}$${RIGHT[2]}$$\n", None))
    assert right.scope is not None and right.scope.all_sizes


def test_what_is_said_of_one_layer_goes_before_the_general_case() -> None:
    text = f"{NETWORK}The last one is linear: $a_2 = 3 z_2$.\n\n"
    slope = "$$\\frac{\\partial a_2}{\\partial z_2} = {}$$\n"
    assert told(text + slope.replace("{}", "3I"))[-1] == "proved"
    assert told(text + slope.replace("{}", r"\operatorname{diag}(\sigma'(z_2))"))[-1] != "proved"


@pytest.mark.parametrize(
    "said",
    [
        "This holds for $l \\ge 2$.",
        "Here $l = 2, 3, \\dots, L$.",
        "Here $l > 1$.",
        "Here $l \\neq 2$.",
        "Here $l$ is the last layer.",
        "Here $l = 3$.",
    ],
)
def test_what_does_not_hold_at_every_layer_is_not_read_at_the_numbers(said: str) -> None:
    text = f"{NETWORK}{said}\n\n$${RIGHT[0]}$$\n"
    assert told(text)[-1] != "proved"


@pytest.mark.parametrize(
    "said", ["Here $l = 1, \\dots, L$.", "Here $1 \\leq l \\leq L$.", "Here $l \\in \\{1, 2\\}$."]
)
def test_what_holds_at_every_layer_may_say_so(said: str) -> None:
    assert told(f"{NETWORK}{said}\n\n$${RIGHT[0]}$$\n")[-1] == "proved"


def test_an_index_of_entries_is_no_layer() -> None:
    text = (
        "Let $W \\in \\mathbb{R}^{m \\times n}$, $x \\in \\mathbb{R}^n$ and "
        "$z_i = \\sum_j W_{ij} x_j$.\n\n"
    )
    right = "$$\\frac{\\partial z_1}{\\partial x_2} = W_{1,2}$$\n"
    assert told(text + right)[-1] == "proved"
    assert told(text + right.replace("W_{1,2}", "W_{2,1}"))[-1] == "refuted"


def test_a_bound_letter_is_no_layer() -> None:
    text = "Let $z_l = \\sum_l W_l a_l$.\n\n$$\\frac{\\partial z_1}{\\partial a_1} = W_1$$\n"
    assert told(text)[-1] != "proved"


def test_an_element_of_the_problem_is_no_layer() -> None:
    text = "Let $s_c = W_c v_c$.\n\n$$\\frac{\\partial s_1}{\\partial v_1} = W_1$$\n"
    assert told(text, "word2vec")[-1] != "proved"


def test_steps_keep_their_numbers() -> None:
    found = steps(check(f"{NETWORK}$${RIGHT[0]}$$\n", None))
    assert [one.id for one in found] == ["main.1", "main.2", "main.3"]
    assert found[0].message == "z_{l} is defined here"


def test_layers_by_the_million_cost_nothing() -> None:
    text = f"{NETWORK}$${RIGHT[0]}$$\n\n$$z_{{99999999}} = 1$$\n"
    assert told(text)[2] == "undecided"  # what holds at each of so many is not looked at


DIGITS = "9" * 6_000


@pytest.mark.parametrize(
    "formula",
    [
        f"z_{{{DIGITS}}} = 1",
        f"a^{{[l-{DIGITS}]}} = 1",
        f"\\frac{{\\partial^{{{DIGITS}}} f}}{{\\partial x^{{{DIGITS}}}}} = 1",
        f"x_{{{DIGITS}}} = 1",
    ],
)
def test_a_number_of_thousands_of_digits_is_not_read(formula: str) -> None:
    data = "Let $x \\in \\mathbb{R}^n$ and $f(x) = x^T x$.\n\n"
    for text in (NETWORK, RAISED, data):
        assert told(f"{text}$${formula}$$\n")[-1] in ("unread", "given")  # a name of its own
