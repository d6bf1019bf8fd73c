"""Going through the assignments of elements to cells, each once up to renaming.

Which assignments there are depends on less than a statement: the steps of a derivation, and the
derivations of a class, ask for the same ones again and again, so they are kept.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from msgspec import Struct

from derivcheck.engine.statement import World
from derivcheck.engine.worlds.assumptions import Constraint, constraints
from derivcheck.engine.worlds.cells import Cell
from derivcheck.engine.worlds.symmetry import representative
from derivcheck.term.context import Assumption
from derivcheck.term.core import IndexVar, Sort

# how many partial patterns are tried before giving up on a size
MAX_TRIED = 20_000
# of how many casts the worlds are kept
MOST_KEPT = 512

# in what order a cell's elements are tried, given those of the cells before it
Order = Callable[[range, list[int]], Iterable[int]]


class Cast(Struct, frozen=True):
    """All that the worlds of a statement depend on."""

    sizes: tuple[tuple[Sort, int], ...]
    cells: tuple[Cell, ...]
    own: tuple[int, ...]  # the places of the cells that the statement itself speaks of
    sources: tuple[tuple[str, tuple[Sort, ...]], ...]  # the argument sorts of each map
    named: frozenset[Sort]  # sorts of which an element is named by its position
    generic: frozenset[Sort]  # sorts of which one pattern, all different, is the general one
    assumptions: tuple[Assumption, ...]


@lru_cache(maxsize=MOST_KEPT)
def all_worlds(cast: Cast, limit: int) -> tuple[World, ...] | None:
    """Return all worlds of a cast up to renaming, or None if there are more than a limit."""
    return _Enumeration(cast).run(limit)


@lru_cache(maxsize=MOST_KEPT)
def extremes(cast: Cast) -> tuple[World, ...]:
    """Return a world with few coincidences of indices and one with many, each world once."""
    return _Enumeration(cast).extremes()


class _Enumeration:
    def __init__(self, cast: Cast) -> None:
        self._cast = cast
        self._sizes = dict(cast.sizes)
        self._names = [name for name, _ in cast.sources]
        self._tried = 0
        self._checks: list[list[Constraint]] = [[] for _ in cast.cells]
        self._possible = True
        for constraint in constraints(cast.assumptions, cast.cells, self._sizes):
            if constraint.last < 0:
                self._possible = self._possible and constraint.holds([])
            else:
                self._checks[constraint.last].append(constraint)

    def run(self, limit: int) -> tuple[World, ...] | None:
        found: dict[tuple[int, ...], World] = {}
        if not self._possible:
            return ()
        cast = self._cast
        own = [cast.cells[at] for at in cast.own]
        sources = dict(cast.sources)
        used = {cell.map: sources[cell.map] for cell in own if cell.map is not None}
        key_of = representative(own, self._sizes, used, cast.named)
        for values in self._extend([], dict.fromkeys(self._sizes, 0), _in_order):
            if values is None:
                return None
            key = key_of([values[at] for at in cast.own])
            if key not in found:
                found[key] = self._world(values)
            if len(found) > limit:
                return None
        return tuple(found.values())

    def extremes(self) -> tuple[World, ...]:
        if not self._possible:
            return ()
        found: dict[tuple[int, ...], World] = {}
        for order in (_apart, _in_order, *((_amid,) if self._cast.named else ())):
            self._tried = 0
            values = next(self._extend([], dict.fromkeys(self._sizes, 0), order), None)
            if values is not None:
                found.setdefault(tuple(values), self._world(values))
        return tuple(found.values())

    def _world(self, values: Sequence[int]) -> World:
        return world_of(self._cast.cells, values, self._sizes, self._names)

    def _extend(
        self, values: list[int], used: dict[Sort, int], order: Order
    ) -> Iterator[list[int] | None]:
        cells = self._cast.cells
        at = len(values)
        if at == len(cells):
            yield list(values)
            return
        self._tried += 1
        if self._tried > MAX_TRIED:
            yield None
            return
        sort = cells[at].sort
        before = used[sort]
        taken = [v for v, cell in zip(values, cells, strict=False) if cell.sort is sort]
        for value in order(self._choices(sort, before), taken):
            values.append(value)
            if all(check.holds(values) for check in self._checks[at]):
                used[sort] = max(before, value + 1)
                yield from self._extend(values, used, order)
                used[sort] = before
            values.pop()

    def _choices(self, sort: Sort, before: int) -> range:
        """Return the values a cell may take: elements that are not named are interchangeable."""
        if sort in self._cast.generic:
            return range(before, before + 1)
        size = self._sizes[sort]
        return range(size if sort in self._cast.named else min(before + 1, size))


def _in_order(choices: range, taken: list[int]) -> Iterable[int]:
    return choices


def _apart(choices: range, taken: list[int]) -> Iterable[int]:
    """Return the elements that no cell has yet first, the last one before the others."""
    return sorted(choices, key=lambda element: (element in taken, -element))


def _amid(choices: range, taken: list[int]) -> Iterable[int]:
    """Return the elements from the middle on: those that a statement names are at the ends."""
    middle = len(choices) // 2
    return (*choices[middle:], *choices[:middle])


def world_of(
    cells: Sequence[Cell],
    values: Sequence[int],
    sizes: Mapping[Sort, int],
    names: Iterable[str] = (),
) -> World:
    """Return the world in which the cells have the given values.

    ``names`` are maps that are there although their source may be empty.
    """
    indices: dict[IndexVar, int] = {}
    maps: dict[str, dict[tuple[int, ...], int]] = {name: {} for name in names}
    for cell, value in zip(cells, values, strict=True):
        if cell.index is not None:
            indices[cell.index] = value
        else:
            assert cell.map is not None
            maps.setdefault(cell.map, {})[cell.args] = value
    return World(sizes, indices, maps)
