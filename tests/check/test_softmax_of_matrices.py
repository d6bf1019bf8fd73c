"""The softmax of a matrix, of each row or of each column as the text says; one-hot rows."""

import pytest

from tests.check.support import check, steps

BATCH = (
    "Let $X \\in \\mathbb{R}^{n \\times d}$, $W \\in \\mathbb{R}^{d \\times K}$ and "
    "$Y \\in \\mathbb{R}^{n \\times K}$%s.%s\n"
    "$$P = \\text{softmax}(X W)$$\n"
    "$$L = -\\sum_{i=1}^n \\sum_{k=1}^K Y_{ik} \\log P_{ik}$$\n"
)
ROWS = " The softmax is applied row-wise."


def said(text: str) -> list[str]:
    return [one.verdict.value for one in steps(check(text, None))]


@pytest.mark.parametrize(
    ("words", "lines"),
    [
        (" The softmax is applied row-wise.", "rows"),
        (" Here softmax acts on each row.", "rows"),
        (" To every column we apply the softmax.", "columns"),
        (" We use a column-wise softmax.", "columns"),
        (" The softmax is not taken of each row.", ""),
        (" Some apply softmax to each row.", ""),
        (" Let $r$ be a row of $X$.", ""),
        (" Softmax is applied to each row of $X$. For $P$ it goes down the columns.", ""),
        (" Softmax of each row, with axis=0.", ""),
    ],
)
def test_words_say_what_the_softmax_of_a_matrix_is_of(words: str, lines: str) -> None:
    text = BATCH % ("", words) + "$$\\sum_%s P_{ik} = 1$$\n"
    over_k, over_i = said(text % "k")[-1], said(text % "i")[-1]
    if lines == "rows":
        assert (over_k, over_i) == ("proved", "refuted")
    elif lines == "columns":
        assert (over_k, over_i) == ("refuted", "proved")
    else:
        assert {over_k, over_i} <= {"undecided", "unread"}


@pytest.mark.parametrize(
    ("words", "more"),
    [
        (" with one-hot rows", ""),
        ("", " Each row of $Y$ is one-hot."),
        ("", " The rows of $Y$ are one-hot vectors."),
    ],
)
def test_rows_that_are_one_hot_add_up_to_one(words: str, more: str) -> None:
    text = BATCH % (words, more + ROWS) + "$$\\frac{\\partial L}{\\partial W} = %s$$\n"
    assert said(text % "X^\\top (P - Y)")[-1] == "proved"
    for wrong in ("X^\\top (Y - P)", "2 X^\\top (P - Y)", "X^\\top (P - 2 Y)"):
        assert said(text % wrong)[-1] == "refuted"
    # of a Y of which nothing is said it is another gradient, and of “one-hot” columns too
    free = BATCH % ("", ROWS) + "$$\\frac{\\partial L}{\\partial W} = X^\\top (P - Y)$$\n"
    assert said(free)[-1] != "proved"
    columns = text.replace("row of", "column of").replace("rows", "columns")
    assert said(columns % "X^\\top (P - Y)")[-1] != "proved"


def test_the_witness_shows_the_matrix_of_ones() -> None:
    text = BATCH % (" with one-hot rows", ROWS) + "$$\\sum_i Y_{ik} = 1$$\n"
    last = steps(check(text, None))[-1]
    assert last.witness is not None
    assert dict(last.witness.values)["Y"] == ("0", "1")
    assert "Y has one-hot rows" in [one.text for one in last.conditions]


def test_the_gradients_of_attention() -> None:
    text = (
        "Let $Q, K \\in \\mathbb{R}^{n \\times d}$ and $V, G \\in \\mathbb{R}^{n \\times m}$. "
        "Let softmax act on each row.\n$$S = \\frac{Q K^\\top}{\\sqrt{d}}, \\qquad "
        "P = \\text{softmax}(S), \\qquad L = \\sum_{i=1}^n \\sum_{l=1}^m G_{il} (P V)_{il}$$\n%s"
    )
    by_v = "$$\\frac{\\partial L}{\\partial V} = %s$$\n"
    assert said(text % (by_v % "P^\\top G"))[-1] == "proved"
    assert said(text % (by_v % "P G"))[-1] in ("refuted", "ill-typed")
    slope = "$$\\frac{\\partial P_{ij}}{\\partial S_{ik}} = P_{ij} (%s - P_{ik})$$\n"
    assert said(text % (slope % "\\delta_{jk}"))[-1] == "proved"
    assert said(text % (slope % "\\delta_{ik}"))[-1] != "proved"


@pytest.mark.parametrize(
    "words",
    [
        "A row of $Y$ is one-hot.",
        "The sum of the rows of $Y$ is one-hot.",
        "Each row of $Y$ is one-hot. The labels are then smoothed.",
        "The rows of $Y$ and the columns of $Z$ are one-hot.",
    ],
)
def test_what_is_said_of_fewer_rows_or_taken_back_is_undecided(words: str) -> None:
    text = "Let $Y, Z \\in \\mathbb{R}^{n \\times k}$. %s\n$$Y_{ij}^2 = Y_{ij}$$\n"
    assert said(text % "The rows of $Y$ are one-hot.")[-1] == "proved"
    assert said(text % words)[-1] == "undecided"
