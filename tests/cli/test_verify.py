"""``derivcheck verify``: options, problems, exit status."""

import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from tests.cli.conftest import Ran

Run = Any


def document(folder: Path, *verdicts: str, name: str = "a.md", more: str = "") -> Path:
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("".join(f"x = {verdict}\n" for verdict in verdicts) + more, encoding="utf-8")
    return file


@pytest.mark.parametrize(
    ("verdicts", "options", "status"),
    [
        (("proved", "given"), (), 0),
        (("proved", "refuted"), (), 1),
        (("proved", "unread"), (), 1),
        (("proved", "unread"), ("--allow", "unread,undecided"), 0),
        (("proved", "unread"), ("--fail-on", "refuted,ill-typed"), 0),
        (("proved", "refuted"), ("--fail-on", "refuted,ill-typed"), 1),
        (("proved", "refuted"), ("--allow", "unread"), 1),
        (("proved",), ("--min-steps", "2"), 1),
        (("proved",), ("--min-steps", "1"), 0),
    ],
)
def test_exit_status(
    run: Run, tmp_path: Path, verdicts: tuple[str, ...], options: tuple[str, ...], status: int
) -> None:
    ran: Ran = run("verify", document(tmp_path, *verdicts), *options)
    assert (ran.status, ran.err) == (status, "")


def test_the_summary_says_what_was_allowed(run: Run, tmp_path: Path) -> None:
    ran = run("verify", document(tmp_path, "unread", "proved"), "--allow", "unread")
    assert "1 unread (allowed)" in ran.out


def test_the_options_reach_the_checker(
    run: Run, tmp_path: Path, calls: list[SimpleNamespace]
) -> None:
    run(
        "verify", document(tmp_path, "proved"), "--part", "b", "--part", "f(1)", "--sizes",
        "Vocab=4,Dim=2", "--witness", "sympy,balls", "--budget", "9", "--salt", "s", "--timings",
        "--exact",
    )  # fmt: skip
    options = calls[0].options
    assert options.parts == ("b", "f(1)")
    assert options.sizes == (("Vocab", 4), ("Dim", 2))
    assert options.witnesses == ("sympy", "balls")
    assert (options.budget, options.salt) == (9, "s")
    assert options.clock is not None
    assert options.exact is True


def test_several_formats_at_once(run: Run, tmp_path: Path) -> None:
    file = document(tmp_path, "proved", "refuted")
    sarif, junit = tmp_path / "out.sarif", tmp_path / "out.xml"
    ran = run(
        "verify", file, "--output-format", f"sarif:{sarif}", "--output-format", f"junit:{junit}",
        "--output-format", "concise",
    )  # fmt: skip
    assert ran.status == 1
    assert f"{file.as_posix()}:2:5: refuted main.2" in ran.out
    results = json.loads(sarif.read_text("utf-8"))["runs"][0]["results"]
    assert "fail" in [one["kind"] for one in results]
    assert "<failure" in junit.read_text("utf-8")


@pytest.mark.parametrize(
    "formats",
    [("sarif", "junit"), ("sarif:out", "junit:out"), ("sarif:no/such/out",), ("sarif:",)],
)
def test_two_formats_cannot_go_to_one_place(
    run: Run, tmp_path: Path, formats: tuple[str, ...]
) -> None:
    file = document(tmp_path, "proved")
    given = [word for name in formats for word in ("--output-format", name)]
    ran = run("verify", file, *given)
    assert ran.status == 2 and not ran.out
    assert "--output-format" in ran.err or "--output-file" in ran.err


def test_formats_and_output_file(run: Run, tmp_path: Path) -> None:
    file = document(tmp_path, "proved", "refuted")
    data = json.loads(run("verify", file, "--output-format", "json").out)
    assert data["summary"]["steps"] == 2
    assert set(data["tool"]["engines"]) == {"sympy", "python-flint", "numpy"}
    lines = run("verify", file, "--output-format", "json-lines").out.splitlines()
    assert [json.loads(line)["type"] for line in lines] == ["step", "step", "summary"]
    concise = run("verify", file, "--output-format", "concise").out
    assert f"{file.as_posix()}:2:5: refuted main.2 the two sides differ\n" in concise
    target = tmp_path / "report.json"
    ran = run("verify", file, "--output-format", "json", "--output-file", target)
    assert (ran.status, ran.out) == (1, "")
    assert json.loads(target.read_text("utf-8")) == data


