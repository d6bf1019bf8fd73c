"""``derivcheck grade``: mark a class, write marks, feedback and what a person has to look at."""

import argparse
import os
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from derivcheck.cli.files import Unreadable, read
from derivcheck.cli.guard import check_guarded, warm_up
from derivcheck.cli.pipeline import Job, load
from derivcheck.cli.pool import run_all
from derivcheck.cli.progress import progress
from derivcheck.cli.reference import reference_of, shortfalls
from derivcheck.cli.results import write_results
from derivcheck.cli.submissions import Paper, Submission, submissions_in
from derivcheck.cli.terminal import complain, write
from derivcheck.grade.model import Graded, Notice
from derivcheck.grade.scheme import Scheme, schemes_of
from derivcheck.grade.submission import grade_submission

if TYPE_CHECKING:
    from derivcheck.check import Options
    from derivcheck.problem import Problem


@dataclass(frozen=True)
class Task:
    """A submission to grade, and by what."""

    submission: Submission
    problem: str
    schemes: tuple[Scheme, ...]
    options: "Options"


def run(arguments: argparse.Namespace) -> int:
    """Grade, and return 0; 2 where nothing could be graded."""
    try:
        return _run(arguments)
    except Unreadable as refused:
        complain(refused.report.message)
        if refused.report.hint:
            complain(refused.report.hint)
        return 2


def _run(arguments: argparse.Namespace) -> int:
    from derivcheck.check import Options

    problem = load(arguments.problem)
    schemes = schemes_of(problem)
    if not schemes:
        raise Unreadable(problem.path, "no-parts", "no part of this problem asks for anything")
    options = Options(witnesses=tuple(arguments.witness), salt=arguments.salt)
    submissions = list(submissions_in(arguments.submissions))
    _check_reference(problem, arguments, schemes, options)
    tasks = [Task(own, arguments.problem, schemes, options) for own in submissions]
    with progress(f"grading {len(tasks)} submissions …"):
        graded = list(run_all(tasks, arguments.jobs, grade_one, _died))
    write_results(arguments.out, graded, schemes, problem)
    write(_summary(graded, arguments.out))
    return 0


def _check_reference(
    problem: "Problem",
    arguments: argparse.Namespace,
    schemes: tuple[Scheme, ...],
    options: "Options",
) -> None:
    """Grade the reference solution; raises ``Unreadable`` unless it gets full marks."""
    path = reference_of(problem, arguments.reference)
    paper = Submission("reference", (Paper(path, read(path)),), ())
    lacks = shortfalls(grade_one(Task(paper, arguments.problem, schemes, options)))
    if lacks:
        for line in lacks:
            complain(line)
        message = f"{path}: the reference solution does not get full marks, so nothing is graded"
        raise Unreadable(path, "reference", message)


def grade_one(task: Task) -> Graded:
    """Grade one submission, each document in a process that can be ended."""
    warm_up(task.options.witnesses)
    findings = []
    notices = list(task.submission.notices)
    for paper in task.submission.papers:
        job = Job(paper.name, paper.name, task.problem, task.options, "", False, paper.text, True)
        outcome = check_guarded(job)
        if outcome.finding is not None:
            findings.append(outcome.finding)
        if outcome.error is not None:
            code, said = outcome.error.code, outcome.error.message
            notices.append(Notice(code, said, paper.name, open=True))
    return grade_submission(task.submission.student, findings, notices, task.schemes)


def _died(task: Task) -> Graded:
    said = "internal error: the process that graded it died"
    own = task.submission
    notice = Notice("internal-error", said, own.student, open=True)
    return grade_submission(own.student, (), (*own.notices, notice), task.schemes)


def _summary(graded: Sequence[Graded], out: str) -> str:
    open_ = sum(one.open for one in graded)
    return (
        f"{len(graded)} submissions: {len(graded) - open_} graded, {open_} need a person\n"
        f"marks: {os.path.join(out, 'grades.csv')}\n"
        f"to look at: {os.path.join(out, 'queue.csv')}, {os.path.join(out, 'lecturer.md')}\n"
    )
