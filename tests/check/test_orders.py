"""Comparisons: proved by signs, for all values; else left open, never refuted."""

import pytest

from tests.check.support import check, steps

SAID = (
    "Let $a, b > 0$, $x \\in \\mathbb{R}$, $X \\in \\mathbb{R}^{n \\times d}$ and "
    "$w, z \\in \\mathbb{R}^d$.\n"
)


def verdict(row: str) -> str:
    return steps(check(f"{SAID}$${row}$$\n", None))[-1].verdict.value


@pytest.mark.parametrize(
    "row",
    [
        "e^x > 0",
        "x^2 \\ge 0",
        "x^2 + 1 > 0",
        "(x - 1)^2 \\geq -b",
        "(x - 1)^2 \\ge 0",
        "a + b > a",
        "-a < b",
        "-\\frac{a}{x^2} - \\frac{b}{(1 - x)^2} < 0",
        "\\|X w\\|^2 \\ge 0",
        "\\text{softmax}(w)_i > 0",
        "\\frac{1}{1 + e^{-x}} (1 - \\frac{1}{1 + e^{-x}}) > 0",
        "\\sum_{i=1}^n w_i^2 \\geq 0",
    ],
)
def test_what_signs_tell_is_proved(row: str) -> None:
    if "sum" in row:
        row = row.replace("n", "d")
    assert verdict(row) == "proved"
    turned = row.translate(str.maketrans("<>", "><")).replace("\\ge", "\\le")
    turned = turned.replace("\\leq", "\\le")
    assert verdict(turned) == "undecided"


@pytest.mark.parametrize(
    "row", ["x > 0", "x^2 > 0", "a > b", "x^2 < 0", "e^x > 1", "w_i \\ge 0", "\\log a \\ge 0"]
)
def test_what_does_not_hold_everywhere_is_left_open(row: str) -> None:
    assert verdict(row) == "undecided"


def test_a_chain_may_end_in_a_comparison() -> None:
    text = "Let $f(y) = -a y^2$ with $a > 0$ and $y \\in \\mathbb{R}$.\n$$f''(y) = %s < 0$$\n"
    right = [one.verdict.value for one in steps(check(text % "-2 a", None))]
    assert right[-2:] == ["proved", "proved"]
    wrong = [one.verdict.value for one in steps(check(text % "2 a", None))]
    assert wrong[-2] == "refuted"
    assert wrong[-1] == "undecided"


def test_it_is_said_where_it_holds_at_some_points_only() -> None:
    last = steps(check(f"{SAID}$$x > a$$\n", None))[-1]
    assert last.message == "it holds for some values and not for others"
