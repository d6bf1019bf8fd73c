"""``pytest --derivcheck`` in small projects of its own."""

import subprocess
import sys
from importlib.metadata import entry_points
from pathlib import Path
from xml.etree import ElementTree

import pytest

# once for all: the runs in this process would import them each anew
import derivcheck.cli.pytest_items
import derivcheck.cli.verify
from derivcheck.api import verify
from derivcheck.cli.guard import warm_up
from derivcheck.document import read_document

pytestmark = pytest.mark.heavy

DERIVATIONS = Path(__file__).resolve().parents[2] / "derivations"
LET = "Let $x \\in \\mathbb{R}$.\n\n"
WRONG = "$$(x+1)^2 = x^2 + 1 = x^2 + 2x + 1$$\n"
RIGHT = "$$x + x = 2x$$\n"

Pytester = pytest.Pytester
warm_up(("modular",))


@pytest.fixture
def project(pytester: Pytester) -> Pytester:
    pytester.makeini("[pytest]\nderivcheck_options = --witness modular\n")
    return pytester


def document(project: Pytester, text: str, name: str = "a.md") -> Path:
    path = project.path / name
    path.write_text(text, "utf-8")
    return path


def run(project: Pytester, *options: str) -> pytest.RunResult:
    installed = any(one.name == "derivcheck" for one in entry_points(group="pytest11"))
    plugin = () if installed else ("-p", "derivcheck.pytest_plugin")
    return project.runpytest_inprocess(*plugin, "-p", "no:cacheprovider", *options)


def test_without_the_option_nothing_is_collected(project: Pytester) -> None:
    document(project, LET + WRONG)
    assert run(project).ret == pytest.ExitCode.NO_TESTS_COLLECTED


