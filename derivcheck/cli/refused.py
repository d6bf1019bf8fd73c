"""Calls of ``derivcheck verify`` that make no sense as a whole, refused before any work is done."""

import argparse
import os
from collections.abc import Sequence
from typing import TYPE_CHECKING

from derivcheck.cli.files import STDIN, Unreadable, format_of
from derivcheck.cli.includes import read_macros
from derivcheck.cli.pipeline import load
from derivcheck.cli.settings import Settings
from derivcheck.cli.values import Target
from derivcheck.report.verdicts import FAILING, GOOD
from derivcheck.source.nearest import did_you_mean

if TYPE_CHECKING:
    from derivcheck.check.finding import DocumentFinding
    from derivcheck.problem import Problem


def refusal_of(arguments: argparse.Namespace, settings: Settings) -> str | None:
    """Return why a call is refused, None where it makes sense."""
    return _refused_codes(arguments, settings) or _refusal(arguments)


def refused_parts(parts: Sequence[str], findings: "Sequence[DocumentFinding]") -> str | None:
    """Return why a choice of parts is refused: one that no document has would pass unchecked."""
    known = dict.fromkeys(part.id for one in findings for part in one.document.parts)
    for part in parts if known else ():
        if part not in known:
            hint = did_you_mean(part, known)
            listed = ", ".join(known)
            return f"--part: no document has a part '{part}'{hint} (there are {listed})"
    return None


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
    refusal = _refused_targets(targets_of(arguments))
    if refusal:
        return refusal
    data = [one.format for one in targets_of(arguments) if one.file is None and is_data(one)]
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
            problem = load(arguments.problem)
            refusal = _refused_sizes(arguments.sizes, problem) if arguments.sizes else None
            if refusal:
                return refusal
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


def _refused_sizes(sizes: Sequence[tuple[str, int]], problem: "Problem") -> str | None:
    """Return what is wrong with chosen sizes; only what is nearly the name of a set is refused.

    A document may have sets of its own.
    """
    known = [one.sort.name for one in problem.sorts]
    for name, _ in sizes:
        if name not in known and (hint := did_you_mean(name, known)):
            return f"--sizes: the problem has no '{name}'{hint}"
    return None


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


def is_data(one: Target) -> bool:
    """Whether a format is for programs: nothing else is to stand on its standard output."""
    return one.format not in ("full", "concise", "github", "markdown")
