"""Letters that nobody has declared: read by their use, proved for every value, seldom refuted."""

from itertools import pairwise

import pytest

from tests.check.support import check, step, steps

TRUE = [
    r"\sigma(z) = \frac{1}{1 + e^{-z}}",
    r"\frac{d\sigma(z)}{dz} = \sigma(z) (1 - \sigma(z))",
    r"\sigma'(a) = \sigma(a) - \sigma^2(a)",
    r"\tanh(b) = 2\sigma(2b) - 1",
    r"(a + b)^2 = a^2 + 2ab + b^2",
    r"\frac{\partial}{\partial a} (a^\top A a) = (A + A^\top) a",
    r"\frac{\partial (b^\top a)}{\partial a} = b",
    r"(A B)^\top = B^\top A^\top",
    r"h^\top \hat y = \sum_w h_w \hat y_w",
    r"softmax(q)_i = \frac{e^{q_i}}{\sum_j e^{q_j}}",
    r"softmax(x)_i = \frac{e^{x_i}}{\sum_j e^{x_j}}",  # the problem's x is a number
    r"softmax(x + a)_i = \frac{e^{x_i + a}}{\sum_j e^{x_j + a}}",  # added to each entry
    r"\hat r^\top v_c = v_c^\top \hat r",  # of the length of v_c
    r"\log \sigma(W_1^\top b) = -\log(1 + \exp(-W_1^\top b))",
]

# each of them wrong for most values of the letters
FAILS = [
    r"(a + b)^2 = a^2 + b^2",
    r"\frac{\partial}{\partial a} (a^\top A a) = (A^\top + A^\top) a",
    r"\frac{\partial (b^\top a)}{\partial a} = a + b",
    r"(A B)^\top = A^\top B^\top",
    r"h^\top \hat y = \sum_w h_w",
    r"softmax(q)_i = \frac{e^{q_i}}{\sum_j e^{-q_j}}",
    r"softmax(x + a)_i = \frac{e^{x_i + a}}{\sum_j e^{x_j}}",
    r"\hat r^\top v_c = -v_c^\top \hat r",
    r"U h + U y = U \hat y + U h",
    r"a \hat y_o = \hat y_o + a",
]

# the letter is the argument of the function that the chain is about
UNIVERSAL = [
    r"\sigma(z) = \frac{1}{1 + e^{z}}",
    r"\frac{d\sigma(z)}{dz} = \sigma(z) (1 + \sigma(z))",
    r"\sigma'(a) = \sigma(a) + \sigma^2(a)",
    r"\tanh(b) = 2\sigma(b) - 1",
    r"\log \sigma(t) = -\log(1 + e^t)",
]

# no kind fits, two do, or the letter may be a function, an index or a slip
UNREAD = [
    r"2 (a + b)^\top u_o = u_o^\top (a + B) 2",
    r"a u_o = u_o a + h",
    r"f(a + b) = f(a) + f(b)",
    r"f'(a) = f'(a) + 0",
    r"U h = U h",  # a matrix times a number, or times a vector
    r"x = x + q",
]


def verdict(latex: str, name: str | None = "word2vec") -> str:
    return step(f"(e)\n\n$$ {latex} $$\n", name).verdict.value


@pytest.mark.parametrize("latex", TRUE)
def test_what_holds_for_every_value_is_proved(latex: str) -> None:
    found = step(f"(e)\n\n$$ {latex} $$\n")
    assert found.verdict.value == "proved"
    assert "inferred-symbol" in [remark.code for remark in found.remarks]


@pytest.mark.parametrize("latex", FAILS)
def test_what_fails_for_some_value_is_undecided(latex: str) -> None:
    found = step(f"(e)\n\n$$ {latex} $$\n")
    assert (found.verdict.value, found.code) == ("undecided", "undeclared-symbol")
    assert found.witness is None and found.equals_start is None


@pytest.mark.parametrize("latex", UNIVERSAL)
def test_the_argument_of_a_function_may_be_any_number(latex: str) -> None:
    assert verdict(latex) == "refuted"


@pytest.mark.parametrize("latex", UNREAD)
def test_what_may_be_several_things_is_not_read(latex: str) -> None:
    assert verdict(latex) == "unread"


def test_what_holds_for_positive_numbers_is_not_refuted() -> None:
    # nothing is said of z, and |z| = z where it is positive
    assert verdict(r"\max(0, z) = z") == "undecided"
    assert verdict(r"\max(0, z) = 2z") == "refuted"


@pytest.mark.parametrize(
    "latex",
    [
        r"\frac{\partial h}{\partial v_c} = u_o h - u_o h",
        r"\frac{\partial (u_o^\top v_c + h)}{\partial v_c} = u_o + u_o h - h u_o",
        r"\frac{\partial h}{\partial a} = a h - h a",
        r"\frac{\partial \hat y_o}{\partial h} = h - h",
        r"\frac{\partial CE}{\partial h} = h - h",
    ],
)
def test_an_undeclared_letter_may_depend_on_the_variable(latex: str) -> None:
    found = step(f"(e)\n\n$$ {latex} $$\n")
    assert (found.verdict.value, found.code) == ("undecided", "undeclared-symbol")


