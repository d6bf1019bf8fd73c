"""Names of which the text says how they are meant: y^1 as a name, A as a vector or a matrix."""

import pytest

from tests.check.support import check, steps


def verdicts(words: str, *rows: str) -> list[str]:
    shown = "".join(f"$${row}$$\n\nNext.\n\n" for row in rows)
    return [one.verdict.value for one in steps(check(f"{words}\n\n{shown}", None))]


@pytest.mark.parametrize(
    "words",
    [
        r"Let $y^1, y^2 \in \mathbb{R}$.",
        r"Let $y^{1}, y^{2} \in \mathbb{R}$.",
        r"Let $y^1 \in \mathbb{R}$ and $y^2 \in \mathbb{R}$.",
    ],
)
def test_a_number_above_a_name_is_no_power(words: str) -> None:
    false, also_false, true = verdicts(
        words, "(y^1)^2 = y^2", "y^1 y^1 = y^2", "(y^1 + y^2)^2 = (y^1)^2 + 2 y^1 y^2 + (y^2)^2"
    )
    assert "proved" not in (false, also_false)
    assert true == "proved"


def test_where_powers_are_spoken_of_a_number_above_may_be_one() -> None:
    words = r"The powers $x^1, x^2, x^3$ span the space."
    true, false, given = verdicts(words, "x^2 x = x^3", "x^2 x = x^2", "x^2 = 2x")
    assert (true, false) == ("proved", "undecided") and given not in ("proved", "given")


def test_examples_with_their_number_above_are_vectors() -> None:
    words = r"Let $x^1, x^2 \in \mathbb{R}^n$ be examples."
    left = r"\frac{\partial}{\partial x^1} (x^1)^\top x^2"
    assert verdicts(words, f"{left} = x^2", f"{left} = x^1") == ["proved", "refuted"]


def test_a_power_stays_one_where_no_name_has_a_1_above() -> None:
    assert verdicts(r"Let $y \in \mathbb{R}$.", "y y = y^2", "y y = y^3") == ["proved", "refuted"]
    words = r"Let $y \in \mathbb{R}$ and let $f$ be a $C^1$ function."
    assert verdicts(words, "y y = y^2") == ["proved"]


@pytest.mark.parametrize(
    "words",
    ["$A$ is a vector.", "Let $A$ be a column vector.", "For a vector $A$ we have"],
)
def test_what_is_called_a_vector_is_no_number(words: str) -> None:
    assert "proved" not in verdicts(words, "A A = A^2", r"\frac{d}{dA} A^2 = 2A")


@pytest.mark.parametrize(
    "words",
    ["Let $A$ and $B$ be matrices.", "$A$ and $B$ are square matrices.", "The matrices $A$, $B$:"],
)
def test_what_is_called_a_matrix_does_not_commute(words: str) -> None:
    assert verdicts(words, "AB = BA", r"(AB)^\top = B^\top A^\top") == ["undecided", "proved"]


@pytest.mark.parametrize(
    "words",
    ["Here $A$ is symmetric.", "Let $A$ be positive definite.", "For a symmetric matrix $A$:"],
)
def test_what_is_called_symmetric_is_a_matrix(words: str) -> None:
    slope = r"\nabla_x (x^\top A x)"
    rows = (rf"{slope} = A x + A^\top x", rf"{slope} = 2 A x", rf"{slope} = 3 A x", "A B = B A")
    assert verdicts(words, *rows)[0] == "proved"
    assert not {"proved", "refuted", "ill-typed"} & set(verdicts(words, *rows)[1:])


def test_a_number_or_a_function_may_be_symmetric_too() -> None:
    assert verdicts("The distribution $p$ is symmetric.", "(p + 1)^2 = p^2 + 2p + 1") == ["proved"]


def test_what_two_vectors_are_called_is_said_of_both() -> None:
    words = "Here $b$ is the bias vector and $c$ the input vector."
    true, false = verdicts(words, r"b^\top c = c^\top b", "bc = cb")
    assert (true, false) == ("proved", "unread")
