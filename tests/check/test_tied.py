"""A matrix and vectors that may be its rows or columns, however the text says so."""

import pytest

from tests.check.support import check, steps

REST = r"$w \in \mathbb{R}^d$ and $y \in \mathbb{R}^n$"
X = r"$X \in \mathbb{R}^{n \times d}$"
RIGHT = r"X^\top (X w - y) = \sum_{i=1}^n (x_i^\top w - y_i) x_i"

WRONG = (RIGHT.replace("- y_i", "+ y_i"), RIGHT.replace(") x_i", ") 2 x_i"))


def last(text: str) -> str:
    return steps(check(text, None))[-1].verdict.value


@pytest.mark.parametrize(
    "said",
    [
        f"For $i = 1, \\dots, n$ let $x_i \\in \\mathbb{{R}}^d$; stack them in {X}. Let {REST}.",
        f"Let $x_1, \\dots, x_n \\in \\mathbb{{R}}^d$ be inputs, {X} the design matrix, {REST}.",
        f"Let {X}, {REST}. Let $x_i \\in \\mathbb{{R}}^d$ be the centred $i$-th row of $X$.",
        f"Let {X}, {REST}. If $x_i \\in \\mathbb{{R}}^d$ is the $i$-th row of $X$, fine.",
    ],
)
def test_vectors_may_be_the_rows_of_a_matrix(said: str) -> None:
    assert last(f"{said}\n\n$$ {RIGHT} $$\n") == "undecided"
    # a slip is one whether they are or not
    for wrong in WRONG:
        assert last(f"{said}\n\n$$ {wrong} $$\n") in ("refuted", "undecided")


@pytest.mark.parametrize(
    "said",
    [
        f"Let {X}, {REST}. Let $x_i \\in \\mathbb{{R}}^d$ be the $i$-th row of $X$.",
        f"Let {REST}. Let {X} have rows $x_i^\\top$, $x_i \\in \\mathbb{{R}}^d$.",
        f"Let:\n- $x_i \\in \\mathbb{{R}}^d$\n- {X} be the design matrix (rows $x_i^\\top$)\n"
        f"- {REST}\n\nThen we have",
    ],
)
def test_vectors_that_words_call_the_rows_are(said: str) -> None:
    proof = steps(check(f"{said}\n\n$$ {RIGHT} $$\n", None))[-1]
    assert proof.verdict.value == "proved"
    assert "the rows of X are the x_{i}" in [one.text for one in proof.conditions]
    for wrong in WRONG:
        assert last(f"{said}\n\n$$ {wrong} $$\n") in ("refuted", "undecided")
    # as columns they do not fit
    columns = said.replace("row", "column")
    assert last(f"{columns}\n\n$$ {RIGHT} $$\n") != "proved"


def test_vectors_may_be_the_columns_of_a_matrix() -> None:
    said = (
        r"Let $q_1, \dots, q_m \in \mathbb{R}^n$ be the columns of $Q \in \mathbb{R}^{n \times m}$"
        r" and $a \in \mathbb{R}^m$."
    )
    right = r"Q a = \sum_{i=1}^m a_i q_i"
    assert last(f"{said}\n\n$$ {right} $$\n") == "proved"
    assert last(f"{said.replace('the columns', 'some columns')}\n\n$$ {right} $$\n") == "undecided"
    assert last(f"{said}\n\n$$ {right.replace('a_i', 'a_i^2')} $$\n") == "refuted"


LOSS = r"$$L(w) = \sum_{i=1}^n (y_i - w^\top x_i)^2 + \lambda w^\top w$$"


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (r"\nabla L(w) = 2 X^\top (X w - y) + 2 \lambda w", "proved"),
        (r"\nabla L(w) = 2 X^\top (X w + y) + 2 \lambda w", "undecided"),
        (r"\nabla L(w) = X^\top (X w - y) + 2 \lambda w", "undecided"),
    ],
)
def test_a_matrix_of_which_nothing_is_said_has_the_vectors_as_its_rows(
    claim: str, verdict: str
) -> None:
    assert last(f"{LOSS}\n\n$${claim}$$\n") == verdict


@pytest.mark.parametrize(
    "words",
    [
        "The data are centred.",
        "The $x_i$ are the columns of $X$.",
        "Let $X$ be what was measured.",
        "An intercept is appended to each row.",
    ],
)
def test_a_matrix_of_which_anything_is_said_has_not(words: str) -> None:
    assert (
        last(f"{LOSS}\n\n{words}\n\n$$\\nabla L(w) = 2 X^\\top (X w - y) + 2 \\lambda w$$\n")
        != "proved"
    )


def test_what_is_differentiated_by_the_matrix_is_left_open() -> None:
    claim = r"\frac{\partial}{\partial X} \sum_{i=1}^n w^\top x_i = 0"
    assert last(f"{LOSS}\n\n$${claim}$$\n") != "proved"


def test_vectors_of_another_length_are_no_rows() -> None:
    said = f"Let {X}, {REST}. Let $x_1, \\dots, x_n \\in \\mathbb{{R}}^m$."
    right = r"X^\top y \sum_{i=1}^n x_i^\top x_i = 0"
    assert last(f"{said}\n\n$$ {right} $$\n") == "refuted"


def test_rows_said_by_a_formula_are_proved() -> None:
    said = f"Let $X = [x_1, \\dots, x_n]^\\top$, $x_i \\in \\mathbb{{R}}^d$, {REST}."
    assert last(f"{said}\n\n$$ {RIGHT} $$\n") == "proved"
    assert last(f"{said}\n\n$$ {RIGHT.replace('- y_i', '+ y_i')} $$\n") == "refuted"


@pytest.mark.parametrize(
    "words",
    [
        "Every input is brought to length one before that.",
        "The squares of the inputs go into the matrix.",
        "Remember the bias trick.",
        "Only the training inputs are stacked.",
        "$x_i$ is drawn from the data.",
        "where $x_i$ are the columns.",
    ],
)
def test_no_word_may_say_of_a_matrix_what_is_not_understood(words: str) -> None:
    claim = r"\sum_i (w^\top x_i - y_i) x_i = X^\top (X w - y)"
    assert last(f"$$ {claim} $$\n") == "proved"
    assert last(f"{words}\n\n$$ {claim} $$\n") != "proved"


@pytest.mark.parametrize(
    ("words", "verdict"),
    [
        ("We differentiate the loss by $w$. It is a convex problem.", "proved"),
        ("The columns of $X$ are centred later on.", "undecided"),
        ("Now $2 x_i$ takes the place of $x_i$.", "undecided"),
        ("In this section $x_i$ is a test point.", "undecided"),
        ("We then bring each row to length one.", "undecided"),
        ("## Weighted version\n\nHere $X$ holds the weighted inputs.", "undecided"),
        (r"$$X \leftarrow 2X$$", "undecided"),
    ],
)
def test_rows_that_may_be_changed_further_on_prove_nothing(words: str, verdict: str) -> None:
    said = f"Let {X} have rows $x_i^\\top$, {REST}."
    assert last(f"{said} {words}\n\n$$ {RIGHT} $$\n") == verdict