def test_a_name_made_of_undeclared_letters_may_be_what_the_loss_depends_on() -> None:
    text = "(b) Let $z = q^\\top q$.\n\n$$ \\frac{\\partial CE}{\\partial z} = 0 $$\n"
    last = steps(check(text))[-1]
    assert (last.verdict.value, last.code) == ("undecided", "undeclared-symbol")


def test_what_a_name_rests_on_is_undeclared_too() -> None:
    rows = ("2 z = z + q^\\top q", "2 z = z - q^\\top q", "z + z = 3 z", "z + z = 2 z")
    text = "(b) Let $z = q^\\top q$.\n\n" + "and\n\n".join(f"$$ {row} $$\n\n" for row in rows)
    found = steps(check(text))
    expected = ["given", "proved", "undecided", "undecided", "proved"]
    assert [one.verdict.value for one in found] == expected
    assert found[3].code == "undeclared-symbol"


def test_a_letter_of_one_part_tells_nothing_of_another() -> None:
    text = (
        "(e)\n\n$$ \\sigma(z) = \\frac{1}{1 + e^{-z}} $$\n\nLet $f(t) = t^2$.\n\n"
        "(b)\n\n$$ z^\\top v_c + z_i - z_i = v_c^\\top z $$\n\n$$ f(z_1 + x) = (x + z_1)^2 $$\n"
    )
    found = steps(check(text))
    assert [one.verdict.value for one in found[:3]] == ["proved", "given", "proved"]


def test_a_letter_is_one_thing_in_its_part() -> None:
    text = "(e)\n\n$$ h^\\top h = \\sum_i h_i^2 $$\n\nand\n\n$$ 2 h + h = 3 h $$\n"
    one, other = steps(check(text))
    said = {remark.message for remark in (*one.remarks, *other.remarks)}
    assert one.verdict.value == other.verdict.value == "proved" and len(said) == 1


def test_a_name_keeps_its_meaning_from_its_definition_on() -> None:
    text = (
        "(e)\n\n$$ \\sigma(z) = \\frac{1}{1 + e^{-z}} $$\n\n"
        "Let $z = u_o^\\top v_c$.\n\n$$ \\frac{\\partial z}{\\partial v_c} = u_o $$\n\n"
        "$$ z = 2 u_o^\\top v_c $$\n"
    )
    assert [one.verdict.value for one in steps(check(text))] == [
        "proved",
        "given",
        "proved",
        "refuted",
    ]


def test_a_member_of_another_shape_is_not_called_an_error() -> None:
    # h is read as a vector of the length of v_c in one line; in the next that means nothing
    text = "(e)\n\n$$ h^\\top v_c = v_c^\\top h $$\n\n$$ U h + h = h + U h $$\n"
    assert [one.verdict.value for one in steps(check(text))][1] in ("unread", "undecided")


def test_a_number_of_the_problem_may_be_two_other_things() -> None:
    """Index sets of a vector and of a matrix called x were compared one by one: a crash."""
    text = "(a)\n\n$$ x_i + x_i = 2 x_i $$\n\nand\n\n$$ x_{ij} + x_{ij} = 2 x_{ij} $$\n"
    assert [one.verdict.value for one in steps(check(text))] == ["proved", "proved"]


def test_the_message_says_how_to_declare_a_name() -> None:
    found = step("(e)\n\n$$ x = x + q $$\n")
    assert found.message is not None and "where q \\in \\mathbb{R}^n" in found.message


def test_letters_are_read_without_a_problem() -> None:
    assert verdict(r"(a + b)^2 = a^2 + 2ab + b^2", None) == "proved"
    assert verdict(r"(a + b)^2 = a^2 + b^2", None) == "undecided"


def test_many_letters_do_not_take_for_ever() -> None:
    letters = "abcdfghijklmnopqrstuvwxyz"
    row = " + ".join(f"{a} {b}^\\top {a}" for a, b in pairwise(letters))
    assert verdict(f"{row} = {row}") in ("unread", "proved", "undecided")


BENEATH = "Let $z = a^\\top b$.\n\n$$ {} $$\n"


@pytest.mark.parametrize(
    ("formula", "verdict"),
    [
        (r"\frac{d}{dz} \log \sigma(-z) = \sigma(-z) - 1", "proved"),
        (r"\frac{d}{dz} \log \sigma(-z) = 1 - \sigma(-z)", "refuted"),
        (r"\frac{d}{dz} z^2 = 2", "undecided"),  # a^⊤b is on one side only: it may be 1
        (r"\frac{d}{dz} z^2 = 2 z \, a^\top b", "undecided"),  # of this a and b it may hold
        (r"\log \sigma(-z) = 1 - \sigma(-z)", "undecided"),
    ],
)
def test_what_is_differentiated_by_varies(formula: str, verdict: str) -> None:
    found = steps(check(BENEATH.format(formula)))
    assert found[-1].verdict.value == verdict
