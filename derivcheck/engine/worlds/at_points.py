"""The worlds of a general proof as those in which both sides are evaluated at real points."""

from collections.abc import Mapping, Sequence

from derivcheck.engine.every_size.positions import positions
from derivcheck.engine.modular import images as modular
from derivcheck.engine.statement import Statement, World
from derivcheck.term.core import Sort


def point_worlds(
    statement: Statement,
    flat: Statement,
    found: Sequence[World],
    chosen: Mapping[Sort, int],
    all_worlds: Sequence[World],
) -> list[World]:
    """Return the worlds of a general proof, one for each pattern, to evaluate at points.

    ``flat`` is the statement with its axes free.  What the proof has named away (a sort under a
    function) gets the size chosen for it; where an index has no value, all worlds at the chosen
    sizes stand in.
    """
    given = [
        World({**chosen, **world.sizes}, world.indices, world.maps)
        for world in _one_each(flat, found)
        if all(world.sizes.values())  # a proof may look at empty sets, a point may not
    ]
    # a world of the proof has any element for u_1
    named = positions(statement.ready)
    complete = bool(given and not named) and all(
        world.indices.keys() >= set(flat.free)
        and world.maps.keys() >= flat.symbols & flat.context.maps.keys()
        for world in given
    )
    if complete:
        return given
    return [
        World(world.sizes, {**world.indices, **env}, world.maps)
        for world in all_worlds
        for env in modular.components(statement, world)
    ]


def _one_each(statement: Statement, found: Sequence[World]) -> list[World]:
    """Return the largest world of each pattern of coincidences."""
    largest: dict[tuple[object, ...], World] = {}
    for world in found:
        maps = tuple((name, tuple(values.items())) for name, values in sorted(world.maps.items()))
        indices = tuple(world.indices[index] for index in statement.free if index in world.indices)
        key = (indices, maps)
        if key not in largest or sum(world.sizes.values()) > sum(largest[key].sizes.values()):
            largest[key] = world
    return list(largest.values())
