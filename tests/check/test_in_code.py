"""Code between formulas that assigns to a name: `J = 2 * cross_entropy(y, yhat)`."""

import json

import pytest

from tests.check.support import check, steps

GRADIENT = "$$\\frac{\\partial J}{\\partial v_c} = U(\\hat y - y)$$"


def _last(words: str, code: str, formula: str, problem: str | None = "word2vec") -> str:
    """Return the last verdict of a notebook, which is that of the same text with a fence."""
    kinds = (("markdown", words), ("code", code), ("markdown", formula))
    cells = [{"cell_type": kind, "metadata": {}, "source": said} for kind, said in kinds]
    notebook = json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5})
    fenced = f"{words}\n\n```python\n{code}\n```\n\n{formula}\n"
    found = (
        steps(check(notebook, problem, format="ipynb"))[-1],
        steps(check(fenced, problem))[-1],
    )
    assert found[0].verdict is found[1].verdict
    return found[0].verdict.value


@pytest.mark.parametrize(
    ("code", "verdict"),
    [
        ("J = 2 * cross_entropy(y, yhat)", "undecided"),
        ("J = cross_entropy(y, yhat) + lam * np.sum(U ** 2)", "undecided"),
        ("yhat = softmax(U.T @ vc)\nJ = -np.log(yhat[o])", "proved"),
        ("J = cross_entropy(y, yhat)", "proved"),
        ("J = 0.0\nfor o in words:\n    J += loss(o)", "proved"),
        ("print(J == 2 * K)", "proved"),
    ],
)
def test_a_loss_that_code_assigns_is_another_one(code: str, verdict: str) -> None:
    assert _last("# (b)", code, GRADIENT) == verdict


@pytest.mark.parametrize(
    ("code", "verdict"),
    [
        ("g = x**3", "undecided"),
        ("g = x ** 2", "proved"),
        ("g *= 2", "undecided"),
        ("g = lambda x: x**3", "undecided"),
        ("def g(x):\n    return x**3", "undecided"),
        ("def g(x):\n    return x**2", "proved"),
        ("def h(x):\n    g = x**3\n    return g", "proved"),
        ("gg = x**3", "proved"),
    ],
)
def test_so_is_what_the_text_has_defined(code: str, verdict: str) -> None:
    slope = "$$\\frac{dg}{dx} = 2x$$"
    assert _last("Let $g = x^2$ for $x \\in \\mathbb{R}$.", code, slope, None) == verdict


def test_a_formula_behind_the_code_says_what_is_meant() -> None:
    again = "Let $g = x^2$ for $x \\in \\mathbb{R}$.\n\n$$\\frac{dg}{dx} = 2x$$"
    assert _last("# Powers", "g = x**3", again, None) == "proved"
