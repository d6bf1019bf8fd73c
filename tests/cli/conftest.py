"""The command run in this process, and a checker that stands in for the real one.

The stand-in reads a document line by line: ``name = verdict`` is a step with that verdict.  So
the tests here speak of files, options and exit status only, and hold whatever the mathematics.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

import pytest

import derivcheck.check
import derivcheck.cli.guard
import derivcheck.document
import derivcheck.problem
from derivcheck.check.finding import (
    Answer,
    DocumentFinding,
    PartFinding,
    Scope,
    StepFinding,
    Verdict,
)
from derivcheck.cli import main
from derivcheck.document.model import Directive, Document, Member, Part, Relation
from derivcheck.problem import ProblemError
from derivcheck.source import Diagnostic, SourceText, Span


@dataclass(frozen=True)
class Options:
    witnesses: tuple[str, ...] = ("sympy", "modular", "numpy", "balls")
    sizes: tuple[tuple[str, int], ...] = ()
    parts: tuple[str, ...] = ()
    conventions: tuple[tuple[str, str], ...] = ()
    budget: int | None = None
    clock: Callable[[], float] | None = None
    salt: str = ""
    exact: bool = False


@dataclass(frozen=True)
class Ran:
    """What a run left behind."""

    status: int
    out: str
    err: str


CALLS: list[SimpleNamespace] = []


def read_document(path: str, text: str, format: str | None = None, macros: str = "") -> Document:
    directives = tuple(
        Directive(match[1].strip(), Span(*match.span()))
        for match in re.finditer(r"<!-- derivcheck:(.*?)-->", text)
    )
    return Document(SourceText(path, text), (), directives)


def check_document(
    document: Document, problem: Any, options: Options, diagnose: Any = None
) -> DocumentFinding:
    CALLS.append(SimpleNamespace(document=document, problem=problem, options=options))
    text = document.source.text
    if "crash" in text:
        raise RuntimeError("boom\x1b[31m")
    if "interrupt" in text:
        raise KeyboardInterrupt
    steps = []
    for number, match in enumerate(re.finditer(r"(\w+) = ([a-z-]+)", text), 1):
        left, right = (Member((), Span(*match.span(i)), match[i]) for i in (1, 2))
        relation = Relation("=", "=", Span(match.end(1) + 1, match.end(1) + 2), 0, 1)
        steps.append(
            StepFinding(
                f"main.{number}", relation, left, None, right, Verdict(match[2]),
                scope=Scope(True) if match[2] == "proved" else None,
                remarks=(Diagnostic("shadowed-index", "k is bound twice", left.span),),
            )
        )  # fmt: skip
    part = Part("main", None, Span(0, len(text)), (), "")
    found = PartFinding(part, tuple(steps), Answer(None, "none"))
    name = problem.name if problem else None
    return DocumentFinding(document, name, (), (), (found,))


def load_problem(name: str) -> Any:
    if name == "broken":
        raise ProblemError("unknown key 'sort'", "broken.toml", 7)
    if name.endswith(".toml") or name == "known":
        return SimpleNamespace(name=name, title=f"The problem\x1b {name}")
    raise ProblemError(f"there is no problem “{name}”", name)


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[..., Ran]:
    """Return a function that runs the command line with the stand-in checker."""
    CALLS.clear()
    monkeypatch.setattr(derivcheck.document, "read_document", read_document, raising=False)
    monkeypatch.setattr(derivcheck.check, "check_document", check_document, raising=False)
    monkeypatch.setattr(derivcheck.check, "Options", Options, raising=False)
    monkeypatch.setattr(derivcheck.problem, "load_problem", load_problem)
    # what the stand-in was asked is looked up in this process
    monkeypatch.setattr(derivcheck.cli.guard, "CAN_FORK", False)
    monkeypatch.setattr(derivcheck.problem, "known_problems", lambda: ("broken", "known"))

    def command(*arguments: object) -> Ran:
        status = main([str(argument) for argument in arguments])
        out, err = capsys.readouterr()
        assert "Traceback" not in err
        assert "\x1b" not in out + err
        return Ran(status, out, err)

    return command


@pytest.fixture
def calls() -> list[SimpleNamespace]:
    """Return what the stand-in was asked."""
    return CALLS
