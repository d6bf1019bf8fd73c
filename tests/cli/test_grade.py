"""``derivcheck grade`` from files to files."""

import csv
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

import derivcheck.cli.classes.grading
import derivcheck.cli.grade
from derivcheck.cli import main
from tests.cli.classroom import MIDDLE, PROBLEM, left_behind, paper

pytestmark = pytest.mark.heavy

RIGHT, SLIP = paper(), paper(f"-{MIDDLE}")

Grade = Callable[..., SimpleNamespace]


@pytest.fixture
def grade(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Grade:
    """Return a function that grades files given by name against a reference solution."""
    folder = tmp_path / "problem"
    folder.mkdir()

    def run(files: dict[str, str | bytes], reference: str = RIGHT, *more: str) -> SimpleNamespace:
        (folder / "problem.toml").write_text(PROBLEM, encoding="utf-8")
        (folder / "reference.md").write_text(reference, encoding="utf-8")
        for name, content in files.items():
            path = tmp_path / "in" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
        out = tmp_path / "out"
        status = main(
            ["grade", str(tmp_path / "in"), "--problem", str(folder), "--out", str(out),
             "--jobs", "1", "--witness", "modular", *more]
        )  # fmt: skip
        said = capsys.readouterr()
        return SimpleNamespace(status=status, out=out, said=said.out, err=said.err)

    return run


def table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_a_class_from_files_and_folders(grade: Grade) -> None:
    ran = grade(
        {
            "ann.md": RIGHT,
            "bob/hw.md": SLIP,
            "bob/problem.toml": "[symbols]",
            "cleo.pdf": b"%PDF-1.7",
            "dan/notes.md": "I did not get far.",
            ".hidden.md": RIGHT,
        }
    )
    assert ran.status == 0, ran.err
    assert "4 submissions: 3 graded, 1 need a person" in ran.said
    marks = {row["student"]: row["total"] for row in table(ran.out / "grades.csv")}
    assert marks == {"ann": "4", "bob": "3", "cleo": "", "dan": "0"}
    cleo = next(row for row in table(ran.out / "queue.csv") if row["part"])
    assert (cleo["low"], cleo["high"]) == ("0", "4")
    assert "settings\\-file" in (ran.out / "lecturer.md").read_text("utf-8")
    assert "line 4: this step is wrong" in (ran.out / "feedback" / "bob.md").read_text("utf-8")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("eva.ipynb", "no notebook"),
        ("eva.ipynb", '{"cells": null}'),
        ("eva.tex", r"\includepdf[pages=-]{scan.pdf}"),
        ("eva.md", "![[scan.png]]"),
        ("eva.md", '<embed src="scan.pdf">'),
        ("eva.md", '<iframe src="scan.pdf"></iframe>'),
        ("eva.md", '<object data="scan.pdf"></object>'),
    ],
)
def test_what_could_not_be_seen_does_not_earn_nothing(
    grade: Grade, name: str, content: str
) -> None:
    ran = grade({name: content})
    (row,) = table(ran.out / "grades.csv")
    assert (row["total"], row["low"], row["high"]) == ("", "0", "4")


def test_the_same_class_gives_the_same_bytes(grade: Grade) -> None:
    files = {"ann.md": RIGHT, "bob.md": SLIP}
    assert left_behind(grade(files).out) == left_behind(grade(files).out)


@pytest.mark.parametrize(
    "reference", [SLIP, "Nothing.", RIGHT.replace(MIDDLE, r"\int x"), RIGHT.replace("(x)", "(u)")]
)
def test_without_full_marks_for_the_reference_nothing_is_graded(
    grade: Grade, reference: str
) -> None:
    ran = grade({"ann.md": RIGHT}, reference)
    assert ran.status == 2
    assert "nothing is graded" in ran.err
    assert not ran.out.exists()


