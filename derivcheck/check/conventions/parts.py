"""Vectors as rows in one part: “regard x as a row vector”, “where x ∈ ℝ^{1×n}”.

The network of a sheet may be written in rows and its word vectors in columns.  What is said of
one vector in a part, or by its shape, holds for the vectors of that part: they are added to it
and multiplied with the same matrices.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from functools import cache

from msgspec import Struct

from derivcheck.check.conventions.affine import affine_maps, speak_of_columns
from derivcheck.check.finding import Convention
from derivcheck.check.names.declared import Declared
from derivcheck.check.names.taken import Taken, taken_by_parts
from derivcheck.check.names.whole_text import Text
from derivcheck.document.model import Document, Part
from derivcheck.problem.model import Problem
from derivcheck.source.pattern import later

_SAID = r"\b(?:is|are|be|as|consider|using)\s+(?:\w+ly\s+)?(?:an?\s+)?\W{{0,3}}{}[- ]vectors?\b"
_ROW, _COLUMN = (later(_SAID.format(way), re.IGNORECASE) for way in ("row", "column"))

# “rows instead of the more common column vectors” speaks of columns that are not there
_DENIED = later(
    r"\b(?:instead of|rather than|unlike|not)\b[^.;]{0,80}?\b(?:row|column)[- ]vectors?\b",
    re.IGNORECASE,
)


class Local(Struct, frozen=True):
    """What parts state for themselves, and how a report shows it."""

    values: Mapping[str, Mapping[str, str]]  # by the part's id
    shown: tuple[Convention, ...]


def local_conventions(
    document: Document,
    declared: Iterable[Declared],
    problem: Problem | None,
    *,
    fixed: bool,
    stated: bool,
) -> Local:
    """Return the conventions that parts state for themselves; none where they are fixed.

    A document without parts states its conventions for all of it, which `conventions` reads.
    Where nothing is ``stated`` for all of it, a part of networks is in rows if it writes them so.
    """
    parts = [part for part in document.parts if part.chains]
    if fixed:
        return Local({}, ())
    written = Text(document, problem.words if problem is not None else frozenset())
    said = tuple(declared)
    taken = cache(lambda: taken_by_parts(written, problem))  # few write an xW + b
    values: dict[str, Mapping[str, str]] = {}
    shown: list[Convention] = []
    for part in parts:
        evidence = _rows_in(part, said) if len(parts) > 1 else None
        if evidence is None and not stated and not _speaks_of_columns(part, said):
            evidence = _rows_by_use(part, written, problem, taken)
        if evidence is not None:
            values[part.id] = {"vectors": "rows"}
            text = f"in {part.id} vectors are rows; a gradient has the shape of its variable"
            shown.append(Convention("row-vectors", text, "stated", (evidence,)))
    return Local(values, tuple(shown))


def _rows_in(part: Part, declared: tuple[Declared, ...]) -> str | None:
    """Return the words by which a part says that its vectors are rows, None if it does not."""
    if _speaks_of_columns(part, declared):
        return None
    inside = [one for one in declared if part.span.start <= one.at < part.span.end]
    found = _said(_ROW, "row", part)
    if found is not None:
        return " ".join(found[0].split())
    return next((" ".join(one.text.split()) for one in inside if one.row), None)


def _affirmed(part: Part) -> str:
    """Return the words of a part but those that say what vectors are not."""
    return _DENIED.sub(" ", part.prose)


def _speaks_of_columns(part: Part, declared: tuple[Declared, ...]) -> bool:
    inside = (one for one in declared if part.span.start <= one.at < part.span.end)
    return _said(_COLUMN, "column", part) is not None or any(one.upright for one in inside)


def _said(pattern: re.Pattern[str], way: str, part: Part) -> re.Match[str] | None:
    """Return where a part says that vectors are rows, or columns; few parts have the words."""
    spoken = part.prose.casefold()
    return pattern.search(_affirmed(part)) if way in spoken and "vector" in spoken else None


def _rows_by_use(
    part: Part, written: Text, problem: Problem | None, taken: Callable[[], Taken]
) -> str | None:
    """Return the ``xW + b`` by which a part shows that its vectors are rows, None without one.

    All its affine maps are written so, and it is not about the problem's columns.
    """
    trees = tuple(written.trees((part,)))
    maps = [one for tree in trees for one in affine_maps(tree)]
    if not maps or any(not one.rows for one in maps):
        return None
    own = taken().get(part.id, frozenset())
    return None if speak_of_columns(trees, problem, own) else maps[0].latex
