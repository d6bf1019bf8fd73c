"""``derivcheck grade``: mark a class, write marks, feedback and what a person has to look at."""

import argparse
import json
import os
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from msgspec.structs import replace

from derivcheck.cli.classes.finished import Kept, digest_of, known_before, recalled
from derivcheck.cli.classes.grading import Task, died, end_children, grade_one
from derivcheck.cli.classes.reference import reference_of, shortfalls
from derivcheck.cli.classes.results import (
    file_names,
    make_folder,
    replace_file,
    unwritable,
    write_results,
)
from derivcheck.cli.classes.submissions import Paper, Submission, submission_of, submissions_in
from derivcheck.cli.decisions import Decisions
from derivcheck.cli.files import Unreadable, read, read_table
from derivcheck.cli.pipeline import load
from derivcheck.cli.pool import run_all
from derivcheck.cli.progress import progress_bar
from derivcheck.cli.terminal import complain, write
from derivcheck.cli.version import code_state, version_line
from derivcheck.grade.model import Graded
from derivcheck.grade.overrides import (
    OverrideError,
    Overrides,
    overridden,
    read_overrides,
    unknown,
)
from derivcheck.grade.roster import RosterError, fill
from derivcheck.grade.scheme import Scheme, schemes_of
from derivcheck.grade.services import CLASSROOM_VARIABLES, SERVICES, Call
from derivcheck.report.sanitize import clean_data

if TYPE_CHECKING:
    from derivcheck.check import Options
    from derivcheck.problem import Problem


def run(arguments: argparse.Namespace) -> int:
    """Grade, and return 0; 2 where nothing could be graded."""
    try:
        return reported(lambda: _run(arguments))
    finally:
        end_children()


def reported(work: Callable[[], int]) -> int:
    """Return the exit status of some work, 2 with a message where it is refused."""
    try:
        return work()
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
    options = Options(
        witnesses=tuple(arguments.witness),
        salt=arguments.salt,
        # one choice for the whole class: what is decided does not depend on who asked first
        seed=problem.name.encode(),
    )
    if arguments.one:
        return _one(problem, arguments, schemes, options)
    overrides = decisions_of(arguments.overrides, schemes)
    submissions = submissions_in(arguments.submissions)
    _check_reference(problem, arguments, schemes, options)
    make_folder(os.path.join(arguments.out, "state"), arguments.out)
    if not arguments.no_cache:
        options = replace(options, memory=Decisions(_cache(arguments)))
    tasks = _tasks(arguments, problem, schemes, options, submissions)
    found = _graded(tasks, arguments)
    _forget_others(tasks)
    return finish(arguments, problem, found, overrides)


def _forget_others(tasks: Sequence[Task]) -> None:
    """Take away the results of an earlier run that are not of this one."""
    kept = {os.path.basename(task.kept.path) for task in tasks if task.kept}
    endings = (".json", ".new")  # one that was being written when a run was killed ends so
    for folder in {os.path.dirname(task.kept.path) for task in tasks if task.kept}:
        for name in os.listdir(folder):
            if name.endswith(endings) and name not in kept:
                os.remove(os.path.join(folder, name))


def finish(
    arguments: argparse.Namespace,
    problem: "Problem",
    found: Sequence[Graded],
    overrides: Overrides,
) -> int:
    """Apply a person's decisions, write all results and what is to be said of them."""
    graded = [overridden(one, overrides) for one in found]
    for line in unknown(overrides, graded):
        complain(f"{arguments.overrides}: {line}")
    schemes = schemes_of(problem)
    write_results(arguments.out, graded, schemes, problem, self_contained=arguments.self_contained)
    write(_summary(graded, arguments.out))
    if arguments.roster:
        write(_fill(arguments, graded))
    return 0


def _one(
    problem: "Problem",
    arguments: argparse.Namespace,
    schemes: tuple[Scheme, ...],
    options: "Options",
) -> int:
    """Grade the work of one student for a service that runs this for each hand-in."""
    _check_reference(problem, arguments, schemes, options)
    own = submission_of(arguments.submissions)
    accepted = problem.rubric.conventions
    graded = grade_one(Task(own, arguments.problem, schemes, options, conventions=accepted))
    said = {name: os.environ.get(name, "") for name in CLASSROOM_VARIABLES}
    now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    call = Call(problem.reveal, problem.rubric.smallest, said, now)
    result = clean_data(SERVICES[arguments.one](graded, call))
    try:
        replace_file(arguments.out, json.dumps(result, ensure_ascii=False, indent=1) + "\n")
    except OSError as error:
        raise unwritable(arguments.out, error) from None
    return 0


