"""Bad input: a clear message and an exit status, never a traceback (``run`` asserts that)."""

import contextlib
import io
import json
import os
import sys
from pathlib import Path
from typing import Any

import pytest

from derivcheck.cli import main

Run = Any


def words(text: str) -> str:
    return " ".join(text.split())


def test_no_such_file_names_the_nearest(run: Run, tmp_path: Path) -> None:
    (tmp_path / "notes.md").write_text("x = proved")
    ran = run("verify", tmp_path / "nots.md")
    assert ran.status == 2
    assert "no such file; did you mean 'notes.md'?" in words(ran.out)


def test_the_other_files_are_still_checked(run: Run, tmp_path: Path) -> None:
    (tmp_path / "good.md").write_text("x = proved")
    ran = run("verify", "--jobs", 1, tmp_path / "no.md", tmp_path / "good.md")
    assert ran.status == 2 and "1 step: 1 proved" in ran.out and "no such file" in words(ran.out)


def test_errors_reach_standard_error_when_the_report_is_data(run: Run, tmp_path: Path) -> None:
    ran = run("verify", tmp_path / "no.md", "--output-format", "json")
    assert json.loads(ran.out)["errors"][0]["code"] == "no-such-file"
    assert "no such file" in ran.err


def test_no_such_folder(run: Run, tmp_path: Path) -> None:
    ran = run("verify", tmp_path / "nowhere" / "x.md")
    assert ran.status == 2 and "there is no folder" in words(ran.out)


def test_a_folder_without_documents(run: Run, tmp_path: Path) -> None:
    (tmp_path / "x.py").write_text("x = 1")
    (tmp_path / ".hidden").mkdir()
    (tmp_path / ".hidden" / "x.md").write_text("x = proved")
    ran = run("verify", tmp_path)
    assert ran.status == 2 and "no document (.ipynb, .md, .tex) in this folder" in words(ran.out)


def test_a_folder_is_searched_in_order(run: Run, tmp_path: Path) -> None:
    for name in ("b.md", "a/z.tex", "README.md", "a/n.ipynb"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x = proved")
    ran = run("verify", "--jobs", 1, tmp_path, tmp_path / "b.md", "--output-format", "json")
    paths = [d["path"] for d in json.loads(ran.out)["documents"]]
    assert [Path(p).relative_to(tmp_path).as_posix() for p in paths] == [
        "README.md", "a/n.ipynb", "a/z.tex", "b.md"
    ]  # fmt: skip


def test_an_empty_file_is_no_error_but_a_note(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "empty.md"
    file.write_text("")
    ran = run("verify", file)
    assert ran.status == 0 and f"note: {file}: no step found" in ran.err
    assert "such as $x + x = 2x$" in ran.err and "✓" not in ran.out and "main" not in ran.out
    assert run("verify", file, "--min-steps", "1").status == 1


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ("é".encode("latin-1") + b" = 1", "not UTF-8: byte 0xe9 at line 1, column 1"),
        ("ok\nß é".encode() + b"\xff", "not UTF-8: byte 0xff at line 2, column 4"),
        ("x = 1".encode("utf-16"), "this is UTF-16, not UTF-8"),
        (b"\x7fELF\x00\x01\x02", "this is a binary file, not text"),
        (b"x" * 4_000_001, "more than 4 MB"),
    ],
)
def test_what_is_no_text(run: Run, tmp_path: Path, data: bytes, message: str) -> None:
    file = tmp_path / "x.md"
    file.write_bytes(data)
    ran = run("verify", file)
    assert ran.status == 2 and message in words(ran.out)


