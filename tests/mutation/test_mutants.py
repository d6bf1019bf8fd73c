"""True steps with one slip: none of the false ones is proved, none of the true ones refuted.

Which is which is decided by ``oracle``, which shares nothing with derivcheck.  All of them:
``pytest tests/mutation -m slow -n 0 -s`` (that prints the table of the README).
"""

import hashlib
from typing import Any

import pytest

from derivcheck.engine.cases import proof
from derivcheck.engine.every_size.cutoff import AllSizes, prove
from derivcheck.engine.statement import World
from tests.mutation.documents import Step, said, written_steps
from tests.mutation.judge import Opinion, opinion
from tests.mutation.kinds import KINDS
from tests.mutation.trial import (
    Result,
    cases_of,
    judged,
    objections,
    run,
    run_parallel,
    sample,
    table,
)

pytestmark = pytest.mark.heavy

# each kind is tried at least so often, and all together
EACH, ALL = 200, 10_000
# at most so many of a kind; the most frequent ones would drown the others
MOST = 330
# shares of the mutants that are false; measured, with room to breathe
REFUTED = 0.93
# of those that are still true
PROVED = 0.75
# every time: a few of each of some steps' mutants
GROUPS, STEPS, CASES = 8, 6, 16


def group(number: int) -> list[Step]:
    """Return some steps whose truth needs no proof here, always the same ones."""
    steps = [step for step in written_steps() if step.document != "handwritten.md"]
    own = [step for step in steps if _hash(step.id) % GROUPS == number]
    return sorted(own, key=lambda step: _hash(step.id))[:STEPS]


def _hash(text: str) -> int:
    return int(hashlib.sha256(text.encode()).hexdigest(), 16)


@pytest.mark.parametrize("number", range(GROUPS))
def test_some_mutants_are_judged_rightly(number: int) -> None:
    cases = [case for step in group(number) for case in cases_of(step)]
    results = [run(case) for case in sorted(cases, key=lambda case: case.key)[:CASES]]
    assert objections(results) == []
    assert sum(map(judged, results)) >= 0.6 * CASES
    false = [one for one in results if one.opinion.verdict == "false"]
    assert sum(one.verdict == "refuted" for one in false) >= 0.8 * len(false)


@pytest.mark.slow
@pytest.mark.parametrize("step", written_steps(), ids=lambda step: step.id)
def test_the_oracle_holds_the_steps_themselves_for_true(step: Step) -> None:
    if step.document == "handwritten.md":
        pytest.skip("slips are part of this one")
    assert opinion(step.left, step.right, step.context).verdict == "true"


@pytest.mark.slow
def test_the_largest_sizes_lie_beyond_every_cutoff(monkeypatch: pytest.MonkeyPatch) -> None:
    looked_at: list[World] = []

    def recorded(*arguments: Any, **named: Any) -> AllSizes:
        found = prove(*arguments, **named)
        looked_at.extend(found.worlds)
        return found

    monkeypatch.setattr(proof, "prove", recorded)
    for step in written_steps():
        if step.document != "handwritten.md":
            said(step, step.left, step.right)
            largest = step.context.universe.sizes[-1]
            for world in looked_at:
                assert all(size < largest[sort.name] for sort, size in world.sizes.items())
            assert looked_at
            looked_at.clear()


@pytest.fixture(scope="module")
def results() -> list[Result]:
    return run_parallel(sample(MOST))


@pytest.mark.slow
def test_no_verdict_is_wrong(results: list[Result], capsys: pytest.CaptureFixture[str]) -> None:
    with capsys.disabled():
        print("\n" + table(results))
    assert objections(results) == []


@pytest.mark.slow
def test_the_mutants_are_many_and_of_every_kind(results: list[Result]) -> None:
    known = [one for one in results if judged(one)]
    assert len(known) >= ALL
    for kind in KINDS:
        assert sum(one.case.mutant.kind == kind for one in known) >= EACH, kind


@pytest.mark.slow
def test_few_mutants_are_left_undecided(results: list[Result]) -> None:
    false = [one.verdict for one in results if one.opinion.verdict == "false"]
    assert false.count("refuted") >= REFUTED * len(false)
    true = [one.verdict for one in results if one.opinion.verdict == "true"]
    assert true.count("proved") >= PROVED * len(true)


def test_a_wrong_verdict_would_be_seen() -> None:
    case = next(case for case in cases_of(group(0)[0]))
    for truth, verdict in (
        ("false", "proved"), ("ill-typed", "proved"), ("malformed", "refuted"),
        ("true", "refuted"), ("true", "ill-typed"), ("not judged", "crash"),
    ):  # fmt: skip
        lie = Result(case, Opinion(truth), verdict, None)
        assert objections([lie]) != []
