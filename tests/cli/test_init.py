"""``derivcheck init gradescope``: a bundle whose parts fit each other."""

import json
import subprocess
import zipfile
from pathlib import Path

import pytest

from derivcheck.cli import main
from tests.cli.test_grade import PROBLEM, RIGHT, SLIP


def bundle(tmp_path: Path, *more: str) -> dict[str, bytes]:
    folder = tmp_path / "problem"
    folder.mkdir(exist_ok=True)
    (folder / "problem.toml").write_text(PROBLEM, "utf-8")
    (folder / "reference.md").write_text(RIGHT, "utf-8")
    out = tmp_path / "autograder.zip"
    assert main(["init", "gradescope", "--problem", str(folder), "--out", str(out), *more]) == 0
    with zipfile.ZipFile(out) as packed:
        assert packed.getinfo("run_autograder").external_attr >> 16 == 0o755
        return {name: packed.read(name) for name in packed.namelist()}


def test_the_bundle_has_what_gradescope_needs(tmp_path: Path) -> None:
    files = bundle(tmp_path)
    assert set(files) == {
        "setup.sh", "run_autograder", "problem/problem.toml", "problem/reference.md"
    }  # fmt: skip
    assert files == bundle(tmp_path)
    for name in ("setup.sh", "run_autograder"):
        path = tmp_path / name
        path.write_bytes(files[name])
        assert subprocess.run(["bash", "-n", str(path)], check=False).returncode == 0


def test_a_wheel_is_taken_along_and_nothing_is_run_by_its_name(tmp_path: Path) -> None:
    wheel = tmp_path / "it's;id.whl"
    wheel.write_bytes(b"wheel")
    files = bundle(tmp_path, "--install", str(wheel))
    assert files[wheel.name] == b"wheel"
    assert b"'/autograder/source/it'\\''s;id.whl'" in files["setup.sh"]


def test_the_call_in_the_bundle_is_one_that_works(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (line,) = (
        line
        for line in bundle(tmp_path)["run_autograder"].decode().replace("\\\n", " ").splitlines()
        if "derivcheck grade" in line
    )
    for name, data in bundle(tmp_path).items():
        path = tmp_path / "at" / "source" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    for name, text in (("submission/hw.md", SLIP), ("results/.keep", "")):
        path = tmp_path / "at" / name
        path.parent.mkdir(parents=True)
        path.write_text(text, "utf-8")
    monkeypatch.chdir(tmp_path / "at")
    assert main([*line.split()[1:], "--witness", "modular"]) == 0
    result = json.loads((tmp_path / "at" / "results" / "results.json").read_text("utf-8"))
    assert [test["score"] for test in result["tests"]] == [3.0]
