"""Settings in files: where they are found, what they may say, and that the command line wins."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from derivcheck import verify
from derivcheck.cli import main
from derivcheck.cli.files import Unreadable
from derivcheck.cli.settings import read_settings, settings_for
from tests.cli.test_verify import document

Run = Any


def settings(folder: Path, text: str, name: str = "derivcheck.toml") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text, "utf-8")
    return folder / name


class TestWhereTheyAre:
    def test_the_nearest_above_all_documents(self, tmp_path: Path) -> None:
        settings(tmp_path, "jobs = 1")
        settings(tmp_path / "book", "jobs = 2")
        inner = settings(tmp_path / "book" / "one", "jobs = 3")
        one = document(tmp_path / "book" / "one", "proved")
        two = document(tmp_path / "book" / "two", "proved")
        assert settings_for([str(one)]).path == str(inner)
        assert settings_for([str(one), str(two)]).options == {"jobs": 2}
        assert settings_for([str(one), str(tmp_path)]).options == {"jobs": 1}

    def test_which_of_several_in_one_folder(self, tmp_path: Path) -> None:
        project = settings(tmp_path, "[tool.derivcheck]\njobs = 3", "pyproject.toml")
        assert settings_for([str(tmp_path)]).path == str(project)
        hidden = settings(tmp_path, "jobs = 2", ".derivcheck.toml")
        assert settings_for([str(tmp_path)]).path == str(hidden)
        plain = settings(tmp_path, "jobs = 1")
        assert settings_for([str(tmp_path)]).path == str(plain)

    def test_a_project_without_them_is_passed_over(self, tmp_path: Path) -> None:
        settings(tmp_path, "jobs = 1")
        settings(tmp_path / "in", "[project]\nname = 'derivcheck-user'", "pyproject.toml")
        assert settings_for([str(tmp_path / "in")]).options == {"jobs": 1}

    def test_a_file_that_is_named(self, run: Run, tmp_path: Path) -> None:
        file = document(tmp_path / "in", "unread")
        settings(tmp_path / "in", 'allow = ["unread"]')
        other = settings(tmp_path, 'allow = ["undecided"]', "other.toml")
        assert run("verify", file).status == 0
        assert run("verify", file, "--config", other).status == 1
        assert run("verify", file, "--isolated").status == 1

    def test_the_help_names_them(self, run: Run) -> None:
        assert "[tool.derivcheck]" in run("verify", "--help").out

    def test_verbose_says_which(self, run: Run, tmp_path: Path) -> None:
        settings(tmp_path, "jobs = 1")
        ran = run("verify", document(tmp_path, "proved"), "--verbose")
        assert ran.err.startswith("derivcheck: settings: ")
        assert ran.err.endswith("derivcheck.toml\n")


WRONG = [
    ('slect = ["a"]', "1: unknown key “slect”; did you mean 'select'?"),
    ("\nfail_on = []", "2: unknown key “fail_on”; did you mean 'fail-on'?"),
    ("colour = 1", "1: unknown key “colour”; known are problem, macros"),
    ('jobs = "2"', "1: “jobs” must be a whole number"),
    ("jobs = 0", "1: “jobs”: '0' is not a positive whole number"),
    ("exact = 'yes'", "1: “exact” must be true or false"),
    ("ignore = 'shadowed-index'", "1: “ignore” must be a list of strings"),
    ("fail-on = ['refutd']", "1: “fail-on”: 'refutd' is not one of refuted, ill-typed"),
    ("witness = ['sympi']", "did you mean 'sympy'?"),
    ("reveal = 'all'", "1: “reveal”: 'all' is not one of verdict, place"),
    ("output-format = 'jsn'", "there is no format “jsn”; did you mean 'json'?"),
    ("output-format = 'json:../x'", "there is no format “json:../x”"),
    ("\n[conventions]\ngradients = 'row'", "3: “gradients”: 'gradients=row': conventions look"),
    ("sizes = { Vocab = -1 }", "1: “Vocab”: 'Vocab=-1': sizes look like"),
    ("problem = 3", "1: “problem” must be a string"),
    ("macros = ['no.tex']", "1: “macros”: 'no.tex' cannot be read"),
    ('macros = ["a\\u0000b"]', "1: “macros”: 'a"),
    ('reveal = "verdict,place"', "1: “reveal”: 'verdict,place' is not one of verdict, place"),
    ('reveal = ""', "1: “reveal”: '' is not one of verdict"),
    ("macros = 'no.tex'", "1: “macros” must be a table"),
    ("[macros]\n'a b' = 'x'", "2: “a b” is no command"),
    ("[macros]\nR = '}'", "2: the braces of “R” do not match"),
    ("assume = ['λ']", "1: “assume”: “λ” is no declaration such as"),
    ("[per-file-ignores]\n'a.md' = 'x'", "2: “a.md” must be a list of strings"),
    ("jobs = ", "Invalid value (at end of document)"),
]


class TestWhatTheyMaySay:
    @pytest.mark.parametrize(("text", "message"), WRONG)
    def test_what_is_wrong_is_said_with_its_place(
        self, run: Run, tmp_path: Path, text: str, message: str
    ) -> None:
        settings(tmp_path, text)
        ran = run("verify", document(tmp_path, "proved"))
        assert (ran.status, ran.out) == (2, "")
        assert message in ran.err and "derivcheck.toml:" in ran.err

    def test_the_line_is_that_of_the_own_table(self, run: Run, tmp_path: Path) -> None:
        text = "[tool.ruff]\njobz = 1\n\n[tool.derivcheck]\njobz = 2\n"
        settings(tmp_path, text, "pyproject.toml")
        ran = run("verify", document(tmp_path, "proved"))
        assert "pyproject.toml:5: unknown key “jobz”; did you mean 'jobs'?" in ran.err

    @pytest.mark.parametrize("key", ["ignore", "select"])
    def test_codes_are_real_codes(self, run: Run, tmp_path: Path, key: str) -> None:
        file = document(tmp_path, "proved")
        settings(tmp_path, f'{key} = ["shadowed-indx"]')
        assert "there is no code 'shadowed-indx'; did you mean 'shadowed-index'?" in (
            run("verify", file).err
        )
        settings(tmp_path, f'{key} = ["refuted"]')
        assert "verdicts cannot be selected or ignored" in run("verify", file).err

    def test_a_named_file_without_the_table(self, tmp_path: Path) -> None:
        path = settings(tmp_path, "[project]\n", "pyproject.toml")
        with pytest.raises(Unreadable, match=r"there is no \[tool.derivcheck\] in it"):
            read_settings(str(path))

    @pytest.mark.parametrize(
        ("data", "message"),
        [
            (b"x = '\xff'", "derivcheck.toml: not UTF-8: byte 0xff at line 1, column 6"),
            (b"\0", "derivcheck.toml: this is a binary file"),
            (b"x = " + b"[" * 50_000, "derivcheck.toml: "),
        ],
    )
    def test_what_is_no_toml(self, run: Run, tmp_path: Path, data: bytes, message: str) -> None:
        (tmp_path / "derivcheck.toml").write_bytes(data)
        ran = run("verify", document(tmp_path, "proved"))
        assert (ran.status, ran.out) == (2, "") and message in ran.err

    @pytest.mark.parametrize("name", ["nowhere.toml", "."])
    def test_a_named_file_that_cannot_be_read(self, run: Run, tmp_path: Path, name: str) -> None:
        ran = run("verify", document(tmp_path, "proved"), "--config", tmp_path / name)
        assert ran.status == 2 and "cannot be read" in ran.err


class TestTheyAreTaken:
    def test_as_options(self, run: Run, tmp_path: Path, calls: list[SimpleNamespace]) -> None:
        settings(
            tmp_path,
            "witness = ['modular', 'balls']\nexact = true\nbudget = 9\nsalt = 's'\n"
            "sizes = { Vocab = 4 }\n[conventions]\ngradients = 'rows'\nU = 'rows'\n",
        )
        file = document(tmp_path, "proved")
        run("verify", file)
        options = calls[-1].options
        assert options.witnesses == ("modular", "balls")
        assert (options.exact, options.budget, options.salt) == (True, 9, "s")
        assert options.sizes == (("Vocab", 4),)
        assert options.conventions == (("gradients", "rows"), ("storage U", "rows"))
        run("verify", file, "--no-exact", "--witness", "sympy", "--convention", "gradients=shape")
        options = calls[-1].options
        assert (options.exact, options.witnesses) == (False, ("sympy",))
        assert options.conventions == (("gradients", "shape"), ("storage U", "rows"))

    @pytest.mark.parametrize(
        ("more", "status"),
        [((), 0), (("--allow", "undecided"), 1), (("--fail-on", "unread"), 1)],
    )
    def test_what_fails(self, run: Run, tmp_path: Path, more: tuple[str, ...], status: int) -> None:
        settings(tmp_path, 'fail-on = ["refuted", "ill-typed"]')
        assert run("verify", document(tmp_path, "unread"), *more).status == status

    def test_the_format(self, run: Run, tmp_path: Path) -> None:
        settings(tmp_path, 'output-format = "concise"')
        file = document(tmp_path, "refuted")
        assert run("verify", file).out.startswith(f"{file.as_posix()}:1:1: ")
        assert run("verify", file, "--output-format", "json").out.startswith("{")

    def test_ignores_of_one_file(self, run: Run, tmp_path: Path) -> None:
        settings(tmp_path, '[per-file-ignores]\n"in/*" = ["shadowed-index"]')
        one = document(tmp_path / "in" / "deep", "proved")
        two = document(tmp_path, "proved", name="b.md")
        ran = run("verify", one, two, "--output-format", "concise", "--jobs", "1")
        assert "b.md:1:1: shadowed-index" in ran.out
        assert "a.md:1:1: shadowed-index" not in ran.out

    def test_what_is_left_out_of_folders(self, run: Run, tmp_path: Path) -> None:
        settings(tmp_path, 'exclude = ["drafts/", "notes.md"]')
        document(tmp_path, "proved")
        draft = document(tmp_path / "drafts", "refuted")
        document(tmp_path / "in", "refuted", name="notes.md")
        assert run("verify", tmp_path).status == 0
        assert run("verify", tmp_path, draft, "--jobs", "1").status == 1

    def test_foreign_folders_are_left_out(self, run: Run, tmp_path: Path) -> None:
        document(tmp_path, "proved")
        document(tmp_path / "env" / "lib", "refuted")
        document(tmp_path / "node_modules" / "katex", "refuted")
        (tmp_path / "env" / "pyvenv.cfg").touch()
        assert run("verify", tmp_path).status == 0

    def test_the_problem(self, run: Run, tmp_path: Path, calls: list[SimpleNamespace]) -> None:
        settings(tmp_path, 'problem = "known"')

        def problem(file: Path, *more: str) -> str:
            run("verify", file, *more)
            return str(calls[-1].problem.name)

        assert problem(document(tmp_path, "proved")) == "known"
        assert problem(document(tmp_path, "proved"), "--problem", "my.toml") == "my.toml"
        own = document(tmp_path / "in", "proved", more="<!-- derivcheck: problem broken -->")
        assert run("verify", own).status == 2
        beside = document(tmp_path / "of", "proved")
        (tmp_path / "of" / "problem.toml").touch()
        assert problem(beside) == str(tmp_path / "of" / "problem.toml")

    def test_a_problem_file_lies_beside_the_settings(
        self, run: Run, tmp_path: Path, calls: list[SimpleNamespace],
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:  # fmt: skip
        settings(tmp_path, 'problem = "in/book.toml"')
        document(tmp_path / "one", "proved")
        monkeypatch.chdir(tmp_path / "one")
        run("verify", "a.md")
        assert Path(calls[-1].problem.name).parts == ("..", "in", "book.toml")


BOOK = r"""
assume = ['\lambda > 0', '$x \in \R^n$']
[macros]
R = '\mathbb{R}'
'\norm' = '\sqrt{#1^\top #1}'
"""
CHAPTER = r"""
# A

