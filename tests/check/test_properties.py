"""What a text says of a symbol beside its set limits its values, or keeps from refuting."""

import pytest

from tests.check.support import check, steps

DECLARED = r"x \in \mathbb{R}^n"


def last(opening: str, latex: str) -> str:
    """Return the verdict of a formula behind the sentence that declares its symbols."""
    text = f"Let ${DECLARED}$. {opening}\n\n$$ {latex} $$\n"
    return steps(check(text, None))[-1].verdict.value


SYMMETRIC = [
    r"Let $S \in \mathbb{R}^{n \times n}$ be symmetric.",
    r"For a symmetric matrix $S \in \mathbb{R}^{n \times n}$ the following holds.",
    r"Let $S \in \mathbb{R}^{n \times n}$, where $S$ is symmetric.",
]


@pytest.mark.parametrize("opening", SYMMETRIC)
def test_of_a_symmetric_matrix_more_holds(opening: str) -> None:
    assert last(opening, r"S^\top x = S x") == "proved"
    assert last(opening, r"\frac{\partial}{\partial x} x^\top S x = 2 S x") == "proved"
    assert last(opening, r"\frac{\partial}{\partial x} x^\top S x = S x") == "refuted"
    assert last(opening, r"S^\top x = 2 S x") == "refuted"


DEFINITE = [
    r"Let $S \in \mathbb{R}^{n \times n}$ be a symmetric positive definite matrix.",
    r"Let $S \in \mathbb{R}^{n \times n}$ be the sample covariance matrix.",
    r"Let $S \in \mathbb{R}^{n \times n}$ be positive semidefinite.",
]


@pytest.mark.parametrize("opening", DEFINITE)
def test_only_a_definite_counterexample_refutes_what_is_said_of_a_definite_matrix(
    opening: str,
) -> None:
    assert last(opening, r"S^\top x = S x") == "proved"
    assert last(opening, r"\frac{\partial}{\partial x} x^\top S x = S x") == "refuted"
    # it holds, and fails for S = −1
    assert last(opening, r"|x^\top S x| = x^\top S x") == "undecided"


# each says nothing of S or p for sure: a neighbour's property, a condition, a doubt, another word
UNSURE = [
    r"Let $S \in \mathbb{R}^{n \times n}$ and a symmetric matrix $A$ be given.",
    r"If $S$ is symmetric, more is true. In general,",
    r"When $S$ is symmetric, more is true.",
    r"Only if $S$ is diagonal does it hold that",
    r"Is $S$ symmetric? It need not be:",
    r"We do not assume that $S$ is symmetric.",
    r"Suppose first that $S$ is symmetric. Now drop this assumption.",
    r"Let $S$ be asymmetric.",
    r"Consider the tridiagonal matrix $S$.",
    r"Consider the block diagonal matrix $S$.",
    r"Let $S$ be symmetric. For a general matrix $S$ we find",
    r"$S$ is symmetric or diagonal.",
    r"$S$ has unit diagonal.",
]


NOT_SYMMETRIC = [
    r"Let $S \in \mathbb{R}^{n \times n}$ be square.",
    r"Let $S \in \mathbb{R}^{n \times n}$, not necessarily symmetric.",
    r"Let $S \in \mathbb{R}^{n \times n}$ be a matrix that is not symmetric.",
    r"Let $A \in \mathbb{R}^{n \times n}$ be symmetric and $S \in \mathbb{R}^{n \times n}$.",
    r"Let $S \in \mathbb{R}^{n \times n}$ be skew-symmetric.",
]


@pytest.mark.parametrize("opening", [*UNSURE, *NOT_SYMMETRIC])
def test_words_that_do_not_state_a_property_prove_nothing(opening: str) -> None:
    assert last(opening, r"S^\top x = S x") in ("refuted", "undecided")


def test_the_property_of_the_next_symbol_is_not_this_one_s() -> None:
    opening = r"Let $q \in \mathbb{R}^n$ and the probability vector $p \in \mathbb{R}^n$ be given."
    assert last(opening, r"\sum_i p_i = 1") == "proved"
    assert last(opening, r"\sum_i q_i = 1") == "refuted"


