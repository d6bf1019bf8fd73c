"""What a reader would stumble over is never passed over: junk in a right step ends its proof."""

import random

import pytest

from derivcheck.document import read_document
from tests.check.support import WORD2VEC, check, problem, steps

CORRECTED = (WORD2VEC / "corrected.md").read_text(encoding="utf-8")
# each stands alone and has no meaning where it is put
JUNK = (r"\foo", "(", ")", "[", r"\left(", "^", "_", "}", "{", r"\frac", r"\sum", r"\in", "&", "?")
ALONE = ("&",)  # an alignment sign is layout


def rows() -> list[tuple[str, str, str]]:
    """Return part, left and right side of the right steps that are written on one line."""
    out = []
    for part in read_document("x.md", CORRECTED).parts:
        for chain in part.chains:
            for relation in chain.relations:
                left, right = (chain.members[at].latex for at in (relation.left, relation.right))
                if relation.sign == "=" and "\n" not in left + right and "cases" not in right:
                    out.append((part.id.split("~")[0], left, right))
    return out


def tried(seed: int) -> tuple[str, str]:
    """Return a document with one right step in which junk was put, and the junk."""
    chance = random.Random(seed)
    part, left, right = chance.choice(rows())
    junk = chance.choice(JUNK)
    (first,) = read_document("x.md", f"$$ {left} = {right} $$").parts[0].chains
    member = chance.choice(first.members[:2])
    token = chance.choice(member.tokens)
    text = f"$$ {left} = {right} $$"
    text = f"{text[: token.span.start]} {junk} {text[token.span.start :]}"
    letter, _, number = part.partition("(")
    inner = f"({number}\n\n" if number else ""
    return f"({letter})\n\n{inner}{text}\n", junk


def verdicts(text: str) -> list[str]:
    return [step.verdict.value for step in steps(check(text))]


def look_at(seeds: range) -> None:
    for seed in seeds:
        text, junk = tried(seed)
        if junk not in ALONE:
            assert "proved" not in verdicts(text), text


def test_the_steps_are_right_without_the_junk() -> None:
    assert len(rows()) > 30 and problem() is not None
    part, left, right = next(row for row in rows() if row[0] == "b")
    assert verdicts(f"({part})\n\n$$ {left} = {right} $$") == ["proved"]


def test_junk_in_a_right_step_ends_its_proof() -> None:
    look_at(range(12))


@pytest.mark.slow
def test_much_junk_in_right_steps() -> None:
    look_at(range(1000, 3000))
