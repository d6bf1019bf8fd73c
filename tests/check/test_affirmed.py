"""Only a sentence that states a convention, and says it of this document, makes it one."""

import pytest

from tests.check.support import check, steps

COLUMNS, ROWS = r"U(\hat y - y)", r"U^T(\hat y - y)"


def verdicts(words: str) -> tuple[str, str]:
    """Return the verdicts of ∂J/∂v_c where U holds its vectors as columns, and as rows."""
    lines = "".join(rf"$$\frac{{\partial J}}{{\partial v_c}} = {x}$$" for x in (COLUMNS, ROWS))
    one, two = steps(check(f"## (b)\n{words}\n{lines}\n"))
    return one.verdict.value, two.verdict.value


@pytest.mark.parametrize(
    "words",
    [
        "If the rows of $U$ were $u_w$, we would have another formula. But we use columns.",
        "We don't use row vectors.",
        "Some people write all vectors as rows; we do not.",
        "In the lecture all vectors are rows.",
        "Unlike the book, in which $u_w$ is the row of $U$, we take columns.",
    ],
)
def test_what_is_denied_supposed_or_said_of_others_states_nothing(words: str) -> None:
    assert verdicts(words)[0] == "proved"
    assert verdicts(words)[1] != "proved"


@pytest.mark.parametrize(
    "words",
    [
        "The rows of $U$ are the outside vectors.",
        "Each row of $U$ is a word vector.",
        "We store the vectors $u_w$ as the rows of $U$.",
        "$U$ has the outside vectors in its rows.",
        r"Here $U$ is a $|V| \times d$ matrix.",
    ],
)
def test_plain_words_on_how_a_matrix_is_stored_are_heard(words: str) -> None:
    assert verdicts(words) == ("ill-typed", "proved")


DECLARED = r"Let $A \in \mathbb{R}^{n \times n}$, $x \in \mathbb{R}^n$."
ROW, COLUMN = r"x^\top(A + A^\top)", r"(A + A^\top)x"


def of_a_square(words: str, left: str) -> tuple[str, str]:
    """Return the verdicts of the derivative of xᵀAx as a row, and as a column."""
    lines = "".join(f"$${left} (x^\\top A x) = {right}$$\n\nNext.\n\n" for right in (ROW, COLUMN))
    one, two = steps(check(f"{words} {DECLARED}\n\n{lines}", None))
    return one.verdict.value, two.verdict.value


@pytest.mark.parametrize(
    "words",
    [
        "We use numerator layout.",
        "Throughout we follow the numerator layout convention.",
        "We use the Jacobian formulation.",
        "Convention: numerator layout.",
        "Recall that the gradient is the transpose of the derivative.",
    ],
)
def test_in_numerator_layout_the_derivative_is_a_row_and_the_gradient_a_column(words: str) -> None:
    # many use the words for Jacobians only, so the other way is no error
    assert of_a_square(words, r"\frac{\partial}{\partial x}") == ("proved", "unread")
    assert of_a_square(words, r"\nabla_x") == ("unread", "proved")
    false = r"$$\frac{\partial}{\partial x} (x^\top A x) = x^\top(A - A^\top)$$"
    assert steps(check(f"{words} {DECLARED}\n\n{false}", None))[0].verdict.value == "refuted"


@pytest.mark.parametrize(
    "words",
    [
        "The Jacobians are in numerator layout, gradients are column vectors.",
        "We use numerator layout for Jacobians.",
        "Some authors use numerator layout.",
        "We avoid numerator layout.",
        "Numerator layout is common in statistics.",
        "Should we use numerator layout?",
        "To convert to numerator layout, transpose everything.",
        "In the appendix we use numerator layout.",
        "This is written in denominator layout, the transpose of numerator layout.",
    ],
)
def test_a_layout_of_jacobians_only_leaves_gradients_as_they_are(words: str) -> None:
    assert of_a_square(words, r"\frac{\partial}{\partial x}") == ("unread", "proved")


def test_without_such_words_a_row_means_nothing() -> None:
    assert of_a_square("", r"\frac{\partial}{\partial x}") == ("ill-typed", "proved")


def test_a_layout_that_is_not_used_is_not_in_force() -> None:
    words = "We never use the denominator layout."
    text = f"Let $W \\in \\mathbb{{R}}^{{m \\times n}}$, $x \\in \\mathbb{{R}}^n$. {words}\n"
    text += "$$z = Wx$$ $$\\frac{\\partial z}{\\partial x} = W$$\n"
    assert steps(check(text, None))[-1].verdict.value == "proved"
