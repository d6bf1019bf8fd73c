"""Names with a star, the Hessian ∇²f, traces and the Frobenius norm."""

import pytest

from tests.check.support import check, step, steps

OPENING = (
    r"Let $A, B \in \mathbb{R}^{n \times n}$, $X \in \mathbb{R}^{n \times d}$, "
    r"$w \in \mathbb{R}^d$, $b \in \mathbb{R}^n$ and $f(w) = \|Xw - b\|^2$, and let "
    r"$w^* = X^\top b$."
)

CASES = [
    (r"\nabla^2 f(w) = 2 X^\top X", "proved"),
    (r"\nabla_w^2 f = 2 X^\top X", "proved"),
    (r"\nabla^2_w \|Xw - b\|^2 = 2 X^\top X", "proved"),
    (r"\nabla^2 f = X^\top X", "refuted"),
    # the Laplacian is written so as well, and is a number
    (r"\nabla^2 f = 2 \text{tr}(X^\top X)", "unread"),
    (r"\nabla^3 f = 0", "unread"),
    (r"X w^* = X X^\top b", "proved"),
    (r"X w^* = 2 X X^\top b", "refuted"),
    (r"X w = X X^\top b", "refuted"),
    (r"w^*_i = \sum_j X_{ji} b_j", "proved"),
    (r"w^*_i = \sum_j X_{ji}", "refuted"),
    (r"v^* = v^*", "unread"),
    (r"\text{tr}(AB) = \operatorname{tr}(BA)", "proved"),
    (r"\text{tr}(AB) = \text{tr}(A B^\top)", "refuted"),
    (r"\text{tr}(X) = 0", "ill-typed"),
    (r"\frac{\partial}{\partial A} \mathrm{tr}(A B) = B^\top", "proved"),
    (r"\frac{\partial}{\partial A} \mathrm{tr}(A B) = B", "refuted"),
    (r"\|X\|_F^2 = \text{tr}(X^\top X)", "proved"),
    (r"\frac{\partial}{\partial X} \|X\|_F^2 = 2 X", "proved"),
    (r"\frac{\partial}{\partial X} \|X\|_F^2 = X", "refuted"),
    (r"\|X\|_2^2 = \text{tr}(X^\top X)", "unread"),
]


@pytest.mark.parametrize(("latex", "verdict"), CASES)
def test_it_is_read_and_judged(latex: str, verdict: str) -> None:
    found = steps(check(f"{OPENING}\n\n$$ {latex} $$\n", None))[-1]
    assert found.verdict.value == verdict


@pytest.mark.parametrize("star", ["*", r"\ast", "{*}", r"{\ast}", r"\star", r"{\star}", "⋆"])
def test_a_star_is_part_of_a_name_however_it_is_written(star: str) -> None:
    said = rf"Let $x \in \mathbb{{R}}$ and $w^{star} = x + x$. "
    (_, found) = steps(check(rf"{said} $$ w^{star} + x = 3x $$", None))
    assert found.verdict.value == "proved"
    (_, found) = steps(check(rf"{said} $$ w^{star} + x = 4x $$", None))
    assert found.verdict.value == "undecided"  # an optimum may be what solves it
    # of a name that was not said to be anything, and between two things, it is not guessed at
    assert (
        step(rf"Let $x \in \mathbb{{R}}$. $$ x^{star} + x = 2x $$", None).verdict.value == "unread"
    )
