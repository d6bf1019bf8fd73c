"""What grading leaves behind: tables, feedback for each student, a page for the lecturer."""

import os
import re
from collections.abc import Sequence

from derivcheck.cli.files import Unreadable
from derivcheck.grade import feedback, lecturer, tables
from derivcheck.grade.model import Graded
from derivcheck.grade.scheme import Scheme
from derivcheck.problem import Problem

_UNSAFE = re.compile(r"[^\w.@+-]+")
_LONGEST = 100  # characters of a file's name


def write_results(
    out: str, graded: Sequence[Graded], schemes: Sequence[Scheme], problem: Problem
) -> None:
    """Write all results into a folder; raises ``Unreadable`` where that cannot be done."""
    try:
        os.makedirs(os.path.join(out, "feedback"), exist_ok=True)
        for name, one in zip(file_names(graded), graded, strict=True):
            text = feedback.render(one, problem.title, problem.reveal)
            replace_file(os.path.join(out, "feedback", f"{name}.md"), text)
        replace_file(os.path.join(out, "grades.csv"), tables.grades(graded, schemes))
        replace_file(os.path.join(out, "queue.csv"), tables.queue(graded))
        page = lecturer.render(graded, schemes, problem.title)
        replace_file(os.path.join(out, "lecturer.md"), page)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise Unreadable(out, "unwritable", f"--out: '{out}' cannot be written: {reason}") from None


def file_names(graded: Sequence[Graded]) -> list[str]:
    """Return a name for each student's files, each once, whatever the students are called."""
    seen: dict[str, int] = {}
    names = []
    for one in graded:
        plain = _UNSAFE.sub("_", one.student).strip(".")[:_LONGEST] or "_"
        number = seen[plain.lower()] = seen.get(plain.lower(), 0) + 1
        names.append(plain if number == 1 else f"{plain}~{number}")
    return names


def replace_file(path: str, text: str) -> None:
    """Write a file so that at no moment half of it is there."""
    beside = f"{path}.new"
    with open(beside, "w", encoding="utf-8", newline="\n") as file:
        file.write(text)
    os.replace(beside, path)
