"""Conventions that a rubric accepts: taken for a whole submission, where that earns more."""

from pathlib import Path

from derivcheck.check import Options
from derivcheck.cli.classes.grading import Task, end_children, grade_one
from derivcheck.cli.classes.submissions import Paper, Submission
from derivcheck.cli.pipeline import load
from derivcheck.grade.model import Graded
from derivcheck.grade.scheme import schemes_of

PROBLEM = r"""
[rubric]
conventions = [{ gradients = "rows" }]
[sorts]
Dim = { size = "d" }
[symbols]
a = { type = "column Dim" }
v = { type = "column Dim" }
A = { type = "matrix Dim × Dim" }
[[part]]
id = "a"
points = 4
goal = "\\frac{\\partial a^\\top v}{\\partial v}"
closed_form = "a"
[[part]]
id = "b"
points = 4
goal = "\\frac{\\partial}{\\partial v} (2 a^\\top A v)"
closed_form = "2 A^\\top a"
"""
FIRST = r"\frac{\partial a^\top v}{\partial v}"
SECOND = r"\frac{\partial}{\partial v} (2 a^\top A v)"


def earned(tmp_path: Path, one: str, two: str, problem: str = PROBLEM) -> Graded:
    path = tmp_path / "problem.toml"
    path.write_text(problem, encoding="utf-8")
    loaded = load(str(path))
    text = f"## (a)\n\n$${FIRST} = {one}$$\n\n## (b)\n\n$${SECOND} = {two}$$\n"
    own = Submission("ann", (Paper("a.md", text),), ())
    options = Options(witnesses=("modular",), seed=b"")
    accepted = loaded.rubric.conventions
    task = Task(own, str(path), schemes_of(loaded), options, conventions=accepted)
    try:
        return grade_one(task)
    finally:
        end_children()


def test_rows_throughout_are_accepted_and_said(tmp_path: Path) -> None:
    found = earned(tmp_path, r"a^\top", r"2 a^\top A")
    assert (found.total.low, found.open) == (8, False)
    assert [notice.code for notice in found.notices] == ["accepted-convention"]


def test_columns_need_no_other_convention(tmp_path: Path) -> None:
    found = earned(tmp_path, "a", r"2 A^\top a")
    assert (found.total.low, found.notices) == (8, ())


def test_what_is_mixed_does_not_earn_both(tmp_path: Path) -> None:
    found = earned(tmp_path, r"a^\top", r"2 A^\top a")
    assert found.total.low < 8


def test_nothing_is_accepted_that_the_rubric_does_not_name(tmp_path: Path) -> None:
    plain = PROBLEM.replace('conventions = [{ gradients = "rows" }]', "")
    found = earned(tmp_path, r"a^\top", r"2 a^\top A", plain)
    assert found.total.low < 8


def test_what_is_wrong_under_each_stays_wrong(tmp_path: Path) -> None:
    found = earned(tmp_path, r"2 a^\top", r"3 a^\top A")
    assert found.total.low < 8
