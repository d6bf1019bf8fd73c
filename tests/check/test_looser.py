"""Rows that are said to hold only so far: up to a constant, or under what stands on the sign."""

import pytest

from tests.check.support import check, steps

DEFINED = r"Let $a, b \in \mathbb{R}$ and $L = 2(a - b)^2 + b^2$."
WRONG = r"$$\frac{\partial L}{\partial a} = a - b$$"


@pytest.mark.parametrize(
    "words",
    [
        "Ignoring the factor 4:",
        "Up to a constant,",
        "Absorbing the factor into the learning rate we have",
        "Dropping constants,",
        "Without the constant factor,",
        "Omitting what does not matter,",
        "省略常数项，",
    ],
)
def test_what_is_said_to_be_left_out_is_not_held_against_a_row(words: str) -> None:
    found = steps(check(f"{DEFINED} {words}\n{WRONG}\n", None))[-1]
    assert (found.verdict.value, found.code) == ("undecided", "unread-condition")


def test_nor_is_what_is_said_of_entries_held_against_a_vector() -> None:
    said = r"Let $x \in \mathbb{R}^n$. Each entry is one: $x = \mathbf{1}$, so $\sum_i x_i = n$."
    assert [one.verdict.value for one in steps(check(f"{said}\n", None))] == ["unread", "undecided"]


@pytest.mark.parametrize("words", ["So", "With dropout", "We get the constant", ""])
def test_other_words_leave_a_wrong_row_wrong(words: str) -> None:
    assert steps(check(f"{DEFINED} {words}\n{WRONG}\n", None))[-1].verdict.value == "refuted"


@pytest.mark.parametrize(
    ("sign", "verdict"),
    [
        (r"\overset{a=0}{=}", "undecided"),
        (r"\underset{a=0}{=}", "undecided"),
        (r"\overset{\text{if } a=0}{=}", "undecided"),
        (r"\overset{a \to 0}{=}", "undecided"),
        (r"\overset{(1)}{=}", "refuted"),
        (r"\stackrel{\text{def}}{=}", "refuted"),
        (r"\overset{\text{IH}}{=}", "refuted"),
        ("=", "refuted"),
    ],
)
def test_a_condition_on_the_sign_keeps_from_refuting(sign: str, verdict: str) -> None:
    text = rf"Let $a, b \in \mathbb{{R}}$.{chr(10)}$$(a + b)^2 {sign} b^2$${chr(10)}"
    assert steps(check(text, None))[-1].verdict.value == verdict
    true = text.replace(" b^2$$", " a^2 + 2ab + b^2$$")
    assert steps(check(true, None))[-1].verdict.value == "proved"


def test_what_follows_with_no_words_between_holds_only_so_far_too() -> None:
    text = "Let $x \\in \\mathbb{R}$. For small $x$,\n$$e^x = 1 + x$$\nso\n$$\\sin x = x$$\n"
    assert [one.verdict.value for one in steps(check(text, None))] == ["undecided"] * 2
    anew = text.replace("\nso\n", "\nBut we always have\n")
    assert [one.verdict.value for one in steps(check(anew, None))] == ["undecided", "refuted"]


DECLARED = "Let $w \\in \\mathbb{R}^n$ and $x, y \\in \\mathbb{R}$."


@pytest.mark.parametrize(
    ("words", "formula"),
    [
        ("After normalisation,", r"w^\top w = 1"),
        ("The constraint reads", r"\sum_{i=1}^n w_i = 1"),
        ("Substituting $y$ for $x^2$,", "x^4 + 1 = y^2 + 1"),
        ("Replacing $x^2$ by $y$ we find", "x^4 + 1 = y^2 + 1"),
        ("Maximise the variance s.t.", r"w^\top w = 1"),
    ],
)
def test_what_is_done_to_a_quantity_or_asked_of_it_may_make_a_row_true(
    words: str, formula: str
) -> None:
    (found,) = steps(check(f"{DECLARED} {words}\n$${formula}$$\n", None))
    assert found.verdict.value in ("undecided", "given")
    (plain,) = steps(check(f"{DECLARED} After simplifying, we find\n$${formula}$$\n", None))
    assert plain.verdict.value == "refuted"


@pytest.mark.parametrize(
    ("words", "by_all", "by_the_path"),
    [
        ("Holding $h$ fixed,", "undecided", "undecided"),
        ("With $h$ held constant,", "undecided", "undecided"),
        ("Along the first path,", "proved", "undecided"),
        ("The local gradient is", "proved", "undecided"),
        ("Keeping $x$ fixed,", "proved", "undecided"),
        ("So", "proved", "refuted"),
    ],
)
def test_a_derivative_beside_what_is_held_fixed(words: str, by_all: str, by_the_path: str) -> None:
    text = "Let $w, x \\in \\mathbb{R}$ and $h = w x$, $y = w h$. %s\n\n"
    text += "$$\\frac{\\partial y}{\\partial w} = %s$$\n"
    for slope, verdict in (("2 w x", by_all), ("h", by_the_path)):
        assert steps(check(text % (words, slope), None))[-1].verdict.value == verdict


@pytest.mark.parametrize(
    "words", ["in $\\mathbb{F}_2$.", "in the finite field.", "in binary arithmetic"]
)
def test_numbers_that_are_added_in_another_way_are_not_refuted(words: str) -> None:
    assert steps(check(f"We have $1 + 1 = 0$ {words}\n", None))[0].verdict.value == "undecided"


@pytest.mark.parametrize(
    "words", ["We work to first order.", "Inputs are small.", "We keep only terms of first order."]
)
def test_a_sentence_before_a_declaration_may_say_how_far_a_row_holds(words: str) -> None:
    text = f"{words} Let $x \\in \\mathbb{{R}}$.\n$$e^x = 1 + x$$\n"
    assert steps(check(text, None))[0].verdict.value == "undecided"


def test_what_is_said_of_an_earlier_step_spares_no_other() -> None:
    text = "The constant can be ignored there. We need one more slope.\n"
    text += "Let $x \\in \\mathbb{R}$.\n$$\\frac{d}{dx} x^3 = 3x$$\n"
    assert steps(check(text, None))[0].verdict.value == "refuted"
