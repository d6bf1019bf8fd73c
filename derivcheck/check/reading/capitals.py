"""Capitals before small letters: the W of “y = Wx” is a matrix, unless the text speaks of numbers.

Read as numbers, “∂L/∂x = W ∂L/∂y” would be proved, a transpose that is missing being none of a
number.  So a part is read with matrices where all of it means something so; where some claim does
not, the capital is not read in it: either the claim is wrong or W is a number after all.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from derivcheck.check.reading.free_letters import Kinds
from derivcheck.check.reading.part_kinds import Typed, kinds_of
from derivcheck.check.reading.typing import Budget, Written
from derivcheck.elaborate.kinds import Kind, Usage, bare_key, fresh_kind
from derivcheck.source.pattern import later
from derivcheck.syntax import tree as t

_MATRICES = frozenset({"A", "M", "Q", "U", "V", "W"})
_SCALARS = later(
    r"\b(?:scalars?|univariate|one[- ]dimensional|1-?d|single (?:neuron|weight|input|feature|unit)"
    r"|real numbers?|numbers)\b|标量",
    re.IGNORECASE,
)


def speaks_of_scalars(prose: str) -> bool:
    """Whether a text says of anything that it is a number."""
    return _SCALARS.search(prose) is not None


def with_matrices(
    written: Sequence[Written | None], typed: Typed, used: Usage, before: Kinds
) -> Typed:
    """Return the kinds of a part with such capitals as matrices, or left unread."""
    maps = {
        pair
        for one, kinds in zip(written, typed.at, strict=True)
        if one is not None and one.defines
        for pair in _maps_in(one)
        if all(key in kinds and not kinds[key].sorts for key in pair)
        and pair[0] not in used.numbers
    }
    if not maps:
        return typed
    seed: dict[str, Kind] = dict(before)
    for matrix, vector in sorted(maps):
        seed[matrix], seed[vector] = fresh_kind(matrix, 2), fresh_kind(vector, 1)
    found = kinds_of(written, used, Budget(), seed)
    capitals = frozenset(matrix for matrix, _ in maps)
    places = [at for at, one in enumerate(written) if one is not None and typed.at[at]]
    fitting = {at for at in places if found.at[at] and not _as_numbers(found.at[at], capitals)}
    if not any(at in fitting for at in places if _defines(written[at], capitals)):
        return typed
    if fitting.issuperset(places):
        return found
    at = list(typed.at)
    unsure = list(typed.unsure)
    for place in places:
        doubted = _as_numbers(at[place], capitals)
        if place in fitting:
            at[place] = found.at[place]
        elif doubted:
            at[place], unsure[place] = {}, unsure[place] | doubted
    return Typed(tuple(at), tuple(unsure))


def _maps_in(written: Written) -> Iterator[tuple[str, str]]:
    """Yield W and x of each product Wx in what a chain says that a name is."""
    for tree in written.trees[1:]:
        for node in tree.walk():
            for first, second in pairwise(node.factors if isinstance(node, t.Product) else ()):
                if _letter(first) in _MATRICES and _letter(second).islower():
                    yield bare_key(first), bare_key(second)


def _letter(tree: t.Tree) -> str:
    base = tree.base if isinstance(tree, t.Scripts) and tree.sup is None else tree
    return base.text if isinstance(base, t.Name) and len(base.text) == 1 else ""


def _defines(written: Written | None, capitals: frozenset[str]) -> bool:
    return (
        written is not None
        and written.defines
        and any(matrix in capitals for matrix, _ in _maps_in(written))
    )


def _as_numbers(kinds: Kinds, capitals: frozenset[str]) -> frozenset[str]:
    return frozenset(key for key in capitals if key in kinds and not kinds[key].sorts)
