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
        ("ab + a = ab + b", "“for real a, b”"),
        (r"p_k(1 - p_k) = p_k", r"“where p \in \mathbb{R}^n”"),
    ],
)
def test_undeclared_letters_are_to_be_declared_as_what_they_were_read(
    formula: str, said: str
) -> None:
    found = step(f"$$ {formula} $$", None)
    assert found.verdict.value == "undecided" and said in (found.message or "")
