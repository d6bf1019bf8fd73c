"""``derivcheck generate-class``: a synthetic class from the reference solution, marks known."""

import argparse
import os

from derivcheck.cli.classes.reference import reference_of
from derivcheck.cli.classes.results import make_folder, replace_file, unwritable
from derivcheck.cli.files import Unreadable, read
from derivcheck.cli.pipeline import Job, check, load
from derivcheck.cli.terminal import complain, write
from derivcheck.grade.model import points
from derivcheck.grade.synthetic import WORTH, Model, Student, models_of, student
from derivcheck.grade.tables import table


def run(arguments: argparse.Namespace) -> int:
    """Write the submissions and their true marks, and return 0; 2 where that cannot be done."""
    try:
        models = _models(arguments.problem)
        students = [student(models, n + 1, arguments.seed) for n in range(arguments.students)]
        _write(arguments.out, students)
    except Unreadable as refused:
        complain(refused.report.message)
        return 2
    write(f"{len(students)} submissions: {os.path.join(arguments.out, 'submissions')}\n")
    return 0


def _models(named: str) -> tuple[Model, ...]:
    """Return the chains of the reference; raises ``Unreadable`` where it cannot be checked."""
    from derivcheck.check import Options

    path = reference_of(load(named), None)
    options = Options(witnesses=("modular",))
    outcome = check(Job(path, path, named, options, "", False, read(path), True))
    if outcome.finding is None:
        message = outcome.error.message if outcome.error else "it cannot be checked"
        raise Unreadable(path, "reference", f"{path}: {message}")
    models = models_of(outcome.finding.parts)
    if not models:
        raise Unreadable(path, "reference", f"{path}: no part of it has an answer")
    return models


def _write(out: str, students: list[Student]) -> None:
    folder = os.path.join(out, "submissions")
    make_folder(folder, out)
    rows = [("student", "part", "change", "share")]
    try:
        for one in students:
            replace_file(os.path.join(folder, f"{one.name}.{one.ending}"), one.text)
            rows.extend((one.name, part, change, _share(change)) for part, change in one.done)
        replace_file(os.path.join(out, "truth.csv"), table(rows))
    except OSError as error:
        raise unwritable(out, error) from None


def _share(change: str) -> str:
    """Return the share of the points that a change leaves, empty where a person decides."""
    worth = WORTH[change]
    return "" if worth is None else points(worth)
