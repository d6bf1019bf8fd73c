"""``derivcheck show``: how each formula of a document was read; nothing is checked."""

import argparse
import sys
from pathlib import PurePath

from derivcheck.cli.files import STDIN, Unreadable, format_of, read, read_stdin
from derivcheck.cli.pipeline import no_broken_notebook, problem_errors, problem_of
from derivcheck.cli.settings import settings_of
from derivcheck.cli.terminal import complain, wants_color, width, write
from derivcheck.report.style import Style


def run(arguments: argparse.Namespace) -> int:
    """Write how the document was read and return 0, or 2 if it cannot be."""
    from derivcheck.check.as_meant import as_meant
    from derivcheck.check.shown import show_document
    from derivcheck.document import read_document
    from derivcheck.report.reading import render_reading

    path = arguments.path
    name = arguments.stdin_filename if path == STDIN else PurePath(path).as_posix()
    try:
        text = read_stdin(name) if path == STDIN else read(path)
        settings = settings_of(arguments)
        document = no_broken_notebook(read_document(name, text, format_of(name), settings.macros))
        problem = problem_of(document, arguments.problem, settings.problem)
        with problem_errors(name, problem.name if problem else ""):
            lines = show_document(as_meant(document, problem), problem)
    except Unreadable as refused:
        complain(f"{refused.report.path}: {refused.report.message}")
        return 2
    style = Style(width(), wants_color(sys.stdout, arguments.no_color))
    if not lines:
        complain(f"note: {name}: no formula found")
    write(render_reading(document.source, lines, style))
    return 0
