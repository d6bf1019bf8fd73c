"""D(p‖q): one double bar parts two arguments; what holds of all values holds of distributions."""

import pytest

from tests.check.support import check, steps

TEXT = "Let $p, q \\in \\mathbb{R}^n$%s.\n$$D(p %s q) = \\sum_i p_i \\log \\frac{p_i}{q_i}$$\n"


def said(text: str) -> list[str]:
    return [one.verdict.value for one in steps(check(text, None))]


@pytest.mark.parametrize("sign", ["\\|", "||", "\\,\\|\\,", "\\parallel", "\\Vert", "\\big\\|"])
@pytest.mark.parametrize("words", ["", " be probability vectors"])
def test_a_divergence_is_a_function_of_two_things(sign: str, words: str) -> None:
    row = "$$D(p %s q) = \\sum_i p_i \\log p_i %s \\sum_i p_i \\log q_i$$\n"
    text = TEXT % (words, sign)
    assert said(text + row % (sign, "-")) == ["given", "proved"]
    assert said(text + row % (sign, "+")) == ["given", "refuted"]


def test_the_arguments_are_put_in() -> None:
    text = TEXT % ("", "\\|") + "$$D(q \\| p) = \\sum_i %s_i \\log \\frac{q_i}{p_i}$$\n"
    assert said(text % "q")[-1] == "proved"
    assert said(text % "p")[-1] == "refuted"


@pytest.mark.parametrize(
    "row",
    [
        "(p^\\top q \\|p\\|)^2 = (p^\\top q)^2 \\|p\\|^2",
        "||p||^2 = \\|p\\| \\|p\\|",
        "(|p_i||q_i|)^2 = p_i^2 q_i^2",
    ],
)
def test_the_bars_of_a_norm_stay_what_they_are(row: str) -> None:
    assert said(f"Let $p, q \\in \\mathbb{{R}}^n$.\n$${row}$$\n") == ["proved"]


def test_one_bar_alone_is_no_norm() -> None:
    assert said("Let $p, q \\in \\mathbb{R}^n$.\n$$(p^\\top q \\|)^2 = 1$$\n") == ["unread"]
