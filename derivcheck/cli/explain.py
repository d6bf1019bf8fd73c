"""``derivcheck explain``: the page of a code."""

import argparse
from collections.abc import Sequence

from rich.cells import cell_len

from derivcheck.cli.terminal import complain, width, write
from derivcheck.report.codes import codes, listed, page
from derivcheck.source.nearest import did_you_mean


def run(arguments: argparse.Namespace) -> int:
    """Write a code's page, or all codes; return 2 for a code that has none."""
    if arguments.list:
        write("\n".join(map(_group, *zip(*listed(), strict=True))))
        return 0
    if arguments.code is None:
        write("".join(f"{code}\n" for code in codes()))
        return 0
    code = _bare(arguments.code)
    text = page(code)
    if text is None:
        complain(f"no code '{code}'{did_you_mean(code, codes())} (derivcheck explain lists all)")
        return 2
    write(text.rstrip() + "\n")
    return 0


def _group(what: str, pages: Sequence[tuple[str, str]]) -> str:
    """Return some codes below what they are codes of, one a line."""
    wide = max(len(code) for code, _ in pages)
    lines = (f"  {code.ljust(wide)}  {brief}" for code, brief in pages)
    return "\n".join((what, *(shorten(line, width()) for line in lines), ""))


def shorten(line: str, cells: int) -> str:
    """Return a line cut between words where it is too wide."""
    if cell_len(line) <= cells:
        return line
    return line[: line.rfind(" ", 0, cells - 1)] + " …"


def _bare(code: str) -> str:
    """Return the code of ``refuted(flipped-sign)``, which is how reports print it."""
    verdict, _, inner = code.partition("(")
    return inner.removesuffix(")") or verdict