$$\sqrt{\lambda^2} = \lambda$$
$$\norm{x} = \sqrt{\sum_{i=1}^n x_i^2}$$
"""


class TestWhatIsSaidOncePerBook:
    def test_macros_and_assumptions_hold_in_each_document(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        settings(tmp_path, BOOK)
        file = tmp_path / "a.md"
        file.write_text(CHAPTER, "utf-8")
        assert main(["verify", str(file), "--witness", "modular"]) == 0
        assert "taken from the settings: what \\lambda, x stand for" in capsys.readouterr().out
        assert main(["verify", str(file), "--witness", "modular", "--isolated"]) == 1
        capsys.readouterr()
        assert main(["show", str(file)]) == 0
        assert "command" not in capsys.readouterr().out
        assert main(["show", str(file), "--isolated"]) == 0
        assert "I do not know the command “\\norm”" in capsys.readouterr().out

    def test_the_documents_own_words_win(self, tmp_path: Path) -> None:
        settings(tmp_path, r"assume = ['\lambda > 0']")
        file = tmp_path / "a.md"
        text = r"Let $\lambda \in \mathbb{R}$." "\n\n" r"$$\sqrt{\lambda^2} = \lambda$$"
        file.write_text(text, "utf-8")
        assert main(["verify", str(file), "--witness", "modular"]) == 1

    def test_a_false_step_is_no_truer_for_it(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        settings(tmp_path, r"assume = ['\lambda > 0']")
        file = tmp_path / "a.md"
        file.write_text(r"$$\sqrt{\lambda^2} = -\lambda$$" "\n", "utf-8")
        assert main(["verify", str(file), "--witness", "modular"]) == 1
        assert "refuted" in capsys.readouterr().out

    def test_python_takes_no_settings(self, tmp_path: Path) -> None:
        settings(tmp_path, "nonsense = 1")
        file = tmp_path / "a.md"
        file.write_text("$$1 = 1$$\n", "utf-8")
        assert verify(file, witnesses=("modular",)).summary.proved == 1
