"""Wrong solutions of an equation that has one are refuted, and nothing that may be right is."""

import pytest

from derivcheck import verify_text
from tests.check.support import check, steps

DATA = (
    "Let $X \\in \\mathbb{R}^{n \\times d}$, $y \\in \\mathbb{R}^n$, $w \\in \\mathbb{R}^d$, "
    "$\\lambda > 0$ and $J(w) = \\|Xw - y\\|^2 + \\lambda \\|w\\|^2$.\n"
)
RIDGE = DATA + "$$\\nabla_w J = 2 X^T(X w - y) + 2\\lambda w$$\n"
MEAN = (
    "Let $x_1, \\dots, x_n, m \\in \\mathbb{R}$%s and $J(m) = \\sum_i (x_i - m)^2$.\n"
    "$$J'(m) = -2 \\sum_i (x_i - m) = 0$$\n%s $$\\hat m = %s$$\n"
)


def said(text: str) -> list[str]:
    return [one.verdict.value for one in steps(check(text, None))]


@pytest.mark.parametrize("name", ["w", "\\hat w", "w^*"])
@pytest.mark.parametrize(
    ("solution", "verdict"),
    [
        ("(X^TX + \\lambda I)^{-1} X^T y", "proved"),
        ("(X^TX - \\lambda I)^{-1} X^T y", "refuted"),
        ("(X^TX + 2\\lambda I)^{-1} X^T y", "refuted"),
        ("2(X^TX + \\lambda I)^{-1} X^T y", "refuted"),
        # right, and in another form
        ("X^T(XX^T + \\lambda I)^{-1} y", "undecided"),
        # right, and no closed form
        ("\\frac1\\lambda X^T(y - Xw)", "undecided"),
    ],
)
def test_a_wrong_solution_is_refuted(name: str, solution: str, verdict: str) -> None:
    row = f"Setting the gradient to zero gives $${name} = {solution}$$\n"
    assert said(RIDGE + row)[-1] in ((verdict, "proved") if verdict == "undecided" else (verdict,))
    # in a part of its own
    parts = DATA + "\n(a) $$\\nabla_w J = 2 X^T(X w - y) + 2\\lambda w$$\n\n(b) " + row
    assert said(parts)[-1] == said(RIDGE + row)[-1]


@pytest.mark.parametrize(
    ("beside", "words"),
    [
        (" with $n = 1$", "Hence"),
        ("", "For a single sample,"),
        ("", "It is not true that"),
        ("", "At the start,"),
        ("", "One could think that"),
        (" be centred", "Hence"),
        (" be subject to $m \\ge 0$", "Hence"),
    ],
)
def test_what_may_be_right_under_other_words_is_not_refuted(beside: str, words: str) -> None:
    assert said(MEAN % ("", "Hence", "\\sum_i x_i"))[-1] == "refuted"
    assert said(MEAN % (beside, words, "\\sum_i x_i"))[-1] != "refuted"


@pytest.mark.parametrize(
    "between",
    [
        # other equations than the one found
        "$$\\sum_i x_i + n m = 0$$\nHence",
        "With weight decay, this gives",
        "Let $g(m) = m^2$. Setting $g'(m)$ to zero gives",
    ],
)
def test_where_another_equation_may_be_meant_nothing_is_refuted(between: str) -> None:
    assert said(MEAN % ("", between, "\\sum_i x_i"))[-1] != "refuted"


def test_an_equation_of_two_unknowns_is_not_solved_for_one() -> None:
    text = (
        "Let $x_1, \\dots, x_n, y_1, \\dots, y_n, a, b \\in \\mathbb{R}$ and "
        "$J(a, b) = \\sum_i (a x_i + b - y_i)^2$.\n"
        "$$\\frac{\\partial J}{\\partial b} = 2 \\sum_i (a x_i + b - y_i) = 0$$\n"
        "so that $$\\hat b = \\frac1n \\sum_i y_i$$\n"
    )
    assert said(text)[-1] == "undecided"


