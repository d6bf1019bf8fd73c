"""Documents that bring their own definitions are checked without a problem file."""

import pytest

from tests.check.support import check, steps, verdicts

OPENING = (
    "Let $x, y \\in \\mathbb{R}^n$, $A \\in \\mathbb{R}^{n \\times n}$ and "
    "$W \\in \\mathbb{R}^{m \\times n}$; $t$ is a real number, $q \\in \\mathbb R^{m}$.\n\n"
    "Let $z = W x$ and $\\sigma(s) = \\frac{1}{1 + e^{-s}}$, and $h = \\sigma(z)$.\n\n"
)

TRUE = [
    r"\frac{\partial x^\top A x}{\partial x} = A x + A^\top x",
    r"x^\top y = \sum_{i=1}^n x_i y_i",
    r"\frac{\partial z}{\partial x} = W",
    r"\frac{\partial h_i}{\partial z_j} = \sigma(z_i) (1 - \sigma(z_i)) \delta_{ij}",
    r"\frac{\partial q^\top h}{\partial z} = q \odot h \odot (1 - h)",
    r"\frac{\partial q^\top h}{\partial x} = W^\top (q \odot h \odot (1 - h))",
    r"\sigma'(t) = \sigma(t) (1 - \sigma(t))",
    r"\frac{\partial q^\top W x}{\partial W} = q x^\top",
]

WRONG = [
    (r"\frac{\partial x^\top A x}{\partial x} = 2 A x", "refuted"),
    (r"x^\top y = \sum_{i=1}^n x_i", "refuted"),
    (r"\frac{\partial z}{\partial x} = W^\top", "ill-typed"),
    (r"\frac{\partial h_i}{\partial z_j} = \sigma(z_i) \delta_{ij}", "refuted"),
    (r"\frac{\partial q^\top h}{\partial z} = q \odot h \odot (1 + h)", "refuted"),
    (r"\sigma'(t) = \sigma(t)", "refuted"),
    (r"\frac{\partial q^\top W x}{\partial W} = x q^\top", "ill-typed"),
    (r"A x = x A", "ill-typed"),
]


def last(latex: str, opening: str = OPENING) -> str:
    return steps(check(f"{opening}$$ {latex} $$\n", None))[-1].verdict.value


@pytest.mark.parametrize("latex", TRUE)
def test_a_true_step_about_declared_symbols_is_proved(latex: str) -> None:
    assert last(latex) == "proved"


@pytest.mark.parametrize(("latex", "verdict"), WRONG)
def test_a_wrong_step_about_declared_symbols_is_not(latex: str, verdict: str) -> None:
    assert last(latex) == verdict


def test_what_was_taken_from_the_text_is_listed() -> None:
    found = check(OPENING, None)
    (shown,) = found.conventions
    assert (shown.code, shown.source, found.problem) == ("declared-symbol", "stated", None)
    assert "x, y \\in \\mathbb{R}^n" in shown.evidence


@pytest.mark.parametrize(
    "opening",
    [
        "Let $x \\in \\mathbb{R}^n$. Later $x \\in \\mathbb{R}^m$.\n\n",  # declared in two ways
        "Let $x \\in \\mathbb{R}^{300}$.\n\n",  # too long to be spelled out
        "Let $x \\in S$.\n\n",
        "Let $x \\in \\mathbb{R}^{n \\times m \\times k}$.\n\n",
    ],
)
def test_what_declares_nothing(opening: str) -> None:
    assert last("x + x = 2x", opening) == "unread"


def test_the_problem_file_wins() -> None:
    text = (
        "(b) Let $v_c, x \\in \\mathbb{R}^n$, $r \\in \\mathbb{R}^d$.\n\n$$ r + v_c = v_c + r $$\n"
    )
    (found,) = steps(check(text))
    assert found.verdict.value == "proved"


