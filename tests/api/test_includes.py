"""Macros of other files: those a document inputs from its folder, those of ``--macros``."""

import os
from pathlib import Path

import pytest

from derivcheck.check import Options
from derivcheck.cli import main
from derivcheck.cli.files import Unreadable
from derivcheck.cli.includes import included, read_macros
from derivcheck.cli.pipeline import Job, check

BODY = "\\begin{document}\n\\[ \\twice{x} = 2x \\]\n\\end{document}\n"
WORD2VEC = ("--problem", "word2vec")
MACRO = "\\newcommand{\\twice}[1]{#1 + #1}\n"


def written(folder: Path, **files: str) -> str:
    """Write files, ``main`` with the formula behind it; return the document's path."""
    for name, text in files.items():
        place = folder / name.replace("__", "/")
        place = place if place.suffix else place.with_suffix(".tex")
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text + (BODY if name == "main" else ""), encoding="utf-8")
    return str(folder / "main.tex")


def verdicts(path: str, macros: str = "", includes: bool = True) -> list[str]:
    outcome = check(Job(path, path, "word2vec", Options(), macros, includes))
    assert outcome.finding is not None
    return [s.verdict.value for part in outcome.finding.parts for s in part.steps]


@pytest.mark.parametrize(
    "command",
    ["\\input{m}", "\\input m\n", "\\include{m.tex}", "\\usepackage{amsmath, m}", "\\input{./m}"],
)
def test_what_a_document_inputs_from_its_folder_is_in_force(tmp_path: Path, command: str) -> None:
    path = written(tmp_path, main=command, m=MACRO)
    assert verdicts(path) == ["proved"]
    assert verdicts(path, includes=False) == ["unread"]


def test_a_file_may_input_another_and_a_circle_ends(tmp_path: Path) -> None:
    path = written(tmp_path, main="\\input{a}", a="\\input{b}\\input{a}\\input{main}", b=MACRO)
    assert verdicts(path) == ["proved"]


def test_a_comment_inputs_nothing(tmp_path: Path) -> None:
    assert verdicts(written(tmp_path, main="% \\input{m}\n", m=MACRO)) == ["unread"]


@pytest.mark.parametrize("name", ["../m", "sub/../../m", "/etc/passwd", "link", "no-such", "a\0b"])
def test_nothing_outside_the_folder_is_read(tmp_path: Path, name: str) -> None:
    inner = tmp_path / "inner"
    path = written(inner, main="")
    (tmp_path / "m.tex").write_text(MACRO, encoding="utf-8")
    os.symlink(tmp_path / "m.tex", inner / "link.tex")
    assert included(path, f"\\input{{{name}}}") == ""


def test_a_file_of_macros_is_named_on_the_command_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = written(tmp_path / "d", main="")
    extra = tmp_path / "m.sty"
    extra.write_text(MACRO, encoding="utf-8")
    assert main(["verify", path, *WORD2VEC]) == 1
    assert main(["verify", path, *WORD2VEC, "--macros", str(extra)]) == 0
    assert main(["verify", path, *WORD2VEC, "--macros", str(tmp_path / "none.tex")]) == 2
    assert "--macros" in capsys.readouterr().err


def test_a_large_file_of_macros_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "m.tex"
    file.write_bytes(b"%" * 1_000_001)
    with pytest.raises(Unreadable):
        read_macros(str(file))
