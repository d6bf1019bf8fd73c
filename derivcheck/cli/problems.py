"""``derivcheck problems``: the known problems, what one says, whether it is sound."""

import argparse

from derivcheck.cli.files import Unreadable
from derivcheck.cli.pipeline import load, problem_errors
from derivcheck.cli.terminal import complain, write
from derivcheck.report.sanitize import clean, clean_line


def run(arguments: argparse.Namespace) -> int:
    """List, show or check; return 0, 1 if the check found something, 2 if there is no such."""
    try:
        return _ACTIONS[arguments.action](arguments.problem)
    except Unreadable as refused:
        complain(refused.report.message)
        return 2


def _list(_: str | None) -> int:
    from derivcheck.problem import known_problems

    names = known_problems()
    wide = max(map(len, names), default=0)
    for name in names:
        write(f"{name:<{wide}}  {clean_line(_title(name))}".rstrip() + "\n")
    if not names:
        complain("no problem is known; name a file with --problem")
    return 0


def _title(name: str) -> str:
    try:
        return load(name).title or ""
    except Unreadable as refused:  # a broken file must not hide the others
        return refused.report.message


def _show(name: str | None) -> int:
    problem = load(name or "")
    from derivcheck.problem import describe_problem

    write(clean(describe_problem(problem)).rstrip() + "\n")
    return 0


def _check(name: str | None) -> int:
    problem = load(name or "")
    from derivcheck.check import check_problem

    with problem_errors(name or "", problem.name):
        found = check_problem(problem)
    for diagnostic in found:
        write(f"{clean_line(diagnostic.code)}: {clean_line(diagnostic.message)}\n")
    proved = sum(part.goal is not None and part.closed_form is not None for part in problem.parts)
    forms = f"{proved} closed form{'' if proved == 1 else 's'} proved"
    faults = f"{len(found)} fault{'' if len(found) == 1 else 's'}"
    write(f"{faults}\n" if found else f"no fault; {forms}\n")
    return int(bool(found))


_ACTIONS = {"list": _list, "show": _show, "check": _check}
