"""Readings that hold for a whole document: from the problem, or stated by the document."""

import re

from derivcheck.check.finding import Convention
from derivcheck.document.model import Document
from derivcheck.problem.model import Problem

DEFAULTS = {"vectors": "columns", "jacobian": "numerator"}

_TEXTS = {
    ("vectors", "columns"): (
        "column-vectors",
        "vectors are columns; a gradient has the shape of its variable",
    ),
    ("vectors", "rows"): (
        "row-vectors",
        "vectors are rows; a gradient has the shape of its variable",
    ),
    ("jacobian", "numerator"): (
        "numerator-layout",
        "a Jacobian ∂f/∂x has a row for each entry of f",
    ),
    ("jacobian", "denominator"): (
        "denominator-layout",
        "a Jacobian ∂f/∂x has a column for each entry of f",
    ),
}

# “we write all vectors as rows”, “all vectors are row vectors”, “use the row-vector convention”
_STATED = {
    ("vectors", "rows"): re.compile(
        r"\bvectors?\b[^.\n]{0,40}\b(?:are|is|as|be)\b[^.\n]{0,12}\brows?\b(?! of\b)"
        r"|\brow[- ]vector convention\b|\b(?:with|use|using|take|in) row vectors\b",
        re.IGNORECASE,
    ),
    ("vectors", "columns"): re.compile(
        r"\bvectors?\b[^.\n]{0,40}\b(?:are|is|as|be)\b[^.\n]{0,12}\bcolumns?\b(?! of\b)"
        r"|\bcolumn[- ]vector convention\b|\b(?:with|use|using|take|in) column vectors\b",
        re.IGNORECASE,
    ),
    ("jacobian", "denominator"): re.compile(r"\bdenominator[- ]layout\b", re.IGNORECASE),
    ("jacobian", "numerator"): re.compile(r"\bnumerator[- ]layout\b", re.IGNORECASE),
}


def conventions_of(
    document: Document, problem: Problem | None
) -> tuple[dict[str, str], tuple[Convention, ...]]:
    """Return the conventions in force and, for the report, where each comes from.

    A document that states both of two readings states neither.
    """
    values = {**DEFAULTS, **dict(problem.conventions if problem else ())}
    sources: dict[str, tuple[str, tuple[str, ...]]] = dict.fromkeys(values, ("problem", ()))
    if problem is None or not problem.fixed:
        for kind in values:
            stated = _stated(document, kind)
            if stated is not None:
                values[kind], sentence = stated
                sources[kind] = ("stated", (sentence,))
    out = [
        Convention(*_TEXTS[kind, value], source=sources[kind][0], evidence=sources[kind][1])
        for kind, value in values.items()
        if problem is not None or sources[kind][0] == "stated"
    ]
    return values, (*out, *_storage(problem))


def _stated(document: Document, kind: str) -> tuple[str, str] | None:
    found = {}
    for (of, value), pattern in _STATED.items():
        match = pattern.search(document.prose) if of == kind else None
        if match is not None:
            found[value] = _sentence(document.prose, match.start())
    return next(iter(found.items())) if len(found) == 1 else None


def _sentence(prose: str, at: int) -> str:
    stop = prose.rfind(". ", 0, at)
    start = max(stop + 2 if stop >= 0 else 0, prose.rfind("\n", 0, at) + 1)
    ends = [end for end in (prose.find(".", at), prose.find("\n", at)) if end >= 0]
    return " ".join(prose[start : min(ends) if ends else len(prose)].split())


def _storage(problem: Problem | None) -> list[Convention]:
    if problem is None:
        return []
    return [
        Convention(
            f"{entry.columns[0]}-columns",
            f"{entry.columns[0]}_{letter} is column {letter} of {entry.name}",
            "problem",
        )
        for entry in problem.symbols
        if entry.columns
        for letter in [_letter(problem, entry.sorts[1])]
    ]


def _letter(problem: Problem, sort: str) -> str:
    return next((e.letters[0] for e in problem.sorts if e.sort.name == sort and e.letters), "i")
