"""``verify --watch``: what is checked again, and when."""

import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from queue import Queue
from threading import Thread
from typing import Any

import pytest

from derivcheck.check import Options
from derivcheck.cli.pipeline import Job, Outcome
from derivcheck.cli.watching import Remembering, concerns, watched
from tests.cli.test_verify import document

pytestmark = pytest.mark.heavy

PATIENCE = 60  # seconds: the machine may be busy

Run = Any


@pytest.fixture
def lines(tmp_path: Path) -> Iterator[Any]:
    """Start ``verify --watch`` on a folder; what it writes comes line by line."""
    pytest.importorskip("watchfiles")
    started = []

    def start(*options: str) -> "Queue[str]":
        child = subprocess.Popen(
            [sys.executable, "-m", "derivcheck", "verify", "--watch", "--output-format", "concise",
             "--witness", "modular", *options, str(tmp_path)],
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
            # a job in the background of a shell ignores ^C, and so do its children
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
        )  # fmt: skip
        started.append(child)
        written: Queue[str] = Queue()
        Thread(
            target=lambda: [written.put(line) for line in child.stdout or ()], daemon=True
        ).start()
        return written

    start.started = started  # type: ignore[attr-defined]
    yield start
    for child in started:
        child.kill()
        child.wait()


def until(written: "Queue[str]", what: str) -> list[str]:
    found = []
    while not found or what not in found[-1]:
        found.append(written.get(timeout=PATIENCE))
    return found


def test_a_change_is_checked_and_interrupt_ends_it(lines: Any, tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_text("$$1 = 1$$\n", "utf-8")
    out = tmp_path / "out.md"
    written = lines("--output-format", f"markdown:{out}")
    assert until(written, "watching")[0] == "1 step: 1 proved\n"
    file.write_text("$$1 = 1$$\n\n$$1 = 2$$\n", "utf-8")
    assert any("a.md:3:7: refuted" in line for line in until(written, "2 steps"))
    # a file put in its place, as editors do; a new one; and the report itself is no change
    (tmp_path / "new").write_text("$$1 = 1$$\n", "utf-8")
    (tmp_path / "new").replace(file)
    until(written, "1 step: 1 proved")
    (tmp_path / "derivcheck.toml").write_text("jobz = 1\n", "utf-8")
    assert "unknown key" in until(written, "jobz")[-1]
    (child,) = lines.started
    child.send_signal(signal.SIGINT)
    assert child.wait(PATIENCE) == 0
    assert written.empty() or "Traceback" not in "".join(written.queue)


def job(path: Path) -> Job:
    return Job(str(path), path.name, None, Options())


def test_only_what_is_not_as_it_was_is_checked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, two = document(tmp_path, "proved"), document(tmp_path, "proved", name="b.md")
    checked: list[str] = []

    def check_all(jobs: list[Job], workers: int | None) -> Iterator[Outcome]:
        checked.extend(job.name for job in jobs)
        yield from (Outcome(trace=f"{job.name} {len(checked)}") for job in jobs)

    monkeypatch.setattr("derivcheck.cli.watching.check_all", check_all)
    remembering = Remembering()
    first = list(remembering([job(one), job(two)], None))
    assert checked == ["a.md", "b.md"]
    two.write_text("x = refuted\n", "utf-8")
    second = list(remembering([job(one), job(two)], None))
    assert checked == ["a.md", "b.md", "b.md"]
    assert (second[0], second[1]) == (first[0], Outcome(trace="b.md 3"))
    remembering.forget()
    list(remembering([job(one)], None))
    assert checked[-1] == "a.md"
    one.unlink()
    list(remembering([job(one)], None))
    assert len(checked) == 5


@pytest.mark.parametrize(
    ("path", "does"),
    [
        ("x/a.md", True),
        ("x/a.ipynb", True),
        ("x/problem.toml", True),
        ("x/.derivcheck.toml", True),
        ("x/notation.sty", True),
        ("x/.a.md.swp", False),
        ("x/.#a.md", False),
        ("x/a.md~", False),
        ("x/out.json", False),
        ("x/a.pdf", False),
    ],
)
def test_which_files_concern_it(path: str, does: bool) -> None:
    assert concerns(path) is does


def test_a_file_is_watched_by_its_folder(tmp_path: Path) -> None:
    file = document(tmp_path / "in", "proved")
    assert watched([str(file)]) == ([str(tmp_path / "in")], False)
    assert watched([str(file), str(tmp_path)]) == ([str(tmp_path / "in"), str(tmp_path)], True)
    assert watched(["a.md", "b.md"]) == (["."], False)


def test_standard_input_is_not_watched(run: Run) -> None:
    ran = run("verify", "--watch", "-")
    assert ran.status == 2 and "cannot be watched" in ran.err


def test_without_the_package_it_says_what_to_install(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "watchfiles", None)
    ran = run("verify", "--watch", document(tmp_path, "proved"))
    assert (ran.status, ran.out) == (2, "")
    assert "pip install 'derivcheck[watch]'" in ran.err


def test_what_is_not_there_is_not_watched(run: Run, tmp_path: Path) -> None:
    pytest.importorskip("watchfiles")
    ran = run("verify", "--watch", tmp_path / "in" / "a.md")
    assert ran.status == 2 and "no such file" in " ".join(ran.out.split())
