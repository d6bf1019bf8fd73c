"""One world that a person asks for: given sizes, some elements given, the rest chosen."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import product

from derivcheck.engine.numeric.names import plain_name
from derivcheck.engine.statement import Statement, World
from derivcheck.engine.worlds.assumptions import Constraint, constraints
from derivcheck.engine.worlds.cells import Cell
from derivcheck.engine.worlds.enumeration import world_of
from derivcheck.engine.worlds.patterns import cells_of, relevant_sorts
from derivcheck.term.core import Sort

# elements of an index or a map, counted from one; maps of two arguments are nested
Elements = Mapping[str, "int | Sequence[int] | Sequence[Sequence[int]]"]

MAX_CELLS = 200
MAX_TRIED = 20_000


def chosen_world(
    statement: Statement, sizes: Mapping[str, int], elements: Elements | None = None
) -> World:
    """Return a world at given sizes (by sort name) in which a statement's assumptions hold.

    ``elements`` gives elements, counted from one, to free indices and maps by their plain
    names (``o``, ``w_k``).  The others get elements that differ as far as they can, in order
    of their names.  Raises ``ValueError`` for a missing or impossible size, an unknown name,
    and where the assumptions cannot be met.
    """
    assumptions = statement.relevant_assumptions
    known = {sort: _size(sort, sizes) for sort in relevant_sorts(statement, assumptions)}
    _check_names(sizes, {sort.name for sort in (*known, *statement.context.sorts)}, "sort")
    cells = cells_of(statement, known, assumptions)
    fixed = _fixed(cells, known, elements or {})
    # what is given comes first, so that a conflict with it is seen at once
    cells.sort(key=lambda cell: cell not in fixed)
    if len(cells) > MAX_CELLS:
        raise ValueError(f"at these sizes {len(cells)} elements are to be chosen; that is too many")
    checks = constraints(assumptions, cells, known)
    values = next(_assignments(cells, fixed, known, checks), None)
    if values is None:
        said = ", ".join(assumption.text for assumption in assumptions)
        raise ValueError(f"no choice of elements meets the assumptions at these sizes: {said}")
    return world_of(cells, values, known)


def _size(sort: Sort, sizes: Mapping[str, int]) -> int:
    if sort.name not in sizes:
        raise ValueError(f"the size of {sort.name} ({sort.size}) is missing")
    size = sizes[sort.name]
    if size < max(sort.minimum, 1) or size % sort.multiple or size != (sort.fixed or size):
        raise ValueError(f"{sort.name} ({sort.size}) cannot have {size} elements")
    return size


def _check_names(given: Mapping[str, object], known: set[str], what: str) -> None:
    unknown = sorted(given.keys() - known)
    if unknown:
        some = ", ".join(sorted(known)) or "none"
        raise ValueError(f"there is no {what} {', '.join(unknown)}; known are: {some}")


def _name(cell: Cell) -> str:
    return plain_name(cell.index.name if cell.index is not None else cell.map or "")


def _fixed(cells: Sequence[Cell], sizes: Mapping[Sort, int], elements: Elements) -> dict[Cell, int]:
    given = {plain_name(name): value for name, value in elements.items()}
    _check_names(given, {_name(cell) for cell in cells}, "index or map")
    _check_lengths(cells, given)
    out = {}
    for cell in cells:
        value: object = given.get(_name(cell))
        if value is None:
            continue
        for at in cell.args:
            value = value[at] if isinstance(value, (list, tuple)) else value
        if not isinstance(value, int) or not 1 <= value <= sizes[cell.sort]:
            raise ValueError(f"{_name(cell)}: {value} is none of 1 … {sizes[cell.sort]}")
        out[cell] = value - 1
    return out


def _check_lengths(cells: Sequence[Cell], given: Mapping[str, object]) -> None:
    """Raise unless what is given to a map has one entry for each of its arguments."""
    shapes: dict[str, tuple[int, ...]] = {}
    for cell in cells:
        before = shapes.get(_name(cell), (0,) * len(cell.args))
        shapes[_name(cell)] = tuple(
            max(old, at + 1) for old, at in zip(before, cell.args, strict=True)
        )
    for name, value in given.items():
        if _shape(value) != shapes[name]:
            wanted = " × ".join(map(str, shapes[name])) or "one"
            raise ValueError(f"{name} takes {wanted} element{'s' if shapes[name] else ''}")


def _shape(value: object) -> tuple[int, ...]:
    if not isinstance(value, (list, tuple)):
        return ()
    inner = {_shape(item) for item in value}
    return (len(value), *(inner.pop() if len(inner) == 1 else ()))


def _assignments(
    cells: Sequence[Cell],
    fixed: Mapping[Cell, int],
    sizes: Mapping[Sort, int],
    checks: Sequence[Constraint],
) -> Iterator[list[int]]:
    """Yield assignments of elements that hold, those with the most different elements first."""
    at_cell: list[list[Constraint]] = [[] for _ in cells]
    for check in checks:
        if check.last >= 0:
            at_cell[check.last].append(check)
        elif not check.holds(()):
            return
    tried = 0

    def extend(values: list[int]) -> Iterator[list[int]]:
        nonlocal tried
        if len(values) == len(cells):
            yield list(values)
            return
        for value in _choices(cells, values, fixed, sizes):
            tried += 1
            if tried > MAX_TRIED:
                raise ValueError("too many choices of elements were tried; give more of them")
            values.append(value)
            if all(check.holds(values) for check in at_cell[len(values) - 1]):
                yield from extend(values)
            values.pop()

    yield from extend([])


def _choices(
    cells: Sequence[Cell],
    values: Sequence[int],
    fixed: Mapping[Cell, int],
    sizes: Mapping[Sort, int],
) -> list[int]:
    cell = cells[len(values)]
    if cell in fixed:
        return [fixed[cell]]
    taken = [v for c, v in zip(cells, values, strict=False) if c.sort is cell.sort]
    return sorted(range(sizes[cell.sort]), key=lambda element: (taken.count(element), element))


def components(statement: Statement, world: World) -> Iterator[tuple[int, ...]]:
    """Yield the places of a statement's components, the last axis running first."""
    return product(*(range(world.sizes[axis.sort]) for axis in statement.axes))
