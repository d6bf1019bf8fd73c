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


def test_times_between_numbers_is_a_product() -> None:
    declared = r"Let $s, t \in \mathbb{R}$."
    found = steps(check(f"{declared}\n\n$$s \\times t = t * s$$", None))
    assert [step.verdict.value for step in found] == ["proved"]
