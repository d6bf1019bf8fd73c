"""Functions that a text defines by what each entry of their value is, ``s(x)_i = …``."""

import pytest

from tests.check.support import check, steps

SOFTMAX = r"s(x)_i = \frac{e^{x_i}}{\sum_j e^{x_j}}"
VECTOR = "Let $x \\in \\mathbb{R}^n$ and $W \\in \\mathbb{R}^{n \\times n}$.\n\n"


def verdicts(*rows: str, words: str = VECTOR) -> list[str]:
    text = words + "\n\n".join(f"$$ {row} $$" for row in rows) + "\n"
    return [one.verdict.value for one in steps(check(text, None))]


@pytest.mark.parametrize(
    ("formula", "verdict"),
    [
        (r"\frac{\partial s(x)_i}{\partial x_j} = s(x)_i (\delta_{ij} - s(x)_j)", "proved"),
        (r"\frac{\partial s(x)_i}{\partial x_j} = - s(x)_i s(x)_j", "refuted"),
        (r"\sum_i s(x)_i = 1", "proved"),
        (r"s(2x)_i = s(x)_i^2", "refuted"),
    ],
)
def test_a_function_by_entries(formula: str, verdict: str) -> None:
    assert verdicts(SOFTMAX, formula) == ["given", verdict]


@pytest.mark.parametrize(
    ("right", "verdict"),
    [
        (r"\frac{e^{x_i} e^c}{\sum_j e^{x_j} e^c}", "proved"),
        (r"\frac{e^{x_i} e^c}{\sum_j e^{x_j}}", "undecided"),
    ],
)
def test_of_letters_that_nobody_declares(right: str, verdict: str) -> None:
    assert verdicts(SOFTMAX, rf"s(x + c)_i = {right}", words="") == ["given", verdict]


def test_an_index_that_nothing_binds_defines_nothing() -> None:
    assert verdicts(r"s(x)_i = x_j^2", r"\sum_i s(x)_i = x^T x")[1] == "unread"


def test_an_entry_of_a_known_function_is_a_claim() -> None:
    assert verdicts(r"f(x) = W x", r"f(x)_i = 2 x_i", r"f(x)_i = \sum_j W_{ij} x_j") == [
        "given",
        "refuted",
        "proved",
    ]


@pytest.mark.parametrize(("right", "verdict"), [("2 x_i", "proved"), ("x_i", "refuted")])
def test_a_vector_in_brackets_with_its_index(right: str, verdict: str) -> None:
    assert verdicts(rf"\nabla_x \, x^T x = [{right}]_i") == [verdict]


@pytest.mark.parametrize(("numerator", "verdict"), [("e^{x_i}", "proved"), ("e^{2x_i}", "refuted")])
def test_an_entry_of_the_softmax_is_a_claim(numerator: str, verdict: str) -> None:
    claim = rf"\text{{Softmax}}(x)_i = \frac{{{numerator}}}{{\sum_j e^{{x_j}}}}"
    assert verdicts(claim) == [verdict]