@pytest.mark.parametrize(
    ("opening", "latex"),
    [
        (r"Let $S \in \mathbb{R}^{n \times n}$ be symmetric and idempotent.", "S S = S"),
        (r"Let $S \in \mathbb{R}^{n \times n}$ be a symmetric projection.", "S S = S"),
        (
            r"Let $S \in \mathbb{R}^{n \times n}$ be diagonal with positive entries.",
            "|S_{ii}| = S_{ii}",
        ),
        (
            r"Let $S \in \mathbb{R}^{n \times n}$ be symmetric with zero trace.",
            "\\sum_i S_{ii} = 0",
        ),
        (r"Let $x \in \mathbb{R}^n$ be nonnegative.", "|x_i| = x_i"),
        (r"Let $\tau \in \mathbb{R}$ be positive.", "|\\tau| = \\tau"),
    ],
)
def test_what_more_is_said_keeps_from_refuting(opening: str, latex: str) -> None:
    assert last(opening, latex) == "undecided"


def test_a_probability_may_be_zero() -> None:
    opening = r"Let $p \in \mathbb{R}^n$ be a probability vector."
    assert last(opening, r"\max(p_i, 0) = p_i") == "proved"
    assert last(opening, r"\max(p_i, 0) = 2 p_i") == "refuted"
    assert last(opening, r"\mathbb{1}\{p_i > 0\} = 1") == "refuted"


@pytest.mark.parametrize("anew", ["be any matrix", "be a matrix that is not necessarily symmetric"])
def test_what_a_part_declares_anew_is_no_longer_symmetric(anew: str) -> None:
    declared = r"Let $S \in \mathbb{R}^{n \times n}$"
    claim = "\n\n$$ S = S^\\top $$\n\n"
    found = check(f"{declared} be symmetric.{claim}## Part 2\n\n{declared} {anew}.{claim}", None)
    first, second = (one.verdict.value for one in steps(found))
    assert first == "proved"
    assert second in ("refuted", "undecided")


def test_a_counterexample_is_symmetric_itself() -> None:
    text = f"Let ${DECLARED}$. {SYMMETRIC[0]}\n\n$$ x^\\top S x = x^\\top x $$\n"
    step = steps(check(text, None))[-1]
    assert step.witness is not None
    values = dict(step.witness.values)
    assert "S" in values and not any("°" in name for name in values)
    assert ("S is symmetric", "stated") in {(c.text, c.source) for c in step.conditions}


def test_a_derivative_by_a_symmetric_matrix_is_a_convention() -> None:
    assert last(SYMMETRIC[0], r"\frac{\partial}{\partial S} x^\top S x = 2 x x^\top") == "undecided"


UNDERSTOOD = [
    (r"Let $D \in \mathbb{R}^{n \times n}$ be diagonal.", r"D_{ij} D_{jk} = D_{kj} D_{ji}"),
    (r"Let $u \in \mathbb{R}^n$ be a unit vector.", r"u^\top u = 1"),
    (r"Let $p \in \mathbb{R}^n$ be a probability vector.", r"\sum_i p_i = 1"),
    (r"Let $y \in \mathbb{R}^n$ be one-hot.", r"\sum_i y_i = 1"),
    (r"Let $y$ be a one-hot vector, $y \in \mathbb{R}^n$.", r"\sum_i y_i^2 = 1"),
    (r"Let $y \in \mathbb{R}^n$ be one-hot, with a one at one place.", r"\sum_i y_i^2 = 1"),
    (
        r"Let $y \in \mathbb{R}^n$ be one-hot. The scores do not sum to one.",
        r"\sum_i y_i^2 = 1",
    ),
]


@pytest.mark.parametrize(("opening", "latex"), UNDERSTOOD)
def test_other_properties_are_used(opening: str, latex: str) -> None:
    assert last(opening, latex) == "proved"
    assert last(opening, latex.replace("= ", "= 2 ")) == "refuted"
    plain = opening.split("be ")[0].split("$y$")[0] + "be given."
    assert last(plain if "in" in plain else r"Let $y \in \mathbb{R}^n$.", latex) == "refuted"


