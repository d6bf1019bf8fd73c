"""``derivcheck merge``: the results of shards joined to those of one class."""

import argparse
import os

from derivcheck.cli.classes.finished import stored
from derivcheck.cli.files import Unreadable
from derivcheck.cli.grade import decisions_of, finish, reported
from derivcheck.cli.pipeline import load
from derivcheck.grade.model import Graded
from derivcheck.grade.scheme import schemes_of


def run(arguments: argparse.Namespace) -> int:
    """Write the joined results, and return 0; 2 where that cannot be done."""
    return reported(lambda: _run(arguments))


def _run(arguments: argparse.Namespace) -> int:
    problem = load(arguments.problem)
    schemes = schemes_of(problem)
    overrides = decisions_of(arguments.overrides, schemes)
    found: dict[tuple[str, tuple[str, ...]], Graded] = {}
    for folder in arguments.folders:
        for one in _of(folder):
            if [part.part for part in one.parts] != [scheme.part for scheme in schemes]:
                message = f"{folder}: “{one.student}” was graded on another problem"
                raise Unreadable(folder, "shard", message)
            if (one.student, one.ids) in found:
                raise Unreadable(folder, "shard", f"{folder}: “{one.student}” is there twice")
            found[one.student, one.ids] = one
    return finish(arguments, problem, [found[key] for key in sorted(found)], overrides)


def _of(folder: str) -> list[Graded]:
    """Return what a shard has graded; raises ``Unreadable`` where nothing is there."""
    state = os.path.join(folder, "state")
    try:
        names = sorted(name for name in os.listdir(state) if name.endswith(".json"))
    except OSError:
        names = []
    if not names:
        raise Unreadable(folder, "shard", f"'{folder}' has no results of derivcheck grade")
    results = []
    for name in names:
        one = stored(os.path.join(state, name))
        if one is None:
            message = f"'{os.path.join(state, name)}' is no result of this version"
            raise Unreadable(folder, "shard", message)
        results.append(one)
    return results
