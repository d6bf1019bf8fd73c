"""Assignments that differ only by renaming the elements of the sources of maps.

To a statement in which no element of a sort is named by its position, samples are
interchangeable: an assignment with w_1 = a, w_2 = b is the same as one with w_1 = b, w_2 = a.
"""

from collections.abc import Callable, Mapping, Sequence
from itertools import permutations, product
from math import factorial, prod

from derivcheck.engine.worlds.cells import Cell
from derivcheck.term.core import Sort

# beyond this many renamings every assignment stands for itself
MAX_RENAMINGS = 48

Key = tuple[int, ...]


def representative(
    cells: Sequence[Cell],
    sizes: Mapping[Sort, int],
    sources: Mapping[str, tuple[Sort, ...]],
    named: frozenset[Sort] | set[Sort],
) -> Callable[[Sequence[int]], Key]:
    """Return a function from the cells' values to a key shared by equivalent assignments.

    ``sources`` gives the argument sorts of each map; elements of ``named`` sorts are told
    apart by their positions.
    """
    sorts = {sort for arguments in sources.values() for sort in arguments} - set(named)
    movable = sorted((s for s in sorts if sizes[s] > 1), key=lambda sort: sort.name)
    if not movable or prod(factorial(sizes[sort]) for sort in movable) > MAX_RENAMINGS:
        return tuple
    places = {(cell.map, cell.args): at for at, cell in enumerate(cells) if cell.map is not None}
    moves = [
        dict(zip(movable, choice, strict=True))
        for choice in product(*(list(permutations(range(sizes[sort]))) for sort in movable))
    ]
    plans = [_plan(cells, places, sources, move, named) for move in moves]

    def key(values: Sequence[int]) -> Key:
        return min([_renamed(values, plan) for plan in plans])

    return key


# for each cell: the cell whose value it has after a renaming; what that value, of a sort that is
# renamed, is called then; the number of its sort, if its elements are numbered as they occur
_Plan = list[tuple[int, Key | None, int]]
_NOT_NUMBERED = -1


def _plan(
    cells: Sequence[Cell],
    places: Mapping[tuple[str, tuple[int, ...]], int],
    sources: Mapping[str, tuple[Sort, ...]],
    move: Mapping[Sort, Key],
    named: frozenset[Sort] | set[Sort],
) -> _Plan:
    """Return what a renaming does with each cell, looked up for all assignments at once."""
    # the inverse renaming names the elements
    called = {sort: tuple(map(to.index, range(len(to)))) for sort, to in move.items()}
    numbers: dict[Sort, int] = {}
    out: _Plan = []
    for at, cell in enumerate(cells):
        source, numbered = at, cell.sort not in move and cell.sort not in named
        if cell.map is not None:
            arguments = zip(cell.args, sources[cell.map], strict=True)
            moved = tuple(move[sort][arg] if sort in move else arg for arg, sort in arguments)
            source = places[cell.map, moved]
        number = numbers.setdefault(cell.sort, len(numbers)) if numbered else _NOT_NUMBERED
        out.append((source, called.get(cell.sort), number))
    return out


def _renamed(values: Sequence[int], plan: _Plan) -> Key:
    """Return the values after a renaming, other sorts' elements numbered as they first occur."""
    first: dict[int, dict[int, int]] = {}
    out = []
    for source, called, number in plan:
        value = values[source]
        if called is not None:
            value = called[value]
        elif number != _NOT_NUMBERED:
            seen = first.setdefault(number, {})
            value = seen.setdefault(value, len(seen))
        out.append(value)
    return tuple(out)
