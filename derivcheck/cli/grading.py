"""One submission: each of its documents checked in a process that can be ended, then marked."""

import gc
from contextlib import suppress
from typing import TYPE_CHECKING

from msgspec import Struct

from derivcheck.cli.files import Unreadable, read
from derivcheck.cli.finished import Kept, keep
from derivcheck.cli.guard import check_guarded, warm_up
from derivcheck.cli.pipeline import Job, check, load_once
from derivcheck.cli.submissions import Paper, Submission
from derivcheck.grade.model import Graded, Notice
from derivcheck.grade.scheme import Scheme
from derivcheck.grade.submission import grade_submission

if TYPE_CHECKING:
    from derivcheck.check import Options


class Task(Struct, frozen=True):
    """A submission to grade, and by what."""

    submission: Submission
    problem: str
    schemes: tuple[Scheme, ...]
    options: "Options"
    kept: Kept | None = None
    reference: str | None = None  # the file of the reference solution


_ready: set[tuple[str, str | None]] = set()  # what this process has got ready for


def _get_ready(task: Task) -> None:
    """Make once, in this process, what the children that it forks would each make anew.

    Besides modules and the problem that is what reading the reference solution leaves behind:
    the meaning of the problem's own formulas.
    """
    key = task.problem, task.reference
    if key in _ready:
        return
    _ready.add(key)
    warm_up(task.options.witnesses)
    load_once(task.problem)
    if task.reference is not None:
        with suppress(Unreadable):
            check(_job(Paper(task.reference, read(task.reference)), task))
    gc.freeze()  # a child that looked at it for garbage would copy all of it


def grade_one(task: Task) -> Graded:
    """Grade one submission, each document in a process that can be ended."""
    _get_ready(task)  # before a child is forked that needs it
    findings = []
    notices = list(task.submission.notices)
    for paper in task.submission.papers:
        outcome = check_guarded(_job(paper, task))
        if outcome.finding is not None:
            findings.append(outcome.finding)
        if outcome.error is not None:
            code, said = outcome.error.code, outcome.error.message
            notices.append(Notice(code, said, paper.name, open=True))
    own = task.submission
    graded = grade_submission(own.student, findings, notices, task.schemes, own.ids)
    if task.kept is not None:
        keep(task.kept, graded, task.options.memory)
    return graded


def _job(paper: Paper, task: Task) -> Job:
    return Job(paper.name, paper.name, task.problem, task.options, "", False, paper.text, True)


def died(task: Task) -> Graded:
    """Return the result of a submission whose grading took its process down."""
    said = "internal error: the process that graded it died"
    own = task.submission
    notice = Notice("internal-error", said, own.student, open=True)
    return grade_submission(own.student, (), (*own.notices, notice), task.schemes, own.ids)
