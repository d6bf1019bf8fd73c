"""``verify --fix-suggestions``: a diff of the document, and the document changed when asked."""

import subprocess
import sys
from pathlib import Path

import pytest

from derivcheck.__main__ import main

TEXT = "# Notes\n\n$$ x (1 - x) = x + x^2 $$\n\nand $x + x = 2x$.\n"
RIGHT = "# Notes\n\n$$ x (1 - x) = x - x^2 $$\n\nand $x + x = 2x$.\n"


@pytest.fixture
def notes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    file = tmp_path / "notes.md"
    file.write_text(TEXT, encoding="utf-8")
    return file


def verify(*options: str) -> int:
    return main(["verify", "notes.md", "--problem", "word2vec", "--witness", "modular", *options])


def test_a_diff_is_written_and_no_file_changed(
    notes: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert verify("--fix-suggestions") == 1
    out = capsys.readouterr().out
    assert out.startswith("--- a/notes.md\n+++ b/notes.md\n")
    assert "-$$ x (1 - x) = x + x^2 $$\n+$$ x (1 - x) = x - x^2 $$\n" in out
    assert notes.read_text(encoding="utf-8") == TEXT


def test_the_document_is_changed_when_asked(
    notes: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    verify("--fix-suggestions", "--write")
    assert notes.read_text(encoding="utf-8") == RIGHT
    assert capsys.readouterr().out == ""
    assert verify() == 0


def test_writing_goes_with_suggestions_only(
    notes: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert verify("--write") == 2
    assert "--write goes with --fix-suggestions" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("level", "told", "kept_back"),
    [
        ("verdict", "refuted", ("flipped-sign", "repair", "^", "x=")),
        ("place", "^", ("flipped-sign", "repair", "- x^2")),
        ("slip", "flipped-sign", ("value ",)),
    ],
)
def test_no_more_is_told_than_is_to_be_revealed(
    notes: Path, capsys: pytest.CaptureFixture[str], level: str, told: str, kept_back: tuple[str]
) -> None:
    verify("--reveal", level, "--no-color")
    out = capsys.readouterr().out
    shown = out.replace("x^2", "").replace("^T", "") if "^" in kept_back else out
    assert told in out and "1 slip" in out
    assert all(word not in shown for word in kept_back)


def test_all_codes_are_listed_with_what_they_are() -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "derivcheck", "explain", "--list"],
        capture_output=True, text=True, timeout=120, check=True,
    )  # fmt: skip
    lines = ran.stdout.splitlines()
    assert any(line.split(None, 1) == ["flipped-sign", "what the slip was"] for line in lines)
