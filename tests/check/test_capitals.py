"""The W of “y = Wx” is a matrix, or not read: as a number it would hide a missing transpose."""

import pytest

from tests.check.support import check, steps

BY_X = "\\frac{\\partial L}{\\partial x}"
BY_Y = "\\frac{\\partial L}{\\partial y}"


def verdicts(text: str) -> list[str]:
    return [one.verdict.value for one in steps(check(text, None))]


def layer(gradient: str, said: str = "", map_: str = "W x") -> list[str]:
    return verdicts(f"{said}\n\n$$y = {map_}$$\n\n$${BY_X} = {gradient}$$\n")


@pytest.mark.parametrize("map_", ["W x", "W x + b", "W_1 x", "A x"])
def test_a_missing_transpose_is_not_proved(map_: str) -> None:
    matrix = map_.split()[0]
    assert layer(f"{matrix}^\\top {BY_Y}", map_=map_) == ["given", "proved"]
    for wrong in (f"{matrix} {BY_Y}", f"{BY_Y} {matrix}"):
        first, last = layer(wrong, map_=map_)
        assert first == "given"
        assert last in ("unread", "undecided")


@pytest.mark.parametrize(
    ("map_", "by", "wrong"),
    [
        ("V \\tanh(U x)", "x", f"U V (1 - \\tanh^2(U x)) {BY_Y}"),
        ("X \\beta", "\\beta", f"X {BY_Y}"),
        ("X W", "W", f"{BY_Y} X"),
        ("W X + b", "W", f"{BY_Y} X"),
    ],
)
def test_nor_of_other_maps(map_: str, by: str, wrong: str) -> None:
    text = f"$$y = {map_}$$\n\n$$\\frac{{\\partial L}}{{\\partial {by}}} = {wrong}$$\n"
    assert "proved" not in verdicts(text)


def test_of_numbers_it_is_right() -> None:
    assert layer(f"W {BY_Y}", said="All are scalars.") == ["given", "proved"]
    assert layer(f"w {BY_Y}", map_="w x") == ["given", "proved"]
    square = "$$J = \\frac12 (W x - y)^2$$\n\n$$\\frac{\\partial J}{\\partial W} = x (W x - y)$$\n"
    assert verdicts(square) == ["given", "proved"]


def test_where_all_fits_matrices_are_taken() -> None:
    text = "$$y = A x$$\n\n$$\\frac{\\partial y}{\\partial x} = A$$\n"
    assert verdicts(text) == ["given", "proved"]
    assert verdicts(text.replace("= A$$", "= A^\\top$$"))[1] != "proved"


@pytest.mark.parametrize("said", ["", "Let $x$ be a vector.", "Here $x$ is the input vector."])
@pytest.mark.parametrize("left", ["\\frac{\\partial (W x)}{\\partial W}", "\\nabla_W (W x)"])
def test_where_no_claim_fits_the_claim_may_be_wrong(said: str, left: str) -> None:
    claim = f"$${left} = x$$\n"
    assert verdicts(f"{said}\n\n{claim}") == ["unread"]
    assert verdicts(f"All are scalars.\n\n{claim}") == ["proved"]


@pytest.mark.parametrize(
    "row",
    [
        r"A_k B_k = B_k A_k",
        r"W^{(k)} W^{(l)} = W^{(l)} W^{(k)}",
        r"\sum_{k=1}^n A_k B_k x = \sum_{k=1}^n B_k A_k x",
        r"W^{(k)} x = x W^{(k)}",
        r"W^{(l)} x W^{(k)} = W^{(k)} W^{(l)} x",
    ],
)
def test_members_of_a_capital_that_stand_in_either_order_may_be_matrices(row: str) -> None:
    (one,) = steps(check(f"$$ {row} $$\n", None))
    assert one.verdict.value == "unread"


def test_a_family_of_matrices_that_is_declared_is_no_number() -> None:
    words = (
        "Let $W^{(q)} \\in \\mathbb{R}^{d \\times d}$ and $X \\in \\mathbb{R}^{d \\times d}$.\n\n"
    )
    (one,) = steps(check(words + "$$ X W^{(q)} = W^{(q)} X $$\n", None))
    assert one.verdict.value == "unread"


@pytest.mark.parametrize("solved", ["\\Theta", "\\theta"])
def test_the_y_behind_a_matrix_is_no_number(solved: str) -> None:
    equation = f"Setting the gradient to zero,\n$$X^T X {solved} - X^T y = 0$$\nso that\n"
    wrong = f"$${solved} = y (X^T X)^{{-1}} X^T$$\n"
    assert verdicts(equation + wrong)[-1] == "unread"


def test_letters_behind_a_transpose_make_a_solution_a_vector() -> None:
    text = (
        "Setting the gradient to zero,\n$$X^T X \\theta - X^T y = 0$$\nso that\n"
        "$$\\theta = (X^T X)^{-1} X^T y$$\n"
    )
    assert verdicts(text)[-1] == "proved"
    assert verdicts(text.replace("^{-1} X^T y", "^{-1} X^T 2 y"))[-1] != "proved"
