"""SymPy and NumPy look on from a process of their own, and no finding shows it."""

import os
import signal
from pathlib import Path
from typing import ClassVar

import pytest
from msgspec.structs import replace

from derivcheck.check import Options
from derivcheck.check.finding import StepFinding
from derivcheck.check.judging.watch import Unwatched
from derivcheck.cli import guard, onlooker
from derivcheck.cli.child import CAN_FORK
from derivcheck.cli.onlooker import check_beside, is_worthwhile
from derivcheck.cli.pipeline import Job, Outcome, check
from derivcheck.engine.numeric.compare import NumpyWitness
from derivcheck.engine.outcome import Outcome as Answer
from derivcheck.engine.statement import Statement, World
from derivcheck.engine.symbolic.compare import SympyWitness

pytestmark = [
    pytest.mark.heavy,
    pytest.mark.skipif(not CAN_FORK, reason="no process can be forked here"),
]

RIGHT = r"$$\frac{{\partial}}{{\partial x}} x^{n} = {n} x^{{{m}}}$$"
WRONG = r"$$\log (e^{x} \cdot e) = x + 2 = 2 + x$$"
TEXT = "\n\nand\n\n".join([*(RIGHT.format(n=n, m=n - 1) for n in range(2, 12)), WRONG])


@pytest.fixture
def job(tmp_path: Path) -> Job:
    path = tmp_path / "a.md"
    path.write_text(TEXT, encoding="utf-8")
    return Job(str(path), "a.md", None, Options())


def steps(outcome: Outcome) -> list[StepFinding]:
    assert outcome.finding is not None, outcome.error
    return [step for part in outcome.finding.parts for step in part.steps]


def methods(outcome: Outcome) -> list[tuple[str, ...]]:
    return [step.method for step in steps(outcome)]


class Noted(onlooker.Onlooker):
    """An onlooker whose process is known afterwards."""

    begun: ClassVar[list[int]] = []

    def __init__(self) -> None:
        super().__init__()
        self.begun.append(self._pid)


def beside(job: Job) -> Outcome | None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(onlooker, "Onlooker", Noted)
        found = check_beside((job, TEXT), Unwatched())
    with pytest.raises(ChildProcessError):  # it is no longer there
        os.waitpid(Noted.begun[-1], os.WNOHANG)
    return found


def test_findings_are_those_of_one_process(job: Job) -> None:
    found, alone = beside(job), check(job)
    assert found is not None
    assert steps(found) == steps(alone)
    assert methods(found)[0] == ("sympy", "modular", "numpy", "balls")


@pytest.mark.parametrize("witness", [SympyWitness, NumpyWitness])
@pytest.mark.parametrize("answer", [Answer.NO_ANSWER, Answer.DIFFERENT])
def test_no_finding_rests_on_what_was_presumed_and_not_said(
    job: Job, monkeypatch: pytest.MonkeyPatch, witness: type[SympyWitness], answer: Answer
) -> None:
    undisturbed, real = methods(check(job)), witness.compare

    def compare(self: SympyWitness, statement: Statement, world: World) -> Answer:
        return answer if "5" in repr(statement.right) else real(self, statement, world)

    monkeypatch.setattr(witness, "compare", compare)
    found, alone = beside(job), check(job)
    assert found is not None
    assert steps(found) == steps(alone)
    assert methods(found) != undisturbed


def test_an_onlooker_that_ends_gives_no_finding(job: Job, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(NumpyWitness, "compare", lambda *_: os.kill(os.getpid(), signal.SIGKILL))
    assert beside(job) is None


def test_a_slow_onlooker_gives_no_finding(job: Job, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(onlooker, "SECONDS", 0.2)
    monkeypatch.setattr(NumpyWitness, "compare", lambda *_: 9**9**9)
    assert beside(job) is None


def test_the_ordinary_way_is_taken_then(job: Job, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard, "is_worthwhile", lambda *_: True)
    monkeypatch.setattr(guard, "check_beside", nothing)
    assert steps(guard.check_guarded(job)) == steps(check(job))


def nothing(item: object, watch: object) -> None:
    """Come to no end."""


def test_where_it_is_worthwhile(job: Job, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(onlooker, "sys", type("sys", (), {"modules": {}}))
    monkeypatch.setattr(os, "getloadavg", lambda: (0.0, 0.0, 0.0))
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 1}, raising=False)

    def with_options(**changed: object) -> Job:
        return replace(job, options=replace(job.options, **changed))

    assert is_worthwhile(job, TEXT)
    assert not is_worthwhile(job, WRONG)
    assert not is_worthwhile(with_options(witnesses=("modular", "balls")), TEXT)
    assert not is_worthwhile(with_options(witnesses=("sympy", "numpy")), TEXT)
    assert not is_worthwhile(with_options(clock=lambda: 0.0), TEXT)
    assert not is_worthwhile(with_options(memory=object()), TEXT)
    monkeypatch.setattr(os, "getloadavg", lambda: (1.2, 1.0, 1.0))
    assert not is_worthwhile(job, TEXT)
