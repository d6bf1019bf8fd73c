"""``--print-completion``: scripts that a shell understands, and what they complete."""

import subprocess
import sys
from pathlib import Path

import pytest

from derivcheck.cli import main


@pytest.fixture
def script(capsys: pytest.CaptureFixture[str]) -> str:
    pytest.importorskip("shtab")
    assert main(["--print-completion", "bash"]) == 0
    return capsys.readouterr().out


def completed(script: str, *words: str, folder: Path) -> list[str]:
    """Return what bash offers for the last of some words."""
    (folder / "complete").write_text(script, "utf-8")
    line = " ".join(f"'{word}'" for word in words)
    call = (
        f"source ./complete; COMP_WORDS=({line}); COMP_CWORD={len(words) - 1}; "
        '_shtab_derivcheck; printf "%s\\n" "${COMPREPLY[@]}"'
    )
    ran = subprocess.run(
        ["bash", "--norc", "-c", call], cwd=folder, capture_output=True, text=True, check=True
    )
    return ran.stdout.split()


def test_bash_completes(script: str, tmp_path: Path) -> None:
    (tmp_path / "thesis.tex").touch()
    assert completed(script, "derivcheck", "ver", folder=tmp_path) == ["verify"]
    assert completed(script, "derivcheck", "verify", "--stat", folder=tmp_path) == ["--statistics"]
    assert "pre-commit" in completed(script, "derivcheck", "init", "pre", folder=tmp_path)
    assert completed(script, "derivcheck", "verify", "the", folder=tmp_path) == ["thesis.tex"]
    offered = completed(script, "derivcheck", "verify", "--baseline", "the", folder=tmp_path)
    assert offered == ["thesis.tex"]
    assert completed(script, "derivcheck", "verify", "--reveal", "p", folder=tmp_path) == ["place"]


@pytest.mark.parametrize("shell", ["zsh", "tcsh"])
def test_other_shells_get_one_too(shell: str, capsys: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("shtab")
    assert main(["--print-completion", shell]) == 0
    assert "generate-class" in capsys.readouterr().out


def test_without_the_package_it_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "shtab", None)
    assert main(["--print-completion", "bash"]) == 2
    assert "pip install 'derivcheck[completion]'" in capsys.readouterr().err
