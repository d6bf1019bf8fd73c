"""Solutions with a name of their own, ŵ and θ_{MLE}, of the derivative that is set to zero."""

import pytest

from tests.check.support import check, steps

DATA = (
    "Let $X \\in \\mathbb{R}^{n \\times d}$, $y \\in \\mathbb{R}^n$, $w \\in \\mathbb{R}^d$ and "
    "$J(w) = \\|Xw - y\\|^2$.\n"
)
SAMPLES = "Let $x_1, \\dots, x_n \\in \\mathbb{R}$.\n"
BERNOULLI = (
    "$$\\ell(\\theta) = \\sum_i (x_i \\log\\theta + (1 - x_i) \\log(1 - \\theta))$$\n"
    "$$\\frac{d\\ell}{d\\theta} = \\frac{\\sum_i x_i}{\\theta} - "
    "\\frac{n - \\sum_i x_i}{1 - \\theta} = 0$$\n"
)


def said(text: str) -> list[str]:
    return [one.verdict.value for one in steps(check(text, None))]


def conditions(text: str) -> str:
    return " ".join(one.text for one in steps(check(text, None))[-1].conditions)


@pytest.mark.parametrize(
    "words",
    [
        "Setting $\\nabla_w J = 0$ gives %s.\n",
        "Setting $\\nabla_w J = 0$ we get %s, so\n",
        "We solve $\\nabla_w J = 0$, i.e. %s.\n",
        "At the optimum $\\nabla_w J = 0$, which yields %s.\n",
        "$$\\nabla_w J = 0 \\implies %s$$\n",
    ],
)
def test_what_follows_from_a_derivative_set_to_zero_in_a_sentence(words: str) -> None:
    inline = "$%s$" if "implies" not in words else "%s"
    right, wrong = (inline % f"X^T X w = {by}X^T y" for by in ("", "2 "))
    assert said(DATA + words % right) == ["given", "given", "proved"]
    assert said(DATA + words % wrong)[-1] == "undecided"
    # without words it is a claim
    assert said(DATA + "$$X^T X w = X^T y$$\n")[-1] == "refuted"


def test_a_formula_that_is_set_to_zero_is_given_once_a_row_is_found_by_it() -> None:
    zero = "$$f'(w) = 2w - 2a = 0 \\implies \\hat w = %s$$\n"
    text = "Let $f(w) = w^2 - 2aw$ with $a, w \\in \\mathbb{R}$.\n" + zero
    assert said(text % "a") == ["given", "proved", "given", "proved"]
    assert said(text % "2a") == ["given", "proved", "given", "refuted"]


@pytest.mark.parametrize("name", ["\\hat w", "w^*", "w_{\\text{LS}}"])
def test_a_named_solution_is_checked_in_its_equation(name: str) -> None:
    text = DATA + "$$\\nabla_w J = 2 X^T(X w - y)$$\nSetting this to zero gives $$%s = %s$$\n"
    right = text % (name, "(X^T X)^{-1} X^T y")
    assert said(right)[-1] == "proved"
    assert "has an inverse" in conditions(right)
    for wrong in ("2 (X^T X)^{-1} X^T y", "(X^T X)^{-1} w", "X^T y"):
        assert said(text % (name, wrong))[-1] != "proved"


def test_an_equation_that_is_linear_without_its_denominators() -> None:
    text = SAMPLES + BERNOULLI + "$$\\hat\\theta = %s$$\n"
    assert said(text % "\\frac1n \\sum_i x_i") == ["given", "proved", "given", "proved"]
    assert said(text % "\\frac2n \\sum_i x_i")[-1] == "refuted"
    assert said(text % "\\sum_i x_i")[-1] == "refuted"
    row = SAMPLES + BERNOULLI + "$$(1 - \\theta) \\sum_i x_i = \\theta (%s - \\sum_i x_i)$$\n"
    assert said(row % "n")[-1] == "proved"
    assert said(row % "2n")[-1] != "proved"


def test_an_equation_with_two_solutions_is_not_solved_by_one() -> None:
    text = (
        "Let $g(w) = w^3 - 3a^2 w$ with $a, w \\in \\mathbb{R}$.\n"
        "$$g'(w) = 3w^2 - 3a^2 = 0 \\implies \\hat w = a$$\n"
    )
    assert said(text)[-1] == "undecided"


