"""What words say of matrices beside a problem: no step is refuted that may hold of such ones."""

import pytest

from tests.check.support import check, steps


def last(text: str) -> str:
    return steps(check(text))[-1].verdict.value


@pytest.mark.parametrize(
    "text",
    [
        "Let $P \\in \\mathbb{R}^{n \\times n}$ be a projection, $x \\in \\mathbb{R}^n$ a vector."
        " Then $PPx = Px$.",
        "Let $P$ be a projection. Then $P^2 = P$.",
        "The matrix $H \\in \\mathbb{R}^{n\\times n}$ is idempotent, $x \\in \\mathbb{R}^n$."
        " $H(Hx) = Hx$.",
        "Let $Q \\in \\mathbb{R}^{n\\times n}$, $x \\in \\mathbb{R}^n$."
        " Since $Q$ preserves lengths, $\\|Qx\\| = \\|x\\|$.",
        "Let U be orthonormal. Then $U^\\top U = I$.",
        "All word vectors are normalized. So $v_c^\\top v_c = 1$.",
        "Let $A \\in \\mathbb{R}^{n\\times n}$ be symmetric, $x \\in \\mathbb{R}^n$."
        " $\\frac{\\partial x^\\top A x}{\\partial x} = 2Ax$.",
        "The output vectors are mutually orthogonal. $u_o^\\top u_w = 0$ for $w \\neq o$.",
    ],
)
def test_nothing_is_refuted_that_may_hold_of_what_is_said(text: str) -> None:
    assert last(f"{text}\n") in ("undecided", "unread")


@pytest.mark.parametrize(
    "text",
    [
        "Let $U$ be the matrix of output vectors. $u_o^\\top v_c = 2 u_o^\\top v_c$",
        "Since $U$ has orthogonal columns, $\\frac{\\partial J}{\\partial v_c} = U(y - \\hat y)$",
        "Let $A \\in \\mathbb{R}^{n\\times n}$ be given, $x \\in \\mathbb{R}^n$."
        " $\\frac{\\partial x^\\top A x}{\\partial x} = 2Ax$.",
        "The softmax probabilities sum to one: $\\sum_w \\hat y_w = 2$",
    ],
)
def test_other_words_save_nothing(text: str) -> None:
    assert last(f"{text}\n") == "refuted"


QUADRATIC = (
    "Let $x \\in \\mathbb{R}^n$ and $A \\in \\mathbb{R}^{n \\times n}$.%s\n\n"
    "$$\\frac{\\partial}{\\partial x} x^\\top A x = 2Ax%s$$\n\n%s\n"
)
DISTANCE = "%s Let $u, v \\in \\mathbb{R}^d$.\n$$\\|u - v\\|^2 = 2 - 2 u^\\top v$$\n"


@pytest.mark.parametrize(
    "text",
    [
        QUADRATIC % ("\n\nThe matrix is symmetric.", "", ""),
        QUADRATIC % ("", "", "Here we used that A is symmetric."),
        QUADRATIC % ("", " \\quad \\text{(symmetry)}", ""),
        "A symmetric. " + QUADRATIC % ("", "", ""),
        "All matrices here are symmetric. " + QUADRATIC % ("", "", ""),
        DISTANCE % "Unit vectors only!",
        DISTANCE % "We work on the sphere.",
        DISTANCE % "Embeddings are L2-normalised.",
        "The probabilities sum to one. Let $p \\in \\mathbb{R}^n$.\n$$\\sum_i p_i = 1$$\n",
        "All entries are positive. Let $p \\in \\mathbb{R}^n$.\n$$\\sqrt{p_1^2} = p_1$$\n",
        "The data is centred. Let $x_i \\in \\mathbb{R}^d$, $i = 1, \\dots, n$.\n"
        "$$\\sum_{i=1}^n x_i = 0$$\n",
        "Let $P \\in \\mathbb{R}^{n \\times n}$. Projecting twice changes nothing:\n$$PP = P$$\n",
    ],
)
def test_words_without_a_formula_spare_what_a_text_declares(text: str) -> None:
    assert steps(check(text, None))[-1].verdict.value == "undecided"


