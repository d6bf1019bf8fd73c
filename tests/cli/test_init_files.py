"""``derivcheck init pre-commit|github|gitlab``, the hook and the action: YAML, and what it runs."""

import json
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from derivcheck import __version__
from derivcheck.cli import main
from derivcheck.cli.init_files import TARGETS, filled

pytestmark = pytest.mark.heavy

yaml = pytest.importorskip("yaml")

TOP = Path(__file__).resolve().parents[2]
ACTION = TOP / ".github" / "actions" / "verify" / "action.yml"
DOCUMENT = "Let $x \\in \\mathbb{R}$.\n\n$$x + x = -2x$$\n$$x + x = 2x$$\n$$\\foo = 1$$\n"


def read(path: Path) -> Any:
    return yaml.safe_load(path.read_text("utf-8"))


def scripts(data: Any) -> list[str]:
    """Return all shell commands of a workflow or a pipeline."""
    if isinstance(data, dict):
        own = [data[key] for key in ("run", "script") if key in data]
        found = [text for one in own for text in (one if isinstance(one, list) else [one])]
        return found + [text for value in data.values() for text in scripts(value)]
    if isinstance(data, list):
        return [text for value in data for text in scripts(value)]
    return []


def calls(texts: list[str]) -> list[list[str]]:
    """Return the calls of derivcheck in shell commands, as words."""
    lines = "\n".join(texts).replace("\\\n", " ").splitlines()
    return [shlex.split(line)[1:] for line in lines if line.strip().startswith("derivcheck ")]


@pytest.mark.parametrize(("what", "file"), TARGETS.items())
def test_init_writes_a_file_that_is_yaml_and_overwrites_none(
    what: str,
    file: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["init", what]) == 0
    assert capsys.readouterr().out == f"{file}\n"
    data = read(tmp_path / file)
    assert f"derivcheck=={__version__}" in json.dumps(data)
    assert main(["init", what]) == 2
    assert "--out - shows what to add" in capsys.readouterr().err
    assert main(["init", what, "--out", "-"]) == 0
    assert yaml.safe_load(capsys.readouterr().out) == data


@pytest.mark.parametrize(
    ("schema", "made"),
    [
        ("github-workflows", lambda: filled("github", None, "my notes")),
        ("gitlab-ci", lambda: filled("gitlab", None, "my notes")),
        ("github-actions", lambda: ACTION.read_text("utf-8")),
    ],
)
def test_what_is_written_obeys_the_schema_of_its_service(
    schema: str, made: Callable[[], str], tmp_path: Path
) -> None:
    file = tmp_path / "file.yml"
    words = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", f"vendor.{schema}", file]

    def check(text: str) -> int:
        file.write_text(text, "utf-8")
        return subprocess.run(words, capture_output=True, check=False).returncode

    assert check(made()) == 0
    assert check(made().replace("name:", "nme:").replace("script:", "scipt:")) == 1


@pytest.mark.parametrize("what", ["github", "gitlab"])
def test_the_call_in_a_job_is_one_that_works(
    what: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "my notes").mkdir()
    (tmp_path / "my notes" / "a.md").write_text(DOCUMENT, "utf-8")
    ((*words,),) = calls(scripts(yaml.safe_load(filled(what, None, "my notes"))))
    words = [word.replace("$GITHUB_STEP_SUMMARY", "summary.md") for word in words]
    assert main([*words, "--witness", "modular"]) == 1
    if what == "gitlab":
        reports = yaml.safe_load(filled(what, None, "."))["derivcheck"]["artifacts"]["reports"]
        assert all((tmp_path / name).is_file() for name in reports.values())
    else:
        assert "flipped" in (tmp_path / "summary.md").read_text("utf-8")


@pytest.mark.parametrize("what", TARGETS)
def test_nothing_in_a_name_is_run(what: str, tmp_path: Path) -> None:
    evil = "x'; touch hit; echo '\"$(touch hit)`touch hit`"
    data = yaml.safe_load(filled(what, evil, evil))
    for text in scripts(data):
        name = re.sub(r"^(\s*)(pip|derivcheck) ", r"\1echo ", text, flags=re.MULTILINE)
        ran = subprocess.run(["bash", "-c", name], cwd=tmp_path, capture_output=True, check=True)
        assert b"touch hit" in ran.stdout
    if what == "pre-commit":
        assert data["repos"][0]["hooks"][0]["additional_dependencies"] == [evil]
    assert list(tmp_path.iterdir()) == []