def test_a_name_is_proved_by_no_solution_of_another_letter() -> None:
    """Both sides of ``\\hat\\sigma^2 = …`` are the same, as those of the solution above are."""
    text = (
        SAMPLES + "$$\\ell(\\mu, \\sigma) = -n \\log\\sigma - "
        "\\frac{1}{2\\sigma^2} \\sum_i (x_i - \\mu)^2$$\n"
        "$$\\frac{\\partial \\ell}{\\partial\\mu} = \\frac{1}{\\sigma^2} \\sum_i (x_i - \\mu) = 0 "
        "\\implies \\hat\\mu = \\frac1n \\sum_i x_i$$\nso that\n"
        "$$\\hat\\sigma^2 = 7 \\sum_i (x_i - \\hat\\mu)^2$$\n"
    )
    assert said(text) == ["given", "proved", "given", "proved", "undecided"]


LAGRANGE = (
    "Let $\\pi_1, \\dots, \\pi_K \\in \\mathbb{R}$, $n_1, \\dots, n_K \\in \\mathbb{R}$ and "
    "$\\lambda \\in \\mathbb{R}$.\n"
    "$$L(\\pi, \\lambda) = \\sum_{k=1}^K n_k \\log\\pi_k + \\lambda (1 - \\sum_{k=1}^K \\pi_k)$$\n"
    "$$\\frac{\\partial L}{\\partial \\pi_k} = \\frac{n_k}{\\pi_k} - \\lambda = 0 "
    "\\implies \\pi_k = %s$$\n"
)


def test_an_entry_is_solved_for_and_defines_nothing() -> None:
    assert said(LAGRANGE % "\\frac{n_k}{\\lambda}") == ["given", "proved", "given", "proved"]
    assert said(LAGRANGE % "\\frac{\\lambda}{n_k}")[1:] == ["proved", "undecided", "undecided"]
    assert said(LAGRANGE % "\\frac{n_j}{\\lambda}")[-1] != "proved"


def test_the_slope_in_another_argument_leaves_a_solved_one_as_it_is() -> None:
    text = LAGRANGE % "\\frac{n_k}{\\lambda}"
    slope = "$$\\frac{\\partial L}{\\partial \\lambda} = %s$$\n"
    assert said(text + slope % "1 - \\sum_{k=1}^K \\pi_k")[-1] == "proved"
    assert said(text + slope % "1 + \\sum_{k=1}^K \\pi_k")[-1] != "proved"
    # of a value that has no arguments the solution may depend on λ
    bare = text.replace("L(\\pi, \\lambda)", "L")
    assert said(bare + slope % "1 - \\sum_{k=1}^K \\pi_k")[-1] == "undecided"
    # and what holds for the solution only is proved of that
    total = "so\n$$\\sum_k \\pi_k = \\frac{%s\\sum_k n_k}{\\lambda}$$\n"
    assert said(text + total % "")[-1] == "proved"
    assert said(text + total % "2")[-1] == "undecided"


@pytest.mark.parametrize("square", ["\\sigma^2", "\\hat\\sigma^2", "\\sigma_{\\text{ML}}^2"])
def test_a_square_is_solved_for(square: str) -> None:
    text = (
        SAMPLES + "Let $m, \\sigma \\in \\mathbb{R}$.\n$$\\ell(m, \\sigma) = -n \\log\\sigma - "
        "\\frac{1}{2\\sigma^2} \\sum_i (x_i - m)^2$$\n"
        "$$\\frac{\\partial \\ell}{\\partial\\sigma} = -\\frac{n}{\\sigma} + "
        "\\frac{1}{\\sigma^3} \\sum_i (x_i - m)^2 = 0$$\nso that\n"
        f"$${square} = %s \\sum_i (x_i - m)^2$$\n"
    )
    assert said(text % "\\frac1n") == ["given", "proved", "given", "proved"]
    assert said(text % "\\frac{1}{n - 1}")[-1] == "undecided"
    assert said(text % "\\frac{1}{2n}")[-1] == "undecided"


