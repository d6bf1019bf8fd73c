"""The options of ``derivcheck verify`` that say what is told, and how; where settings are."""

import argparse

from derivcheck.cli.values import REVEAL, codes, target
from derivcheck.report.writers import formats


def add_told(parser: argparse.ArgumentParser) -> None:
    """Add the options."""
    told = parser.add_argument_group("what is told")
    told.add_argument(
        "--output-format",
        type=target(formats()),
        action="append",
        metavar="FORMAT[:FILE]",
        help=f"{', '.join(formats())} (default full); may be given several times",
    )
    told.add_argument("--output-file", metavar="FILE", help="write the report to a file")
    told.add_argument(
        "--select",
        type=codes,
        action="extend",
        metavar="CODE,…",
        help="tell only these remarks and conventions",
    )
    told.add_argument(
        "--ignore",
        type=codes,
        action="extend",
        metavar="CODE,…",
        help="do not tell these remarks and conventions",
    )
    told.add_argument(
        "--reveal",
        choices=REVEAL,
        help="how much is told of what is wrong (default what the problem says, else slip)",
    )
    told.add_argument(
        "--fix-suggestions",
        action="store_true",
        help="write, instead of the report, a diff of the documents with the proved repairs",
    )
    told.add_argument(
        "--write", action="store_true", help="with --fix-suggestions: change the documents"
    )
    told.add_argument(
        "--statistics",
        action="store_true",
        help="tell how often each thing was found, instead of the report",
    )
    told.add_argument("--timings", action="store_true", help="tell the seconds of each step")
    told.add_argument("--no-color", action="store_true", help="plain text (as with NO_COLOR)")
    much = told.add_mutually_exclusive_group()
    much.add_argument(
        "--verbose",
        "-v",
        action="store_true",
        help="tell how each step was read and by what it was judged",
    )
    much.add_argument("--quiet", "-q", action="store_true", help="tell only what is wrong")


def add_settings(parser: argparse.ArgumentParser) -> None:
    """Add the options that say which settings hold."""
    where = parser.add_argument_group("settings")
    where.add_argument(
        "--config",
        metavar="FILE",
        help="take the settings of this file (default: the nearest derivcheck.toml, or "
        "pyproject.toml with [tool.derivcheck], above the documents)",
    )
    where.add_argument("--isolated", action="store_true", help="take no settings from files")
