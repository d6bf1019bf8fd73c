"""Above a derivative written as one fraction: a transpose is one, a 2 may be meant otherwise."""

import pytest

from tests.check.support import check, steps

SQUARE = (
    "Let $x \\in \\mathbb{R}^n$, $W \\in \\mathbb{R}^{m \\times n}$, $z = Wx$ and "
    "$L = z^\\top z$.\n\n"
)
CUBE = "Let $t \\in \\mathbb{R}$ and $y = t^3$.\n\n"


@pytest.mark.parametrize(
    ("before", "claim", "verdict"),
    [
        (SQUARE, r"\frac{\partial L}{\partial x}^\top = \frac{\partial L}{\partial z}^\top W",
         "proved"),
        (SQUARE, r"\frac{\partial L}{\partial x}^T x = 2L", "proved"),
        (SQUARE, r"\frac{\partial L}{\partial x}^T x = L", "refuted"),
        (SQUARE, r"\frac{\partial L}{\partial x}^T = 2 W^T W x", "ill-typed"),
        # a square, or a second derivative
        (CUBE, r"\frac{dy}{dt}^2 = 9 t^4", "unread"),
        (CUBE, r"\frac{dy}{dt}^{2} = 6 t", "unread"),
        (CUBE, r"\frac{d}{dt} y^2 = 6 t^5", "proved"),
    ],
)  # fmt: skip
def test_it_is_that_of_the_whole(before: str, claim: str, verdict: str) -> None:
    assert steps(check(f"{before}$${claim}$$", None))[-1].verdict.value == verdict


@pytest.mark.parametrize(
    ("right", "verdict"),
    [(r"\underline{x}", "proved"), (r"\underline{w}", "refuted"), ("x", "ill-typed")],
)
def test_an_underlined_letter_is_one_of_its_own(right: str, verdict: str) -> None:
    text = (
        "Let $\\underline{w}, \\underline{x} \\in \\mathbb{R}^n$ and $x \\in \\mathbb{R}$.\n\n"
        f"$$\\nabla_{{\\underline{{w}}}} (\\underline{{w}}^T \\underline{{x}}) = {right}$$"
    )
    assert steps(check(text, None))[-1].verdict.value == verdict
