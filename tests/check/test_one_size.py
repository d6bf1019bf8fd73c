"""A letter that ends sums is one size in a document, and none that it is said to be otherwise."""

import pytest

from tests.check.support import check, steps

WORDS = r"$$ \sum_{w=1}^T \hat y_w = 1 $$"
SAMPLES = r"$$ \sum_{k=1}^T \sigma(u_k^\top v_c) u_k = \sum_{i=1}^K \sigma(u_i^\top v_c) u_i $$"
WRONG = r"$$ \sum_{w=1}^T \hat y_w = 2 $$"


def said(text: str) -> list[tuple[str, str | None]]:
    return [(one.verdict.value, one.code) for one in steps(check(text))]


def test_a_letter_that_ends_sums_over_words_only_is_their_number() -> None:
    assert said(f"(b)\n\n{WORDS}\n") == [("proved", None)]


def test_a_letter_that_would_be_two_sizes_proves_nothing() -> None:
    found = said(f"(b)\n\n{WORDS}\n\n(g) negative sampling\n\n{SAMPLES}\n")
    assert found == [("undecided", "inferred-size")] * 2


@pytest.mark.parametrize(
    "words",
    [
        "Here $T$ is the length of the corpus.",
        "There are $T$ words in the corpus.",
        "The text has $T$ words.",
        "We go over a sequence of length $T$.",
        "$T$ denotes the number of positions in the text.",
        "其中 $T$ 表示语料的长度。",
        r"The loss is $$ L = -\frac{1}{T} \sum_{t=1}^T \log p(w_{t+1} | w_t). $$",
    ],
)
def test_a_letter_that_counts_something_else_proves_nothing(words: str) -> None:
    assert said(f"{words}\n\n(b)\n\n{WORDS}\n")[-1] == ("undecided", "inferred-size")
    assert said(f"{words}\n\n(b)\n\n{WRONG}\n")[-1][0] != "proved"


@pytest.mark.parametrize(
    ("words", "verdict"),
    [
        ("With $k$ negative samples", "proved"),
        ("For each pair there are $k$ noise samples.", "proved"),
        ("A batch has $k$ samples.", "undecided"),
        ("With $k$ negative samples in a text of $k$ positions", "undecided"),
    ],
)
def test_a_letter_for_the_drawn_words_counts_them(words: str, verdict: str) -> None:
    text = (
        f"{words}\n\n$$L = -\\log \\sigma(u_o^T v_c) - \\sum_{{i=1}}^k \\log \\sigma(-u_i^T v_c)$$"
        "\n\n$$\\frac{\\partial L}{\\partial v_c} = (\\sigma(u_o^T v_c) - 1) u_o"
        " + \\sum_{i=1}^k %s\\sigma(u_i^T v_c) u_i$$\n"
    )
    assert said(text % "")[-1][0] == verdict
    assert said(text % "-")[-1][0] != "proved"