def test_a_byte_order_mark_and_other_line_ends_do_not_matter(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "x.md"
    file.write_bytes(b"\xef\xbb\xbfx = proved\r\ny = refuted\r\n")
    ran = run("verify", file, "--output-format", "concise")
    assert f"{file.as_posix()}:2:5: refuted" in ran.out and ran.status == 1


@pytest.mark.parametrize("name", ["x.pdf", "x.docx", "Makefile"])
def test_an_unknown_format(run: Run, tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("x = proved")
    ran = run("verify", tmp_path / name)
    assert ran.status == 2 and "derivcheck reads .html, .ipynb, .md, .tex" in words(ran.out)


def test_a_file_that_may_not_be_read(run: Run, tmp_path: Path) -> None:
    if os.geteuid() == 0:
        pytest.skip("root may read everything")
    file = tmp_path / "x.md"
    file.write_text("x = proved")
    file.chmod(0)
    assert "permission denied" in words(run("verify", file).out)


def test_a_name_that_no_file_can_have(run: Run) -> None:
    assert run("verify", "a\0b.md").status == 2
    assert run("verify", "x" * 5000 + ".md").status == 2


def test_a_path_with_spaces_and_markup(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "my [bold]notes"
    folder.mkdir()
    (folder / "a b.md").write_text("x = refuted")
    ran = run("verify", folder / "a b.md", "--output-format", "concise")
    assert "my [bold]notes/a b.md:1:5: refuted" in ran.out
    assert "my [bold]notes/a b.md" in words(run("verify", folder / "a b.md").out)


def standard_input(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))


def test_standard_input(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    standard_input(monkeypatch, b"x = refuted")
    ran = run("verify", "-", "--stdin-filename", "talk.tex", "--output-format", "concise")
    assert ran.status == 1 and "talk.tex:1:5: refuted" in ran.out
    standard_input(monkeypatch, b"\xff\xfe")
    assert run("verify", "-").status == 2
    ran = run("verify", "-", "--stdin-filename", "talk.pdf")
    assert ran.status == 2 and "derivcheck reads" in ran.err


def test_our_own_fault_is_one_line_and_status_3(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.md").write_text("crash")
    (tmp_path / "b.md").write_text("x = proved")
    ran = run("verify", "--jobs", 1, tmp_path)
    assert ran.status == 3 and "internal error: RuntimeError: boom" in words(ran.out)
    assert "1 proved" in ran.out


def test_the_traceback_is_there_for_who_asks(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from derivcheck.cli import main

    (tmp_path / "a.md").write_text("crash")
    monkeypatch.setenv("DERIVCHECK_TRACEBACK", "1")
    assert main(["verify", str(tmp_path / "a.md")]) == 3
    assert "Traceback (most recent call last)" in capsys.readouterr().err


def test_a_fault_outside_the_checker_is_caught_too(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import derivcheck.cli.verify as module

    def broken(*_: object) -> None:
        raise RecursionError("too deep")

    (tmp_path / "a.md").write_text("x = proved")
    monkeypatch.setattr(module, "build", broken)
    ran = run("verify", tmp_path / "a.md")
    assert ran.status == 3 and "internal error: RecursionError: too deep" in ran.err


def test_an_interruption_is_quiet(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("interrupt")
    ran = run("verify", tmp_path / "a.md")
    assert (ran.status, ran.err) == (130, "derivcheck: interrupted\n")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("vrify",), "did you mean 'verify'?"),
        (("verify", "--outputformat", "x", "a.md"), "did you mean '--output-format'?"),
        (("verify", "a.md", "--output-format", "jsn"), "did you mean 'json'?"),
        (("verify", "a.md", "--witness", "simpy"), "did you mean 'sympy'?"),
        (("verify", "a.md", "--fail-on", "proved"), "'proved' is not one of refuted"),
        (("verify", "a.md", "--sizes", "Vocab"), "sizes look like Vocab=4,Dim=2"),
        (("verify", "a.md", "--sizes", "Vocab=0"), "sizes look like Vocab=4,Dim=2"),
        (("verify", "a.md", "--jobs", "0"), "not a positive whole number"),
        (("verify", "a.md", "-q", "-v"), "not allowed with argument"),
        (("verify",), "required: PATH"),
        (("verify", "a.md", "--output-file", "no/such/x"), "there is no folder 'no/such'"),
        (
            ("grade", "a", "--problem", "p", "--out", "o", "--isolated"),
            "; derivcheck verify has it",
        ),
        (("explain", "refutd"), "did you mean 'refuted'?"),
        (("problems", "show", "nonsense"), "there is no problem “nonsense”"),
    ],
)
def test_a_wrong_call_is_status_2_and_one_line(
    run: Run, arguments: tuple[str, ...], message: str
) -> None:
    ran = run(*arguments)
    assert ran.status == 2 and ran.out == ""
    assert message in ran.err and ran.err.count("\n") == 1


def test_no_command_shows_the_help(run: Run) -> None:
    ran = run()
    assert ran.status == 2 and "verify" in ran.err


def test_what_to_do_is_said_where_a_file_cannot_be_read(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "x.md"
    file.write_bytes("x = 1".encode("utf-16"))
    assert "save it as UTF-8" in run("verify", file).out
    ran = run("verify", file, "--output-format", "json")
    assert json.loads(ran.out)["errors"][0]["code"] == "not-utf-8"
    assert "(save it as UTF-8)" in ran.err


def test_a_pdf_under_another_name_is_called_a_pdf(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "x.md"
    file.write_bytes(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n")
    ran = run("verify", file)
    assert ran.status == 2 and "this is a PDF, whatever its name says" in words(ran.out)


def test_a_link_to_nothing_is_not_its_own_nearest_name(run: Run, tmp_path: Path) -> None:
    link = tmp_path / "x.md"
    link.symlink_to("gone.md")
    ran = run("verify", link)
    assert ran.status == 2 and "a link to 'gone.md', which is not there" in words(ran.out)
    assert "did you mean" not in ran.out


def test_a_folder_is_not_shown(run: Run, tmp_path: Path) -> None:
    ran = run("show", tmp_path)
    assert ran.status == 2 and "this is a folder; name one of its files" in words(ran.err)


@pytest.mark.parametrize("text", ["", "no notebook", "[]", "{}"])
def test_a_broken_notebook_does_not_pass(text: str, tmp_path: Path) -> None:
    (tmp_path / "x.ipynb").write_text(text)
    for command in ("verify", "show"):
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
            assert main([command, os.fspath(tmp_path / "x.ipynb")]) == 2
