"""``--baseline``: only what is new fails, wherever it stands by now; ``--statistics``."""

import json
from pathlib import Path
from typing import Any

import pytest

from derivcheck.cli import main
from tests.cli.test_settings import settings
from tests.cli.test_verify import document

pytestmark = pytest.mark.heavy

Run = Any

BOOK = r"""
Let $x \in \mathbb{R}$.

# A

$$(x+1)^2 = x^2 + 1$$

# B

$$x + x = 2x$$
$$(x-1)^2 = x^2 - 1$$
"""
NEW = r"$$(x+2)^2 = x^2 + 2$$"


@pytest.fixture
def book(tmp_path: Path) -> Path:
    file = tmp_path / "book.md"
    file.write_text(BOOK, "utf-8")
    return file


def verify(*arguments: object) -> int:
    return main(["verify", *map(str, arguments), "--witness", "modular"])


def with_baseline(book: Path) -> tuple[Any, ...]:
    options = (book, "--baseline", book.parent / "known.json")
    assert verify(*options, "--update-baseline") == 0
    return options


class TestWhatIsKnown:
    @pytest.mark.parametrize(
        ("old", "new", "status"),
        [
            ("", "", 0),
            ("# A\n", "# A\n\nMore words.\n\n$$2x = x + x$$\n\n# A2\n\n$$x = x$$\n", 0),
            ("(x-1)^2 = x^2", "(x-1)^2  =\nx^2", 0),
            ("# B\n", "", 0),
            ("# A\n", f"# A\n\n{NEW}\n", 1),
            ("# A\n", "# A\n\n$$(x+1)^2 = x^2 + 1$$\n", 1),
            ("(x-1)^2 = x^2 - 1", "(x-1)^2 = x^2 - 2", 1),
            ("x + x = 2x", "x + x = 3x", 1),
        ],
    )  # fmt: skip
    def test_passes_and_what_is_new_fails(
        self, book: Path, old: str, new: str, status: int
    ) -> None:
        options = with_baseline(book)
        book.write_text(BOOK.replace(old, new, 1), "utf-8")
        assert verify(*options) == status

    def test_is_told_in_its_row_only(self, book: Path, capsys: pytest.CaptureFixture[str]) -> None:
        options = with_baseline(book)
        book.write_text(BOOK + NEW, "utf-8")
        capsys.readouterr()
        assert verify(*options) == 1
        out = capsys.readouterr().out
        assert out.count("in the baseline") == 3 and "2 in the baseline" in out
        assert out.count("counterexample") <= 1 and out.count("refuted(") <= 1
        assert verify(*options, "--output-format", "concise") == 1
        assert capsys.readouterr().out.count(": refuted") == 1

    def test_by_the_path_from_its_own_folder(
        self, book: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        with_baseline(book)
        monkeypatch.chdir(book.parent)
        assert verify("book.md", "--baseline", "known.json") == 0

    def test_from_the_settings(self, book: Path) -> None:
        assert verify(book) == 1
        with_baseline(book)
        settings(book.parent, 'baseline = "known.json"')
        assert verify(book) == 0
        assert verify(book, "--isolated") == 1

    def test_what_is_gone_is_said(self, book: Path, capsys: pytest.CaptureFixture[str]) -> None:
        options = with_baseline(book)
        book.write_text(BOOK.replace("x^2 - 1", "x^2 - 2x + 1"), "utf-8")
        capsys.readouterr()
        assert verify(*options) == 0
        assert "note: 1 finding of " in capsys.readouterr().err

    def test_other_documents_are_kept_when_one_is_updated(self, book: Path) -> None:
        other = book.parent / "other.md"
        other.write_text(NEW, "utf-8")
        known = book.parent / "known.json"
        assert verify(book, other, "--baseline", known, "--update-baseline", "--jobs", "1") == 0
        assert verify(book, "--baseline", known, "--update-baseline") == 0
        assert verify(other, "--baseline", known) == 0
        other.unlink()
        assert verify(book, "--baseline", known, "--update-baseline") == 0
        assert "other.md" not in known.read_text("utf-8")

    def test_an_unmet_expectation_is_never_let_pass(self, book: Path) -> None:
        book.write_text(f"<!-- derivcheck: expect proved -->\n{NEW}\n", "utf-8")
        known = book.parent / "known.json"
        assert verify(book, "--baseline", known, "--update-baseline") == 1
        assert json.loads(known.read_text("utf-8"))["findings"] == []


class TestWhatIsRefused:
    @pytest.mark.parametrize(
        ("text", "message"),
        [
            (None, "there is no baseline"),
            ("", "is no baseline of version 1"),
            ("[]", "is no baseline of version 1"),
            ('{"version": 2, "findings": []}', "is no baseline of version 1"),
            ('{"version": 1, "findings": [{"path": 1}]}', "is no baseline of version 1"),
            ('{"version": 1, "findings": 3}', "is no baseline of version 1"),
            ("[" * 100_000, "is no baseline of version 1"),
        ],
    )
    def test_a_file_that_is_none(
        self, run: Run, tmp_path: Path, text: str | None, message: str
    ) -> None:
        known = tmp_path / "known.json"
        if text is not None:
            known.write_text(text, "utf-8")
        ran = run("verify", document(tmp_path, "proved"), "--baseline", known)
        assert (ran.status, ran.out) == (2, "")
        assert message in ran.err and "--update-baseline" in ran.err

    def test_no_other_file_is_overwritten(self, run: Run, tmp_path: Path) -> None:
        known = tmp_path / "thesis.tex"
        known.write_text("years of work", "utf-8")
        file = document(tmp_path, "refuted")
        assert run("verify", file, "--baseline", known, "--update-baseline").status == 2
        assert known.read_text("utf-8") == "years of work"

    @pytest.mark.parametrize(
        ("options", "message"),
        [
            (("--update-baseline",), "--update-baseline goes with --baseline FILE"),
            (("--update-baseline", "--baseline", "x", "--part", "a"), "without --part"),
        ],
    )
    def test_half_a_call(
        self, run: Run, tmp_path: Path, options: tuple[str, ...], message: str
    ) -> None:
        ran = run("verify", document(tmp_path, "proved"), *options)
        assert ran.status == 2 and message in ran.err


def test_fingerprints_of_lists_hold_when_steps_come_before(tmp_path: Path) -> None:
    def marks(text: str) -> set[str]:
        file, out = tmp_path / "a.md", tmp_path / "out.json"
        file.write_text(text, "utf-8")
        verify(file, "--output-format", f"gitlab:{out}", "--ignore", "inferred-symbol")
        return {entry["fingerprint"] for entry in json.loads(out.read_text("utf-8"))}

    before = marks(BOOK)
    assert len(before) == 2
    assert marks(BOOK.replace("# A", "# A\n\n$$x = x$$\n\n# A2")) == before
    assert len(before & marks(BOOK.replace("x^2 + 1", "x^2 + 2"))) == 1


class TestStatistics:
    def test_counts_by_code(self, run: Run, tmp_path: Path) -> None:
        file = document(tmp_path, "refuted", "unread", "refuted", "proved")
        ran = run("verify", file, "--statistics")
        assert ran.status == 1
        assert ran.out.splitlines() == [
            "4  shadowed-index  remark",
            "2  refuted         refuted",
            "1  unread          unread",
            "4 steps: 1 proved, 2 refuted, 1 unread",
        ]

    def test_repairs_are_counted(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        file = tmp_path / "a.md"
        file.write_text("Let $x \\in \\mathbb{R}$.\n\n$$x + x = -2x$$\n", "utf-8")
        assert verify(file, "--statistics") == 1
        assert "1  flipped-sign  refuted  1 with a proved repair" in capsys.readouterr().out

    def test_a_report_in_a_file_is_whole(self, run: Run, tmp_path: Path) -> None:
        file, out = document(tmp_path, "refuted"), tmp_path / "out.json"
        ran = run(
            "verify", file, "--statistics", "--output-format", "full",
            "--output-format", f"json:{out}",
        )  # fmt: skip
        assert ran.out.startswith("1  refuted")
        assert json.loads(out.read_text("utf-8"))["summary"]["refuted"] == 1

    def test_it_is_no_data(self, run: Run, tmp_path: Path) -> None:
        ran = run("verify", document(tmp_path, "proved"), "--statistics", "--output-format", "json")
        assert ran.status == 2 and "json:FILE" in ran.err
