"""Derivatives at a point, derivatives of what is only declared, and what gives no factor."""

import pytest

from tests.check.support import check, steps


def said(text: str, name: str | None = None) -> list[str]:
    return [one.verdict.value for one in steps(check(text, name))]


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        (r"\frac{df}{dx}(2) = 12", r"\frac{df}{dx}(2) = 6x^2"),
        (r"\frac{df}{dx}(x) = 3x^2", r"\frac{df}{dx}(x) = 3x^3"),
        (r"\frac{df}{dx}(y) = 3y^2", r"\frac{df}{dx}(y) = 3x^2y"),
        (r"\frac{df}{dx} \cdot (x + 1) = 3x^2(x + 1)", r"\frac{df}{dx} \cdot (x + 1) = 3x^2"),
    ],
)
def test_a_bracket_behind_a_derivative_is_its_point(right: str, wrong: str) -> None:
    text = f"Let $x, y \\in \\mathbb{{R}}$ and $f(x) = x^3$.\n\n$${right}$$\n\n$${wrong}$$"
    assert said(text) == ["given", "proved", "refuted"]


@pytest.mark.parametrize("side", ["3x^2(x + 1)", "3(x + 1)^2"])
def test_a_bracket_with_more_in_it_may_be_a_factor(side: str) -> None:
    text = f"Let $x \\in \\mathbb{{R}}$ and $f(x) = x^3$.\n\n$$\\frac{{df}}{{dx}}(x + 1) = {side}$$"
    assert said(text)[-1] == "unread"


def test_the_sigmoid_s_derivative_at_x() -> None:
    text = "## (e)\n$$\\frac{d\\sigma}{dx}(x) = \\sigma(x)(1 %s \\sigma(x))$$"
    assert said(text % "-", "word2vec") == ["proved"]
    assert said(text % "+", "word2vec") == ["refuted"]


@pytest.mark.parametrize("factor", ["2", "-", ""])
def test_a_letter_that_is_only_declared_may_depend_on_the_variable(factor: str) -> None:
    text = (
        "Let $\\hat y, y \\in \\mathbb{R}$, $w \\in \\mathbb{R}^n$ and $L = (\\hat y - y)^2$.\n\n"
        "$$\\frac{\\partial L}{\\partial w} ="
        f" {factor}(\\hat y - y)\\frac{{\\partial\\hat y}}{{\\partial w}}$$"
    )
    assert said(text) == ["given", "undecided"]


def test_what_holds_the_variable_is_differentiated() -> None:
    text = (
        "Let $x \\in \\mathbb{R}^n$, $W \\in \\mathbb{R}^{m \\times n}$, $b \\in \\mathbb{R}^m$ and"
        " $z = Wx + b$.\n\n$$\\frac{\\partial z}{\\partial x} = %s$$"
    )
    assert said(text % "W") == ["given", "proved"]
    assert said(text % "W + W") == ["given", "refuted"]


@pytest.mark.parametrize("tag", [r"\tag 2", r"\tag2", r"\tag{2}", r"\tag*{2}"])
def test_a_tag_is_no_factor(tag: str) -> None:
    text = "Let $x \\in \\mathbb{R}$.\n\n$$x + x = %s %s$$"
    assert said(text % ("x", tag)) == ["refuted"]
    assert said(text % ("2x", tag)) == ["proved"]


@pytest.mark.parametrize("row", [r"\Rightarrow x", r"\therefore x", "x", "(x)"])
def test_a_row_without_a_sign_is_no_factor_of_the_row_above(row: str) -> None:
    rows = rf"\begin{{aligned}} x + x &= 2 \\ & {row} \end{{aligned}}"
    assert "proved" not in said(f"Let $x \\in \\mathbb{{R}}$.\n\n$${rows}$$")


def test_rows_of_two_columns_are_equations_of_their_own() -> None:
    rows = r"\begin{aligned} &x + x&&= 2x \\ &y + y&&= 2y \end{aligned}"
    assert said(f"Let $x, y \\in \\mathbb{{R}}$.\n\n$${rows}$$") == ["proved", "proved"]


@pytest.mark.parametrize("right", [True, False])
def test_cases_are_judged_in_all_cases(right: bool) -> None:
    case = "(\\hat y_w - 1) v_c" if right else "(\\hat y_w - 5) v_c"
    text = (
        "## (c)\nWhen $w \\neq o$:\n$$\\frac{\\partial J}{\\partial u_w} = \\hat y_w v_c$$\n"
        "$$\\frac{\\partial J}{\\partial u_w} ="
        f" \\begin{{cases}} {case} & w = o \\\\ \\hat y_w v_c & w \\neq o \\end{{cases}}$$"
    )
    assert said(text, "word2vec") == ["proved", "proved" if right else "refuted"]


@pytest.mark.parametrize("words", ["Für $w = o$ gilt", "$$w = o$$인 경우는 아래와 같다."])
def test_a_relation_of_two_indices_is_a_condition_in_any_language(words: str) -> None:
    claim = "$$\\frac{\\partial J}{\\partial u_w} = (\\hat y_w - %s) v_c$$"
    assert said(f"## (c)\n{words}\n{claim % 1}", "word2vec")[-1] in ("undecided", "proved")
    assert said(f"## (c)\n{words}\n{claim % 2}", "word2vec")[-1] == "refuted"


@pytest.mark.parametrize("question", ["When is the gradient zero?", "梯度何时等于零？"])
@pytest.mark.parametrize("equation", [r"\hat y = y", r"\hat y - y = 0", r"U \hat y = U y"])
def test_when_a_gradient_is_zero_is_no_claim(question: str, equation: str) -> None:
    text = "## (b)\n$$\\frac{\\partial J}{\\partial v_c} = U(\\hat y - y)$$\n"
    assert "refuted" not in said(f"{text}{question}\n\n$${equation}$$", "word2vec")
