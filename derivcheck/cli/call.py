"""One call of ``verify``: from arguments and settings to jobs, and to what is told of them."""

import argparse
import time
from collections.abc import Iterable

from derivcheck.cli.includes import read_macros
from derivcheck.cli.pipeline import Job
from derivcheck.cli.settings import Settings
from derivcheck.report.build import Selection
from derivcheck.report.model import Report
from derivcheck.report.verdicts import FAILING


def job_of(arguments: argparse.Namespace, settings: Settings) -> Job:
    """Return the job that each document gets, its path and name still empty."""
    from derivcheck.check import Options

    options = Options(
        witnesses=tuple(arguments.witness),
        sizes=tuple(arguments.sizes),
        parts=tuple(arguments.parts),
        conventions=tuple(arguments.conventions),
        budget=arguments.budget,
        clock=time.perf_counter if arguments.timings else None,
        salt=arguments.salt,
        exact=arguments.exact,
    )
    return Job(
        *("", "", arguments.problem, options),
        macros="\n\n".join([settings.macros, *map(read_macros, arguments.macros)]),
        includes=True,
        fallback=settings.problem,
        assume=settings.assume,
    )


def selection_of(
    arguments: argparse.Namespace, settings: Settings, paths: Iterable[str]
) -> Selection:
    """Return what is told of documents and what is let pass."""
    fails = FAILING if arguments.fail_on is None else arguments.fail_on
    allowed = (set(FAILING) - set(fails)) | set(arguments.allow)
    return Selection(
        select=frozenset(arguments.select),
        ignore=frozenset(arguments.ignore),
        ignored_in={path: settings.ignored(path) for path in paths},
        allowed=frozenset(allowed),
        min_steps=arguments.min_steps,
        reveal=arguments.reveal,
    )


def held_against(report: Report, arguments: argparse.Namespace) -> Report:
    """Return the report with the steps marked that the baseline lists; raises ``Unreadable``."""
    if arguments.baseline is None:
        return report
    from derivcheck.cli.baseline import against_baseline, update_baseline

    if arguments.update_baseline:
        return update_baseline(report, arguments.baseline)
    return against_baseline(report, arguments.baseline)
