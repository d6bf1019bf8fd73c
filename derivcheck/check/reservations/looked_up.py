"""Columns that a text looks up in arrays of its program, ``v_c = W_{in}[c]``: they claim nothing.

The row c of an array of which nothing else is known is the v_c of the problem; so is each ``u_o``
and ``u_k`` a row of another array.  Where both are rows of one array, where other indices are
looked up, or a formula says what an array is, the text may mean vectors of its own.
"""

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from derivcheck.check.finding import Verdict
from derivcheck.check.judging.chains import Judged
from derivcheck.document.model import Part
from derivcheck.elaborate.signature import Signature
from derivcheck.source.pattern import later
from derivcheck.syntax import latex
from derivcheck.syntax import tree as t

# “the two are tied”, “both share their weights”: v_w may be u_w
_TIED = later(
    r"\b(?:tie[ds]?|tying|shar(?:e|es|ed|ing)|same\s+(?:array|matrix))\b|共享", re.IGNORECASE
)
_OPEN = (Verdict.UNREAD, Verdict.UNDECIDED)


class _Lookup(Struct, frozen=True):
    """A column and the array that it is looked up in: the letter, u, and ``W_{out}``."""

    letter: str
    array: str
    same: bool  # at the index that stands below, c for c


def as_looked_up(
    parts: Sequence[tuple[Part, Sequence[Judged], Signature]], prose: str
) -> list[list[Judged]]:
    """Return the chains of parts; those that say in which array columns are found are given."""
    found = [one for _, chains, sig in parts for j in chains for one in _lookups(j, sig)]
    letters, arrays = {one.letter for one in found}, {one.array for one in found}
    said = {latex(r.tree) for _, chains, _ in parts for j in chains for r in j.readings}
    pairs = {(one.letter, one.array) for one in found}
    apart = len(letters) == len(arrays) == len(pairs) and not arrays & said
    if not found or not apart or _TIED.search(prose):
        return [list(chains) for _, chains, _ in parts]
    return [[_given(one, signature) for one in chains] for _, chains, signature in parts]


def _given(judged: Judged, signature: Signature) -> Judged:
    lookup = next(_lookups(judged, signature), None)
    if lookup is None or not lookup.same or judged.steps[0].verdict not in _OPEN:
        return judged
    message = "this says in which array a column is found, and claims nothing"
    step = replace(
        judged.steps[0], verdict=Verdict.GIVEN, code="definition", message=message, span=None
    )
    return replace(judged, steps=(step,))


def _lookups(judged: Judged, signature: Signature) -> Iterator[_Lookup]:
    """Yield what a chain says of a column, if it says in which array that is found."""
    if len(judged.steps) != 1 or judged.steps[0].relation.sign != "=":
        return
    column, row = (reading.tree for reading in judged.readings[:2])
    if not isinstance(column, t.Scripts) or column.sub is None or column.sup is not None:
        return
    letter = latex(column.base)
    if letter not in signature.columns or not isinstance(row, t.Product) or len(row.factors) != 2:
        return
    array, place = row.factors
    if not isinstance(array, t.Scripts) or not isinstance(place, t.Group) or place.open != "[":
        return
    if latex(array) not in signature.symbols:
        yield _Lookup(letter, latex(array), _same_index(column.sub, place.inner, signature))


def _same_index(sub: t.Tree, place: t.Tree, signature: Signature) -> bool:
    """Whether what is looked up is what stands below: c for c, the word of sample k for k."""
    if latex(sub) == latex(place):
        return True
    below = place.sub if isinstance(place, t.Scripts) else None
    return below is not None and latex(sub) == latex(below) not in signature.symbols
