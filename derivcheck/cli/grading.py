"""One submission: each of its documents checked in a process that can be ended, then marked."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from derivcheck.cli.finished import Kept, keep
from derivcheck.cli.guard import check_guarded, warm_up
from derivcheck.cli.pipeline import Job, load_once
from derivcheck.cli.submissions import Submission
from derivcheck.grade.model import Graded, Notice
from derivcheck.grade.scheme import Scheme
from derivcheck.grade.submission import grade_submission

if TYPE_CHECKING:
    from derivcheck.check import Options


@dataclass(frozen=True)
class Task:
    """A submission to grade, and by what."""

    submission: Submission
    problem: str
    schemes: tuple[Scheme, ...]
    options: "Options"
    kept: Kept | None = None


def grade_one(task: Task) -> Graded:
    """Grade one submission, each document in a process that can be ended."""
    warm_up(task.options.witnesses)
    load_once(task.problem)  # before the child is forked that needs it
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
    own = task.submission
    graded = grade_submission(own.student, findings, notices, task.schemes, own.ids)
    if task.kept is not None:
        keep(task.kept, graded, task.options.memory)
    return graded


def died(task: Task) -> Graded:
    """Return the result of a submission whose grading took its process down."""
    said = "internal error: the process that graded it died"
    own = task.submission
    notice = Notice("internal-error", said, own.student, open=True)
    return grade_submission(own.student, (), (*own.notices, notice), task.schemes, own.ids)
