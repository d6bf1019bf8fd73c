"""Sums in braces that nobody sees, and braces that hold nothing."""

import pytest

from tests.check.support import check, steps

LET = "Let $a, b, c \\in \\mathbb{R}$ and $x \\in \\mathbb{R}^n$.\n\n"


def said(claim: str) -> tuple[str, str | None]:
    found = steps(check(f"{LET}$${claim}$$", None))[-1]
    return found.verdict.value, found.code


@pytest.mark.parametrize(
    "side",
    [
        r"a {-b}",
        r"a \boldsymbol{-b}",
        r"a {\color{red} - b}",
        r"a \underbrace{- b}_{c}",
        r"a \mathbf{b + c}",
        r"{a + b}^2",
        r"{-a}^2",
    ],
)
def test_what_the_page_and_the_source_disagree_on_is_not_guessed(side: str) -> None:
    for other in ("a - b", "-ab", "ab + c", "ab + ac", "a + b^2", "a^2"):
        assert said(f"{side} = {other}") == ("unread", "ambiguous-scope"), other


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        (r"\mathbf{-x}_i + a = a - x_i", r"\mathbf{-x}_i + a = a + x_i"),
        (r"\boldsymbol{-x}^\top x = -x^\top x", r"\boldsymbol{-x}^\top x = x^\top x"),
        (r"x{}^\top x = x^\top x", r"x{}^\top x = -x^\top x"),
        (r"x_{i}{ }^{2} = x_i x_i", r"x_{i}{ }^{2} = x_i"),
        (r"a \cdot {-b} = -ab", r"a \cdot {-b} = a - b"),
    ],
)
def test_what_has_one_reading(right: str, wrong: str) -> None:
    assert said(right)[0] == "proved"
    assert said(wrong)[0] in ("refuted", "ill-typed")
