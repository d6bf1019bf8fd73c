"""The finite worlds at which a statement is looked at: sizes, indices, maps.

Two worlds that differ by renaming the elements of a sort are the same to a statement that
names none of them, so free indices and map values are enumerated as patterns of
coincidences (restricted growth strings), each pattern once, and those that violate an
assumption are left out.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from derivcheck.engine.evaluate import Walk
from derivcheck.engine.statement import Statement, World
from derivcheck.term.context import Assumption
from derivcheck.term.core import (
    IndexLiteral,
    IndexMap,
    IndexVar,
    Node,
    Prod,
    Same,
    Size,
    Sort,
    Sum,
)

# a statement with more patterns than this at a size is looked at in a smaller one
MAX_WORLDS = 150

# sizes to look at, the preferred ones first: pairwise different, so that a transposed
# matrix cannot hide; the i-th sort of a problem takes the i-th of these
PREFERRED = (5, 2, 3, 4, 7, 6, 11)


@dataclass(frozen=True)
class _Cell:
    """Something that denotes an element: a free index, or a map at given arguments."""

    sort: Sort
    index: IndexVar | None
    map: str | None = None
    args: tuple[int, ...] = ()


def relevant_sorts(statement: Statement) -> tuple[Sort, ...]:
    """Return the sorts that occur in a statement, in the order of its context."""
    found: set[Sort] = {axis.sort for axis in statement.axes}
    for side in (*statement.sides, *statement.ready):
        for node in side.walk():
            if isinstance(node, Sort):
                found.add(node)
    for name in statement.symbols & statement.context.maps.keys():
        source, target = statement.context.maps[name]
        found.update((*source, target))
    for assumption in relevant_assumptions(statement):
        found.update(node for node in assumption.condition.walk() if isinstance(node, Sort))
    known = statement.context.sorts
    rest = sorted(found - set(known), key=lambda sort: sort.name)
    return (*(sort for sort in known if sort in found), *rest)


def relevant_assumptions(statement: Statement) -> tuple[Assumption, ...]:
    """Return the assumptions that speak of something in the statement."""
    mentioned = set(statement.free)
    out = []
    for assumption in statement.context.assumptions:
        names = {n.map for n in assumption.condition.walk() if isinstance(n, IndexMap)}
        if names & statement.symbols or (assumption.condition.free & mentioned and not names):
            out.append(assumption)
    return tuple(out)


def size_choices(statement: Statement, fixed: dict[str, int]) -> Iterator[dict[Sort, int]]:
    """Yield assignments of sizes, the preferred one first, smaller ones after it."""
    sorts = relevant_sorts(statement)
    preferred = {sort: PREFERRED[at % len(PREFERRED)] for at, sort in enumerate(statement.context.sorts)}
    base = {}
    for sort in sorts:
        wish = fixed.get(sort.name, preferred.get(sort, 2))
        base[sort] = wish if sort.name in fixed else _admissible(sort, wish)
    yield base
    shrinking = [sort for sort in sorts if sort.name not in fixed]
    for cap in (3, 2, 1):
        smaller = {
            sort: _admissible(sort, min(size, cap)) if sort in _map_sources(statement) else size
            for sort, size in base.items()
        }
        if shrinking and smaller != base:
            yield smaller


def _map_sources(statement: Statement) -> set[Sort]:
    maps = statement.context.maps
    return {sort for name in statement.symbols & maps.keys() for sort in maps[name][0]}


def _admissible(sort: Sort, size: int) -> int:
    size = max(size, sort.minimum, 1)
    return -(-size // sort.multiple) * sort.multiple


def worlds(statement: Statement, sizes: dict[Sort, int], limit: int = MAX_WORLDS) -> list[World] | None:
    """Return all worlds at given sizes up to renaming, or None if there are too many.

    An empty list means that no assignment satisfies the assumptions at these sizes.
    """
    cells = _cells(statement, sizes)
    found: dict[tuple[object, ...], World] = {}
    own = set(statement.free)
    tried = 0
    for values in _patterns(cells, sizes, statement):
        tried += 1
        if tried > 60 * limit:
            return None
        world = _world(cells, values, sizes)
        if not _satisfies(world, statement):
            continue
        key = tuple(
            value
            for cell, value in zip(cells, values, strict=True)
            if cell.map in statement.symbols or cell.index in own
        )
        found.setdefault(key, world)
        if len(found) > limit:
            return None
    return list(found.values())


def _cells(statement: Statement, sizes: dict[Sort, int]) -> list[_Cell]:
    extra: set[IndexVar] = set()
    names = set(statement.symbols & statement.context.maps.keys())
    for assumption in relevant_assumptions(statement):
        extra.update(assumption.condition.free - set(assumption.quantified))
        names.update(n.map for n in assumption.condition.walk() if isinstance(n, IndexMap))
    indices = sorted({*statement.free, *extra}, key=lambda i: (i.sort.name, i.name))
    cells = [_Cell(index.sort, index) for index in indices]
    for name in sorted(names):
        source, target = statement.context.maps[name]
        for args in product(*(range(sizes[sort]) for sort in source)):
            cells.append(_Cell(target, None, name, args))
    return cells


def _patterns(
    cells: list[_Cell], sizes: dict[Sort, int], statement: Statement
) -> Iterator[tuple[int, ...]]:
    """Yield values for the cells; elements not named by the statement are interchangeable."""
    named = {node.sort for side in statement.ready for node in side.walk() if isinstance(node, IndexLiteral)}
    generic = {
        sort
        for sort in {cell.sort for cell in cells}
        if sort not in named
        and _never_compared(sort, statement)
        and sum(cell.sort is sort for cell in cells) <= sizes[sort]
    }
    values: list[int] = []
    used: dict[Sort, int] = dict.fromkeys(sizes, 0)

    def extend(at: int) -> Iterator[tuple[int, ...]]:
        if at == len(cells):
            yield tuple(values)
            return
        sort = cells[at].sort
        size, before = sizes[sort], used[sort]
        if sort in generic:
            choices = range(before, before + 1)
        elif sort in named:
            choices = range(size)
        else:
            choices = range(min(before + 1, size))
        for value in choices:
            values.append(value)
            used[sort] = max(before, value + 1)
            yield from extend(at + 1)
            values.pop()
            used[sort] = before

    yield from extend(0)


def _never_compared(sort: Sort, statement: Statement) -> bool:
    """Whether a statement cannot tell if two of its indices of this sort coincide.

    Then the all-different pattern is the general one: another pattern is the same identity
    with some variables put equal.  That needs that no sum, no size and no comparison ranges
    over the sort.
    """
    for side in statement.ready:
        for node in side.walk():
            if isinstance(node, (Sum, Prod)) and node.index.sort is sort:
                return False
            if isinstance(node, Size) and node.sort is sort:
                return False
            if isinstance(node, Same) and node.left.sort is sort:
                return False
    return not any(axis.sort is sort for axis in statement.axes) and not _constrains(sort, statement)


def _constrains(sort: Sort, statement: Statement) -> bool:
    """Whether an assumption forces two indices of a sort to be equal (none may)."""
    return any(
        isinstance(node, Same) and node.left.sort is sort and not _only_negated(assumption)
        for assumption in relevant_assumptions(statement)
        for node in assumption.condition.walk()
    )


def _only_negated(assumption: Assumption) -> bool:
    from derivcheck.term.core import Any_, Not

    condition: Node = assumption.condition
    if isinstance(condition, Any_):
        condition = condition.parts[-1]
    return isinstance(condition, Not)


def _world(cells: list[_Cell], values: tuple[int, ...], sizes: dict[Sort, int]) -> World:
    indices: dict[IndexVar, int] = {}
    maps: dict[str, dict[tuple[int, ...], int]] = {}
    for cell, value in zip(cells, values, strict=True):
        if cell.index is not None:
            indices[cell.index] = value
        else:
            assert cell.map is not None
            maps.setdefault(cell.map, {})[cell.args] = value
    return World(sizes, indices, maps)


class _IndexOnly:
    """The algebra of conditions that speak of indices alone."""

    def __getattr__(self, name: str) -> object:
        raise AssertionError(f"an assumption on indices asked for a value ({name})")


def _satisfies(world: World, statement: Statement) -> bool:
    walk: Walk[object] = Walk(_IndexOnly(), world)  # type: ignore[arg-type]
    for assumption in relevant_assumptions(statement):
        ranges = [range(world.sizes[index.sort]) for index in assumption.quantified]
        for values in product(*ranges):
            env = dict(zip(assumption.quantified, values, strict=True))
            if not walk.holds(assumption.condition, env):
                return False
    return True


def spread_world(statement: Statement, sizes: tuple[int, ...]) -> World | None:
    """Return a world at larger sizes in which indices differ where they may, or None.

    Elements are dealt out in turn; if that violates an assumption other rotations are tried.
    """
    chosen = {
        sort: _admissible(sort, sizes[at % len(sizes)])
        for at, sort in enumerate(statement.context.sorts)
        if sort in relevant_sorts(statement)
    }
    for sort in relevant_sorts(statement):
        chosen.setdefault(sort, 3)
    cells = _cells(statement, chosen)
    for step in range(1, 8):
        dealt: dict[Sort, int] = dict.fromkeys(chosen, 0)
        values = []
        for cell in cells:
            values.append(dealt[cell.sort] % chosen[cell.sort])
            dealt[cell.sort] += step
        world = _world(cells, tuple(values), chosen)
        if _satisfies(world, statement):
            return world
    return None
