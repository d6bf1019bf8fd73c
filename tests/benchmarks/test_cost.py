"""What a run costs, as ratios within one session; ``pytest tests/benchmarks -m benchmark -s``.

Only the ratios to a bare ``import sympy`` and the memory are asserted, with medians of
interleaved runs; the rest is printed to be put into the README.  The ratios are of computing
time, which other work on the machine changes least.
"""

import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

import pytest

pytestmark = pytest.mark.benchmark

ROOT = Path(__file__).resolve().parent.parent.parent
DOCUMENT = ROOT / "derivations" / "word2vec" / "handwritten.md"
VERIFY = [sys.executable, "-m", "derivcheck", "verify", str(DOCUMENT)]
IMPORT = [sys.executable, "-c", "import sympy"]
HELP = [sys.executable, "-m", "derivcheck", "--help"]

# × a bare import of SymPy; the aims are 4 with all witnesses and 1 with modular images alone
COLD_LIMITS = {"sympy,modular,numpy,balls": 7.0, "modular": 4.5}
MEMORY_LIMIT = 250  # MB


def seconds(command: list[str]) -> float:
    """Return how long a command takes; it must not fail in a way of its own."""
    start = time.perf_counter()
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, timeout=300)
    assert ran.returncode in (0, 1) and not ran.stderr, ran.stderr.decode(errors="replace")
    return time.perf_counter() - start


def peak(command: list[str]) -> float:
    """Return the largest resident memory of a command in MB."""
    child = subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    assert child.returncode in (0, 1)  # that it does its work is seen to where it is timed
    scale = 1 if sys.platform == "darwin" else 1024  # bytes there, kilobytes here
    return usage.ru_maxrss * scale / 1e6


def computing(command: list[str]) -> float:
    """Return how many seconds a command computes, its own children included."""
    before = os.times()
    seconds(command)
    after = os.times()
    used = after.children_user - before.children_user
    return used + after.children_system - before.children_system


@pytest.mark.skipif(os.name == "nt", reason="needs the computing time of children")
@pytest.mark.parametrize("witnesses", COLD_LIMITS)
def test_a_cold_run_against_a_bare_import_of_sympy(witnesses: str) -> None:
    command, limit = [*VERIFY, "--witness", witnesses], COLD_LIMITS[witnesses]
    pairs = [(computing(command), computing(IMPORT)) for _ in range(5)]
    ours, bare = (statistics.median(times) for times in zip(*pairs, strict=True))
    ratio = statistics.median(a / b for a, b in pairs)
    print(f"\nverify handwritten.md, cold   {ours:6.2f} s   {witnesses}")
    print(f"python -c 'import sympy'      {bare:6.2f} s")
    print(f"ratio (median of 5 pairs)     {ratio:6.1f}    limit {limit}")
    assert ratio <= limit


@pytest.mark.skipif(not hasattr(os, "wait4"), reason="needs wait4")
def test_peak_memory() -> None:
    used = peak(VERIFY)
    print(f"\npeak memory of verify         {used:6.0f} MB limit {MEMORY_LIMIT}")
    assert used < MEMORY_LIMIT


def test_the_help_is_quick() -> None:
    bare = [sys.executable, "-c", "pass"]
    pairs = [(seconds(HELP), seconds(bare)) for _ in range(9)]
    ours, python = (1000 * statistics.median(times) for times in zip(*pairs, strict=True))
    print(f"\nderivcheck --help             {ours:6.0f} ms   aim 150 ms")
    print(f"python -c pass                {python:6.0f} ms")