def test_gradescope_asks_for_its_problem(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["init", "gradescope"]) == 2
    assert "--problem" in capsys.readouterr().err


class TestTheHook:
    def test_is_the_one_that_init_writes(self) -> None:
        (hook,) = read(TOP / ".pre-commit-hooks.yaml")
        (own,) = yaml.safe_load(filled("pre-commit", None, "."))["repos"][0]["hooks"]
        shared = set(hook) & set(own)
        assert shared >= {"id", "entry", "language", "types_or", "require_serial"}
        assert {key: hook[key] for key in shared} == {key: own[key] for key in shared}

    def test_runs_on_the_files_it_is_given(self, tmp_path: Path) -> None:
        (hook,) = read(TOP / ".pre-commit-hooks.yaml")
        for suffix in ("md", "tex"):
            (tmp_path / f"a.{suffix}").write_text("$$x = x$$\n", "utf-8")
        (tmp_path / "b.md").write_text("# No step\n", "utf-8")
        program, *words = shlex.split(hook["entry"])
        files = [str(tmp_path / name) for name in ("a.md", "a.tex", "b.md")]
        assert program == "derivcheck" and main([*words, *files, "--jobs", "1"]) == 0


class TestTheAction:
    def test_takes_no_input_into_its_scripts(self) -> None:
        action = read(ACTION)
        assert action["runs"]["using"] == "composite"
        for step in action["runs"]["steps"]:
            assert "${{" not in step["run"] and step["shell"] == "bash"
        used = set(re.findall(r"inputs\.([\w-]+)", ACTION.read_text("utf-8")))
        assert used == set(action["inputs"])

    @pytest.mark.parametrize(
        ("src", "options", "status", "outputs"),
        [
            ("a.md", "--witness modular", 1, ["refuted=1", "undecided=1"]),
            ("a.md b.md", "--witness modular --allow refuted,unread", 0, ["refuted=1"]),
            ("b.md", "", 0, ["refuted=0", "undecided=0"]),
            ("nowhere.md", "", 2, ["refuted=0"]),
            ("b.md", "--nonsense", 2, []),
            ("$(touch\thit) b.md", "", 2, ["refuted=0"]),
        ],
    )
    def test_runs(
        self, tmp_path: Path, src: str, options: str, status: int, outputs: list[str]
    ) -> None:
        (tmp_path / "a.md").write_text(DOCUMENT, "utf-8")
        (tmp_path / "b.md").write_text("$$x = x$$\n", "utf-8")
        tools = tmp_path / "tools"
        tools.mkdir()
        (tools / "derivcheck").write_text(f'#!/bin/sh\nexec {sys.executable} -m derivcheck "$@"\n')
        (tools / "python").write_text(f'#!/bin/sh\nexec {sys.executable} "$@"\n')
        for tool in tools.iterdir():
            tool.chmod(0o755)
        environment = {
            **os.environ,
            "PATH": f"{tools}:{os.environ['PATH']}",
            "PYTHONPATH": str(TOP),
            "RUNNER_TEMP": str(tmp_path),
            **{name: str(tmp_path / name) for name in ("GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY")},
            **{"SRC": src, "OPTIONS": options, "SARIF_FILE": "out.sarif"},
        }
        step = next(one for one in read(ACTION)["runs"]["steps"] if one.get("id") == "verify")
        ran = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
            cwd=tmp_path, env=environment, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert ran.returncode == status, ran.stderr
        found = tmp_path / "GITHUB_OUTPUT"
        lines = found.read_text("utf-8").splitlines() if found.exists() else []
        assert lines[: len(outputs)] == outputs
        assert bool(lines) == bool(outputs) == (tmp_path / "out.sarif").is_file()
        assert not (tmp_path / "hit").exists()
        if status == 1:
            assert "::error " in ran.stdout
            assert "flipped" in (tmp_path / "GITHUB_STEP_SUMMARY").read_text("utf-8")
