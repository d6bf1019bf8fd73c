"""The finite worlds at which a statement is looked at: sizes, indices, maps.

Two worlds that differ by renaming the elements of a sort are the same to a statement that
names none of them, so free indices and map values are enumerated as patterns of
coincidences (restricted growth strings), each pattern once, and those that violate an
assumption are left out.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import product

from derivcheck.engine.every_size.positions import least_sizes
from derivcheck.engine.statement import Statement, World
from derivcheck.engine.worlds.assumptions import Constraint, constraints
from derivcheck.engine.worlds.cells import Cell
from derivcheck.engine.worlds.enumeration import Cast, all_worlds, extremes, world_of
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


Sizes = Mapping[Sort, int]


def relevant_sorts(statement: Statement, assumptions: Sequence[Assumption]) -> tuple[Sort, ...]:
    """Return the sorts that occur in a statement and assumptions, in the order of its context."""
    found: set[Sort] = {axis.sort for axis in statement.axes}
    for node in (*statement.sides, *statement.ready, *(a.condition for a in assumptions)):
        found.update(node.nodes_of(Sort))
    for name in _map_names(statement, assumptions):
        source, target = statement.context.maps[name]
        found.update((*source, target))
    known = statement.context.sorts
    rest = sorted(found - set(known), key=lambda sort: sort.name)
    return (*(sort for sort in known if sort in found), *rest)


def _map_names(statement: Statement, assumptions: Sequence[Assumption]) -> set[str]:
    names = set(statement.symbols & statement.context.maps.keys())
    for assumption in assumptions:
        names.update(found.map for found in assumption.condition.nodes_of(IndexMap))
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
    found = all_worlds(_cast_of(statement, sizes, tuple(assumptions)), limit)
    return None if found is None else list(found)


def extreme_worlds(statement: Statement, sizes: Sizes) -> tuple[World, ...]:
    """Return a world in which few indices coincide, and one in which many do, if there are any.

    They are found without the other ones; the second is the first of `worlds`.  Where elements
    are named, a third world has many indices coincide, but not with these.
    """
    return extremes(_cast_of(statement, sizes, tuple(statement.relevant_assumptions)))


def _cast_of(statement: Statement, sizes: Sizes, assumptions: tuple[Assumption, ...]) -> Cast:
    """Return all that the worlds of a statement depend on."""
    cells = cells_of(statement, sizes, assumptions)
    names = tuple(sorted(_map_names(statement, assumptions)))
    maps = statement.context.maps
    free = set(statement.free)
    own = tuple(
        at for at, cell in enumerate(cells) if cell.map in statement.symbols or cell.index in free
    )
    named = frozenset(
        literal.sort for side in statement.ready for literal in side.nodes_of(IndexLiteral)
    )
    generic = frozenset(
        sort
        for sort in {cell.sort for cell in cells}
        if sort not in named
        and never_compared(sort, statement, assumptions)
        and sum(cell.sort is sort for cell in cells) <= sizes[sort]
    )
    sources = tuple((name, maps[name][0]) for name in names)
    return Cast(tuple(sizes.items()), tuple(cells), own, sources, named, generic, assumptions)


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
    spoken_of = {index for index in condition.nodes_of(Index) if index.sort is sort}
    if len(spoken_of) < 2:
        return True
    *premises, last = condition.parts if isinstance(condition, Any_) else (condition,)
    if any(index.sort is sort for part in premises for index in part.nodes_of(Index)):
        return False
    return isinstance(last, Not) and isinstance(last.inner, Same) and last.inner.left.sort is sort


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
