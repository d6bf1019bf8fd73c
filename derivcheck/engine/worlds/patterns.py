"""The finite worlds at which a statement is looked at: sizes, indices, maps.

Two worlds that differ by renaming the elements of a sort are the same to a statement that
names none of them, so free indices and map values are enumerated as patterns of
coincidences (restricted growth strings), each pattern once, and those that violate an
assumption are left out.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import product

from derivcheck.engine.every_size.positions import least_sizes
from derivcheck.engine.statement import Statement, World
from derivcheck.engine.worlds.assumptions import Constraint, constraints
from derivcheck.engine.worlds.cells import Cell
from derivcheck.engine.worlds.symmetry import representative
from derivcheck.term.context import Assumption
from derivcheck.term.core import (
    Any_,
    Condition,
    Index,
    IndexLiteral,
    IndexMap,
    IndexVar,
    Not,
    Same,
    Sort,
)

# a statement with more patterns than this at a size is looked at in a smaller one
MAX_WORLDS = 150

# sizes to look at, the preferred ones first: pairwise different, so that a transposed
# matrix cannot hide; the i-th sort of a problem takes the i-th of these
PREFERRED = (5, 2, 3, 4, 7, 6, 11)


# how many partial patterns are tried before giving up on a size
MAX_TRIED = 20_000

Sizes = Mapping[Sort, int]
# in what order a cell's elements are tried, given those of the cells before it
Order = Callable[[range, list[int]], Iterable[int]]


def relevant_sorts(statement: Statement, assumptions: Sequence[Assumption]) -> tuple[Sort, ...]:
    """Return the sorts that occur in a statement and assumptions, in the order of its context."""
    found: set[Sort] = {axis.sort for axis in statement.axes}
    for node in (*statement.sides, *statement.ready, *(a.condition for a in assumptions)):
        found.update(inner for inner in node.walk() if isinstance(inner, Sort))
    for name in _map_names(statement, assumptions):
        source, target = statement.context.maps[name]
        found.update((*source, target))
    known = statement.context.sorts
    rest = sorted(found - set(known), key=lambda sort: sort.name)
    return (*(sort for sort in known if sort in found), *rest)


def _map_names(statement: Statement, assumptions: Sequence[Assumption]) -> set[str]:
    names = set(statement.symbols & statement.context.maps.keys())
    for assumption in assumptions:
        names.update(n.map for n in assumption.condition.walk() if isinstance(n, IndexMap))
    return names


def size_choices(statement: Statement, fixed: Mapping[str, int]) -> Iterator[dict[Sort, int]]:
    """Yield assignments of sizes, the preferred one first, smaller ones after it."""
    assumptions = statement.relevant_assumptions
    sorts = relevant_sorts(statement, assumptions)
    least = least_sizes((*statement.ready, *(one.condition for one in assumptions)))
    preferred = {
        sort: PREFERRED[at % len(PREFERRED)] for at, sort in enumerate(statement.context.sorts)
    }
    base = {}
    for sort in sorts:
        wish = fixed.get(sort.name, max(preferred.get(sort, 2), least.get(sort, 1)))
        chosen = sort.name in fixed and sort.fixed is None
        base[sort] = wish if chosen else admissible(sort, wish)
    yield base
    sources = {
        s
        for name in statement.symbols & statement.context.maps.keys()
        for s in statement.context.maps[name][0]
    }
    for cap in (3, 2, 1):
        smaller = {
            sort: admissible(sort, min(size, cap))
            if sort in sources and sort.name not in fixed
            else size
            for sort, size in base.items()
        }
        if smaller != base:
            yield smaller


def admissible(sort: Sort, size: int) -> int:
    """Return the least admissible size of a sort that is not below the given one, if there is
    one: a size that is fixed as a number is the only one."""
    if sort.fixed is not None:
        return sort.fixed
    size = max(size, sort.minimum, 1)
    return -(-size // sort.multiple) * sort.multiple


def worlds(
    statement: Statement,
    sizes: Sizes,
    limit: int = MAX_WORLDS,
    assumptions: Sequence[Assumption] | None = None,
) -> list[World] | None:
    """Return all worlds at given sizes up to renaming, or None if there are too many.

    ``assumptions`` are by default the relevant ones.  An empty list means that no assignment
    satisfies them at these sizes.
    """
    if assumptions is None:
        assumptions = statement.relevant_assumptions
    return _Enumeration(statement, sizes, tuple(assumptions)).run(limit)


def extreme_worlds(statement: Statement, sizes: Sizes) -> tuple[World, ...]:
    """Return a world in which few indices coincide, and one in which many do, if there are any.

    They are found without the other ones; the second is the first of `worlds`.  Where elements
    are named, a third world has many indices coincide, but not with these.
    """
    return _Enumeration(statement, sizes, tuple(statement.relevant_assumptions)).extremes()


class _Enumeration:
    def __init__(
        self, statement: Statement, sizes: Sizes, assumptions: tuple[Assumption, ...]
    ) -> None:
        self._sizes = sizes
        self._maps = statement.context.maps
        self.cells = cells_of(statement, sizes, assumptions)
        self._names = sorted(_map_names(statement, assumptions))
        own = set(statement.free)
        self._own = [
            at
            for at, cell in enumerate(self.cells)
            if cell.map in statement.symbols or cell.index in own
        ]
        self._named = {
            node.sort
            for side in statement.ready
            for node in side.walk()
            if isinstance(node, IndexLiteral)
        }
        self._generic = {
            sort
            for sort in {cell.sort for cell in self.cells}
            if sort not in self._named
            and never_compared(sort, statement, assumptions)
            and sum(cell.sort is sort for cell in self.cells) <= sizes[sort]
        }
        self._checks: list[list[Constraint]] = [[] for _ in self.cells]
        self._possible = True
        for constraint in constraints(assumptions, self.cells, sizes):
            if constraint.last < 0:
                self._possible = self._possible and constraint.holds([])
            else:
                self._checks[constraint.last].append(constraint)

    def run(self, limit: int) -> list[World] | None:
        found: dict[tuple[int, ...], World] = {}
        if not self._possible:
            return []
        self._tried = 0
        own = [self.cells[at] for at in self._own]
        sources = {name: source for name, (source, _) in self._maps.items()}
        used = {cell.map: sources[cell.map] for cell in own if cell.map is not None}
        key_of = representative(own, self._sizes, used, self._named)
        for values in self._extend([], dict.fromkeys(self._sizes, 0), _in_order):
            if values is None:
                return None
            key = key_of([values[at] for at in self._own])
            found.setdefault(key, world_of(self.cells, values, self._sizes, self._names))
            if len(found) > limit:
                return None
        return list(found.values())

    def extremes(self) -> tuple[World, ...]:
        """Return what `extreme_worlds` does, each world once."""
        if not self._possible:
            return ()
        found: dict[tuple[int, ...], World] = {}
        for order in (_apart, _in_order, *((_amid,) if self._named else ())):
            self._tried = 0
            values = next(self._extend([], dict.fromkeys(self._sizes, 0), order), None)
            if values is not None:
                world = world_of(self.cells, values, self._sizes, self._names)
                found.setdefault(tuple(values), world)
        return tuple(found.values())

    def _extend(
        self, values: list[int], used: dict[Sort, int], order: Order
    ) -> Iterator[list[int] | None]:
        at = len(values)
        if at == len(self.cells):
            yield list(values)
            return
        self._tried += 1
        if self._tried > MAX_TRIED:
            yield None
            return
        sort = self.cells[at].sort
        before = used[sort]
        taken = [v for v, cell in zip(values, self.cells, strict=False) if cell.sort is sort]
        for value in order(self._choices(sort, before), taken):
            values.append(value)
            if all(check.holds(values) for check in self._checks[at]):
                used[sort] = max(before, value + 1)
                yield from self._extend(values, used, order)
                used[sort] = before
            values.pop()

    def _choices(self, sort: Sort, before: int) -> range:
        """Return the values a cell may take: elements that are not named are interchangeable."""
        if sort in self._generic:
            return range(before, before + 1)
        return range(
            self._sizes[sort] if sort in self._named else min(before + 1, self._sizes[sort])
        )


def _in_order(choices: range, taken: list[int]) -> Iterable[int]:
    return choices


def _apart(choices: range, taken: list[int]) -> Iterable[int]:
    """Return the elements that no cell has yet first, the last one before the others."""
    return sorted(choices, key=lambda element: (element in taken, -element))


def _amid(choices: range, taken: list[int]) -> Iterable[int]:
    """Return the elements from the middle on: those that a statement names are at the ends."""
    middle = len(choices) // 2
    return (*choices[middle:], *choices[:middle])


def cells_of(statement: Statement, sizes: Sizes, assumptions: Sequence[Assumption]) -> list[Cell]:
    """Return what has to be assigned an element: free indices first, then map values."""
    extra: set[IndexVar] = set()
    for assumption in assumptions:
        extra.update(assumption.condition.free - set(assumption.quantified))
    indices = sorted({*statement.free, *extra}, key=lambda i: (i.sort.name, i.name))
    cells = [Cell(index.sort, index) for index in indices]
    for name in sorted(_map_names(statement, assumptions)):
        source, target = statement.context.maps[name]
        for args in product(*(range(sizes[sort]) for sort in source)):
            cells.append(Cell(target, None, name, args))
    return cells


def never_compared(sort: Sort, statement: Statement, assumptions: Sequence[Assumption]) -> bool:
    """Whether a statement cannot tell if two of its indices of this sort coincide.

    Then the all-different pattern is the general one: another pattern is the same identity
    with some variables put equal.  That needs that no sum, no size and no comparison ranges
    over the sort, and that no assumption forces two of its indices to be equal.
    """
    if sort in statement.told_apart:
        return False
    if any(axis.sort is sort for axis in statement.axes):
        return False
    return all(_only_separates(a.condition, sort) for a in assumptions)


def _only_separates(condition: Condition, sort: Sort) -> bool:
    """Whether a condition says of a sort's elements at most that two of them differ.

    What it says of w_k and w_l for k ≠ l is not that: with k = l comes w_k = w_l, which the
    pattern of two different samples then lacks.
    """
    spoken_of = {index for index in _indices(condition) if index.sort is sort}
    if len(spoken_of) < 2:
        return True
    *premises, last = condition.parts if isinstance(condition, Any_) else (condition,)
    if any(node.sort is sort for part in premises for node in _indices(part)):
        return False
    return isinstance(last, Not) and isinstance(last.inner, Same) and last.inner.left.sort is sort


def _indices(condition: Condition) -> list[Index]:
    return [node for node in condition.walk() if isinstance(node, Index)]


def world_of(
    cells: Sequence[Cell], values: Sequence[int], sizes: Sizes, names: Iterable[str] = ()
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


def spread_world(statement: Statement, sizes: Sequence[int]) -> World | None:
    """Return a world at larger sizes in which indices differ where they may, or None.

    Elements are dealt out in turn; if that violates an assumption other strides are tried, then
    each index takes the next element that it may.
    """
    assumptions = statement.relevant_assumptions
    sorts = relevant_sorts(statement, assumptions)
    chosen = {
        sort: admissible(sort, sizes[at % len(sizes)])
        for at, sort in enumerate(statement.context.sorts)
        if sort in sorts
    }
    for sort in sorts:
        chosen.setdefault(sort, 3)
    cells = cells_of(statement, chosen, assumptions)
    checks = constraints(assumptions, cells, chosen)
    for step in range(1, 8):
        dealt: dict[Sort, int] = dict.fromkeys(chosen, 0)
        values = []
        for cell in cells:
            values.append(dealt[cell.sort] % chosen[cell.sort])
            dealt[cell.sort] += step
        if all(check.holds(values) for check in checks):
            return world_of(cells, values, chosen)
    return _dealt(cells, checks, chosen)


def _dealt(cells: Sequence[Cell], checks: Sequence[Constraint], sizes: Sizes) -> World | None:
    """Return the world in which each cell takes the next element that it may, or None."""
    if not all(check.holds(()) for check in checks if check.last < 0):
        return None
    values: list[int] = []
    last: dict[Sort, int] = {}
    for at, cell in enumerate(cells):
        begin = last.get(cell.sort, -1) + 1
        for step in range(sizes[cell.sort]):
            value = (begin + step) % sizes[cell.sort]
            if all(check.holds([*values, value]) for check in checks if check.last == at):
                break
        else:
            return None
        values.append(value)
        last[cell.sort] = value
    return world_of(cells, values, sizes)
