"""Products and brackets that look like those that are read, and mean something else."""

import pytest

from tests.check.support import check, steps


@pytest.mark.parametrize(
    "formula",
    [
        r"a \times b = -b \times a",
        "a * b = b * a",
        r"\begin{vmatrix} s & t \\ t & s \end{vmatrix} = s^2 - t^2",
        r"\begin{vmatrix} s & t \\ t & s \end{vmatrix} = "
        r"\begin{pmatrix} s & t \\ t & s \end{pmatrix}",
    ],
)
def test_what_looks_like_something_else_is_unread(formula: str) -> None:
    declared = r"Let $a, b \in \mathbb{R}^n$ and $s, t \in \mathbb{R}$."
    found = steps(check(f"{declared}\n\n$${formula}$$", None))
    assert [step.verdict.value for step in found] == ["unread"]


@pytest.mark.parametrize(
    "formula",
    [
        r"\frac{d}{dt} e^{t M} = M e^{t M}",
        "e^{2 M} = e^M e^M",
        r"(e^M)_{ij} = e^{M_{ij}}",
        r"\sqrt{M} \sqrt{M} = M",
        r"\log(M) + M = M + \log(M)",
    ],
)
def test_a_function_of_a_square_matrix_is_unread(formula: str) -> None:
    declared = r"Let $M \in \mathbb{R}^{n \times n}$ and $t \in \mathbb{R}$."
    found = steps(check(f"{declared}\n\n$${formula}$$", None))
    assert [step.verdict.value for step in found] == ["unread"]


def test_activations_of_matrices_are_entry_by_entry() -> None:
    declared = r"Let $M \in \mathbb{R}^{n \times n}$ and $X \in \mathbb{R}^{n \times m}$."
    formulas = (r"\tanh(M)_{ij} = \tanh(M_{ij})", r"\exp(X)_{ij} = \exp(X_{ij})")
    text = "\n\n".join((declared, *(f"$${one}$$" for one in formulas)))
    assert [step.verdict.value for step in steps(check(text, None))] == ["proved", "proved"]


def test_times_between_numbers_is_a_product() -> None:
    declared = r"Let $s, t \in \mathbb{R}$."
    found = steps(check(f"{declared}\n\n$$s \\times t = t * s$$", None))
    assert [step.verdict.value for step in found] == ["proved"]