def test_without_words_that_set_the_slope_to_zero_nothing_is_refuted() -> None:
    slope = "Let $a, b, w \\in \\mathbb{R}$ and $f(w) = aw^2 - bw$.\n$$f'(w) = 2aw - b%s$$\n"
    assert said(slope % "" + "$$w = 0$$\n")[-1] == "undecided"
    assert said(slope % " = 0" + "$$w = 0$$\n")[-1] == "refuted"


def test_a_name_is_not_held_to_a_wrong_solution() -> None:
    right = "Hence $$\\hat m = \\frac1n \\sum_i x_i$$\n"
    assert said(MEAN % ("", "Hence", "\\sum_i x_i") + right)[-2:] == ["refuted", "undecided"]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (
            RIDGE + "Setting it to zero, $$w^* = (X^TX - \\lambda I)^{-1} X^Ty$$\n",
            "(X^TX + \\lambda I)^{-1} X^Ty",
        ),
        (MEAN % ("", "Hence", "\\sum_i x_i"), "\\frac{\\sum_{i} x_{i}}{n}"),
    ],
)
def test_the_solution_is_shown(text: str, shown: str) -> None:
    last = [one for part in verify_text(text).documents[0].parts for one in part.steps][-1]
    assert last.verdict == "refuted"
    assert (last.slip.repair if last.slip else last.value) == shown


@pytest.mark.parametrize(
    ("solution", "verdict"),
    [("\\frac{x^T y}{x^T x}", "proved"), ("\\frac1n \\sum_i x_i y_i", "refuted")],
)
def test_so_concludes_what_a_declared_symbol_is(solution: str, verdict: str) -> None:
    text = (
        "Let $x_1, \\dots, x_n, y_1, \\dots, y_n, w \\in \\mathbb{R}$, and "
        "$J(w) = \\sum_i (w x_i - y_i)^2$.\n"
        "$$\\frac{dJ}{dw} = 2 \\sum_i (w x_i - y_i) x_i = 0$$\n"
    )
    assert said(f"{text}so that $$w = {solution}$$\n")[-1] == verdict


@pytest.mark.parametrize(
    ("behind", "verdict"),
    [
        ("Here we have measured in units of $n$.\n", "undecided"),
        ("We have absorbed $n$.\n", "undecided"),
        ("\n# Next\n\nHere we go on.\n", "refuted"),
    ],
)
def test_a_sentence_behind_may_say_how_a_row_is_meant(behind: str, verdict: str) -> None:
    assert said(MEAN % ("", "Hence", "\\sum_i x_i") + behind)[-1] == verdict


def test_a_solution_that_was_not_checked_proves_itself_nowhere() -> None:
    row = "For once, setting it to zero gives $$\\hat m = \\sum_i x_i$$\n"
    text = MEAN % ("", "For a single sample, setting it to zero gives", "\\sum_i x_i")
    assert said(text + row)[-2:] == ["undecided", "undecided"]


def test_another_function_that_is_set_to_zero_has_other_zeros() -> None:
    text = "Let $a, x \\in \\mathbb{R}$ and $f(x) = x^2 - 2ax$.\n$$f'(x) = 2x - 2a$$\nSetting "
    assert said(text + "$f(x)$ to zero gives $$x = 2a$$\n")[-1] == "undecided"
    assert said(text + "$f'(x)$ to zero gives $$x = 2a$$\n")[-1] == "refuted"


def test_a_number_and_the_vector_that_is_said_of_it_are_no_solution() -> None:
    text = (
        "Let $k_1, \\dots, k_n, p \\in \\mathbb{R}$ and "
        "$\\ell(p) = \\sum_i k_i \\log p + \\sum_i (1 - k_i) \\log(1 - p)$.\n"
        "$$\\ell'(p) = \\frac{\\sum_i k_i}{p} - \\frac{n - \\sum_i k_i}{1 - p} = 0$$\n"
    )
    assert said(text + "so $$\\hat p = \\frac{k}{n}$$\n")[-1] not in ("proved", "refuted")
