"""The magic ``%%derive`` of notebooks: its cell is a derivation, its value the report."""

import argparse
import re
import shlex
from typing import Any, NoReturn

from derivcheck.report.model import Report

_HAS_MATH = re.compile(r"\$|\\\[|\\\(|\\begin\{")


class _Options(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise ValueError(f"%%derive: {message}")


def load(shell: Any) -> None:
    """Register the magic in an IPython shell."""
    shell.register_magic_function(derive, "cell", "derive")


def derive(line: str, cell: str) -> Report:
    """Check the cell and return its report, which the notebook shows.

    ``%%derive [--problem NAME|FILE] [--part ID] [--format md|tex] [--exact] [--name NAME]``.  The
    cell is Markdown; without any sign of mathematics in it, it is one formula.  Raises
    ``ValueError`` for a wrong call and for a problem that cannot be loaded.
    """
    from derivcheck.check import Options
    from derivcheck.cli.pipeline import check_text
    from derivcheck.cli.version import tool
    from derivcheck.report.build import build

    given = _parser().parse_args(shlex.split(line))
    text = cell if _HAS_MATH.search(cell) else f"$$\n{cell.strip()}\n$$\n"
    options = Options(parts=tuple(given.part), exact=given.exact)
    return build([check_text(given.name, text, given.format, given.problem, options)], tool())


def _parser() -> _Options:
    parser = _Options(prog="%%derive", add_help=False)
    parser.add_argument("--problem")
    parser.add_argument("--part", action="append", default=[])
    parser.add_argument("--format", choices=("md", "tex"), default="md")
    parser.add_argument("--exact", action="store_true")
    parser.add_argument("--name", default="cell")
    return parser
