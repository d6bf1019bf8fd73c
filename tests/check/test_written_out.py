"""Matrices with blank cells, and cases that say two things at once."""

import pytest

from tests.check.support import check, steps

VECTOR = "Let $x \\in \\mathbb{R}^n$.\n"


def last(text: str, problem: str | None = None) -> str:
    return steps(check(text, problem))[-1].verdict.value


@pytest.mark.parametrize(
    ("cells", "right", "verdict"),
    [
        (r"x_1 & & \\ & \ddots & \\ & & x_n", r"\mathrm{diag}(x)", "proved"),
        (r"x_1 & & \\ & \ddots & \\ & & x_n", "x", "ill-typed"),
        (r"x_1 \\ & \ddots \\ & & x_n", r"\mathrm{diag}(x)", "proved"),
        (r"x_1 \\ & \ddots \\ & & x_n", "x", "ill-typed"),
        (r"x_1 & & 1 \\ & \ddots & \\ & & x_n", r"\mathrm{diag}(x)", "unread"),
        (r"x_1 & \\ \vdots & \\ x_n &", "x", "proved"),
        (r"x_1 \\ \vdots \\ x_n \\", "x", "proved"),
    ],
)
def test_blank_cells_count(cells: str, right: str, verdict: str) -> None:
    matrix = rf"\begin{{pmatrix}} {cells} \end{{pmatrix}}"
    assert last(f"{VECTOR}\n$$ {matrix} = {right} $$\n") == verdict


@pytest.mark.parametrize(
    ("cells", "verdict"),
    [
        (r"(\hat y_w - 1) v_c & w = o \\ \hat y_w v_c & w \ne o", "proved"),
        (r"\hat y_w v_c & w \ne o \\ (\hat y_w - 1) v_c & w = o", "proved"),
        (r"(\hat y_w - 1) v_c & w = o \\ \hat y_w v_c & \text{otherwise}", "proved"),
        (r"(\hat y_w - 1) v_c & w = o \\ \hat y_w v_c & w \ne o \\ 0 & w = c", "unread"),
        (r"(\hat y_w - 1) v_c & w = o \\ (\hat y_w - 1) v_c & w = o", "undecided"),
    ],
)
def test_cases_that_can_hold_at_once_say_the_same(cells: str, verdict: str) -> None:
    text = rf"\frac{{\partial J}}{{\partial u_w}} = \begin{{cases}} {cells} \end{{cases}}"
    assert last(f"## (c)\n\n$$ {text} $$\n", "word2vec") == verdict


def test_cases_of_numbers_may_share_a_border() -> None:
    cells = r"\begin{cases} a & a \geq 0 \\ -a & a \leq 0 \end{cases}"
    assert last(f"Let $a \\in \\mathbb{{R}}$.\n\n$$ |a| = {cells} $$\n") == "proved"


def test_the_word_of_a_sample_is_not_the_outside_word() -> None:
    cells = r"(\sigma(u_o^T v_c) - 1) v_c & w = o \\ \sigma(u_w^T v_c) v_c & w = w_k \\ 0 & w = c"
    text = rf"\frac{{\partial J}}{{\partial u_w}} = \begin{{cases}} {cells} \end{{cases}}"
    assert last(f"## (f)\n\n$$ {text} $$\n", "word2vec") == "unread"
    cells = cells.replace(r"\\ 0 & w = c", "")
    text = rf"\frac{{\partial J}}{{\partial u_w}} = \begin{{cases}} {cells} \end{{cases}}"
    found = steps(check(f"## (f)\n\n$$ {text} $$\n", "word2vec"))[-1]
    assert "at once" not in (found.message or "")