def test_the_plugin_alone_imports_nothing_of_weight() -> None:
    code = (
        "import sys, derivcheck.pytest_plugin\n"
        "heavy = {'sympy', 'numpy', 'flint', 'derivcheck.cli', 'derivcheck.check'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


class TestSteps:
    def test_are_items_that_pass_or_fail(self, project: Pytester) -> None:
        document(project, f"# A\n\n{LET}{WRONG}\n# B\n\n{RIGHT}")
        ran = run(project, "--derivcheck", "-v")
        ran.assert_outcomes(passed=1, failed=2)
        ran.stdout.fnmatch_lines(
            [
                "a.md::a.1 FAILED*",
                "a.md::a.2 FAILED*",
                "a.md::b.1 PASSED*",
                "*a.md a.1*",
                "a.md:5:13: refuted(missing-term)",
                "*= x^2 + 1",
                "*^^^^^^^",
                "*a term is missing here",
                "*repair*x^2 + 1 + 2x",
                "*→ a.1 (line 5) is wrong; a.2 (line 5) is right again",
                "FAILED a.md::a.1 - a.md:5:13: refuted(missing-term)",
            ]
        )
        assert "Traceback" not in ran.stdout.str() and "runtest" not in ran.stdout.str()

    def test_can_be_chosen(self, project: Pytester) -> None:
        document(project, f"# A\n\n{LET}{WRONG}\n# B\n\n{RIGHT}")
        run(project, "--derivcheck", "-k", "b.1").assert_outcomes(passed=1, deselected=2)
        run(project, "--derivcheck", "a.md::a.2").assert_outcomes(failed=1)
        run(project, "--derivcheck", "-m", "not derivcheck").assert_outcomes(deselected=3)

    def test_are_beside_tests(self, project: Pytester) -> None:
        document(project, RIGHT)
        project.makepyfile("def test_one():\n    pass\n")
        run(project, "--derivcheck", "--strict-markers").assert_outcomes(passed=2)

    def test_have_properties_in_junit(self, project: Pytester) -> None:
        document(project, LET + WRONG)
        run(project, "--derivcheck", "--junitxml", "out.xml")
        cases = list(ElementTree.parse(project.path / "out.xml").iter("testcase"))
        assert [case.get("name") for case in cases] == ["main.1", "main.2"]
        values = {one.get("name"): one.get("value") for one in cases[0].iter("property")}
        assert values == {"verdict": "refuted", "code": "refuted(missing-term)", "part": "main"}

    def test_as_expected_pass(self, project: Pytester) -> None:
        document(project, f"{LET}<!-- derivcheck: expect refuted -->\n$$1 = 2$$\n")
        run(project, "--derivcheck").assert_outcomes(passed=2)

    def test_of_a_document_are_checked_once(
        self, project: Pytester, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        document(project, LET + WRONG + RIGHT)
        calls = []
        real = derivcheck.cli.pytest_items.check_guarded
        monkeypatch.setattr(
            derivcheck.cli.pytest_items, "check_guarded", lambda job: calls.append(job) or real(job)
        )
        run(project, "--derivcheck", "--collect-only")
        assert calls == []
        run(project, "--derivcheck")
        assert len(calls) == 1

    def test_are_shared_among_processes(self, project: Pytester) -> None:
        document(project, LET + WRONG)
        document(project, RIGHT, "b.md")
        run(project, "--derivcheck", "-n", "2").assert_outcomes(passed=1, failed=2)

    @pytest.mark.parametrize(
        "name", ["from-the-text/data.tex", "word2vec/handwritten.md", "notations/*.ipynb"]
    )
    def test_are_those_that_verify_finds(self, name: str) -> None:
        for path in sorted(DERIVATIONS.glob(name)):
            document = read_document(str(path), path.read_text("utf-8"))
            collected = [
                f"{part.id}.{number}"
                for part in document.parts
                for number in range(1, 1 + sum(len(chain.relations) for chain in part.chains))
            ]
            report = verify(path, witnesses=("modular",))
            found = [step.id for part in report.documents[0].parts for step in part.steps]
            assert collected == found


class TestComments:
    def test_that_are_not_understood_fail(self, project: Pytester) -> None:
        document(project, f"<!-- derivcheck: of -->\n{RIGHT}")
        ran = run(project, "--derivcheck")
        ran.assert_outcomes(passed=1, failed=1)
        ran.stdout.fnmatch_lines(["a.md:1:1: broken-directive: *did you mean 'off'[?]"])

    def test_are_no_item_where_there_are_none(self, project: Pytester) -> None:
        document(project, RIGHT)
        assert "comments" not in run(project, "--derivcheck", "--collect-only").stdout.str()


class TestSettings:
    def test_allowed_verdicts_are_skipped(self, project: Pytester) -> None:
        document(project, "$$\\foo = 1$$\n")
        (project.path / "derivcheck.toml").write_text('allow = ["unread"]\n', "utf-8")
        ran = run(project, "--derivcheck", "-rs")
        ran.assert_outcomes(skipped=1)
        ran.stdout.fnmatch_lines(["SKIPPED*unread(unknown-command) (allowed): *"])

    def test_options_and_patterns_from_the_ini_file(self, project: Pytester) -> None:
        document(project, "$$\\foo = 1$$\n", "notes.md")
        document(project, "$$1 = 2$$\n", "other.md")
        project.makeini(
            "[pytest]\nderivcheck_files = notes.*\n"
            "derivcheck_options = --witness modular --fail-on refuted,ill-typed\n"
        )
        run(project, "--derivcheck").assert_outcomes(skipped=1)

    def test_excluded_files_are_not_collected(self, project: Pytester) -> None:
        document(project, "$$1 = 2$$\n", "draft.md")
        document(project, RIGHT)
        (project.path / "derivcheck.toml").write_text('exclude = ["draft.*"]\n', "utf-8")
        run(project, "--derivcheck").assert_outcomes(passed=1)

    @pytest.mark.parametrize(
        ("settings", "options", "message"),
        [
            ("jobz = 1\n", "", "*derivcheck.toml:1: unknown key “jobz”; did you mean 'jobs'[?]"),
            ("", "--problem nowhere", "*there is no problem “nowhere”*"),
            ("", "--witnes modular", "*derivcheck_options are not right*"),
        ],
    )
    def test_that_are_wrong_stop_the_run(
        self, project: Pytester, settings: str, options: str, message: str
    ) -> None:
        document(project, RIGHT)
        (project.path / "derivcheck.toml").write_text(settings, "utf-8")
        project.makeini(f"[pytest]\nderivcheck_options = {options}\n")
        ran = run(project, "--derivcheck")
        assert ran.ret == pytest.ExitCode.USAGE_ERROR
        ran.stderr.fnmatch_lines([message])


class TestDocuments:
    def test_that_cannot_be_read_are_errors(self, project: Pytester) -> None:
        (project.path / "a.md").write_bytes(b"\xff\xfe")
        ran = run(project, "--derivcheck")
        ran.assert_outcomes(errors=1)
        ran.stdout.fnmatch_lines(["*this is UTF-16, not UTF-8*"])

    def test_that_are_broken_notebooks_are_errors(self, project: Pytester) -> None:
        (project.path / "a.ipynb").write_text("no notebook")
        ran = run(project, "--derivcheck")
        ran.assert_outcomes(errors=1)
        ran.stdout.fnmatch_lines(["*not a notebook*"])

    def test_whose_problem_cannot_be_had_fail_in_one_line(self, project: Pytester) -> None:
        document(project, f"<!-- derivcheck: problem nowhere -->\n{RIGHT}")
        ran = run(project, "--derivcheck")
        ran.assert_outcomes(failed=2)
        ran.stdout.fnmatch_lines(["*problem 'nowhere': there is no problem “nowhere”*"])

    def test_without_steps_are_nothing(self, project: Pytester) -> None:
        document(project, "Words.\n")
        assert run(project, "--derivcheck").ret == pytest.ExitCode.NO_TESTS_COLLECTED