def test_a_slope_that_is_an_inverse_is_invertible() -> None:
    text = (
        "Let $x_1, \\dots, x_n, m \\in \\mathbb{R}^d$, and let "
        "$A \\in \\mathbb{R}^{d \\times d}$ be symmetric and invertible.\n"
        "$$\\ell(m) = -\\frac12 \\sum_{i=1}^n (x_i - m)^T A^{-1} (x_i - m)$$\n"
        "$$\\nabla_m \\ell = \\sum_{i=1}^n A^{-1} (x_i - m) = 0$$\n"
        "$$\\hat m = %s \\sum_{i=1}^n x_i$$\n"
    )
    assert said(text % "\\frac1n") == ["given", "proved", "given", "proved"]
    assert said(text % "\\frac1d")[-1] == "refuted"


def test_the_same_slope_set_to_zero_is_what_it_was_found_to_be() -> None:
    text = (
        "Let $a, b, w \\in \\mathbb{R}$ and $f(w) = \\frac{a}{2} w^2 - \\log e^{bw}$.\n"
        "$$\\frac{df}{dw} = a w - b$$\n"
        "From $\\frac{df}{dw} = 0$ we get $$\\hat w = %s$$\n"
    )
    assert said(text % "\\frac{b}{a}") == ["given", "proved", "given", "proved"]
    assert said(text % "\\frac{a}{b}") == ["given", "proved", "given", "refuted"]


PARTS = (
    "Let $a, b, c, w \\in \\mathbb{R}$ and $f(w) = \\frac{a}{2} w^2 - bw$.\n\n"
    "**(a)** $$\\frac{df}{dw} = a w - b$$\n\n**(b)** %s\n"
)


@pytest.mark.parametrize(
    ("part", "verdict"),
    [
        ("Setting the derivative to zero gives $$a w = b$$", "proved"),
        ("Setting the derivative to zero gives $$a w = 2b$$", "undecided"),
        # what no words set to zero, and what is said of another function
        ("Therefore $$a w = b$$", "refuted"),
        ("Let $g(w) = (w - c)^2$. Setting its derivative to zero gives $$a w = b$$", "undecided"),
    ],
)
def test_a_part_may_set_to_zero_what_the_part_before_has_found(part: str, verdict: str) -> None:
    assert said(PARTS % part)[-1] == verdict


def test_a_solution_that_holds_what_is_unknown_too_refutes_no_other() -> None:
    text = (
        "Let $f(x, y) = x^2 + xy + y^2 - 3x$ with $x, y \\in \\mathbb{R}$.\n"
        "$$\\frac{\\partial f}{\\partial x} = 2x + y - 3 = 0$$\n"
        "$$\\frac{\\partial f}{\\partial y} = x + 2y = 0$$\n"
        "Hence $$\\hat x = \\frac{3 - y}{2}$$\n and in the end $$\\hat x = %s$$\n"
    )
    assert said(text % "2")[-2:] == ["proved", "undecided"]
    assert said(text % "3")[-2:] == ["proved", "undecided"]
    # in an equation with one solution what is unequal to it is wrong
    one = "Let $f(x) = x^2 - 2ax$ with $a, x \\in \\mathbb{R}$.\n$$f'(x) = 2x - 2a = 0$$\n"
    assert said(one + "$$\\hat x = a$$\n$$\\hat x = 2a$$\n")[-2:] == ["proved", "refuted"]
    # of two solutions none refutes the other
    two = "Let $f(x) = x^3 - 3ax^2$ with $a, x \\in \\mathbb{R}$.\n$$f'(x) = 3x^2 - 6ax = 0$$\n"
    assert said(two + "$$\\hat x = 2a$$\n$$\\hat x = 0$$\n")[-2:] == ["undecided", "undecided"]


def test_a_slope_at_the_solution_of_another_is_not_refuted() -> None:
    text = (
        SAMPLES + "Let $\\mu, \\sigma > 0$.\n$$\\ell(\\mu, \\sigma) = -n \\log\\sigma - "
        "\\frac{1}{2\\sigma^2} \\sum_i (x_i - \\mu)^2$$\n"
        "$$\\frac{\\partial \\ell}{\\partial\\mu} = "
        "\\frac{1}{\\sigma^2} \\sum_i (x_i - \\mu) = 0$$\n"
        "so $$\\hat\\mu = \\frac1n \\sum_i x_i$$\n"
        "$$\\frac{\\partial \\ell}{\\partial\\sigma} = -\\frac{n}{\\sigma} + "
        "\\frac{1}{\\sigma^3} \\sum_i (x_i - \\hat\\mu)^2$$\n"
    )
    assert said(text)[-2:] == ["proved", "undecided"]


