"""Symbols whose values are limited, written by free variables: S = (A + Aᵀ)/2 for a symmetric S.

Every admissible value is one of such a form, and each form is admissible: what holds for all
values of the free variables holds for the symbol, and the other way round.
"""

from collections.abc import Iterable
from fractions import Fraction

from derivcheck.elaborate.signature import Signature
from derivcheck.problem.model import SymbolEntry
from derivcheck.term.context import Definition
from derivcheck.term.core import (
    ALWAYS,
    Call,
    Entry,
    IndexMap,
    IndexVar,
    Same,
    Sort,
    Sum,
    Term,
    add,
    indicator,
    mul,
    number,
    power,
    quotient,
)

# the name of the free variable behind a symbol; it cannot be written in a document
BEHIND = "°"
# what a matrix may have, by the axis over which each line has its one: where that is, a map tells
ONE_HOT_LINES = {"one-hot rows": 1, "one-hot columns": 0}


def constraints_of(
    symbols: Iterable[SymbolEntry], signature: Signature
) -> dict[str, tuple[Definition, tuple[Sort, ...]]]:
    """Return how limited symbols are written by a free variable, with that variable's axes.

    Of one-hot lines a map stands behind the symbol, see `maps_behind`.
    """
    out = {}
    for entry in symbols:
        sorts = tuple(signature.sort(name) for name in entry.sorts)
        axes = tuple(IndexVar(f"·{s.name}" + "'" * at, s) for at, s in enumerate(sorts))
        form = form_of(entry.name, entry.domain, axes)
        if form is not None:
            body, free = form
            out[entry.name] = (Definition(axes, body), free)
    return out


def form_of(
    symbol: str, domain: str, axes: tuple[IndexVar, ...]
) -> tuple[Term, tuple[Sort, ...]] | None:
    """Return a limited symbol's entry at ``axes`` by the free variable behind it, and the axes of
    that; None where a domain limits nothing that has such axes.
    """
    name = symbol + BEHIND
    sorts = tuple(axis.sort for axis in axes)
    match domain, axes:
        case "symmetric", (i, j) if i.sort is j.sort:
            both = add(Entry(name, (i, j)), Entry(name, (j, i)))
            return mul(number(Fraction(1, 2)), both), sorts
        case "diagonal", (i, j) if i.sort is j.sort:
            return mul(indicator(Same(i, j)), Entry(name, (i,))), sorts[:1]
        case "distribution", (i,):
            # by squares: a probability may be 0
            return quotient(power(Entry(name, (i,)), number(2)), _squares(name, i)), sorts
        case "unit", (i,):
            return quotient(Entry(name, (i,)), Call("sqrt", (_squares(name, i),))), sorts
        case _, (_, _) if domain in ONE_HOT_LINES:
            over = ONE_HOT_LINES[domain]
            place = IndexMap(name, (axes[1 - over],), axes[over].sort)
            return indicator(Same(axes[over], place)), ()
    return None


def maps_behind(
    symbols: Iterable[SymbolEntry], signature: Signature
) -> dict[str, tuple[tuple[Sort, ...], Sort]]:
    """Return the maps that say where each line of a matrix has its one, by their sorts."""
    out: dict[str, tuple[tuple[Sort, ...], Sort]] = {}
    for entry in symbols:
        if entry.domain in ONE_HOT_LINES:
            over = ONE_HOT_LINES[entry.domain]
            line, place = (signature.sort(entry.sorts[at]) for at in (1 - over, over))
            out[entry.name + BEHIND] = (line,), place
    return out


def _squares(name: str, index: IndexVar) -> Term:
    other = IndexVar(f"{index.name}'", index.sort)
    return Sum(other, ALWAYS, power(Entry(name, (other,)), number(2)))
