"""Python's way in: check a file or a text and get the report as data."""

import os
from typing import TYPE_CHECKING, Any

from derivcheck.cli.pipeline import check_text, load
from derivcheck.cli.version import tool
from derivcheck.report.build import build
from derivcheck.report.model import Report

if TYPE_CHECKING:
    from derivcheck.check import Options
    from derivcheck.objects import Equality, ProblemView
    from derivcheck.problem import Problem

__all__ = ["Report", "equal", "load_problem", "verify", "verify_text"]


def verify(path: "str | os.PathLike[str]", problem: str | None = None, **options: Any) -> Report:
    """Check one file and return its report.

    ``problem`` is a name or a file; by default what the document names, else the
    ``problem.toml`` beside it.  ``options`` are the fields of ``derivcheck.check.Options``
    (``witnesses``, ``sizes``, ``parts``, ``budget``, ``clock``, ``salt``, ``exact``).

    Raises ``ValueError`` for a file that cannot be read, is not text or of no known format, and
    for a problem that cannot be loaded; ``TypeError`` for an unknown option.

    >>> import derivcheck
    >>> report = derivcheck.verify("derivations/linear-regression/gradients.md")
    >>> report.summary.refuted, report.summary.proved == report.summary.all_sizes > 0
    (0, True)
    """
    from derivcheck.cli.files import read
    from derivcheck.cli.includes import included

    name = os.fspath(path)
    text = read(name)
    return _report(name, text, None, problem, options, included(name, text))


def verify_text(
    text: str,
    format: str = "md",
    problem: str | None = None,
    path: str = "text",
    **options: Any,
) -> Report:
    """Check a derivation given as text and return its report.

    ``format`` is ``md``, ``tex``, ``ipynb`` or ``html``; ``path`` is what the report calls it.
    Raises ``ValueError`` for an unknown format and for a problem that cannot be loaded.

    >>> import derivcheck
    >>> text = r"$$\\sigma(-x) = 1 - \\sigma(x) = \\sigma(x)$$"
    >>> report = derivcheck.verify_text(text, problem="word2vec")
    >>> [step.verdict for part in report.documents[0].parts for step in part.steps]
    ['proved', 'refuted']
    """
    if format not in ("md", "tex", "ipynb", "html"):
        raise ValueError(f"format {format!r} is none of md, tex, ipynb, html")
    return _report(path, text, format, problem, options)


def load_problem(name: str) -> "ProblemView":
    """Return a problem by name or file; raises ``ValueError`` with line and reason.

    >>> import derivcheck
    >>> derivcheck.load_problem("word2vec").title
    'Understanding word2vec'
    """
    from derivcheck.objects import ProblemView

    return ProblemView(load(name))


def equal(
    lhs: str,
    rhs: str,
    problem: "ProblemView | Problem | str | None" = None,
    part: str | None = None,
    options: "Options | None" = None,
) -> "Equality":
    """Return whether two formulas, given as LaTeX, are equal, as a step would be judged.

    ``problem`` (a name, a file or what `load_problem` returned) says what the symbols mean,
    ``part`` what may be assumed.  The result is true only if equality was proved.  Raises
    ``ValueError`` for an unknown problem or part.

    >>> import derivcheck
    >>> gradient = r"\\frac{\\partial J_{\\text{naive-softmax}}}{\\partial v_c}"
    >>> derivcheck.equal(gradient, r"U(\\hat y - y)", "word2vec").verdict
    'proved'
    """
    from derivcheck import objects

    return objects.equal(
        lhs, rhs, load(problem) if isinstance(problem, str) else problem, part, options
    )


def _report(
    path: str,
    text: str,
    format_: str | None,
    problem: str | None,
    options: dict[str, Any],
    macros: str = "",
) -> Report:
    from derivcheck.check import Options

    return build([check_text(path, text, format_, problem, Options(**options), macros)], tool())
