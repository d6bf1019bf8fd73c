"""What the README shows is what happens."""

import os
import re
import shlex
import subprocess
import sys
from importlib.metadata import entry_points
from pathlib import Path

import pytest

from derivcheck.check import check_problem
from derivcheck.cli import main
from derivcheck.cli.settings import read_settings
from derivcheck.problem import parse_problem
from tests.picture import TARGET, draw

pytestmark = pytest.mark.heavy

TOP = Path(__file__).parent.parent
README = (TOP / "README.md").read_text(encoding="utf-8")
SETUP = "python3 -m venv .venv && .venv/bin/pip install -q -e '.[dev]' && "


_PLUGGED = any(one.name == "derivcheck" for one in entry_points(group="pytest11"))


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", README, re.DOTALL)


def commands() -> list[str]:
    lines = [line for block in blocks("sh") for line in block.splitlines()]
    return [line.split("#")[0].strip() for line in lines if line.startswith("derivcheck ")]


def run(*words: str, at: Path = TOP) -> subprocess.CompletedProcess[str]:
    where = {**os.environ, "PYTHONPATH": str(TOP)}
    return subprocess.run(
        [sys.executable, "-m", *words],
        cwd=at, env=where, capture_output=True, text=True, check=False,
    )  # fmt: skip


def test_two_commands_do_all_the_set_up() -> None:
    found = [line for block in blocks("sh") for line in block.splitlines() if SETUP in line]
    assert [line.removeprefix(SETUP) for line in found] == [
        ".venv/bin/derivcheck verify derivations/",
        ".venv/bin/pytest",
    ]


def test_the_first_command_succeeds() -> None:
    done = run("derivcheck", "verify", "derivations/")
    assert done.returncode == 0, done.stdout + done.stderr
    kinds = (".md", ".tex", ".ipynb")
    count = sum(p.suffix in kinds for p in (TOP / "derivations").glob("*/*"))
    assert f"{count} documents" in " ".join(done.stdout.split())


@pytest.mark.parametrize("command", commands())
def test_a_command_runs_as_it_is_written(
    command: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    words = shlex.split(command.replace("solution.md", "derivations/word2vec/corrected.md"))
    known = tmp_path / "known.json"
    words = [str(known) if word == "known.json" else word for word in words]
    if words[-1] == str(known):
        known.write_text('{"version": 1, "findings": []}', "utf-8")
    monkeypatch.chdir(tmp_path if "init" in words else TOP)
    status = main(words[1:])
    said, complaints = capsys.readouterr()
    assert status == 0, complaints
    assert said.strip()


def test_pytest_collects_what_is_shown() -> None:
    lines = [line for block in blocks("sh") for line in block.splitlines()]
    (command,) = [line for line in lines if line.startswith("pytest ")]
    plugin = ("-p", "derivcheck.pytest_plugin") if not _PLUGGED else ()
    done = run(*shlex.split(command), *plugin, "-n", "0", "-m", "")
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.startswith(".")


def test_the_python_example_runs() -> None:
    (source,) = blocks("python")
    done = subprocess.run(
        [sys.executable, "-c", source], cwd=TOP, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert re.match(r"\d+ of \d+", done.stdout)


def test_the_problem_that_is_shown_is_sound() -> None:
    (source,) = blocks("toml")
    assert check_problem(parse_problem(source, "README.md", "shown")) == ()


def test_the_settings_that_are_shown_are_read(tmp_path: Path) -> None:
    source = next(block for block in blocks("ini") if "[tool.derivcheck]" in block)
    (tmp_path / "pyproject.toml").write_text(source, "utf-8")
    found = read_settings(str(tmp_path / "pyproject.toml"))
    assert found.options["fail_on"] == ("refuted", "ill-typed")
    assert found.excludes(str(tmp_path / "drafts" / "a.md"))
    assert found.ignored(str(tmp_path / "chapters" / "old-1.md")) == {"shadowed-index"}
    assert len(found.assume) == 2


def test_the_picture_is_the_real_output() -> None:
    """Compare the words: identifiers in the drawing depend on the version of what draws it."""

    def words(svg: str) -> list[str]:
        return re.findall(r"<text[^>]*>([^<]*)</text>", svg)

    assert words((TOP / TARGET).read_text(encoding="utf-8")) == words(draw())


def test_every_link_leads_somewhere() -> None:
    links = re.findall(r"\]\(([^)#:]+)\)", README)
    assert links
    assert [link for link in links if not (TOP / link).exists()] == []


def test_the_class_that_is_shown_is_graded_so(tmp_path: Path) -> None:
    class_, out = tmp_path / "submissions", tmp_path / "results"
    class_.mkdir()
    for student, name in (("ada", "corrected"), ("ben", "handwritten")):
        text = (TOP / "derivations" / "word2vec" / f"{name}.md").read_text("utf-8")
        (class_ / f"{student}.md").write_text(text, "utf-8")
    (class_ / "cleo.pdf").write_bytes(b"%PDF")
    done = run(
        *("derivcheck", "grade", str(class_), "--problem", "word2vec"),
        *("--out", str(out), "--witness", "modular"),
    )
    said, *shown = (block for name in ("console", "text") for block in blocks(name))
    assert done.stdout.replace(f"{tmp_path}/", "") == said.partition("\n")[2]
    table = (out / "grades.csv").read_text("utf-8").splitlines()
    rows = next(block for block in shown if block.startswith("student")).splitlines()
    assert [",".join(line.split(",")[:10]) for line in table] == rows
