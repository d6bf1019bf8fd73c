"""A size that the text fixes on the way keeps from refuting what holds for that size."""

import pytest

from tests.check.support import check, steps

VECTOR = r"Let $x \in \mathbb{R}^n$."
TWO = r"$$\sum_{i=1}^n x_i = x_1 + x_2$$"


def verdicts(text: str) -> list[str]:
    """Return the verdicts of a text's steps, in order."""
    return [one.verdict.value for one in steps(check(text, None))]


@pytest.mark.parametrize(
    "words",
    [
        "In two dimensions ($n = 2$),",
        "(Here $n = 2$.)",
        "Take $n = 2$:",
        "Example with $n = 2$.",
        "\n\n## Two classes\n",
        "In two dimensions",
        "There are $n = 2$ samples:",
    ],
)
def test_what_holds_for_the_size_that_is_said_is_not_refuted(words: str) -> None:
    found = verdicts(f"{VECTOR} {words}\n{TWO}\n")
    assert set(found) <= {"undecided", "given"}
    assert found[-1] == "undecided"


@pytest.mark.parametrize("words", ["Hence", "For the second entry", "So in both cases"])
def test_other_words_fix_no_size(words: str) -> None:
    assert verdicts(f"{VECTOR} {words}\n{TWO}\n")[-1] == "refuted"


def test_what_does_not_rest_on_the_size_is_refuted_still() -> None:
    text = f"{VECTOR} Let $a \\in \\mathbb{{R}}$. Take $n = 2$:\n$$a + a = 3a$$\n"
    assert verdicts(text)[-1] == "refuted"


def test_what_holds_for_every_size_is_proved() -> None:
    text = f"{VECTOR} Take $n = 2$:\n$$\\sum_{{i=1}}^n x_i + 1 = 1 + \\sum_{{i=1}}^n x_i$$\n"
    assert verdicts(text)[-1] == "proved"


@pytest.mark.parametrize("shape", ["d \\times p", "p \\times (d+1)"])
def test_a_size_that_is_one_more_than_another_is_not_refuted(shape: str) -> None:
    text = f"Let $A \\in \\mathbb{{R}}^{{{shape}}}$ with $p = d + 1$.\n\n$$p = d + 1$$\n"
    assert "refuted" not in [one.verdict.value for one in steps(check(text, None))]


@pytest.mark.parametrize(
    "words", ["For $|V| = 2$,", "Take $|V|$ to be $2$.", "Let $|V| = 2$.", "With $|V| = 2$ we get"]
)
def test_the_size_of_a_set_is_one_as_well(words: str) -> None:
    text = f"(b) {words} $$\\sum_w \\hat y_w u_w = \\hat y_1 u_1 + \\hat y_2 u_2$$\n"
    assert {one.verdict.value for one in steps(check(text))} == {"undecided"}


@pytest.mark.parametrize(
    ("before", "behind"),
    [
        ("In one dimension", ""),
        ("In the scalar case", ""),
        ("\n\n## One variable\n", ""),
        ("In 1D", ""),
        ("", "for $n = 1$."),
        ("For n = 1:", ""),
        ("", "in one dimension."),
    ],
)
def test_where_vectors_are_numbers_a_slope_is_a_number(before: str, behind: str) -> None:
    slope = f"$$\\frac{{d}}{{dx}}(x^2 + 3x) = 2x + 3$$\n{behind}\n"
    assert verdicts(f"{VECTOR} {before}\n{slope}")[-1] == "undecided"


@pytest.mark.parametrize("words", ["Hence", "The loss is a scalar function:", "We use $Ax$:"])
def test_beside_other_words_it_does_not_fit_a_vector(words: str) -> None:
    assert verdicts(f"{VECTOR} {words}\n$$\\frac{{d}}{{dx}}(x^2 + 3x) = 2x + 3$$\n")[-1] == (
        "ill-typed"
    )


def test_what_is_called_a_scalar_is_no_size() -> None:
    text = "Let $a, x \\in \\mathbb{R}^n$. Here $a^\\top x$ and $x^\\top x$ are scalars, so that\n"
    text += "$$\\frac{\\partial}{\\partial x} (a^\\top x) = 2a$$\n"
    assert steps(check(text, None))[-1].verdict.value == "refuted"


PAIR = r"Let $w \in \mathbb{R}^d$, $v \in \mathbb{R}^k$"


@pytest.mark.parametrize(
    ("said", "verdict"),
    [
        (" with $k = d$.", "undecided"),
        (" with $k = d = 1$.", "undecided"),
        (". For $k = d$ we have", "undecided"),
        (".", "ill-typed"),
        (" with $k = 300$.", "ill-typed"),
    ],
)
def test_sizes_said_to_be_equal_let_shapes_fit(said: str, verdict: str) -> None:
    found = verdicts(f"{PAIR}{said}\n$$v^\\top w = w^\\top v$$\n")
    assert found[-1] == verdict
    assert "refuted" not in found