@pytest.mark.parametrize(
    ("written", "right", "verdict"),
    [
        (r"\mathrm{diag}(x_1, \dots, x_n)", r"\mathrm{diag}(x)", "proved"),
        (r"\mathrm{diag}(x_1, x_2, \dots, x_n)", r"\mathrm{diag}(x)", "proved"),
        (
            r"\mathrm{diag}(x_1 (1 - x_1), \dots, x_n (1 - x_n))",
            r"\mathrm{diag}(x \circ (1 - x))",
            "proved",
        ),
        (
            r"\mathrm{diag}(x_1 (1 - x_1), \dots, x_n (1 - x_n))",
            r"\mathrm{diag}(x \circ (1 + x))",
            "refuted",
        ),
        (r"\mathrm{softmax}(x_1, \dots, x_n)", r"\mathrm{softmax}(x)", "proved"),
        (r"\mathrm{softmax}(x_1, \dots, x_n)", r"\mathrm{softmax}(2x)", "refuted"),
        # which entries, or a matrix of what blocks, is not guessed
        (r"\mathrm{diag}(x_1, x_3, \dots, x_n)", r"\mathrm{diag}(x)", "unread"),
        (r"\mathrm{diag}(x_1, \dots, x_{n-1})", r"\mathrm{diag}(x)", "unread"),
        (r"\mathrm{diag}(x_1 x^\top, \dots, x_n x^\top)", r"\mathrm{diag}(x x^\top)", "unread"),
    ],
)
def test_a_list_with_dots_is_a_function_s_vector(written: str, right: str, verdict: str) -> None:
    assert last(f"{VECTOR}\n$$ {written} = {right} $$\n") == verdict


@pytest.mark.parametrize(
    ("written", "right", "verdict"),
    [
        # a list in round brackets is neither row nor column
        (r"(2x_1, \dots, 2x_n)", r"\nabla_x x^\top x", "proved"),
        (r"\nabla_x x^\top x", r"2(x_1, \dots, x_n)", "proved"),
        (r"\nabla_x x^\top x", r"(3x_1, \dots, 3x_n)", "refuted"),
        (r"\nabla_x x^\top x", r"x + (x_1, \dots, x_n)", "proved"),
        (r"(x_1, \dots, x_n)", r"x^\top", "proved"),
        (r"(x_1, \dots, x_n)^\top", "x", "proved"),
        (r"(x_1, \dots, x_n) x", r"x^\top x", "proved"),
        (r"xx^\top (x_1, \dots, x_n)", r"(x^\top x) x", "proved"),
        (r"xx^\top (x_1, \dots, x_n)", r"(x^\top x)^2 x", "refuted"),
        (r"(x_1, \dots, x_n) xx^\top", r"(x^\top x) x", "ill-typed"),
        # of one in square brackets it is not known
        (r"[2x_1, \dots, 2x_n]", "2x", "unread"),
        (r"[2x_1, \dots, 2x_n]", r"2x^\top", "proved"),
        (r"\begin{bmatrix} 2x_1 & \dots & 2x_n \end{bmatrix}", "2x", "ill-typed"),
    ],
)
def test_a_list_of_numbers_stands_as_what_it_is_compared_with(
    written: str, right: str, verdict: str
) -> None:
    assert last(f"{VECTOR}\n$$ {written} = {right} $$\n") == verdict


@pytest.mark.parametrize(("claim", "verdict"), [("2x", "proved"), ("3x", "refuted")])
def test_what_a_list_defines_is_a_vector_like_others(claim: str, verdict: str) -> None:
    text = f"{VECTOR}\n$$ g = (2x_1, \\dots, 2x_n) $$\nso\n$$ x^\\top g = x^\\top ({claim}) $$\n"
    assert last(text) == verdict


PARTIALS = (
    "Let $x \\in \\mathbb{R}^n$, $A \\in \\mathbb{R}^{n \\times n}$ and $f(x) = x^T A x$.\n\n"
    "$$\\nabla f(x) = (A + A^T) x$$\n\n$$\\nabla f(x) = %s$$\n"
)


def test_a_row_of_partial_derivatives_is_no_error() -> None:
    partials = r"\frac{\partial f}{\partial x_1} %s \cdots %s \frac{\partial f}{\partial x_n}"
    row = r"\begin{bmatrix} " + partials % ("&", "&") + r" \end{bmatrix}"
    column = r"\begin{bmatrix} " + partials % (r"\\", r"\\") + r" \end{bmatrix}"
    last = [steps(check(PARTIALS % one, None))[-1] for one in (row, f"{row}^T", column, "x^T A")]
    assert [one.verdict.value for one in last] == ["unread", "proved", "proved", "ill-typed"]
