"""``verify --fix-suggestions``: a diff of the document, and the document changed when asked."""

import json
import os
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


def test_the_diff_of_an_absolute_path_is_for_the_root(
    notes: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["verify", str(notes), "--problem", "word2vec", "--fix-suggestions"])
    assert capsys.readouterr().out.startswith(f"--- a{notes}\n+++ b{notes}\n")


def test_the_document_is_changed_when_asked(
    notes: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    verify("--fix-suggestions", "--write")
    assert notes.read_text(encoding="utf-8") == RIGHT
    assert capsys.readouterr().out == ""
    assert verify() == 0


WRONG = "x (1 - x) = x + x^2"
PUT_RIGHT = WRONG.replace("+", "-")


@pytest.mark.heavy
@pytest.mark.parametrize(
    "text",
    [
        "# Notes\r\n\r\n$$ %s $$\r\n\r\nand so on.\r\n",
        "# Notes\r\n\n$$ %s $$\r\n\nand so on.\r",
        "\ufeff# Notes\n\n$$ %s $$\n",
        "- \tan item\n\n\t$$\n\t%s\t\n\t$$\n",
        "# 笔记 𝕏\n\n解：$$ %s $$\n",
        "$$ %s $$",
        "a form\fand a line\u2028feed\n\n$$ %s $$\n",
        "$$ %s, \\quad x x = x^2 $$\n",
    ],
    ids=["crlf", "mixed", "mark", "tabs", "wide", "no-newline", "feeds", "beside"],
)
def test_nothing_but_the_formula_is_changed(
    notes: Path, capsys: pytest.CaptureFixture[str], text: str
) -> None:
    notes.write_bytes((text % WRONG).encode())
    verify("--fix-suggestions")
    shown = capsys.readouterr().out
    verify("--fix-suggestions", "--write")
    assert notes.read_bytes() == (text % PUT_RIGHT).encode()
    old, new = (text % one for one in (WRONG, PUT_RIGHT))
    line = next(number for number, line in enumerate(old.split("\n")) if WRONG in line)
    assert f"\n-{old.split(chr(10))[line]}\n" in shown
    assert f"\n+{new.split(chr(10))[line]}\n" in shown


def test_several_slips_of_one_line_are_put_right_together(notes: Path) -> None:
    line = "$$ x (1 - x) = %s, \\quad x + x = %s, \\quad (x+1)^2 = %s $$\n"
    notes.write_text(line % ("x + x^2", "3x", "x^2 + 2x - 1"), encoding="utf-8")
    verify("--fix-suggestions", "--write")
    assert notes.read_text(encoding="utf-8") == line % ("x - x^2", "2x", "x^2 + 2x + 1")


@pytest.mark.parametrize(
    ("formula", "fixed"),
    [
        ("x^2 - x^2 x = \\sq + x \\sq", "x^2 - x^2 x = \\sq - x \\sq"),
        ("2x^2 = \\twice{x}", None),  # the slip is in the macro
        ("x^2 - 2x^2 = \\sq + \\twice{\\sq}", None),
    ],
)
def test_a_macro_is_never_written_into(notes: Path, formula: str, fixed: str | None) -> None:
    file = notes.with_suffix(".tex")
    macros = "\\newcommand{\\sq}{x^2}\n\\newcommand{\\twice}[1]{#1 + #1^2}\n"
    file.write_text(f"{macros}\\[ {formula} \\]\n")
    main(["verify", "notes.tex", "--witness", "modular", "--problem", "word2vec",
          "--fix-suggestions", "--write"])  # fmt: skip
    if fixed is not None:
        assert file.read_text() == f"{macros}\\[ {fixed} \\]\n"
    assert file.read_text().startswith(macros)


@pytest.mark.parametrize(("indent", "as_ascii"), [(None, True), (1, False)])
def test_a_notebook_is_changed_where_its_cells_stand(
    notes: Path, indent: int | None, as_ascii: bool
) -> None:
    def notebook(formula: str, other: str) -> str:
        cells = [
            {"cell_type": "code", "source": f"print(r'$$ {WRONG} $$')", "source2": WRONG},
            {"cell_type": "markdown", "source": ["解 “𝕏”\t\n", "\n", f"$$ {formula} $$\n"]},
            {"cell_type": "markdown", "source": f"and $$\n{other}\n$$", "metadata": {"a": [1]}},
        ]
        whole = {"metadata": {"source": [WRONG]}, "cells": cells, "nbformat": 4}
        return json.dumps(whole, indent=indent, ensure_ascii=as_ascii) + "\n"

    file = notes.with_suffix(".ipynb")
    file.write_text(notebook(WRONG, "x + x = 3x"), encoding="utf-8")
    main(["verify", "notes.ipynb", "--witness", "modular", "--problem", "word2vec",
          "--fix-suggestions", "--write"])  # fmt: skip
    assert file.read_text(encoding="utf-8") == notebook(PUT_RIGHT, "x + x = 2x")


def test_a_read_only_file_stays_as_it_is(notes: Path, capsys: pytest.CaptureFixture[str]) -> None:
    notes.chmod(0o444)
    assert verify("--fix-suggestions", "--write") == 2
    assert notes.read_text(encoding="utf-8") == TEXT
    assert "notes.md: cannot be changed: it is read-only" in capsys.readouterr().err
    assert os.listdir() == ["notes.md"]


def test_a_web_page_is_not_changed_and_that_is_said(
    notes: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = notes.with_suffix(".html")
    page.write_text(f"<p>$${WRONG}$$</p>\n")
    main(["verify", "notes.html", "--problem", "word2vec", "--fix-suggestions"])
    assert "notes.html: no repair is written into a web page" in capsys.readouterr().err


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
    assert "what the slip was" in lines
    (slip,) = [line.split(None, 1) for line in lines if line.strip().startswith("flipped-sign ")]
    assert slip[1] == "a sign is the wrong way round here"
