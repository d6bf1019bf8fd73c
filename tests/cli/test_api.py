"""Python's way in: the same pipeline as the command, errors as exceptions."""

import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

import derivcheck

Run = Any


def test_verify_returns_the_report(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_text("x = proved\ny = refuted\n")
    report = derivcheck.verify(file)
    assert isinstance(report, derivcheck.Report)
    assert [d.path for d in report.documents] == [str(file)]
    assert (report.summary.steps, report.summary.refuted) == (2, 1)


def test_options_and_problem_reach_the_checker(run: Run, calls: list[SimpleNamespace]) -> None:
    report = derivcheck.verify_text("x = proved", problem="known", parts=("b",))
    assert report.documents[0].problem == "known"
    assert calls[0].options.parts == ("b",)


def test_errors_are_exceptions(run: Run, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no such file"):
        derivcheck.verify(tmp_path / "no.md")
    with pytest.raises(ValueError, match="format 'pdf' is none of"):
        derivcheck.verify_text("x", format="pdf")
    with pytest.raises(ValueError, match="there is no problem"):
        derivcheck.load_problem("nonsense")
    with pytest.raises(TypeError):
        derivcheck.verify_text("x = proved", unheard_of=1)


def test_importing_the_package_is_cheap_and_names_what_it_has() -> None:
    code = (
        "import sys, derivcheck\n"
        "assert not {'sympy', 'numpy', 'rich', 'dataclasses'} & set(sys.modules)\n"
        "assert 'verify' in dir(derivcheck)\n"
        "assert not hasattr(derivcheck, 'unheard_of')\n"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, timeout=60)
    assert (ran.returncode, ran.stderr) == (0, b"")