@pytest.mark.parametrize(
    "text",
    [
        QUADRATIC % ("\n\nThe matrix is given.", "", ""),
        # of a vector no matrix is symmetric, and nothing fixed stands in it
        "All matrices are symmetric. Let $x \\in \\mathbb{R}^n$. $$\\frac{\\partial}{\\partial x}"
        " x^\\top x = x$$\n",
        DISTANCE % "Embeddings are learned.",
        "The positive examples come first. " + DISTANCE % "",
    ],
)
def test_other_words_without_a_formula_spare_nothing(text: str) -> None:
    assert steps(check(text, None))[-1].verdict.value == "refuted"


@pytest.mark.parametrize(
    "text",
    [
        "The errors sum to zero. Let $e \\in \\mathbb{R}^n$.\n$$\\sum_i e_i = 0$$\n",
        "Labels are plus or minus one. Let $y \\in \\mathbb{R}^n$.\n$$y_i^2 = 1$$\n",
        "Masks hold zeros and ones. Let $m \\in \\mathbb{R}^n$.\n$$m \\odot m = m$$\n",
        "Weights are tied. Let $U, V \\in \\mathbb{R}^{n \\times d}$.\n$$UV^\\top = UU^\\top$$\n",
        "We assume whitened data. Let $X \\in \\mathbb{R}^{n \\times d}$.\n$$X^\\top X = I$$\n",
        "Norms are L1. Let $x \\in \\mathbb{R}^n$.\n$$\\|x\\| = \\sum_i |x_i|$$\n",
    ],
)
def test_words_on_data_and_labels_without_a_formula(text: str) -> None:
    assert steps(check(text, None))[-1].verdict.value in ("undecided", "unread")


def test_what_is_said_behind_another_formula_spares_nothing() -> None:
    text = (
        "Let $a, x \\in \\mathbb{R}^n$.\n\n$$\\frac{\\partial}{\\partial x} (a^\\top x) = 2a$$\n\n"
    )
    behind = "So much for slopes.\n\n$$a^\\top x = x^\\top a$$\n\nAll labels are binary.\n"
    assert steps(check(text + behind, None))[0].verdict.value == "refuted"
    assert (
        steps(check(text + "All vectors are unit vectors.\n", None))[0].verdict.value != "refuted"
    )


def test_what_limits_values_makes_no_shapes_fit() -> None:
    text = "Let $a, x \\in \\mathbb{R}^n$. All labels are binary.\n\n$$x^\\top a = a x^\\top$$\n"
    assert steps(check(text, None))[0].verdict.value == "ill-typed"


BINARY = "Let $a, x \\in \\mathbb{R}^n$ and $A \\in \\mathbb{R}^{n \\times n}$. %s\n\n$$%s$$\n"


@pytest.mark.parametrize(
    ("said", "claim"),
    [
        ("All labels are binary.", r"\frac{\partial}{\partial x} (a^\top x) = 2a"),
        ("Labels are plus or minus one.", r"\frac{\partial}{\partial x} (a^\top x) = -a"),
        ("Masks hold zeros and ones.", r"\sum_i a_i x_i = 2 a^\top x"),
    ],
)
def test_a_slip_for_what_is_limited_so_stays_one(said: str, claim: str) -> None:
    assert steps(check(BINARY % (said, claim), None))[-1].verdict.value == "refuted"


@pytest.mark.parametrize(
    ("said", "claim"),
    [
        ("All labels are binary.", r"a_i^2 = a_i"),
        ("All matrices are symmetric.", r"x^\top A = (A x)^\top"),
        ("The entries are positive.", r"|a_i| = a_i"),
        # ones are no unit vector, and their mean is not zero
        ("All vectors are unit vectors.", r"a^\top a = 1"),
        ("The data is centred and binary.", r"\sum_i a_i = 0"),
        ("All labels are binary. Errors sum to zero.", r"\sum_i a_i = 0"),
        ("The labels are binary, one-hot.", r"\sum_i a_i = 1"),
    ],
)
def test_what_holds_for_what_is_limited_so_is_not_refuted(said: str, claim: str) -> None:
    assert steps(check(BINARY % (said, claim), None))[-1].verdict.value == "undecided"
