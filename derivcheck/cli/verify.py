"""``derivcheck verify``: check documents, write the report, return the exit status."""

import argparse
import os
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import PurePath
from time import perf_counter
from typing import TYPE_CHECKING

from msgspec.structs import replace

from derivcheck.cli.call import held_against, job_of, selection_of
from derivcheck.cli.files import STDIN, Unreadable, find
from derivcheck.cli.pipeline import Outcome
from derivcheck.cli.pool import check_all
from derivcheck.cli.progress import progress
from derivcheck.cli.refused import is_data, refusal_of, refused_parts, targets_of
from derivcheck.cli.settings import Settings, settings_of, settled
from derivcheck.cli.terminal import complain, reason_of, wants_color, width, write
from derivcheck.cli.values import Target
from derivcheck.cli.version import bare_tool, tool
from derivcheck.report.build import build
from derivcheck.report.judge import exit_status
from derivcheck.report.model import ErrorReport, Report
from derivcheck.report.statistics import render_statistics
from derivcheck.report.style import PLAIN, Detail, Style
from derivcheck.report.writers import writer

if TYPE_CHECKING:
    from derivcheck.check.finding import DocumentFinding
    from derivcheck.cli.watching import CheckAll


def run(arguments: argparse.Namespace) -> int:
    """Check, report, and return the exit status (``report.judge.exit_status``)."""
    if arguments.watch:
        from derivcheck.cli.watching import watch

        return watch(arguments, partial(_run, arguments))
    return _run(arguments, check_all)


def _run(arguments: argparse.Namespace, check: "CheckAll") -> int:
    began = perf_counter()
    try:
        settings = settings_of(arguments)
    except Unreadable as refused:
        complain(refused.report.message)
        return 2
    arguments = settled(arguments, settings)
    refusal = refusal_of(arguments, settings)
    if refusal:
        complain(refusal)
        return 2
    if arguments.verbose and settings.path:
        complain(f"settings: {os.path.relpath(settings.path)}")
    outcomes, errors = _outcomes(arguments, settings, check)
    _traces(outcomes, arguments.verbose)
    findings = [outcome.finding for outcome in outcomes if outcome.finding]
    refusal = refused_parts(arguments.parts, findings)
    if refusal:
        complain(refusal)
        return 2
    report = build(
        findings,
        tool() if any(map(is_data, targets_of(arguments))) else bare_tool(),
        [*errors, *(outcome.error for outcome in outcomes if outcome.error)],
        selection_of(arguments, settings, [one.document.source.path for one in findings]),
    )
    try:
        report = held_against(report, arguments)
    except Unreadable as refused:
        complain(refused.report.message)
        return 2
    _notes(report)
    if arguments.fix_suggestions:
        if not _fix(findings, report, arguments.write):
            return 2
    elif not _write(report, arguments, perf_counter() - began):
        return 2
    return exit_status(report)


def _outcomes(
    arguments: argparse.Namespace, settings: Settings, check: "CheckAll"
) -> tuple[list[Outcome], tuple[ErrorReport, ...]]:
    job = job_of(arguments, settings)
    found = find(arguments.paths, settings.excludes)
    jobs = [
        replace(job, path=path, name=_name(path, arguments.stdin_filename)) for path in found.paths
    ]
    what = jobs[0].name if len(jobs) == 1 else f"{len(jobs)} documents"
    with progress(f"checking {what} …"):
        return list(check(jobs, arguments.jobs)), found.errors


def _name(path: str, stdin_name: str) -> str:
    """Return what the report calls a document: its path as given, with forward slashes."""
    return stdin_name if path == STDIN else PurePath(path).as_posix()


def _traces(outcomes: Sequence[Outcome], verbose: bool) -> None:
    if verbose or os.environ.get("DERIVCHECK_TRACEBACK"):
        for outcome in outcomes:
            sys.stderr.write(outcome.trace or "")


def _notes(report: Report) -> None:
    """Say of each document without steps that it has none: silence would read as success."""
    for document in report.documents:
        if not any(part.steps for part in document.parts):
            where = " of a Markdown cell" if document.path.endswith(".ipynb") else ""
            what = f"a step is a relation sign in a formula{where}, such as $x + x = 2x$"
            complain(f"note: {document.path}: no step found; {what}")


def _fix(findings: "Sequence[DocumentFinding]", report: Report, changing: bool) -> bool:
    from derivcheck.cli.fixes import suggest, write_fixes

    _errors(report)
    if changing:
        return write_fixes(findings)
    suggest(findings)
    return True


def _write(report: Report, arguments: argparse.Namespace, seconds: float) -> bool:
    """Write the report where it is to go; return whether that was possible."""
    shown = False  # whether the reader of standard output is told of errors
    for one in targets_of(arguments):
        if arguments.statistics and one.file is None:
            text = render_statistics(report)
        else:
            text = writer(one.format)(report, _style(arguments, one, seconds))
        if one.file is None:
            write(text)
            shown = shown or not is_data(one)
            continue
        try:
            with open(one.file, "w", encoding="utf-8", newline="\n") as file:
                file.write(text)
        except OSError as error:
            why = reason_of(error)
            complain(f"--output-file: cannot be written: {why}")
            return False
    if not shown:
        _errors(report)
    return True


def _errors(report: Report) -> None:
    for error in report.errors:
        where = f"{error.path}: " if error.path else ""
        complain(f"{where}{error.message}{f' ({error.hint})' if error.hint else ''}")


def _style(arguments: argparse.Namespace, one: Target, seconds: float) -> Style:
    detail = Detail.VERBOSE if arguments.verbose else Detail.NORMAL
    detail = Detail.QUIET if arguments.quiet else detail
    if one.file is not None:
        return Style(PLAIN.width, False, detail, seconds)
    return Style(width(), wants_color(sys.stdout, arguments.no_color), detail, seconds)
