"""The reference solution of a problem: where it lies, and whether it earns full marks."""

import os

from derivcheck.cli.files import IN_FOLDERS, Unreadable
from derivcheck.grade.model import Graded, points
from derivcheck.problem import Problem


def reference_of(problem: Problem, named: str | None) -> str:
    """Return the file of the reference solution; raises ``Unreadable`` where there is none.

    It is the one that was named, else the one that the rubric names, else ``reference.md`` (or
    ``.tex``, ``.ipynb``) beside the problem, else the only document there.
    """
    if named is not None:
        return named
    folder = os.path.dirname(problem.path) or "."
    if problem.rubric.reference is not None:
        return os.path.join(folder, problem.rubric.reference)
    there = sorted(
        name for name in os.listdir(folder) if os.path.splitext(name)[1].lower() in IN_FOLDERS
    )
    called = [name for name in there if os.path.splitext(name)[0] == "reference"]
    if len(called or there) == 1:
        return os.path.join(folder, (called or there)[0])
    message = f"the problem '{problem.name}' does not say which document is its reference solution"
    hint = "name it with --reference, or by “reference” in the rubric of the problem"
    raise Unreadable(problem.path, "no-reference", message, hint)


def shortfalls(reference: Graded) -> list[str]:
    """Return what the reference solution lacks of full marks, one line for each part."""
    lines = []
    for part in reference.parts:
        if part.mark.low == part.points and not part.open:
            continue
        why = "; ".join(
            f"line {r.line}: {r.detail or r.said}" if r.line else r.said for r in part.reasons
        )
        got = f"{points(part.mark.low)} of {points(part.points)}"
        lines.append(f"part {part.part} of the reference solution gets {got}: {why}")
    return lines
