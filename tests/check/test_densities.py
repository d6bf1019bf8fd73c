"""In a text on probabilities p(x) and p(y) are two densities; in algebra p is one function."""

import pytest

from tests.check.support import check, steps


def last(text: str) -> tuple[str, str | None]:
    found = steps(check(text, None))[-1]
    return found.verdict.value, found.code


@pytest.mark.parametrize("form", ["p({0}) = a {0}", "\\log p({0}) = a {0}"])
def test_the_density_of_another_letter_is_another(form: str) -> None:
    x, y = form.format("x"), form.format("y")
    text = f"The density is\n\n$${x}$$\n\nand\n\n$${y}$$\n"
    assert last(text) == ("undecided", "ambiguous-name")
    assert last(text.replace("density", "polynomial"))[0] == "proved"


def test_points_and_indices_are_of_one() -> None:
    text = "The density is\n\n$$p(x) = a x$$\n\nat the samples\n\n$$p(x_1) = a x_1$$\n"
    assert last(text)[1] != "ambiguous-name"
    softmax = (
        "Let $z \\in \\mathbb{R}^n$. The probabilities are\n\n"
        "$$p(i) = \\frac{e^{z_i}}{\\sum_k e^{z_k}}$$\n\n"
        "$$p(j) = \\frac{e^{z_j}}{\\sum_k e^{z_k}}$$\n"
    )
    assert last(softmax)[1] != "ambiguous-name"
