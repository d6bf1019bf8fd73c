"""A name that a part says anew what it is: neither meaning proves or refutes anything behind it."""

import pytest

from tests.check.support import check, steps

LETTERS = r"Let $w, x \in \mathbb{R}^n$ and $y \in \mathbb{R}$."
SQUARED = "$$L = (w^\\top x - y)^2$$\n$$\\nabla_w L = 2(w^\\top x - y)x$$\n"
# each begins another loss in its own way
ANOTHER = [
    "\n## Loss function in detail\n",
    "\n**Exponential loss.**\n",
    "The exponential loss is\n",
    "\\begin{example}\n",
    "If we use another loss,\n",
    "We replace the loss by\n",
    "\n- Exponential loss:\n\n  ",
]


@pytest.mark.parametrize("words", ANOTHER)
def test_what_rests_on_a_name_with_two_meanings_is_neither_proved_nor_refuted(words: str) -> None:
    old = SQUARED.splitlines()[1]
    new = f"$$L = e^{{-yw^\\top x}}$$\n{old}\n$$\\nabla_w L = -yxe^{{-yw^\\top x}}$$"
    found = steps(check(f"{LETTERS}\n\n{SQUARED}{words}{new}\n", None))
    verdicts = [one.verdict.value for one in found]
    assert verdicts == ["given", "proved", "undecided", "undecided", "undecided"]
    assert found[-1].code == "ambiguous-name"


@pytest.mark.parametrize(
    "words",
    ["Expanding the square, we get\n", "So\n", "Hence\n", "Simplifying gives\n", "", "Then\n"],
)
def test_what_is_said_to_follow_is_a_claim(words: str) -> None:
    text = f"{LETTERS}\n\n$$L = (w^\\top x - y)^2$$\n{words}$$L = {{}}$$\n"
    wrong = text.replace("{}", r"(w^\top x)^2 - 2w^\top x + y^2")
    right = text.replace("{}", r"(w^\top x)^2 - 2yw^\top x + y^2")
    assert [one.verdict.value for one in steps(check(wrong, None))] == ["given", "refuted"]
    assert [one.verdict.value for one in steps(check(right, None))] == ["given", "proved"]


def test_what_is_said_again_means_the_same() -> None:
    again = f"\n## Gradient\nThe squared loss is\n{SQUARED}"
    found = steps(check(f"{LETTERS}\n\n{SQUARED}{again}", None))
    assert [one.verdict.value for one in found] == ["given", "proved", "proved", "proved"]


def test_names_that_rest_on_one_in_doubt_are_in_doubt() -> None:
    text = (
        "Let $x \\in \\mathbb{R}$, $a = x^2$ and $L = 3a$.\n$$\\frac{dL}{dx} = 6x$$\n"
        "Now take $a = x^3$ instead.\n$$\\frac{dL}{dx} = 6x$$\n$$\\frac{dL}{dx} = 9x^2$$\n"
    )
    verdicts = [one.verdict.value for one in steps(check(text, None))]
    assert verdicts[-3:] == ["undecided", "undecided", "undecided"]
    assert "proved" in verdicts


def test_a_function_of_another_example_is_not_the_first_one() -> None:
    text = "Let $f(x) = x^2$ for $x \\in \\mathbb{R}$.\n$$f'(x) = 2x$$\n"
    text += "{}$$f'(x) = 3x^2$$\n$$f'(x) = 2x$$\n"
    for words, third in (
        ("**Example 2.** Let $f(x) = x^3$.\n", "proved"),
        ("For $f(x) = x^3$ we get\n", "undecided"),
    ):
        verdicts = [one.verdict.value for one in steps(check(text.replace("{}", words), None))]
        assert verdicts[1] == "proved"
        assert verdicts[-2:] == [third, "undecided"]


@pytest.mark.parametrize("opening", ["Suppose $y = 2x$. Then", "When $y = 2x$ we have"])
def test_a_second_supposition_ends_the_first(opening: str) -> None:
    second = opening.replace("2x", "3x")
    text = (
        f"Let $x \\in \\mathbb{{R}}$. {opening}\n$$y^2 = 4x^2$$\n{second}\n"
        "$$y^2 = 9x^2$$\n$$y^2 = 4x^2$$\n"
    )
    verdicts = [one.verdict.value for one in steps(check(text, None))]
    assert verdicts[-2:] == ["undecided", "undecided"]


def test_what_is_supposed_does_not_hold_in_general() -> None:
    text = (
        "Let $x, y \\in \\mathbb{R}^n$.\nSuppose that $x = y$.\n$$x^\\top y = \\|x\\|^2$$\n"
        "In general,\n$$x^\\top y = \\|x\\|^2$$\n"
    )
    assert steps(check(text, None))[-1].verdict.value == "undecided"


def test_a_name_with_a_new_value_is_not_what_it_was() -> None:
    text = (
        "Let $w = 1$, $x = 2$.\n$$\\hat y = wx = 2$$\nThen\n$$w = w + 0.4 = 1.4$$\n"
        "$$\\hat y = 2.8$$\n"
    )
    found = steps(check(text, None))
    assert all(one.verdict.value != "refuted" for one in found)