@pytest.mark.parametrize(
    ("said", "verdict"),
    [
        (r"Let $\lambda < 0$.", "undecided"),
        (r"Let $\lambda \in (-\infty, 0)$.", "undecided"),
        (r"Here any $\lambda$ will do.", "refuted"),
        (r"With $\lambda < 1$ we have", "proved"),
        ("Nothing.", "proved"),
    ],
)
def test_a_number_is_positive_unless_its_part_says_otherwise(said: str, verdict: str) -> None:
    text = "Let $\\lambda > 0$.\n\n# A\n\n%s\n\n$$\\sqrt{\\lambda^2} = \\lambda$$\n\n# B\n\n%s"
    rest = "$$\\sqrt{\\lambda^2} = \\lambda$$\n"
    found = verdicts(check(text % (said, rest), None))
    assert [v for k, v in found.items() if k.startswith("a.")][-1] == verdict
    assert found["b.1"] == "proved"


@pytest.mark.parametrize("said", ["Let $a, b > 0$.", "where $a, b > 0$ ,", "Let $b, c, a > 0$."])
def test_several_numbers_are_declared_to_be_positive_at_once(said: str) -> None:
    found = check(f"{said}\n\n$$\\sqrt{{a^2 b^2}} = a b$$\n\n$$\\sqrt{{a^2 b^2}} = a$$", None)
    assert [one.verdict.value for one in steps(found)][-2:] == ["proved", "refuted"]
    assert {one.verdict.value for one in steps(found)[:-2]} == {"given"}


@pytest.mark.parametrize(
    ("said", "verdict"),
    [
        ("Let $a > 0$, $b > 0$.", "proved"),
        ("Let $a > 0$ and $b > 0$.", "proved"),
        (
            "Take steps of a learning rate $a > 0$. We add a regularization parameter $b > 0$.",
            "proved",
        ),
        # the false twins: one of them may be negative
        ("Let $a > 0$, $b > -1$.", "undecided"),
        ("Let $a > 0$. If $b > 0$ then all is well.", "undecided"),
        ("Let $a > 0$ and if $b > 0$ all is well.", "undecided"),
        ("Let $a > 0$, $b > 0$ or $b < 0$.", "undecided"),
        ("Let $a > 0$. This is easy for a parameter $b > 0$.", "undecided"),
        ("Let $a > 0$. There is a parameter $b > 0$ with it.", "undecided"),
        ("Let $a > 0$. We need a parameter $b > 0$ such that all is well.", "undecided"),
    ],
)
def test_each_of_several_numbers_is_declared_to_be_positive(said: str, verdict: str) -> None:
    found = check(f"{said}\n\n$$\\sqrt{{a^2 b^2}} = a b$$", None)
    assert steps(found)[-1].verdict.value == verdict


@pytest.mark.parametrize("said", ["If $a, b > 0$,", "Let $a, b > -1$.", "Let $a + b > 0$."])
def test_what_is_no_list_of_positive_numbers_declares_none(said: str) -> None:
    found = check(f"{said}\n\n$$\\sqrt{{a^2}} = a$$", None)
    assert steps(found)[-1].verdict.value != "proved"


ONES = r"Let $X \in \mathbb{R}^{n \times d}$, $u\in\mathbb{R}^d$, $\mathbf{1} \in \mathbb{R}^n$%s."


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (r"\mathbf{1}^\top X u = \sum_{i=1}^n \sum_{j=1}^d X_{ij} u_j", "proved"),
        (r"\mathbf{1}^\top X u = \sum_{i=1}^n \sum_{j=1}^d X_{ij}", "refuted"),
        (r"\frac{\partial}{\partial u} \mathbf{1}^\top X u = X^\top \mathbf{1}", "proved"),
        (r"\frac{\partial}{\partial u} \mathbf{1}^\top X u = 2 X^\top \mathbf{1}", "refuted"),
        (r"\mathbf{1}^\top \mathbf{1} = n", "proved"),
        (r"\mathbf{1}^\top \mathbf{1} = 1", "refuted"),
        # it may be of another length here
        (r"u + \mathbf{1} = \mathbf{1} + u", "unread"),
        (r"u^\top \mathbf{1} = \mathbf{1}^\top u", "unread"),
    ],
)
def test_a_bold_one_is_the_vector_of_ones_that_is_declared(claim: str, verdict: str) -> None:
    assert last(claim, ONES % "" + "\n\n") == verdict
    otherwise = last(claim, ONES % " the indicator of a class" + "\n\n")
    assert otherwise == "unread" or claim.startswith("u +")