def _cache(arguments: argparse.Namespace) -> str:
    return arguments.cache or os.path.join(arguments.out, "state", "decisions.sqlite")


def _tasks(
    arguments: argparse.Namespace,
    problem: "Problem",
    schemes: tuple[Scheme, ...],
    options: "Options",
    submissions: Sequence[Submission],
) -> list[Task]:
    """Return what is to be done, each with the place where its result is kept."""
    folder = os.path.join(arguments.out, "state")
    names = file_names([own.student for own in submissions])
    number, count = arguments.shard
    reference = reference_of(problem, arguments.reference)
    common = (
        version_line(),
        code_state(),
        read_table(problem.path),
        *options.witnesses,
        options.salt,
    )
    return [
        Task(
            own,
            arguments.problem,
            schemes,
            options,
            Kept(os.path.join(folder, f"{name}.json"), digest_of(own, *common)),
            reference,
            problem.rubric.conventions,
        )
        for own, name in list(zip(submissions, names, strict=True))[number - 1 :: count]
    ]


def _graded(tasks: Sequence[Task], arguments: argparse.Namespace) -> list[Graded]:
    """Return the results in order: those that are kept, where they may be used, and new ones."""
    known = [_known(task, arguments) for task in tasks]
    todo = [task for task, one in zip(tasks, known, strict=True) if one is None]
    if arguments.resume or len(todo) < len(tasks):
        write(f"{len(tasks) - len(todo)} of {len(tasks)} submissions were graded before\n")
    new: list[Graded] = []
    with progress_bar(f"grading {len(todo)} submissions", len(todo)) as advance:
        for one in _running(todo, arguments):
            new.append(one)
            advance()
    fresh = iter(new)
    return [one if one is not None else next(fresh) for one in known]


def _running(tasks: Sequence[Task], arguments: argparse.Namespace) -> Iterator[Graded]:
    if arguments.executor is None:
        return run_all(tasks, arguments.jobs, grade_one, died)
    from derivcheck.cli.classes.cluster import grade_on

    return grade_on(arguments.executor, tasks)


def _known(task: Task, arguments: argparse.Namespace) -> Graded | None:
    """Return a result of an earlier run: one left here, if asked to go on, or one in the cache."""
    if task.kept is None:
        return None
    found = recalled(task.kept) if arguments.resume else None
    return found or known_before(task.kept, task.options.memory)


def decisions_of(path: str | None, schemes: tuple[Scheme, ...]) -> Overrides:
    """Return what a person has decided; raises ``Unreadable``."""
    if path is None:
        return {}
    try:
        return read_overrides(read_table(path), schemes)
    except OverrideError as error:
        raise Unreadable(path, "overrides", f"--overrides: {path}: {error}") from None


def _fill(arguments: argparse.Namespace, graded: Sequence[Graded]) -> str:
    """Fill a column of the roster, and return what came of it; raises ``Unreadable``."""
    try:
        filled = fill(read_table(arguments.roster), graded, arguments.column)
    except RosterError as error:
        raise Unreadable(arguments.roster, "roster", f"--roster: {error}") from None
    path = os.path.join(arguments.out, "roster.csv")
    replace_file(path, filled.text)
    for student in filled.unmatched:
        complain(f"--roster: “{student}” has a mark and is not in it")
    return f"roster: {path}, {filled.rows} marks\n"


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


def _summary(graded: Sequence[Graded], out: str) -> str:
    open_ = sum(one.open for one in graded)
    return (
        f"{len(graded)} submissions: {len(graded) - open_} graded, {open_} need a person\n"
        f"marks: {os.path.join(out, 'grades.csv')}\n"
        f"to look at: {os.path.join(out, 'queue.csv')}, {os.path.join(out, 'report.html')}\n"
    )
