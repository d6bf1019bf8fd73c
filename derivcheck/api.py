"""Python's way in: check a file or a text and get the report as data."""

import os
from typing import TYPE_CHECKING, Any

from derivcheck.cli.pipeline import check_text, load
from derivcheck.cli.version import tool
from derivcheck.report.build import build
from derivcheck.report.model import Report

if TYPE_CHECKING:
    from derivcheck.problem import Problem

__all__ = ["Report", "load_problem", "verify", "verify_text"]


def verify(path: "str | os.PathLike[str]", problem: str | None = None, **options: Any) -> Report:
    """Check one file and return its report.

    ``problem`` is a name or a file; by default what the document names, else the
    ``problem.toml`` beside it.  ``options`` are the fields of ``derivcheck.check.Options``
    (``witnesses``, ``sizes``, ``parts``, ``budget``, ``timings``, ``salt``).

    Raises ``ValueError`` for a file that cannot be read, is not text or of no known format, and
    for a problem that cannot be loaded; ``TypeError`` for an unknown option.
    """
    from derivcheck.cli.files import read

    name = os.fspath(path)
    return _report(name, read(name), None, problem, options)


def verify_text(
    text: str,
    format: str = "md",
    problem: str | None = None,
    path: str = "text",
    **options: Any,
) -> Report:
    """Check a derivation given as text and return its report.

    ``format`` is ``md``, ``tex`` or ``ipynb``; ``path`` is what the report calls it.  Raises
    ``ValueError`` for an unknown format and for a problem that cannot be loaded.
    """
    if format not in ("md", "tex", "ipynb"):
        raise ValueError(f"format {format!r} is none of md, tex, ipynb")
    return _report(path, text, format, problem, options)


def load_problem(name: str) -> "Problem":
    """Return a problem by name or file; raises ``ValueError`` with line and reason."""
    return load(name)


def _report(
    path: str, text: str, format_: str | None, problem: str | None, options: dict[str, Any]
) -> Report:
    from derivcheck.check import Options

    return build([check_text(path, text, format_, problem, Options(**options))], tool())
