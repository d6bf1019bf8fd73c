"""What grading leaves behind: tables, feedback for each student, a page for the lecturer."""

import json
import os
import re
from collections.abc import Sequence

from derivcheck.cli.files import Unreadable
from derivcheck.cli.terminal import reason_of
from derivcheck.grade import feedback, lecturer, overview, pages, tables
from derivcheck.grade.model import Graded
from derivcheck.grade.scheme import Scheme
from derivcheck.grade.stored import to_data
from derivcheck.problem import Problem
from derivcheck.report.html.assets import OTHERS, SCRIPTS, STYLES, asset, inlined, linked
from derivcheck.report.sanitize import clean_data

_UNSAFE = re.compile(r"[^\w.@+-]+")
_TEXTS = (*STYLES, *SCRIPTS)
_LONGEST = 100  # characters of a file's name


def write_results(
    out: str,
    graded: Sequence[Graded],
    schemes: Sequence[Scheme],
    problem: Problem,
    *,
    self_contained: bool,
) -> None:
    """Write all results into a folder; raises ``Unreadable`` where that cannot be done.

    ``self_contained`` puts into each page what it would load from the folder of assets.
    """
    try:
        os.makedirs(os.path.join(out, "feedback"), exist_ok=True)
        names = file_names([one.student for one in graded])
        assets = {name: asset(name) for name in (*_TEXTS, *OTHERS)}
        inside = inlined({name: assets[name].decode() for name in _TEXTS})
        for name, one in zip(names, graded, strict=True):
            text = feedback.render(one, problem.title, problem.reveal)
            replace_file(os.path.join(out, "feedback", f"{name}.md"), text)
            head = inside if self_contained else linked("../assets")
            shown = pages.render(one, problem.title, problem.reveal, head)
            replace_file(os.path.join(out, "feedback", f"{name}.html"), shown)
        head = inside if self_contained else linked("assets")
        shown = overview.render(graded, schemes, problem.title, head)
        replace_file(os.path.join(out, "report.html"), shown)
        if not self_contained:
            make_folder(os.path.join(out, "assets"), out)
            for name, data in assets.items():
                with open(os.path.join(out, "assets", name), "wb") as file:
                    file.write(data)
        replace_file(os.path.join(out, "grades.csv"), tables.grades(graded, schemes))
        replace_file(os.path.join(out, "queue.csv"), tables.queue(graded))
        replace_file(os.path.join(out, "results.jsonl"), "".join(map(_line, graded)))
        page = lecturer.render(graded, schemes, problem.title)
        replace_file(os.path.join(out, "lecturer.md"), page)
    except OSError as error:
        raise unwritable(out, error) from None


def _line(graded: Graded) -> str:
    return json.dumps(clean_data(to_data(graded)), ensure_ascii=False) + "\n"


def unwritable(out: str, error: OSError) -> Unreadable:
    """Return what to raise where a result cannot be written."""
    reason = reason_of(error)
    return Unreadable(out, "unwritable", f"--out: '{out}' cannot be written: {reason}")


def make_folder(path: str, out: str) -> None:
    """Make a folder of the results; raises ``Unreadable``."""
    try:
        os.makedirs(path, exist_ok=True)
    except OSError as error:
        raise unwritable(out, error) from None


def file_names(students: Sequence[str]) -> list[str]:
    """Return a name for each student's files, each once, whatever the students are called."""
    seen: dict[str, int] = {}
    names = []
    for student in students:
        plain = _UNSAFE.sub("_", student).strip(".")[:_LONGEST] or "_"
        number = seen[plain.lower()] = seen.get(plain.lower(), 0) + 1
        names.append(plain if number == 1 else f"{plain}~{number}")
    return names


def replace_file(path: str, text: str) -> None:
    """Write a file so that at no moment half of it is there."""
    beside = f"{path}.new"
    with open(beside, "w", encoding="utf-8", newline="\n") as file:
        file.write(text)
    os.replace(beside, path)
