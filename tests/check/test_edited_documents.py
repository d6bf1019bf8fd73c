"""Pieces of the handwritten document with characters exchanged: findings, never a crash."""

import random

import pytest

from tests.check.support import WORD2VEC, check, pointed, steps

pytestmark = pytest.mark.heavy

LINES = (WORD2VEC / "handwritten.md").read_text(encoding="utf-8").split("\n")
PIECES = (
    *(r"\frac{", "}", "{", r"\partial", r"\begin{cases}", r"\end{cases}", r"\\", "&", "$", "$$"),
    *("^", "_", "'", r"\left(", r"\right)", "|", r"\dots", r"\sum_{", r"\neq", "=", "(", ")"),
    *("[", "]", r"\text{", r"\prime", "\\", "0", "9^{9^9}", "#1", "%", "\n", "\n\n", "- ", "原式"),
    *(r"\newcommand{\a}{\a}", r"\a", "\t", "\u200b", "\U0001f600", r"\over", r"\quad", ","),
)


def edited(seed: int) -> str:
    """Return some lines with one to four places changed."""
    chance = random.Random(seed)
    start = chance.randrange(len(LINES))
    text = "\n".join(LINES[start : start + chance.randint(1, 4)])
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(text) + 1)
        new = chance.choice(PIECES) if chance.random() < 0.7 else ""
        text = text[:at] + new + text[at + chance.randint(0, 5) :]
    return text


def look_at(text: str) -> None:
    """Check a text and that all that is said of it has a place in it."""
    found = check(text)
    for step in steps(found):
        assert step.code is not None or step.verdict.value == "proved", step.id
        assert 0 <= step.rhs.span.start <= step.rhs.span.end <= len(text)
        if step.span is not None:
            assert 0 <= step.span.start <= step.span.end <= len(text)
            assert pointed(found, step.span) is not None


@pytest.mark.parametrize("hundred", range(2))
def test_edited_documents(hundred: int) -> None:
    for seed in range(60):
        look_at(edited(100 * hundred + seed))


@pytest.mark.slow
def test_many_edited_documents() -> None:
    for seed in range(1000, 5000):
        look_at(edited(seed))
