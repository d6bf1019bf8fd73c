"""``derivcheck explain``: the page of a code."""

import argparse

from derivcheck.cli.terminal import complain, write
from derivcheck.report.codes import codes, listed, page
from derivcheck.source.nearest import did_you_mean


def run(arguments: argparse.Namespace) -> int:
    """Write a code's page, or all codes; return 2 for a code that has none."""
    if arguments.list:
        write("".join(f"{code}  {what}\n" for code, what in listed()))
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


def _bare(code: str) -> str:
    """Return the code of ``refuted(flipped-sign)``, which is how reports print it."""
    verdict, _, inner = code.partition("(")
    return inner.removesuffix(")") or verdict