SHAPES = r"Let $X \in \mathbb{R}^{n \times d}$, $u \in \mathbb{R}^d$ and $w \in \mathbb{R}^n$."


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (r"\mathbf{1}^\top w = \sum_{i=1}^n w_i", "proved"),
        (r"\mathbf{1}^\top w = 2 \sum_{i=1}^n w_i", "unread"),
        (r"w^\top \mathbf{1} = \mathbf{1}^\top w", "proved"),
        (r"w^\top \mathbf{1} = -\mathbf{1}^\top w", "unread"),
        (r"\frac{\partial}{\partial u} \mathbf{1}^\top X u = X^\top \mathbf{1}", "proved"),
        (r"\frac{\partial}{\partial u} \mathbf{1}^\top X u = 2 X^\top \mathbf{1}", "unread"),
        # of a number 1, or of the identity
        (r"\mathbf{1} w = w", "unread"),
        (r"X^\top \mathbf{1} = X^\top", "unread"),
        (r"\mathbb{1}_n^\top w = \sum_{i=1}^n w_i", "proved"),
        (r"\mathbf{1}_n^\top w = 2 \sum_{i=1}^n w_i", "refuted"),
        (r"\mathbf{1}_n^\top \mathbf{1}_n = n", "proved"),
        (r"\mathbf{1}_n^\top \mathbf{1}_n = 1", "refuted"),
        (r"\mathbf{1}_d^\top w = \sum_{i=1}^n w_i", "ill-typed"),
    ],
)
def test_a_bold_one_is_of_the_length_that_fits(claim: str, verdict: str) -> None:
    before = SHAPES + "\n\n$$X u = X u$$\n\n"
    assert last(claim, before) == verdict
    meant = r"Write $\mathbf{1}$ for %s." + "\n\n$$X u = X u$$\n\n"
    assert last(claim, SHAPES + meant % "the vector of ones") in (verdict, "undecided", "unread")
    for other in ("the indicator of a class", "the vector of labels"):
        assert last(claim, SHAPES + meant % other) == "unread"


def test_what_is_taken_back_is_taken_back_of_each_number() -> None:
    text = "Let $a > 0$, $b > 0$%s.\n\n$$ \\sqrt{a^2} = a $$\n"
    found = [
        steps(check(text % said, None))[-1].verdict.value for said in ("", " or both negative")
    ]
    assert found == ["proved", "undecided"]


@pytest.mark.parametrize(
    "words",
    [
        "Let $r \\in \\mathbb{R}$, not necessarily $r > 0$.",
        "Let $r$ be a real number, possibly with $r > 0$.",
        "Let $r$ be a real number without $r > 0$.",
        "Let us not assume $r > 0$.",
        "Let us see why $r > 0$ matters.",
        "Let $r$ be arbitrary instead of $r > 0$.",
        "Let $r > 0$ fail.",
        "Let $r > 0$ only sometimes.",
    ],
)
def test_a_sign_that_is_not_required_is_not_declared(words: str) -> None:
    claim = "\n\n$$\\sqrt{r^2} = r$$\n"
    assert steps(check(words + claim, None))[-1].verdict.value == "undecided"
    plain = "Let $r$ be a real number with $r > 0$."
    assert steps(check(plain + claim, None))[-1].verdict.value == "proved"


PROBABILITIES = "Let $y, \\hat y \\in (0, 1)$ and $c \\in [-1, 1]$.\n\n"


@pytest.mark.parametrize(
    ("row", "verdict"),
    [
        (
            r"\frac{\partial}{\partial \hat y} (y \log \hat y + (1 - y) \log(1 - \hat y)) "
            r"= \frac{y - \hat y}{\hat y (1 - \hat y)}",
            "proved",
        ),
        (r"c^2 = c \cdot c", "proved"),
        # what fails for some number may hold for those that are meant
        (r"|y| = y", "undecided"),
        (r"\frac{d}{d c} c^2 = c", "undecided"),
    ],
)
def test_an_interval_is_a_set_of_numbers(row: str, verdict: str) -> None:
    assert steps(check(f"{PROBABILITIES}$${row}$$\n", None))[-1].verdict.value == verdict
    assert steps(check(f"{PROBABILITIES}$${row}$$\n"))[-1].verdict.value != "refuted"
