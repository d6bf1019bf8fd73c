"""``∂f/∂x`` in a line is the derivative that it is as a fraction, wherever it stands."""

import pytest

from tests.check.support import check, steps

LAYER = (
    r"Let $A \in \mathbb{R}^{m \times n}$, $V \in \mathbb{R}^{n \times p}$ and $O = A V$, "
    "and let $L$ be a loss of $O$."
)


def verdicts(text: str, *formulas: str, problem: str | None = None) -> list[str]:
    document = "\n\n".join((text, *(f"$${one}$$" for one in formulas)))
    found = [step for step in steps(check(document, problem)) if step.code != "definition"]
    return [step.verdict.value for step in found]


@pytest.mark.parametrize(
    "formula",
    [
        r"\partial L/\partial V = A^\top \partial L/\partial O",
        r"\partial L/\partial A = \partial L/\partial O \, V^\top",
        r"2\, \partial L/\partial V = 2 A^\top (\partial L/\partial O)",
    ],
)
def test_upstream_derivatives_in_a_line(formula: str) -> None:
    assert verdicts(LAYER, formula) == ["proved"]
    assert verdicts(LAYER, formula.replace(" = ", " = 3 ")) != ["proved"]


def test_two_slashes_are_no_derivative_of_a_quotient() -> None:
    right = (r"\partial x^2/\partial x = 2 x", r"3 \, \partial x^2/\partial x / 2 = 3 x")
    assert verdicts("## (e)", *right, problem="word2vec") == ["proved"] * 2
    assert verdicts("## (e)", r"1/\partial x^2/\partial x = 2 x", problem="word2vec") == ["unread"]
