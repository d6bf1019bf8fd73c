"""What is chosen by name and is not there is refused: a slip of the pen must not pass unchecked."""

import os
import re
from pathlib import Path

import pytest

from derivcheck.cli import main

TEXT = "(a) $$ v_c + v_c = 2v_c $$\n\n(b) $$ v_c = v_c $$\n"


def verify(folder: Path, *options: str) -> int:
    (folder / "x.md").write_text(TEXT)
    chosen = ["--problem", "word2vec", "--witness", "modular", *options]
    return main(["verify", os.fspath(folder / "x.md"), *chosen])


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--part", "d"), "no document has a part 'd' (there are a, b)"),
        (("--sizes", "Vocb=3"), "the problem has no 'Vocb'; did you mean 'Vocab'?"),
        (("--convention", "gradient=rows"), "did you mean 'gradients'?"),
    ],
)
def test_a_name_that_is_not_there(
    options: tuple[str, ...], said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert verify(tmp_path, *options) == 2
    assert said in capsys.readouterr().err


def test_names_that_are_there(tmp_path: Path) -> None:
    chosen = ("--part", "a", "--sizes", "Vocab=3", "--convention", "U=columns")
    assert verify(tmp_path, *chosen) == 0


def test_a_sound_problem_file_is_told_what_was_proved(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["problems", "check", "logistic-regression"]) == 0
    assert re.fullmatch(r"no fault; \d+ closed forms? proved\n", capsys.readouterr().out)
