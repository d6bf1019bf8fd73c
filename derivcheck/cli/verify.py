"""``derivcheck verify``: check documents, write the report, return the exit status."""

import argparse
import os
import sys
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import PurePath
from time import perf_counter
from typing import TYPE_CHECKING

from derivcheck.cli.files import STDIN, Unreadable, find, format_of
from derivcheck.cli.includes import read_macros
from derivcheck.cli.pipeline import Job, Outcome, load
from derivcheck.cli.pool import check_all
from derivcheck.cli.progress import progress
from derivcheck.cli.settings import Settings, settings_of, settled
from derivcheck.cli.terminal import complain, wants_color, width, write
from derivcheck.cli.values import Target
from derivcheck.cli.version import bare_tool, tool
from derivcheck.report.build import Selection, build
from derivcheck.report.judge import exit_status
from derivcheck.report.model import ErrorReport, Report
from derivcheck.report.statistics import render_statistics
from derivcheck.report.style import PLAIN, Detail, Style
from derivcheck.report.verdicts import FAILING, GOOD
from derivcheck.report.writers import writer
from derivcheck.source.nearest import did_you_mean

if TYPE_CHECKING:
    from derivcheck.check.finding import DocumentFinding


def run(arguments: argparse.Namespace) -> int:
    """Check, report, and return the exit status (``report.judge.exit_status``)."""
    began = perf_counter()
    try:
        settings = settings_of(arguments)
    except Unreadable as refused:
        complain(refused.report.message)
        return 2
    arguments = settled(arguments, settings)
    refusal = _refused_codes(arguments, settings) or _refusal(arguments)
    if refusal:
        complain(refusal)
        return 2
    if arguments.verbose and settings.path:
        complain(f"settings: {os.path.relpath(settings.path)}")
    outcomes, errors = _outcomes(arguments, settings)
    _traces(outcomes, arguments.verbose)
    report = build(
        [outcome.finding for outcome in outcomes if outcome.finding],
        tool() if any(map(_is_data, targets_of(arguments))) else bare_tool(),
        [*errors, *(outcome.error for outcome in outcomes if outcome.error)],
        _selection(arguments, settings, outcomes),
    )
    try:
        report = _held_against(report, arguments)
    except Unreadable as refused:
        complain(refused.report.message)
        return 2
    _notes(report)
    if arguments.fix_suggestions:
        findings = [outcome.finding for outcome in outcomes if outcome.finding]
        if not _fix(findings, report, arguments.write):
            return 2
    elif not _write(report, arguments, perf_counter() - began):
        return 2
    return exit_status(report)


def _refused_codes(arguments: argparse.Namespace, settings: Settings) -> str | None:
    """Return what is wrong with the codes that are to be told or not."""
    per_file = [code for _, codes in settings.per_file_ignores for code in codes]
    for code in (*arguments.select, *arguments.ignore, *per_file):
        if code in (*GOOD, *FAILING):
            return f"'{code}' is a verdict; verdicts cannot be selected or ignored (see --allow)"
        from derivcheck.report.codes import codes, page

        if page(code) is None:
            hint = did_you_mean(code, codes())
            return f"there is no code '{code}'{hint} (derivcheck explain lists all)"
    return None


def _refusal(arguments: argparse.Namespace) -> str | None:
    """Return why the call as a whole makes no sense, before any work is done."""
    refusal = _refused_targets(targets_of(arguments))
    if refusal:
        return refusal
    data = [one.format for one in targets_of(arguments) if one.file is None and _is_data(one)]
    if arguments.statistics and data:
        return f"--statistics is text; write {data[0]} to a file, as in {data[0]}:FILE"
    if arguments.update_baseline:
        if arguments.baseline is None:
            return "--update-baseline goes with --baseline FILE"
        if arguments.parts:
            return "--update-baseline looks at whole documents, without --part"
    if arguments.write and not arguments.fix_suggestions:
        return "--write goes with --fix-suggestions"
    try:
        if arguments.problem:
            load(arguments.problem)
        if arguments.baseline and not arguments.update_baseline:
            from derivcheck.cli.baseline import read_baseline

            read_baseline(arguments.baseline)
        for path in arguments.macros:
            read_macros(path)
        if STDIN in arguments.paths:
            format_of(arguments.stdin_filename)
    except Unreadable as refused:
        return refused.report.message
    return None


