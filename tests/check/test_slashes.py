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


@pytest.mark.parametrize(
    ("left", "right", "wrong"),
    [
        (r"\left(\frac{d}{dx}\right) f(x)", "2 x", "x"),
        (r"(\partial/\partial x) f(x)", "2 x", "3 x"),
        (r"g(x) (\frac{d}{dx}) f(x)", "2 x^4", "x^4"),
        (r"\frac{2 \partial f}{\partial x}", "4 x", "2 x"),
        ("e^{2x}'", "2 e^{2 x}", "e^{2 x}"),
    ],
)
def test_operators_in_brackets_numbers_before_and_primes_behind_powers(
    left: str, right: str, wrong: str
) -> None:
    said = "Let $x \\in \\mathbb{R}$, $f(x) = x^2$ and $g(x) = x^3$."
    assert verdicts(said, f"{left} = {right}") == ["proved"]
    assert verdicts(said, f"{left} = {wrong}") == ["refuted"]


@pytest.mark.parametrize(
    "formula",
    [
        r"(\frac{d}{dx})^2 f(x) = 2",
        r"(\frac{d}{dx} + 1) f(x) = 2 x + x^2",
        r"(\frac{d}{dx}) = 0",
        # e is an error here
        "e^{x}' = e^{x}",
    ],
)
def test_other_operators_are_not_read(formula: str) -> None:
    said = "Let $x, e \\in \\mathbb{R}$ and $f(x) = x^2$."
    assert verdicts(said, formula) == ["unread"]


@pytest.mark.parametrize(
    ("formula", "verdict"),
    [
        (r"\tanh'(z) = 1 - \tanh^2(z)", "proved"),
        (r"\tanh'(z) = 1 - \tanh(z)", "refuted"),
        (r"2 \cos'(z) z = -2 z \sin(z)", "proved"),
        (r"2 \cos'(z) z = 2 z \sin(z)", "refuted"),
        (r"\sin''\left(z\right) = -\sin(z)", "proved"),
        (r"\sin''\left(z\right) = \sin(z)", "refuted"),
        (r"\tanh' z = 1 - \tanh^2 z", "unread"),
        (r"\max'(z) = 1", "unread"),
    ],
)
def test_known_functions_are_primed(formula: str, verdict: str) -> None:
    assert verdicts("Let $z \\in \\mathbb{R}$.", formula) == [verdict]