@pytest.mark.parametrize(
    "between", ["", "Write $S = \\sum_i x_i$.\n", "$$J''(m) = 2n$$\nWrite $S = \\sum_i x_i$.\n"]
)
@pytest.mark.parametrize("slope", ["\\frac{dJ}{dm}", "J'(m)"])
def test_a_row_below_a_derivative_that_is_zero_is_not_refuted(between: str, slope: str) -> None:
    total = "S" if between else "\\sum_i x_i"
    text = (
        SAMPLES + "Let $m \\in \\mathbb{R}$ and $J(m) = \\sum_i (x_i - m)^2$.\n"
        f"$${slope} = -2\\sum_i (x_i - m) = 0$$\n{between}$$n m = {total}$$\n"
    )
    assert said(text)[-1] in ("proved", "undecided")
    assert said(text.replace(f"= {total}$$", f"= 2{total}$$"))[-1] == "undecided"


def test_what_follows_for_the_multiplier() -> None:
    text = (
        "Let $x \\in \\mathbb{R}^n$, $c, \\lambda \\in \\mathbb{R}$ and "
        "$L(x, \\lambda) = x^T x - \\lambda (\\sum_i x_i - c)$.\n"
        "$$\\frac{\\partial L}{\\partial x_i} = 2x_i - \\lambda = 0$$\n"
        "so $$x_i = \\frac{\\lambda}{2}$$\n"
        "$$\\frac{\\partial L}{\\partial \\lambda} = c - \\sum_i x_i = 0$$\n"
        "Hence $$\\frac{n \\lambda}{%s} = c$$\n"
    )
    assert said(text % "2")[-1] == "proved"
    assert said(text % "4")[-1] == "undecided"


@pytest.mark.parametrize("by", ["\\sigma^2", "(\\sigma^2)"])
def test_a_variance_that_is_differentiated_by_is_solved_for(by: str) -> None:
    text = (
        SAMPLES + "Let $m, \\sigma \\in \\mathbb{R}$.\n"
        "$$\\ell = -n \\log\\sigma - \\frac{1}{2\\sigma^2} \\sum_i (x_i - m)^2$$\n"
        f"$$\\frac{{\\partial \\ell}}{{\\partial {by}}} = -\\frac{{n}}{{2\\sigma^2}} + "
        "\\frac{1}{2\\sigma^4} \\sum_i (x_i - m)^2$$\n"
        "Setting this to zero gives $$\\hat\\sigma^2 = %s \\sum_i (x_i - m)^2$$\n"
    )
    assert said(text % "\\frac1n") == ["given", "proved", "proved"]
    assert said(text % "\\frac{1}{n - 1}")[-1] == "undecided"


@pytest.mark.parametrize("start", ["w_0", "w^{(0)}"])
def test_where_an_iteration_begins_is_no_solution(start: str) -> None:
    text = "Let $f(w) = w^2 - 2aw$ with $a, w \\in \\mathbb{R}$.\n$$f'(w) = 2w - 2a = 0$$\n"
    assert said(text + f"We start from $${start} = a$$\n")[-1] != "proved"


def test_a_matrix_is_solved_for() -> None:
    text = (
        "Let $P \\in \\mathbb{R}^{m \\times k}$, $Q \\in \\mathbb{R}^{n \\times k}$, "
        "$R \\in \\mathbb{R}^{m \\times n}$, $\\lambda > 0$ and "
        "$L(P) = \\frac12 \\|R - P Q^T\\|_F^2 + \\frac\\lambda2 \\|P\\|_F^2$.\n"
        "$$\\frac{\\partial L}{\\partial P} = -(R - P Q^T) Q + \\lambda P$$\n"
        "Setting this to zero gives $$P = %s$$\n"
    )
    right = text % "R Q (Q^T Q + \\lambda I)^{-1}"
    assert said(right)[-1] == "proved"
    assert "has an inverse" in conditions(right)
    for wrong in (
        "R Q (Q^T Q - \\lambda I)^{-1}",
        "2 R Q (Q^T Q + \\lambda I)^{-1}",
        "R Q",
    ):
        assert said(text % wrong)[-1] != "proved"
    left = text.replace("P Q^T", "Q^T").replace("\\|P\\|", "\\|Q\\|")
    assert said(left % "R Q (Q^T Q + \\lambda I)^{-1}")[-1] != "proved"
