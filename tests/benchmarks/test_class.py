"""Grading a synthetic class; ``pytest tests/benchmarks/test_class.py -m benchmark -s -k 60``.

What is asserted is the marks, how many statements there are, and the memory.  Times depend on
the machine and on what else it does: they are printed, of the processor as well as of the clock.
"""

import csv
import json
import os
import re
import sqlite3
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import pytest

from derivcheck.check.judging.memory_text import from_text

pytestmark = [
    pytest.mark.benchmark,
    pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="reads memory from /proc"),
]

# written by hand: a part's answer is worth a half, its steps the other; a slip costs a quarter
WORTH = {
    "right": "1", "rewritten": "1", "answer-only": "1", "slip": "3/4", "carried": "3/4",
    "wrong-end": "1/2", "restated": "0", "missing": "0", "unreadable": None,
}  # fmt: skip
STATEMENTS, WRONG = 8, 1.5  # distinct ones for each student
SHARE = 0.98  # of the parts have the mark that is known; the rest is in the queue
MEMORY = 1000  # MB of all processes together
AIMS = {"cold": 180, "warm": 20}  # seconds for 1,000 on two idle cores
JOBS = 2


@dataclass(frozen=True)
class Run:
    """What a run over the class took."""

    clock: float
    processor: float
    memory: float  # MB


def resident(pids: set[int]) -> float:
    """Return the memory of some processes in MB, what they share counted once for each."""
    pages = 0
    for pid in pids:
        try:
            pages += int(Path(f"/proc/{pid}/statm").read_text("ascii").split()[1])
        except (OSError, IndexError):
            continue
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def group(leader: int) -> set[int]:
    """Return the processes of a session."""
    found = set()
    for folder in Path("/proc").iterdir():
        if folder.name.isdecimal():
            try:
                stat = (folder / "stat").read_text("utf-8").rpartition(")")[2].split()
            except OSError:
                continue
            if int(stat[3]) == leader:
                found.add(int(folder.name))
    return found


def graded(folder: Path, out: str, cache: Path) -> Run:
    """Grade the class into a folder, looking at the memory five times a second."""
    call = [
        *(sys.executable, "-m", "derivcheck", "grade", str(folder / "submissions")),
        *("--problem", "word2vec", "--out", str(folder / out), "--cache", str(cache)),
        *("--jobs", str(JOBS), "--witness", "modular"),
    ]
    before, began, peak = os.times(), time.perf_counter(), 0.0
    child = subprocess.Popen(
        call, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, start_new_session=True
    )
    ended = threading.Event()

    def look() -> None:
        nonlocal peak
        while not ended.wait(0.2):
            peak = max(peak, resident(group(child.pid)))

    watcher = threading.Thread(target=look)
    watcher.start()
    _, said = child.communicate()
    ended.set()
    watcher.join()
    assert child.returncode == 0, said.decode(errors="replace")
    after = os.times()
    used = after.children_user + after.children_system
    spent = used - before.children_user - before.children_system
    return Run(time.perf_counter() - began, spent, peak)


def compared(folder: Path, out: str) -> tuple[int, int, list[str]]:
    """Return how many marks are as known, how many are queued, and which differ."""
    with (folder / "truth.csv").open(encoding="utf-8", newline="") as file:
        truth = {
            (row["student"], row["part"]): WORTH[row["change"]] for row in csv.DictReader(file)
        }
    lines = (folder / out / "results.jsonl").read_text("utf-8").splitlines()
    right, queued, wrong = 0, 0, []
    for one in map(json.loads, lines):
        for part in one["parts"]:
            known = truth[one["student"], part["part"]]
            low, high = Fraction(part["mark"]["low"]), Fraction(part["mark"]["high"])
            is_open = low != high or any(reason["open"] for reason in part["reasons"])
            if known is None:
                right, wrong = (right + 1, wrong) if is_open else (right, [*wrong, str(one)])
            elif is_open:
                queued += 1
            elif low == Fraction(known):
                right += 1
            else:
                wrong.append(f"{one['student']} ({part['part']}): {low}, known {known}")
    return right, queued, wrong


def statements(cache: Path) -> tuple[int, int]:
    """Return how many statements were decided, and how many of them are wrong."""
    with sqlite3.connect(cache) as known:
        texts = [row[0] for row in known.execute("SELECT decision FROM decisions")]
    return len(texts), sum(from_text(text).equal is False for text in texts)


@pytest.mark.parametrize("students", [60, 300, 1000])
def test_a_class(students: int, tmp_path: Path) -> None:
    generate = [sys.executable, "-m", "derivcheck", "generate-class", "--problem", "word2vec"]
    places = ["--students", str(students), "--seed", "bench", "--out", str(tmp_path)]
    subprocess.run([*generate, *places], check=True, capture_output=True)
    cache = tmp_path / "cache.sqlite"
    cold = graded(tmp_path, "cold", cache)
    warm = graded(tmp_path, "warm", cache)
    with sqlite3.connect(cache) as known:
        known.execute("DELETE FROM results")
    decided = graded(tmp_path, "decided", cache) if students <= 60 else None
    lines = (tmp_path / "cold" / "results.jsonl").read_text("utf-8")
    steps = sum(int(n) for n in re.findall(r'"understood": "\d+ of (\d+) steps', lines))
    distinct, false = statements(cache)
    right, queued, wrong = compared(tmp_path, "cold")
    print(f"\n{students} students, {steps} steps, {distinct} distinct statements, {false} wrong")
    runs = {"cold": cold, "decided before": decided, "graded before": warm}
    for name, run in runs.items():
        if run is not None:
            speed = steps / run.clock
            print(
                f"{name:15} {run.clock:7.1f} s {run.processor:7.1f} s of the processor"
                f" {speed:7.0f} steps/s {run.memory:5.0f} MB"
            )
    print(f"aims for 1000 on two idle cores: {AIMS['cold']} s cold, {AIMS['warm']} s warm")
    print(f"marks: {right} as known, {queued} queued, {len(wrong)} wrong")
    assert wrong == []
    assert right >= SHARE * (right + queued)
    assert distinct >= STATEMENTS * students
    assert false >= WRONG * students
    assert max(cold.memory, warm.memory) < MEMORY
    assert (tmp_path / "warm" / "grades.csv").read_bytes() == (
        tmp_path / "cold" / "grades.csv"
    ).read_bytes()