SPARED = [
    (r"Let $Q \in \mathbb{R}^{n \times n}$ be orthogonal.", r"x^\top Q^\top Q x = x^\top x"),
    (r"Let $P \in \mathbb{R}^{n \times n}$ be a projection.", r"P P x = P x"),
    (r"The data $z \in \mathbb{R}^n$ are centered.", r"\sum_i z_i = 0"),
    (r"Let $q \in \mathbb{R}^n$ be a point of the simplex.", r"\sum_i q_i = 1"),
]


@pytest.mark.parametrize(("opening", "latex"), SPARED)
def test_what_is_not_used_keeps_from_refuting(opening: str, latex: str) -> None:
    assert last(opening, latex) == "undecided"


def test_a_property_is_said_of_its_part_only() -> None:
    one = r"Let $S \in \mathbb{R}^{n \times n}$ and $x \in \mathbb{R}^n$"
    claim = "\n\n$$ S^\\top x = S x $$\n\n"
    text = f"# Problem 1\n\n{one}, $S$ is symmetric.{claim}# Problem 2\n\n{one}.{claim}"
    first, second = (step.verdict.value for step in steps(check(text, None)))
    assert (first, second) == ("proved", "refuted")


SAYS_MORE = [
    (r"Let $v \in \mathbb{R}^n$ be a unit vector times 2.", r"v^\top v = 1"),
    (
        r"Let $c \in \mathbb{R}$, and let $v \in \mathbb{R}^n$ be one-hot scaled by $c$.",
        r"\sum_i v_i = 1",
    ),
    (
        r"Let $S \in \mathbb{R}^{n \times n}$ be symmetric about its antidiagonal.",
        r"S^\top x = S x",
    ),
    (r"Let $y \in \mathbb{R}^n$ be one-hot, with two ones.", r"\sum_i y_i = 1"),
    (
        r"Let $p \in \mathbb{R}^n$ be a probability vector. We do not normalise it.",
        r"\sum_i p_i = 1",
    ),
    (
        r"Let $p \in \mathbb{R}^n$ be a distribution; its entries need not sum to one.",
        r"\sum_i p_i = 1",
    ),
    (r"Let $v \in \mathbb{R}^n$ be a unit vector in the 1-norm.", r"v^\top v = 1"),
    (
        r"Let $p \in \mathbb{R}^n$ be a distribution with one entry removed.",
        r"\sum_i p_i = 1",
    ),
    (r"Let $S \in \mathbb{R}^{n \times n}$ be a symmetric-looking matrix.", r"S^\top x = S x"),
]


@pytest.mark.parametrize(("opening", "latex"), SAYS_MORE)
def test_a_property_that_goes_on_proves_nothing(opening: str, latex: str) -> None:
    assert last(opening, latex) == "undecided"


@pytest.mark.parametrize(
    ("words", "verdict"),
    [
        ("All matrices but $A$ are symmetric.", "undecided"),
        ("Except for $A$, which is given, all matrices are symmetric.", "undecided"),
        ("The square of $A$ is symmetric.", "undecided"),
        ("The sum of $B$ and $A$ is symmetric.", "undecided"),
        ("Twice $A$ is symmetric.", "undecided"),
        ("We speak of a symmetric matrix $A$.", "proved"),
        ("For the sake of brevity let $A$ be symmetric.", "proved"),
        ("Nothing is known of $x$, but $A$ is symmetric.", "proved"),
    ],
)
def test_what_is_said_of_another_one_is_not_said_of_a_symbol(words: str, verdict: str) -> None:
    declared = "Let $A \\in \\mathbb{R}^{n \\times n}$, $x \\in \\mathbb{R}^n$."
    gradient = "$$\\nabla_x (x^\\top A x) = 2Ax$$"
    found = steps(check(f"{declared} {words}\n\n{gradient}\n", None))[-1]
    assert found.verdict.value == verdict
