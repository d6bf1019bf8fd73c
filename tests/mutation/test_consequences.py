"""What follows from the true steps is never refuted, and what does not follow never proved."""

import hashlib
from collections import Counter

import pytest

from tests.mutation.consequences import CONSEQUENCES, Statement, distant
from tests.mutation.documents import Step, said, true_steps, written_steps
from tests.mutation.judge import context, opinion

CLEAN = [step for step in written_steps() if step.document != "handwritten.md"]
# every time: some steps, without those that take seconds
FEW = [step for step in CLEAN if not step.part.startswith("h")]
EVERY_TIME = 8


def wrong(step: Step, statement: Statement) -> tuple[str, str, str | None]:
    """Return what is true, what is said, and what is wrong about it."""
    left, right = statement
    where = context(step.context.universe, step.part, step.left, step.right, left, right)
    truth = opinion(left, right, where)
    verdict = said(step, left, right).verdict.value
    lie = (verdict == "proved" and truth.verdict in ("false", "ill-typed", "malformed")) or (
        verdict in ("refuted", "ill-typed") and truth.verdict == "true"
    )
    message = f"{step.id}: {verdict}, but {truth}\n  {left}\n  = {right}"
    return truth.verdict, verdict, message if lie else None


def _hash(step: Step) -> str:
    return hashlib.sha256(step.id.encode()).hexdigest()


@pytest.mark.parametrize("step", sorted(FEW, key=_hash)[:EVERY_TIME], ids=lambda step: step.id)
def test_what_follows_from_a_step(step: Step) -> None:
    kinds = list(CONSEQUENCES.values())
    at = int(_hash(step), 16) % len(kinds)
    for kind in (*kinds, *kinds)[at : at + 2]:
        for statement in kind(step):
            assert wrong(step, statement)[2] is None


@pytest.mark.slow
@pytest.mark.parametrize("kind", CONSEQUENCES)
def test_all_that_follows_from_all_steps(kind: str, capsys: pytest.CaptureFixture[str]) -> None:
    found = [
        wrong(step, statement) for step in true_steps() for statement in CONSEQUENCES[kind](step)
    ]
    _report(kind, found, capsys)


@pytest.mark.slow
def test_members_of_a_chain_that_are_no_neighbours(capsys: pytest.CaptureFixture[str]) -> None:
    found = [
        wrong(step, statement) for step, statement in distant() if step.document != "handwritten.md"
    ]
    _report("distant", found, capsys)


def _report(
    kind: str,
    found: list[tuple[str, str, str | None]],
    capsys: pytest.CaptureFixture[str],
) -> None:
    counts = Counter((truth, verdict) for truth, verdict, _ in found)
    with capsys.disabled():
        print(f"\n{kind}: {len(found)} statements, {dict(counts)}")
    assert [message for _, _, message in found if message is not None] == []
    # most of them are statements at all, and hardly one is false: an element may be put where
    # the words of the step exclude it, which the tool then leaves undecided
    false = sum(count for (truth, _), count in counts.items() if truth == "false")
    assert false <= len(found) / 20
    assert sum(n for (truth, _), n in counts.items() if truth == "true") >= 30
