"""How many generators a statement may need: a guess, so that few rings are outgrown."""

from derivcheck.engine.statement import Statement, World
from derivcheck.term.core import (
    Call,
    Entry,
    Index,
    IndexMap,
    IndexVar,
    Node,
    Unknown,
)

# rings have room for so many generators; a smaller one is faster
ROOMS = (16, 32, 48, 64, 96, 128, 192, 256, 384, 512, 768, 1008)


def guess(statement: Statement, world: World) -> int:
    """Return about how many entries and values of functions a statement holds in a world."""
    found: dict[object, int] = {}
    seen: set[Node] = set()
    stack: list[Node] = list(statement.ready)
    while stack:
        node = stack.pop()
        if node in seen:
            continue
        seen.add(node)
        if isinstance(node, Entry):
            _note(found, (node.symbol, *_shape(node.indices, world)), _count(node.indices, world))
        elif isinstance(node, (Call, Unknown)):
            free = node.free_in_order
            _note(found, (node.function, *_shape(free, world)), _count(free, world))
            if isinstance(node, Call) and node.function in ("exp", "sigmoid", "tanh"):
                # what stands in an exponent needs no generators of its own
                continue
        stack.extend(node.children)
    return sum(found.values())


def _note(found: dict[object, int], shape: object, count: int) -> None:
    found[shape] = max(count, found.get(shape, 0))


def _shape(indices: tuple[Index, ...], world: World) -> tuple[str, ...]:
    """Return what makes entries the same family: what is fixed in them, and what runs."""
    return tuple(
        "runs" if isinstance(index, IndexVar) and index not in world.indices else repr(index)
        for index in indices
    )


def _count(indices: tuple[Index, ...], world: World) -> int:
    """Return how many elements some indices run through together."""
    out = 1
    for index in indices:
        if isinstance(index, IndexVar) and index not in world.indices:
            out *= world.sizes[index.sort]
        elif isinstance(index, IndexMap):
            out *= len(set(world.maps[index.map].values()))
    return out


def room_for(count: int) -> int:
    """Return the smallest ring with room for a count of generators, or the largest there is."""
    return next((room for room in ROOMS if room >= count), ROOMS[-1])
