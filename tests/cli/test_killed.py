"""A run that is killed loses and doubles nothing; a poisoned submission costs only itself."""

import csv
import os
import signal
import subprocess
import time
from contextlib import suppress
from pathlib import Path
from random import Random
from typing import Any

import pytest

from derivcheck.check.judging import judge
from derivcheck.cli import main
from derivcheck.cli.child import CAN_FORK, Limits
from derivcheck.cli.classes import grading
from derivcheck.term.core import Number
from tests.cli.classroom import MIDDLE, command, left_behind, paper, run, write_class
from tests.cli.test_guard import abort, eat, spin

pytestmark = [
    pytest.mark.heavy,
    pytest.mark.skipif(not CAN_FORK, reason="no process can be forked here"),
]
KILLS = 10


@pytest.mark.slow
def test_killed_ten_times_and_resumed_the_results_are_the_same(tmp_path: Path) -> None:
    write_class(tmp_path, 6)
    began = time.monotonic()
    run(tmp_path, "whole", "--jobs", "2")
    took = time.monotonic() - began
    random = Random(6)
    landed = 0
    for number in range(KILLS):
        call = command(tmp_path, "killed", "--jobs", "2", "--resume", "--no-cache")
        ran = subprocess.Popen(
            call, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
        )
        # each time a little later, so that some of it is done when it is killed
        time.sleep(random.uniform(0.2, 0.4 + 0.6 * number / KILLS) * took)
        landed += ran.poll() is None
        with suppress(ProcessLookupError):  # one that was done by then
            os.killpg(ran.pid, signal.SIGKILL)
        ran.wait()
    assert landed >= KILLS // 2, "most of the kills came too late to say anything"
    run(tmp_path, "killed", "--jobs", "2", "--resume", "--no-cache")
    assert left_behind(tmp_path / "killed") == left_behind(tmp_path / "whole")


@pytest.mark.parametrize("how", [spin, eat, abort, lambda: os._exit(7)])
def test_a_poisoned_submission_costs_itself_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, how: Any
) -> None:
    write_class(tmp_path, 3)
    (tmp_path / "in" / "s01.md").write_text(paper(f"777 {MIDDLE}"), "utf-8")
    real = judge.decide

    def decide(statement: Any, tools: Any) -> Any:
        if any(isinstance(n, Number) and n.value == 777 for n in statement.right.walk()):
            how()
        return real(statement, tools)

    monkeypatch.setattr(judge, "decide", decide)
    short = Limits(seconds=0.8, memory=400 << 20)
    monkeypatch.setattr(grading, "LIMITS", short)
    call = command(tmp_path, "out", "--jobs", "1")[3:]
    assert main(call) == 0
    with (tmp_path / "out" / "grades.csv").open(encoding="utf-8", newline="") as file:
        rows = {row["student"]: (row["total"], row["status"]) for row in csv.DictReader(file)}
    assert rows["s00"] == ("3", "graded")
    assert rows["s02"] == ("4", "graded")
    assert rows["s01"] == ("", "needs a person")
