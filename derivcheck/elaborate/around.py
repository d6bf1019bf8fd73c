"""Dots over the places around one: ``v_{c-m} + … + v_{c-1} + v_{c+1} + … + v_{c+m}``."""

import re
from collections.abc import Sequence

from derivcheck.elaborate.matching import fill
from derivcheck.elaborate.scope import Scope
from derivcheck.syntax import latex
from derivcheck.syntax import tree as t
from derivcheck.term.core import Sort


def around(
    template: t.Tree, letter: str, places: Sequence[t.Tree | None], scope: Scope
) -> tuple[t.Tree, Sort] | None:
    """Return the pattern of a list in which a letter runs over a window, and the window.

    ``places`` are those of the items, in order, None for dots.  The problem must write the range
    ``-m ≤ j ≤ m, j ≠ 0`` of the window, and the list leave out the middle as well.
    """
    first, last = places[0], places[-1]
    if not isinstance(first, t.Summands) or not isinstance(last, t.Summands):
        return None
    if len(first.terms) != 2 or first.signs != ("", "-") or last.signs != ("", "+"):
        return None
    middle, end = first.terms
    if latex(last) != latex(t.Summands(last.span, (middle, end), ("", "+"))):
        return None
    sort = _window(latex(end), scope)
    if sort is None or not _leaves_out_the_middle(latex(middle), latex(end), places):
        return None
    place = t.Summands(first.span, (middle, t.Name(first.span, letter)), ("", "+"))
    return fill(template, letter, place), sort


def _window(end: str, scope: Scope) -> Sort | None:
    """Return the index set that the problem writes as ``-m ≤ j ≤ m, j ≠ 0``, for this m."""
    for entry in scope.signature.sorts:
        match entry.range.tree if entry.range is not None else None:
            case t.Items(
                items=(
                    t.Related(items=(lower, bound, upper), signs=("≤", "≤")),
                    t.Related(items=(other, t.Numeral(text="0")), signs=("≠",)),
                )
            ) if latex(bound) == latex(other) and latex(upper) == end:
                if latex(lower).replace(" ", "") == f"-{end}":
                    return entry.sort
    return None


def _leaves_out_the_middle(middle: str, end: str, places: Sequence[t.Tree | None]) -> bool:
    """Whether places are c-m, …, c-1, c+1, …, c+m, perhaps with their neighbours as well."""
    middle, end = (re.escape(one.replace(" ", "")) for one in (middle, end))
    before = rf"{middle}-{end},(?:{middle}-{end}\+1,)?…,(?:{middle}-2,)?{middle}-1,"
    behind = rf"{middle}\+1,(?:{middle}\+2,)?…,(?:{middle}\+{end}-1,)?{middle}\+{end},"
    keys = ("…" if one is None else latex(one).replace(" ", "") for one in places)
    return re.fullmatch(before + behind, "".join(f"{key}," for key in keys)) is not None