def test_remarks_can_be_ignored_but_verdicts_cannot(run: Run, tmp_path: Path) -> None:
    file = document(tmp_path, "proved")
    assert "shadowed-index" in run("verify", file).out
    assert "shadowed-index" not in run("verify", file, "--ignore", "shadowed-index,other").out
    assert "shadowed-index" not in run("verify", file, "--select", "other").out
    ran = run("verify", file, "--ignore", "refuted")
    assert ran.status == 2 and "'refuted' is a verdict" in ran.err


class TestProblem:
    """Which problem a document is checked with."""

    def test_the_option_wins(self, run: Run, tmp_path: Path, calls: list[SimpleNamespace]) -> None:
        document(tmp_path, name="problem.toml")
        file = document(tmp_path, "proved", more="<!-- derivcheck: problem other -->")
        assert run("verify", file, "--problem", "known").status == 0
        assert calls[0].problem.name == "known"

    def test_then_the_document(
        self, run: Run, tmp_path: Path, calls: list[SimpleNamespace]
    ) -> None:
        document(tmp_path, name="problem.toml")
        run("verify", document(tmp_path, "proved", more="<!-- derivcheck: problem known -->"))
        assert calls[0].problem.name == "known"

    def test_a_file_named_by_the_document_is_beside_it(
        self, run: Run, tmp_path: Path, calls: list[SimpleNamespace]
    ) -> None:
        more = "<!-- derivcheck: problem sub/own.toml -->"
        run("verify", document(tmp_path / "d", "proved", more=more))
        named = Path(calls[0].problem.name)
        assert named.resolve() == (tmp_path / "d" / "sub" / "own.toml").resolve()

    @pytest.mark.parametrize("name", ["../secret.toml", "/etc/passwd", "x/../../y.toml"])
    def test_but_never_outside_its_folder(self, run: Run, tmp_path: Path, name: str) -> None:
        more = f"<!-- derivcheck: problem {name} -->"
        ran = run("verify", document(tmp_path / "d", "proved", more=more))
        assert ran.status == 2 and "outside its folder" in " ".join(ran.out.split())

    def test_then_the_file_beside_it(
        self, run: Run, tmp_path: Path, calls: list[SimpleNamespace]
    ) -> None:
        beside = document(tmp_path, name="problem.toml")
        run("verify", document(tmp_path, "proved"))
        assert calls[0].problem.name == str(beside)

    def test_else_none(self, run: Run, tmp_path: Path, calls: list[SimpleNamespace]) -> None:
        assert run("verify", document(tmp_path, "proved")).status == 0
        assert calls[0].problem is None

    def test_an_unknown_one_stops_the_call(
        self, run: Run, tmp_path: Path, calls: list[SimpleNamespace]
    ) -> None:
        ran = run("verify", document(tmp_path, "proved"), "--problem", "nonsense")
        assert (ran.status, ran.out, calls) == (2, "", [])
        assert "there is no problem “nonsense”" in ran.err

    def test_a_broken_one_is_named_with_its_line(self, run: Run, tmp_path: Path) -> None:
        ran = run("verify", document(tmp_path, "proved"), "--problem", "broken")
        assert ran.status == 2 and "broken.toml:7: unknown key 'sort'" in ran.err

    def test_one_that_a_document_names_stops_only_that_document(
        self, run: Run, tmp_path: Path
    ) -> None:
        bad = document(tmp_path, "proved", more="<!-- derivcheck: problem nonsense -->")
        good = document(tmp_path, "refuted", name="b.md")
        ran = run("verify", "--jobs", 1, bad, good)
        assert ran.status == 2 and "no problem “nonsense”" in ran.out and "1 refuted" in ran.out
