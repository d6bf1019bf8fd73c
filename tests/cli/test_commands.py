"""The other commands, and what the terminal is given."""

import os
import subprocess
import sys
import time
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from derivcheck.cli.pipeline import Job, Outcome
from derivcheck.cli.pool import _died, run_all
from derivcheck.cli.terminal import wants_color, width
from derivcheck.report.model import ErrorReport
from derivcheck.report.verdicts import FAILING, GOOD
from derivcheck.source import Span

pytestmark = pytest.mark.heavy

Run = Any


def test_version_names_the_engines(run: Run) -> None:
    ran = run("--version")
    assert ran.status == 0
    for name in ("derivcheck 0.", "sympy 1.", "python-flint 0.", "numpy 2.", "Python 3."):
        assert name in ran.out


def test_explain_has_a_page_for_every_verdict_with_both_examples(run: Run) -> None:
    for verdict in (*GOOD, *FAILING):
        ran = run("explain", verdict)
        assert ran.status == 0
        assert "accepted" in ran.out and "rejected" in ran.out


def test_explain_takes_the_code_as_reports_print_it(run: Run) -> None:
    assert run("explain", "refuted").out == run("explain", "verdict(refuted)").out
    assert set(run("explain").out.split()) >= {*GOOD, *FAILING}


def test_problems_lists_and_a_broken_one_hides_no_other(run: Run) -> None:
    lines = run("problems").out.splitlines()
    assert lines[0].startswith("broken") and "broken.toml:7" in lines[0]
    assert lines[1] == "known   The problem\ufffd known"


def test_show_tells_how_formulas_were_read(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from derivcheck.check import shown

    line = SimpleNamespace(span=Span(0, 1), latex="x", text="x", shape="scalar", problem=None)
    monkeypatch.setattr(shown, "show_document", lambda document, problem: (line,))
    file = tmp_path / "a.md"
    file.write_text("x = proved")
    ran = run("show", file)
    assert (ran.status, ran.err) == (0, "") and "read as   x" in ran.out
    monkeypatch.setattr(shown, "show_document", lambda document, problem: ())
    assert "no formula found" in run("show", file).err
    ran = run("show", tmp_path / "b.md")
    assert ran.status == 2 and "no such file; did you mean 'a.md'?" in ran.err


def test_show_reads_names_as_verify_does(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_text(
        "Let $x, \\theta \\in \\mathbb{R}^n$ and $h_\\theta(x) = \\theta^\\top x$. Then\n\n"
        "$$\\frac{\\partial h_\\theta(x)}{\\partial x} = \\theta$$\n"
    )
    shown = _command("show", str(file), text=True)
    assert shown.returncode == 0 and "not read" not in shown.stdout
    assert shown.stdout.count("read as") == shown.stdout.count("shape") == 4


@pytest.mark.benchmark
def test_help_takes_at_most_150_ms() -> None:
    def seconds() -> float:
        start = time.perf_counter()
        assert _command("--help").returncode == 0
        return time.perf_counter() - start

    assert min(seconds() for _ in range(5)) < 0.15


def test_help_is_there_for_every_command(run: Run) -> None:
    for command in ("verify", "show", "problems", "explain"):
        ran = run(command, "--help")
        assert ran.status == 0 and ran.out.startswith("Usage: derivcheck " + command)


class _Stream:
    def __init__(self, tty: bool) -> None:
        self.tty = tty

    def isatty(self) -> bool:
        return self.tty


@pytest.mark.parametrize(
    ("tty", "option", "environment", "color"),
    [
        (True, False, {}, True),
        (False, False, {}, False),
        (True, True, {}, False),
        (True, False, {"NO_COLOR": "1"}, False),
        (True, False, {"NO_COLOR": ""}, True),
        (True, False, {"TERM": "dumb"}, False),
        (False, False, {"FORCE_COLOR": "1"}, True),
        (False, False, {"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
    ],
)
def test_colour(
    monkeypatch: pytest.MonkeyPatch, tty: bool, option: bool, environment: Any, color: bool
) -> None:
    monkeypatch.setenv("TERM", "xterm")
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert wants_color(_Stream(tty), option) is color  # type: ignore[arg-type]


def test_width_is_asked_of_the_environment_within_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    for columns, cells in (("60", 60), ("7", 40), ("500", 140)):
        monkeypatch.setenv("COLUMNS", columns)
        assert width() == cells


def _work(job: Job) -> Outcome:
    if job.path == "dies":
        os._exit(1)  # as FLINT does when a number is too large
    if job.path == "slow":
        time.sleep(0.2)
    return Outcome(error=ErrorReport(job.name, "done", job.path))


def test_documents_side_by_side_keep_their_order_and_survive_a_death() -> None:
    jobs = [Job(path, path, None, None) for path in ("slow", "a", "dies", "b")]  # type: ignore[arg-type]
    errors = [outcome.error for outcome in run_all(jobs, 2, _work, _died)]
    assert [error.path for error in errors if error] == ["slow", "a", "dies", "b"]
    assert [error.code for error in errors if error] == ["done", "done", "internal-error", "done"]


def _command(*arguments: str, **settings: Any) -> "subprocess.CompletedProcess[Any]":
    command = [sys.executable, "-m", "derivcheck", *arguments]
    return subprocess.run(command, capture_output=True, timeout=60, **settings)


def test_a_reader_that_went_away_ends_the_output_quietly() -> None:
    read, write = os.pipe()
    os.close(read)
    command = [sys.executable, "-m", "derivcheck", "explain", "proved"]
    ran = subprocess.run(command, stdout=write, stderr=subprocess.PIPE, timeout=60)
    os.close(write)
    assert ran.stderr == b""


def test_a_terminal_without_unicode_gets_escapes_not_a_crash() -> None:
    environment = {**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    ran = _command("explain", "proved", env=environment)
    assert ran.returncode == 0 and b"x \\u2260 0" in ran.stdout


def test_nothing_heavy_is_imported_for_the_help() -> None:
    code = (
        "import sys, derivcheck, derivcheck.cli\n"
        "derivcheck.cli.main(['--help'])\n"
        "heavy = {'sympy', 'numpy', 'flint', 'nbformat', 'markdown_it', 'pylatexenc'}\n"
        "sys.exit(', '.join(heavy & set(sys.modules)) or 0)\n"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, timeout=60)
    assert (ran.returncode, ran.stderr) == (0, b"")


def test_what_styles_lines_is_not_loaded_for_plain_ones() -> None:
    code = (
        "import sys\n"
        "from rich.text import Text\n"
        "from derivcheck.report.style import PLAIN\n"
        "from derivcheck.report.terminal.screen import render_lines\n"
        "assert render_lines([Text('x = 1')], PLAIN) == 'x = 1\\n'\n"
        "sys.exit('rich.console' in sys.modules)\n"
    )
    assert subprocess.run([sys.executable, "-c", code], timeout=60).returncode == 0