@pytest.mark.parametrize(
    "text",
    [
        "Let $f(x) = x^2$ for $x > 0$ and $f(x) = -x^2$ for $x < 0$.\n\n",
        "Let $f(x) = x^2$ if $x > 0$ and $f(x) = 0$ otherwise.\n\n",
        "$$f(x) = x^2, \\quad x > 0$$\n\n$$f(x) = 0, \\quad x \\le 0$$\n\n",
        "$$f(x) = x^2 \\text{ if } x > 0$$\n\n$$f(x) = 0 \\text{ else}$$\n\n",
    ],
)
def test_a_function_that_is_said_case_by_case_is_not_its_first_case(text: str) -> None:
    found = steps(check(f"{text}$$f'(x) = 2x$$\n", None))
    assert (found[-1].verdict.value, found[-1].code) == ("undecided", "ambiguous-name")


@pytest.mark.parametrize("slope", ["2b", "6b"])
def test_a_function_of_other_arguments_is_another_one(slope: str) -> None:
    text = (
        "Let $a, b, c \\in \\mathbb{R}$.\n\n$$f(a) = a^2$$\n\n$$f(b, c) = 3b^2 + c$$\n\n"
        f"$$\\frac{{\\partial f}}{{\\partial b}} = {slope}$$\n"
    )
    found = steps(check(text, None))[-1]
    assert (found.verdict.value, found.code) == ("undecided", "ambiguous-name")


@pytest.mark.parametrize(
    "anew",
    [
        "Now $g := x^3$.",
        "From now on $g$ denotes $x^3$.",
        "$g \\gets g + x$.",
        "$g += x$.",
        "Now $g$ becomes $x^3$.",
        "There is a misprint: $g$ should be $x^3$.",
        "Square $g$.",
        "Now we multiply $g$ by $x$.",
        "Add $x$ to $g$.",
        "We perturb $g$ by a linear function.",
        "Actually $g = x^3$.",
        "To this a term $x$ is added.",
        "To this we add $x$.",
        "It is then multiplied by $x$.",
    ],
)
def test_what_is_said_or_assigned_anew_is_not_what_was_said_first(anew: str) -> None:
    text = f"Let $x \\in \\mathbb{{R}}$ and $g = x^2$. {anew} $$\\frac{{dg}}{{dx}} = {{}}$$\n"
    for value in ("2x", "3x^2"):
        last = steps(check(text.replace("{}", value), None))[-1]
        assert (last.verdict.value, last.code) == ("undecided", "ambiguous-name")


@pytest.mark.parametrize(
    "words",
    [
        "Here $g$ is convex.",
        "$x \\gets x - \\frac{dg}{dx}$.",
        "Now $g$ is differentiated.",
        "$g := x \\cdot x$.",
        "A misprint in the book is of no importance.",
        "We do not square $g$.",
        "We write $g$ for $g(x)$.",
        "Actually $g = x \\cdot x$.",
    ],
)
def test_what_is_only_spoken_of_is_what_it_was(words: str) -> None:
    text = f"Let $x \\in \\mathbb{{R}}$ and $g = x^2$. {words} $$\\frac{{dg}}{{dx}} = 2x$$\n"
    assert steps(check(text, None))[-1].verdict.value == "proved"


def test_a_function_that_is_defined_anew_in_passing_refutes_nothing() -> None:
    text = "$f(x) := x^2$. Then $f'(x) = 2x$. Now $f(x) := x^3$. $$f'(x) = 3x^2$$\n"
    assert [one.verdict.value for one in steps(check(text, None))][::3] == ["given", "undecided"]


def test_what_a_footnote_takes_back_is_not_sure_above() -> None:
    text = "Let $g = x^2$.[^1]\n\n$$\\frac{dg}{dx} = 2x$$\n\n[^1]: Actually, $g = x^3$.\n"
    assert [one.verdict.value for one in steps(check(text, None))][:2] == ["given", "undecided"]
    plain = text.replace("x^3", "x \\cdot x")
    assert [one.verdict.value for one in steps(check(plain, None))] == ["given", "proved", "proved"]


def test_a_name_that_is_written_for_itself_and_more_is_another_one() -> None:
    text = "Let $x \\in \\mathbb{R}$ and $g = x^2$. Below we write $g$ for $g + 3x$. "
    found = steps(check(f"{text}$$\\frac{{dg}}{{dx}} = 2x$$\n", None))[-1]
    assert found.verdict.value == "undecided"


@pytest.mark.parametrize("words", ["We smooth $g$ with a Gaussian.", "Round $g$ to integers."])
def test_what_is_smoothed_or_rounded_is_not_what_it_was(words: str) -> None:
    text = f"Let $x \\in \\mathbb{{R}}$ and $g(x) = x^2$. {words}\n$$g'(x) = 2x$$\n"
    assert steps(check(text, None))[-1].verdict.value == "undecided"


@pytest.mark.parametrize(
    "words",
    [
        "To this there is nothing to say.",
        "We add $x$ to both sides of what follows.",
        "It is even.",
    ],
)
def test_what_is_said_without_a_change_changes_nothing(words: str) -> None:
    text = f"Let $x \\in \\mathbb{{R}}$ and $g = x^2$. {words} $$\\frac{{dg}}{{dx}} = 2x$$\n"
    assert steps(check(text, None))[-1].verdict.value == "proved"