def test_what_a_submission_says_of_its_check_is_not_obeyed(grade: Grade) -> None:
    off = f"<!-- derivcheck: off -->\n\n{SLIP}\n<!-- derivcheck: on -->\n"
    named = f"<!-- derivcheck: problem ./mine.toml -->\n\n{SLIP}"
    ran = grade({"ann.md": off, "bob/a.md": named, "bob/mine.toml": "no = TOML ="})
    assert {row["student"]: row["total"] for row in table(ran.out / "grades.csv")} == {
        "ann": "3",
        "bob": "3",
    }
    page = (ran.out / "lecturer.md").read_text("utf-8")
    assert "not obeyed: derivcheck: off" in page
    assert "not obeyed: derivcheck: problem" in page


def test_names_of_students_stay_inside_the_folder(grade: Grade) -> None:
    ran = grade({"=cmd|x.md": RIGHT, "a b.md": RIGHT, "a_b.md": RIGHT})
    files = sorted(path.name for path in (ran.out / "feedback").glob("*.md"))
    assert files == ["_cmd_x.md", "a_b.md", "a_b~2.md"]
    assert {row["student"] for row in table(ran.out / "grades.csv")} == {"'=cmd|x", "a b", "a_b"}


def test_links_are_not_followed(grade: Grade, tmp_path: Path) -> None:
    (tmp_path / "secret.md").write_text(RIGHT, encoding="utf-8")
    (tmp_path / "in" / "eve").mkdir(parents=True)
    (tmp_path / "in" / "eve" / "hw.md").symlink_to(tmp_path / "secret.md")
    (tmp_path / "in" / "mal.md").symlink_to(tmp_path / "secret.md")
    ran = grade({})
    assert {row["student"]: row["total"] for row in table(ran.out / "grades.csv")} == {
        "eve": "",
        "mal": "",
    }


def test_a_folder_that_is_not_there(grade: Grade) -> None:
    ran = grade({})
    assert ran.status == 2
    assert "cannot be read" in ran.err


def test_decisions_survive_runs_and_fill_the_roster(grade: Grade, tmp_path: Path) -> None:
    files = {"ann.md": SLIP, "bob.pdf": b"%PDF"}
    queue = (grade(files).out / "queue.csv").read_text("utf-8")
    decisions = tmp_path / "decisions.csv"
    decisions.write_text(queue.replace("bob,e,,,", "bob,e,2.5,seen,"), "utf-8")
    roster = tmp_path / "roster.csv"
    roster.write_text("Student,ID,Section,HW (1)\nann,1,A,\nbob,2,A,\n", "utf-8")
    for _ in range(2):
        ran = grade(files, RIGHT, "--overrides", str(decisions), "--roster", str(roster))
        assert ran.status == 0, ran.err
        assert (ran.out / "roster.csv").read_text("utf-8").splitlines()[1:] == [
            "ann,1,A,3",
            "bob,2,A,2.5",
        ]
    assert "2 submissions: 2 graded, 0 need a person" in ran.said
    assert "seen" in (ran.out / "feedback" / "bob.md").read_text("utf-8")


def test_decisions_that_make_no_sense_stop_the_run(grade: Grade, tmp_path: Path) -> None:
    decisions = tmp_path / "decisions.csv"
    decisions.write_text("student,part,mark\nann,e,9\n", "utf-8")
    ran = grade({"ann.md": SLIP}, RIGHT, "--overrides", str(decisions))
    assert (ran.status, ran.out.exists()) == (2, False)
    assert "line 2: “9” is no mark from 0 to 4" in ran.err


