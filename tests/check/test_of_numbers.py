"""σ(x) = 1/(1 + e^{-x}) of a number x, where x is a vector elsewhere."""

import pytest

from tests.check.support import check, steps

DECLARED = r"Let $x \in \mathbb{R}^n$ and $w \in \mathbb{R}^n$."


def first(formula: str) -> str:
    opening = f"We use the sigmoid $\\sigma$ and ${formula}$ below."
    found = check(f"{opening}\n\n{DECLARED}\n\n$$ w^\\top x = x^\\top w $$\n", None)
    return steps(found)[0].verdict.value


@pytest.mark.parametrize("formula", [r"\tanh(x) = x x x", r"\sigma(x) = x x + 1"])
def test_what_has_a_meaning_for_a_number_is_not_called_ill_typed(formula: str) -> None:
    assert first(formula) == "unread"


@pytest.mark.parametrize(
    ("formula", "wanted"),
    [
        (r"\sigma(x) = \frac{1}{1 + e^{-x}}", "proved"),
        (r"\tanh(x) = \frac{e^x - e^{-x}}{e^x + e^{-x}}", "proved"),
        (r"\sigma(x) = \frac{1}{1 - e^{-x}}", "refuted"),
    ],
)
def test_what_holds_of_a_number_holds_of_each_entry(formula: str, wanted: str) -> None:
    assert first(formula) == wanted


@pytest.mark.parametrize("formula", [r"\tanh(w) = w w", r"\tanh(x) = x + w^\top", r"x = w^\top"])
def test_what_has_none_for_a_number_either_still_is(formula: str) -> None:
    assert first(formula) in ("ill-typed", "unread")


def test_other_letters_are_not_touched() -> None:
    assert first(r"\tanh(w^\top x) = x") == "ill-typed"
