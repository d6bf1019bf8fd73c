"""A small class of the sigmoid's derivative, and running ``derivcheck grade`` as a process."""

import subprocess
import sys
from pathlib import Path

from tests.grade.support import CLOSED, MIDDLE, SIGMOID

PROBLEM = r"""
title = "Sigmoid"
[symbols]
x = { type = "real" }
[definitions]
"\\sigma(x)" = "\\frac{1}{1 + e^{-x}}"
[[part]]
id = "e"
points = 4
goal = "\\frac{\\partial \\sigma(x)}{\\partial x}"
closed_form = "\\sigma(x) (1 - \\sigma(x))"
"""


def paper(middle: str = MIDDLE) -> str:
    return f"## (e)\n\n$$\n{SIGMOID} = {middle} = {CLOSED}\n$$\n"


def write_class(folder: Path, students: int) -> None:
    """Write a problem, its reference, and submissions of which every third has a slip."""
    (folder / "problem").mkdir(parents=True)
    (folder / "problem" / "problem.toml").write_text(PROBLEM, encoding="utf-8")
    (folder / "problem" / "reference.md").write_text(paper(), encoding="utf-8")
    (folder / "in").mkdir()
    for number in range(students):
        factor = f"{number + 2} " if number % 3 == 0 else f"\\frac{{{number + 2}}}{{{number + 2}}} "
        text = paper(factor + MIDDLE)
        (folder / "in" / f"s{number:02}.md").write_text(text, encoding="utf-8")


def command(folder: Path, out: str, *more: str) -> list[str]:
    """Return the call that grades the class of a folder into one of its folders."""
    places = (str(folder / "in"), "--problem", str(folder / "problem"), "--out", str(folder / out))
    return [sys.executable, "-m", "derivcheck", "grade", *places, "--witness", "modular", *more]


def run(folder: Path, out: str, *more: str) -> None:
    ran = subprocess.run(command(folder, out, *more), capture_output=True, timeout=600)
    assert ran.returncode == 0, ran.stderr.decode(errors="replace")


def left_behind(out: Path) -> dict[str, bytes]:
    """Return the results of a run, its cache left out."""
    files = (path for path in out.rglob("*") if path.is_file() and "decisions" not in path.name)
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in files}
