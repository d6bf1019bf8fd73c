"""Formulas in which nothing stands, a space or a pair of braces, are in no one's way."""

import pytest

from tests.check.support import check, steps

EMPTY = "An empty one: $\\,$, ${}$, $ $ and $\\displaystyle$.\n\n"
DRAWN = (
    "(g) %s$$\\frac{\\partial J}{\\partial u_{n_k}} = \\sigma(u_{n_k}^\\top v_c) v_c$$\n\n"
    "where $n_k$ are the negative samples.\n"
)
CHAIN = (
    "(b) Let $z = U^\\top v_c$. %sThen $$\\frac{\\partial J}{\\partial v_c} "
    "= \\frac{\\partial z}{\\partial v_c}^\\top \\frac{\\partial J}{\\partial z}$$\n"
)
OWN = "%sLet $x \\in \\mathbb{R}^n$ and $y^1, y^2 \\in \\mathbb{R}$, $f(x) = x^\\top x$.\n\n" + (
    "$$\\nabla f = 2x$$\n\n"
    "$$\\frac{\\partial L}{\\partial x} = 2 \\frac{\\partial L}{\\partial f} x$$\n"
)


@pytest.mark.parametrize("text", [DRAWN, CHAIN, OWN], ids=["drawn", "chain", "own"])
def test_an_empty_formula_changes_nothing(text: str) -> None:
    without = [one.verdict for one in steps(check(text % ""))]
    assert without and [one.verdict for one in steps(check(text % EMPTY))] == without


def test_no_case_at_all_is_unread() -> None:
    for text in ("$$x = \\begin{cases}\\end{cases}$$", "$$\\begin{cases}\\end{cases} = x$$"):
        (step,) = steps(check(f"Let $x \\in \\mathbb{{R}}$.\n\n{text}"))
        assert (step.verdict.value, step.code) == ("unread", "missing-operand")
