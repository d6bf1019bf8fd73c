"""What a refusal tells a writer to do is a thing that would help."""

import pytest

from tests.check.support import step


@pytest.mark.parametrize(
    ("formula", "said"),
    [
        (r"\frac{1}{1 + e^{-z}} = \sigma(z)", r"“where \sigma is the sigmoid”"),
        (r"z + z = g(z)", "“g(x) = …”"),
        (r"z + z = \foo{z}", "define it here, or in a file for --macros"),
        (r"\int_0^1 z dz = z", "derivcheck does not read integrals"),
        (r"\lim_{n \to \infty} z = z", "derivcheck does not read limits"),
    ],
)
def test_unread(formula: str, said: str) -> None:
    found = step(f"Let $z$ be real. $$ {formula} $$", None)
    assert found.verdict.value == "unread" and said in (found.message or "")


@pytest.mark.parametrize(
    ("formula", "said"),
    [
        ("ab + a = ab + b", r"let a, b \in \mathbb{R}"),
        (r"p_k(1 - p_k) = p_k", r"where p \in \mathbb{R}^n"),
    ],
)
def test_what_an_undeclared_letter_wants_is_what_then_refutes(formula: str, said: str) -> None:
    found = step(f"$$ {formula} $$", None)
    assert found.verdict.value == "undecided" and f"“{said}”" in (found.message or "")
    word, declared = said.split(" ", 1)
    assert step(f"{word} ${declared}$. $$ {formula} $$", None).verdict.value == "refuted"


def test_what_is_written_like_a_function_is_not_to_be_declared_a_number() -> None:
    found = step(r"$x \in \mathbb{R}$ $$ x \sigma(x) + \sigma(x)^2 = 2 \sigma(x) $$", None)
    assert r"“where \sigma is the sigmoid”" in (found.message or "")
