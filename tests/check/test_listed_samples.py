"""What a list, ``x_1, …, x_n``, says: how many there are."""

import pytest

from tests.check.support import check, steps


@pytest.mark.parametrize(
    "said",
    [
        "Let $x_1, \\dots, x_n \\in \\mathbb{R}$.",
        "Let $x_1, x_2, \\ldots, x_n \\in \\mathbb{R}$.",
        "The samples $(x_1, y_1), \\dots, (x_n, y_n)$ have $x_1, \\dots, x_n \\in \\mathbb{R}$.",
    ],
)
def test_a_sum_over_a_list_has_its_length(said: str) -> None:
    text = f"{said}\n$$ \\sum_i (x_i + 1) = %s + \\sum_i x_i $$\n"
    assert steps(check(text % "n", None))[-1].verdict.value == "proved"
    assert steps(check(text % "2n", None))[-1].verdict.value == "refuted"


@pytest.mark.parametrize(
    "names", ["x_1, \\dots, x_n, m", "m, x_1, \\dots, x_n", "x_1, x_2, \\dots, x_n, m"]
)
def test_a_list_beside_another_name_declares_both(names: str) -> None:
    text = (
        f"Let ${names} \\in \\mathbb{{R}}^d$.\n$$J(m) = \\sum_{{i=1}}^n \\|x_i - m\\|^2$$\n"
        "$$\\nabla J(m) = %s \\sum_{i=1}^n (m - x_i)$$\n"
    )
    assert [one.verdict.value for one in steps(check(text % "2", None))] == ["given", "proved"]
    assert steps(check(text % "", None))[-1].verdict.value == "refuted"


@pytest.mark.parametrize("names", ["x_1, \\dots, x_n, m", "m, x_1, x_2, \\dots, x_n"])
def test_a_list_beside_another_name_has_its_length_too(names: str) -> None:
    """The only other list told how long it is."""
    text = (
        f"Let ${names} \\in \\mathbb{{R}}^d$ and $y_1, \\dots, y_k \\in \\mathbb{{R}}$.\n"
        "$$\\sum_j (y_j - 1) = \\sum_j y_j - k$$\n$$\\sum_i (x_i - m) = \\sum_i x_i - %s m$$\n"
    )
    assert [one.verdict.value for one in steps(check(text % "n", None))] == ["proved", "proved"]
    assert steps(check(text % "k", None))[-1].verdict.value == "refuted"