def test_a_run_that_was_ended_goes_on_where_it_was(
    grade: Grade, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = {f"{name}.md": text for name, text in zip("abcd", (RIGHT, SLIP) * 2, strict=True)}
    whole = left_behind(grade(files).out)
    for path in (grade(files).out / "state").glob("[bd].json"):
        path.unlink()
    done: list[str] = []
    real = derivcheck.cli.classes.grading.keep

    def watched(kept: Any, graded: Any, memory: Any) -> None:
        done.append(graded.student)
        real(kept, graded, memory)

    monkeypatch.setattr(derivcheck.cli.classes.grading, "keep", watched)
    ran = grade(files, RIGHT, "--resume", "--no-cache")
    assert "2 of 4 submissions were graded before" in ran.said
    assert done == ["b", "d"]
    assert left_behind(ran.out) == whole


def test_nothing_is_taken_over_that_has_changed(grade: Grade) -> None:
    grade({"a.md": RIGHT})
    ran = grade({"a.md": SLIP}, RIGHT, "--resume")
    assert "0 of 1 submissions were graded before" in ran.said
    assert table(ran.out / "grades.csv")[0]["total"] == "3"
    (ran.out / "state" / "a.json").write_text('{"digest": "half', "ascii")
    assert "0 of 1" in grade({"a.md": SLIP}, RIGHT, "--resume", "--no-cache").said


def test_decisions_that_are_kept_change_nothing(grade: Grade, tmp_path: Path) -> None:
    cache = str(tmp_path / "cache.sqlite")
    files = {"ann.md": RIGHT, "bob.md": SLIP}
    outs = [
        left_behind(grade(files, RIGHT, *more).out)
        for more in (("--no-cache",), ("--cache", cache), ("--cache", cache))
    ]
    assert outs[0] == outs[1] == outs[2]
    Path(cache).write_bytes(b"no database")
    assert left_behind(grade(files, RIGHT, "--cache", cache).out) == outs[0]


def test_what_the_cache_knows_whole_is_not_graded_again(
    grade: Grade, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache = ("--cache", str(tmp_path / "cache.sqlite"))
    files = {"ann.md": RIGHT, "bob.md": SLIP, "cleo.pdf": b"%PDF"}
    cold = left_behind(grade(files, RIGHT, *cache).out)
    shutil.rmtree(tmp_path / "out")
    ran = grade(files, RIGHT, *cache)
    assert "3 of 3 submissions were graded before" in ran.said
    assert left_behind(ran.out) == cold
    assert "2 of 3" in grade({"bob.md": RIGHT}, RIGHT, *cache).said
    monkeypatch.setattr(derivcheck.cli.grade, "code_state", lambda: "another")
    assert "were graded before" not in grade({}, RIGHT, *cache).said


def test_pages_load_nothing_from_elsewhere(grade: Grade) -> None:
    out = grade({"ann.md": SLIP}).out
    for page in ("report.html", "feedback/ann.html"):
        folder = (out / page).parent
        loaded = re.findall(r'(?:src|href)="([^"]+)"', (out / page).read_text("utf-8"))
        assert loaded
        assert all((folder / path).is_file() for path in loaded)
    out = grade({"ann.md": SLIP}, RIGHT, "--self-contained").out
    assert "temml=function" in (out / "feedback" / "ann.html").read_text("utf-8").replace(" ", "")


def test_shards_joined_are_the_class(grade: Grade, tmp_path: Path) -> None:
    files = {f"{n}{name}.md": text for n in "ab" for name, text in (("x", RIGHT), ("y", SLIP))}
    whole = left_behind(grade(files).out)
    call = ["--problem", str(tmp_path / "problem")]
    shards = [str(tmp_path / f"out{n}") for n in (1, 2, 3)]
    for number, out in enumerate(shards, 1):
        more = ("--witness", "modular", "--jobs", "1", "--shard", f"{number}/3")
        assert main(["grade", str(tmp_path / "in"), *call, "--out", out, *more]) == 0
    joined = tmp_path / "joined"
    assert main(["merge", *shards, *call, "--out", str(joined)]) == 0
    assert left_behind(joined) == {
        name: data for name, data in whole.items() if not name.startswith("state/")
    }
    assert main(["merge", shards[0], shards[0], *call, "--out", str(joined)]) == 2
    assert main(["merge", str(tmp_path), *call, "--out", str(joined)]) == 2


def test_results_of_an_earlier_run_are_not_left_among_those_of_a_shard(grade: Grade) -> None:
    out = grade({"ann.md": RIGHT, "bob.md": RIGHT}).out
    (out.parent / "in" / "bob.md").unlink()
    assert [path.name for path in (grade({}).out / "state").glob("*.json")] == ["ann.json"]