def _outcomes(
    arguments: argparse.Namespace, settings: Settings
) -> tuple[list[Outcome], tuple[ErrorReport, ...]]:
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
    found = find(arguments.paths, settings.excludes)
    job = Job(
        *("", "", arguments.problem, options),
        macros="\n\n".join([settings.macros, *map(read_macros, arguments.macros)]),
        includes=True,
        fallback=settings.problem,
        assume=settings.assume,
    )
    jobs = [
        replace(job, path=path, name=_name(path, arguments.stdin_filename)) for path in found.paths
    ]
    what = jobs[0].name if len(jobs) == 1 else f"{len(jobs)} documents"
    with progress(f"checking {what} …"):
        return list(check_all(jobs, arguments.jobs)), found.errors


def _name(path: str, stdin_name: str) -> str:
    """Return what the report calls a document: its path as given, with forward slashes."""
    return stdin_name if path == STDIN else PurePath(path).as_posix()


def _held_against(report: Report, arguments: argparse.Namespace) -> Report:
    """Return the report with the steps marked that the baseline lists; raises ``Unreadable``."""
    if arguments.baseline is None:
        return report
    from derivcheck.cli.baseline import against_baseline, update_baseline

    if arguments.update_baseline:
        return update_baseline(report, arguments.baseline)
    return against_baseline(report, arguments.baseline)


def _selection(
    arguments: argparse.Namespace, settings: Settings, outcomes: Sequence[Outcome]
) -> Selection:
    paths = [outcome.finding.document.source.path for outcome in outcomes if outcome.finding]
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


def _traces(outcomes: Sequence[Outcome], verbose: bool) -> None:
    if verbose or os.environ.get("DERIVCHECK_TRACEBACK"):
        for outcome in outcomes:
            sys.stderr.write(outcome.trace or "")


def _notes(report: Report) -> None:
    """Say of each document without steps that it has none: silence would read as success."""
    for document in report.documents:
        if not any(part.steps for part in document.parts):
            complain(f"note: {document.path}: no step found")


def targets_of(arguments: argparse.Namespace) -> list[Target]:
    """Return where the report goes and how; ``--output-file`` is for the format without a file."""
    given = arguments.output_format or [Target("full", None)]
    return [Target(one.format, one.file or arguments.output_file) for one in given]


def _refused_targets(targets: Sequence[Target]) -> str | None:
    files = [one.file for one in targets]
    for file in files:
        folder = os.path.dirname(file or "") or "."
        if not os.path.isdir(folder):
            return f"--output-file: there is no folder '{folder}'"
        if file and os.path.isdir(file):
            return f"--output-file: '{file}' is a folder"
        if files.count(file) > 1:
            where = f"the file '{file}'" if file else "standard output"
            return f"--output-format: two formats go to {where}"
    return None


def _is_data(one: Target) -> bool:
    """Whether a format is for programs: nothing else is to stand on its standard output."""
    return one.format not in ("full", "concise", "github", "markdown")


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
            shown = shown or not _is_data(one)
            continue
        try:
            with open(one.file, "w", encoding="utf-8", newline="\n") as file:
                file.write(text)
        except OSError as error:
            why = (error.strerror or str(error)).lower()
            complain(f"--output-file: cannot be written: {why}")
            return False
    if not shown:
        _errors(report)
    return True


def _errors(report: Report) -> None:
    for error in report.errors:
        complain(f"{error.path}: {error.message}" if error.path else error.message)


def _style(arguments: argparse.Namespace, one: Target, seconds: float) -> Style:
    detail = Detail.VERBOSE if arguments.verbose else Detail.NORMAL
    detail = Detail.QUIET if arguments.quiet else detail
    if one.file is not None:
        return Style(PLAIN.width, False, detail, seconds)
    return Style(width(), wants_color(sys.stdout, arguments.no_color), detail, seconds)
