"""A document is checked in a process that is ended when a step takes more than it may."""

import faulthandler
import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from derivcheck.check import Options
from derivcheck.check.judging import judge
from derivcheck.cli.child import CAN_FORK, Limits
from derivcheck.cli.guard import check_guarded, over_budget
from derivcheck.cli.pipeline import Job, Outcome, check
from derivcheck.diagnose import search
from derivcheck.term.core import Number

pytestmark = [
    pytest.mark.heavy,
    pytest.mark.skipif(not CAN_FORK, reason="no process can be forked here"),
]

OPTIONS = Options(witnesses=("modular", "balls"))
SHORT = Limits(seconds=0.8, memory=400 << 20)
# where another limit than the clock is reached, however slow the machine is that day
PATIENT = replace(SHORT, seconds=60)
# in the middle, something that the tests make misbehave
TEXT = "$$x + x = 2x$$\n\nand\n\n$$x + 777 = 777 + x$$\n\nand\n\n$$2x = x + 3$$\n\n$$= x + x$$\n"


@pytest.fixture
def job(tmp_path: Path) -> Job:
    path = tmp_path / "a.md"
    path.write_text(TEXT, encoding="utf-8")
    return Job(str(path), "a.md", "word2vec", OPTIONS)


def spin() -> None:
    """Compute for hours without ever looking at a signal."""
    9**9**9


def eat() -> None:
    """Ask for more memory than there may be."""
    held = []
    while True:
        held.append(bytearray(1 << 25))


def abort() -> None:
    """End as FLINT does when it gets no memory."""
    faulthandler.disable()  # pytest's would print all stacks
    os.abort()


def misbehave(monkeypatch: pytest.MonkeyPatch, how: Callable[[], object]) -> None:
    """Let the decision of the step in the middle, and of no other, go wrong."""
    real = judge.decide

    def decide(statement: Any, tools: Any) -> Any:
        numbers = [n.value for n in statement.left.walk() if isinstance(n, Number)]
        if 777 in numbers:
            how()
        return real(statement, tools)

    monkeypatch.setattr(judge, "decide", decide)


def said(outcome: Outcome) -> list[tuple[str, str | None]]:
    assert outcome.finding is not None, outcome.error
    steps = [step for part in outcome.finding.parts for step in part.steps]
    return [(step.verdict.value, step.code) for step in steps]


def reason(outcome: Outcome) -> str:
    assert outcome.finding is not None
    steps = [step for part in outcome.finding.parts for step in part.steps]
    return next(step.message or "" for step in steps if step.code == "over-budget")


def test_the_guarded_check_says_what_the_plain_one_says(job: Job) -> None:
    assert check_guarded(job) == check(job)
    assert said(check(job)) == [
        ("proved", None),
        ("proved", None),
        ("refuted", "not-equal"),
        ("refuted", "not-equal"),
    ]


@pytest.mark.parametrize(
    ("how", "limits", "why"),
    [
        (spin, SHORT, "(clock): it took more than 0.8 seconds"),
        (eat, PATIENT, "(memory)"),
        (abort, PATIENT, "(memory)"),
        (lambda: os._exit(7), PATIENT, "status 7"),
    ],
    ids=["spins", "eats", "aborts", "leaves"],
)
def test_the_others_are_still_judged(
    job: Job,
    monkeypatch: pytest.MonkeyPatch,
    how: Callable[[], object],
    limits: Limits,
    why: str,
) -> None:
    misbehave(monkeypatch, how)
    outcome = check_guarded(job, limits)
    assert said(outcome) == [
        ("proved", None),
        ("undecided", "over-budget"),
        ("refuted", "not-equal"),
        ("refuted", "not-equal"),
    ]
    assert why in reason(outcome) and reason(outcome).startswith("over budget")


def test_what_was_decided_is_not_decided_again(
    job: Job, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    tally = tmp_path / "tally"
    misbehave(monkeypatch, lambda: os._exit(7))
    counted = judge.decide

    def decide(statement: Any, tools: Any) -> Any:
        with tally.open("a") as file:
            file.write(f"{statement.fingerprint.hex()}\n")
        return counted(statement, tools)

    monkeypatch.setattr(judge, "decide", decide)
    # a repair may say what another step says; it is proved by itself
    monkeypatch.setattr(search, "diagnose", lambda parts, *_: tuple(p.finding for p in parts))
    check_guarded(job, PATIENT)
    lines = tally.read_text().split()
    assert len(lines) == len(set(lines)) > 2


def test_a_chain_that_cannot_be_read_in_time_is_unread(
    job: Job, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = judge.read_chain

    def read_chain(chain: Any, scope: Any, most: Any) -> Any:
        if "777" in chain.members[0].latex:
            spin()
        return real(chain, scope, most)

    monkeypatch.setattr(judge, "read_chain", read_chain)
    outcome = check_guarded(job, SHORT)
    assert said(outcome)[:3] == [
        ("proved", None),
        ("unread", "over-budget"),
        ("refuted", "not-equal"),
    ]


def test_what_ends_before_any_step_is_an_error(job: Job, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(judge.Judge, "__init__", lambda self, *_: os._exit(7))
    outcome = check_guarded(job, SHORT)
    assert outcome.error is not None and outcome.error.code == "over-budget"


def test_a_document_full_of_them_gets_less_and_less_time(
    job: Job, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "".join(f"$$x + 777 + {n} = 777 + x$$\n\nand\n\n" for n in range(3))
    Path(job.path).write_text(text, encoding="utf-8")
    misbehave(monkeypatch, spin)
    began = time.process_time()
    outcome = check_guarded(job, SHORT)
    assert said(outcome) == [("undecided", "over-budget")] * 3
    assert "more than 0.266667 seconds" in str(outcome.finding)
    assert time.process_time() - began < 2  # the time is the children's


def test_the_text_from_standard_input_outlives_the_process(
    job: Job, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("derivcheck.cli.pipeline.read_stdin", lambda name: TEXT)
    misbehave(monkeypatch, lambda: os._exit(7))
    outcome = check_guarded(replace(job, path="-"), PATIENT)
    assert [verdict for verdict, _ in said(outcome)][:2] == ["proved", "undecided"]


def test_a_document_that_takes_too_long_to_be_read_is_to_be_divided(job: Job) -> None:
    error = over_budget(job, "(clock)").error
    assert error is not None and "divide the document" in (error.hint or "")
