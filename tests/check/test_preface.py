"""What settings declare for every document gives way to whatever a document says itself."""

import pytest

from derivcheck.check import check_document
from derivcheck.check.names.preface import is_declaration, with_preface
from derivcheck.document import read_document
from tests.check.support import FAST, steps

STEP = "$$\\sqrt{\\lambda^2} = \\lambda$$\n"


def verdict(words: str, *assume: str) -> str:
    document = with_preface(read_document("a.md", f"{words}\n\n{STEP}", "md"), assume)
    return steps(check_document(document, None, FAST))[-1].verdict.value


@pytest.mark.parametrize(
    "words",
    [
        "",
        "We use $\\lambda > 0$ here.",
        "Multiply by $\\lambda$:",
        "$\\lambda$ is positive.",
    ],
)
def test_an_assumption_holds_where_the_document_does_not_speak(words: str) -> None:
    assert verdict(words, "\\lambda > 0") == "proved"
    assert verdict(words) != "proved" or words.startswith("We use")


@pytest.mark.parametrize(
    "words",
    [
        "Let $\\lambda < 0$.",
        "Let $\\lambda \\in (-\\infty, 0)$.",
        "Suppose $\\lambda \\in \\mathbb{C}$.",
        "Let $\\lambda \\neq 0$.",
        "Let $\\lambda$ be a real number.",
        "Let $\\lambda \\le 1$.",
        "Assume that $\\lambda$ is negative.",
        "Consider a negative $\\lambda$.",
        "Let $\\mu, \\lambda \\in \\mathbb{Z}$.",
        "For each $\\lambda < 0$ we have",
    ],
)
def test_it_gives_way_to_what_the_document_says(words: str) -> None:
    assert verdict(words, "\\lambda > 0") != "proved"


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("\\lambda > 0", True),
        ("$x \\in \\mathbb{R}^n$", True),
        ("x, y \\in \\mathbb{R}", True),
        ("\\lambda", False),
        ("\\lambda < 0", False),
        ("", False),
        ("w_k \\neq o", False),
    ],
)
def test_what_is_a_declaration(text: str, is_one: bool) -> None:
    assert is_declaration(text) is is_one
