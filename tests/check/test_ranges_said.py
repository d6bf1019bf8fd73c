"""Sums without a written range of which words say that they run over less than everything."""

import pytest

from tests.check.support import check, steps

SQUARES = "$$\\sum_i x_i^2 = x^\\top x$$"
VECTOR = "Let $x \\in \\mathbb{R}^n$."


def _verdict(text: str, problem: str | None = None) -> str:
    return steps(check(text, problem))[-1].verdict.value


@pytest.mark.parametrize(
    "words",
    [
        "All sums run from $2$ to $n$.",
        "Here sums are over even $i$ only.",
        "The sum excludes the first entry.",
        "$i$ runs from $1$ to $n - 1$.",
        "The sum is over all $i$ except $1$.",
        "The sum starts at $2$.",
        "For $i = 2, \\dots, n$:",
        "We drop every second entry.",
        "The last sample is held out.",
        "We leave out the first term of the sum.",
    ],
)
def test_a_sum_over_less_is_not_the_whole_one(words: str) -> None:
    assert _verdict(f"{VECTOR} {words} {SQUARES}\n") == "undecided"
    wrong = SQUARES.replace("x^\\top x", "x^\\top x - x_1^2")
    assert _verdict(f"{VECTOR} {words} {wrong}\n") == "undecided"


@pytest.mark.parametrize(
    "words",
    [
        "All sums run from $1$ to $n$.",
        "Indices go from $0$ to $n - 1$.",
        "The sum is over all entries of $x$.",
        "The sum starts at $1$.",
        "Only the squares are summed.",
        "Of the sum over $i$ only numbers are left.",
        "For $j = 2, \\dots, n$:",
        "We ignore the constant term.",
        "This leaves the other entries as they are.",
    ],
)
def test_what_runs_over_everything_is(words: str) -> None:
    assert _verdict(f"{VECTOR} {words} {SQUARES}\n") == "proved"


@pytest.mark.parametrize(
    ("words", "verdict"),
    [
        ("The sum runs over the context words.", "undecided"),
        ("The sum is over all words except $o$.", "undecided"),
        ("$w$ runs over the negative samples.", "undecided"),
        ("$k$ runs over the negative samples.", "proved"),
        ("The sum runs over all words of the vocabulary.", "proved"),
        ("The sum is over all words, and only one term has $u_w$.", "proved"),
    ],
)
def test_a_sum_over_words(words: str, verdict: str) -> None:
    assert _verdict(f"{words} $$\\sum_w \\hat y_w = 1$$\n", "word2vec") == verdict


def test_words_on_ends_are_of_written_ranges_as_well() -> None:
    written = SQUARES.replace("\\sum_i", "\\sum_{i=1}^n")
    assert _verdict(f"{VECTOR} All sums run from $2$ to $n$. {written}\n") == "proved"
    assert _verdict(f"{VECTOR} The upper limits are exclusive. {written}\n") == "undecided"
