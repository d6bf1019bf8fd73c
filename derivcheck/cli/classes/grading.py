"""One submission: its documents checked in a process that can be ended, then marked there."""

import gc
import threading
from contextlib import suppress
from multiprocessing.util import Finalize
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from derivcheck.cli.child import CAN_FORK, Limits
from derivcheck.cli.classes.finished import Kept, keep
from derivcheck.cli.classes.submissions import Paper, Submission
from derivcheck.cli.files import Unreadable, read
from derivcheck.cli.guard import Children, GivenUp, guarded, over_budget, warm_up
from derivcheck.cli.pipeline import Job, Outcome, check, load_once
from derivcheck.grade.model import Graded, Notice
from derivcheck.grade.scheme import Scheme
from derivcheck.grade.submission import grade_submission

if TYPE_CHECKING:
    from derivcheck.check import Options
    from derivcheck.check.judging.watch import Watch

LIMITS = Limits()
Changes = tuple[tuple[str, str], ...]


class Task(Struct, frozen=True):
    """A submission to grade, and by what."""

    submission: Submission
    problem: str
    schemes: tuple[Scheme, ...]
    options: "Options"
    kept: Kept | None = None
    reference: str | None = None  # the file of the reference solution
    conventions: tuple[Changes, ...] = ()  # that the rubric accepts beside the problem's own


_ready: set[tuple[str, str | None]] = set()  # what this process has got ready for


def _get_ready(task: Task) -> None:
    """Make once, in this process, what the children that it forks would each make anew.

    Besides modules and the problem that is what reading the reference solution leaves behind:
    the meaning of the problem's own formulas.
    """
    key = task.problem, task.reference
    if key in _ready:
        return
    if not _ready:
        Finalize(None, end_children, exitpriority=0)  # a worker waits for its child when it ends
    _ready.add(key)
    warm_up(task.options.witnesses)
    load_once(task.problem)
    if task.reference is not None:
        with suppress(Unreadable):
            check(_job(Paper(task.reference, read(task.reference)), task))
    gc.freeze()  # a child that looked at it for garbage would copy all of it


class _Own(threading.local):
    """The children of one thread: those of a Dask worker grade side by side."""

    def __init__(self) -> None:
        self.children = Children()


_own = _Own()


def end_children() -> None:
    """End the child that waits for more submissions."""
    _own.children.end()


def grade_one(task: Task) -> Graded:
    """Grade one submission in a process that can be ended, and that goes on to the next."""
    _get_ready(task)  # before a child is forked that needs it
    graded = _guarded(task)
    if task.kept is not None:
        keep(task.kept, graded, task.options.memory)
    return graded


def _guarded(task: Task) -> Graded:
    from derivcheck.check.judging.watch import Unwatched

    if not CAN_FORK:
        return _grade(task, Unwatched())
    try:
        graded: Graded = guarded(_grade, task, LIMITS, _own.children)
    except GivenUp as given_up:
        return _failed(task, f"over budget {given_up}")
    return graded


def _grade(task: Task, watch: "Watch") -> Graded:
    """Return what a submission earns, at best, under the conventions that the rubric accepts."""
    best = _under((), task, watch)
    for conventions in task.conventions:
        if _lacks_nothing(best):
            break
        other = _under(conventions, task, watch)
        if other.total.low > best.total.low:
            named = ", ".join(f"{kind}: {value}" for kind, value in conventions)
            said = f"read with {named}, which the rubric accepts"
            notice = Notice("accepted-convention", said, ", ".join(other.documents))
            best = replace(other, notices=(*other.notices, notice))
    return best


def _lacks_nothing(graded: Graded) -> bool:
    return not graded.open and graded.total.low == graded.worth


def _under(conventions: Changes, task: Task, watch: "Watch") -> Graded:
    """Return what a submission earns, read throughout under some conventions.

    A fault of ours puts it into the queue.
    """
    own = task.submission
    findings = []
    notices = list(own.notices)
    for number, paper in enumerate(own.papers):
        outcome = _checked(paper, number, conventions, task, watch)
        if outcome.finding is not None:
            findings.append(outcome.finding)
        if outcome.error is not None:
            code, said = outcome.error.code, outcome.error.message
            notices.append(Notice(code, said, paper.name, open=True))
    try:
        return grade_submission(own.student, findings, notices, task.schemes, own.ids)
    except Exception as error:  # one submission's fault must not end the run
        return _failed(task, f"{type(error).__name__} while it was marked")


def _checked(
    paper: Paper, number: int, conventions: Changes, task: Task, watch: "Watch"
) -> Outcome:
    """Return what is found about a document, or that an earlier child was ended at it."""
    from derivcheck.check.judging.watch import Aside

    named = repr(conventions).encode()
    aside = Aside(watch, f"{number} {conventions}" if conventions else str(number))
    job = _job(paper, task)
    this = ("document", number, named)
    over = watch.recall(this)
    if over is not None:
        return over_budget(job, (over.reason or "").removeprefix("over budget "))
    options = replace(
        job.options, watch=aside, conventions=(*job.options.conventions, *conventions)
    )
    watch.begin(this)
    outcome = check(replace(job, options=options))
    watch.end(this, None)
    return outcome


def _job(paper: Paper, task: Task) -> Job:
    return Job(paper.name, paper.name, task.problem, task.options, "", False, paper.text, True)


def died(task: Task) -> Graded:
    """Return the result of a submission whose grading took its process down."""
    return _failed(task, "the process that graded it died")


def _failed(task: Task, why: str) -> Graded:
    """Return that a person has to grade a submission, all of whose parts are open."""
    own = task.submission
    notice = Notice("internal-error", f"internal error: {why}", own.student, open=True)
    return grade_submission(own.student, (), (*own.notices, notice), task.schemes, own.ids)
