"""The worlds in which a statement is looked at, all coincidences of indices among them."""

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import product

import numpy as np
from numpy.typing import NDArray

from tests.mutation.oracle.notation import Notation
from tests.mutation.oracle.values import Array
from tests.mutation.oracle.world import World

Pattern = dict[str, int]  # slot -> element of its sort

# up to so many slots all patterns of coincidence are looked at, beyond it some are drawn
EVERY_PATTERN = 6
# worlds for each tuple of sizes, at most and at least; the largest sizes are dear
MOST, LEAST, MOST_LARGE = 60, 6, 6
LARGE = 10


@dataclass(frozen=True)
class Universe:
    """How the worlds of one problem are made."""

    notation: Notation
    sizes: tuple[Mapping[str, int], ...]
    active: Callable[[str], tuple[str, ...]] = lambda part: ()
    admits: Callable[[str, World], bool] = lambda part, world: True
    positive: frozenset[str] = frozenset()
    same: Mapping[str, str] = field(default_factory=dict)  # other names of an element


def worlds(universe: Universe, part: str, free: tuple[tuple[str, str], ...]) -> tuple[World, ...]:
    """Return the worlds for a part; ``free`` are the free letters with their sorts."""
    return _worlds(id(universe), universe.sizes.__len__(), part, free, _Held(universe))


class _Held:
    """A universe as an argument that a cache leaves out of its key."""

    def __init__(self, universe: Universe) -> None:
        self.universe = universe

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Held)

    def __hash__(self) -> int:
        return 0


@lru_cache(maxsize=256)
def _worlds(
    key: int, count: int, part: str, free: tuple[tuple[str, str], ...], held: _Held
) -> tuple[World, ...]:
    return tuple(
        world for number in range(count) for world in _at(held.universe, number, part, dict(free))
    )


def _at(universe: Universe, number: int, part: str, free: dict[str, str]) -> Iterator[World]:
    sizes = universe.sizes[number]
    chance = _chance(f"{number} {part} {sorted(free.items())}")
    large = max(sizes.values()) >= LARGE
    most, least = (MOST_LARGE, MOST_LARGE) if large else (MOST, LEAST)
    patterns = list(_patterns(universe, sizes, part, free, chance))
    chance.shuffle(patterns)
    found = 0
    for turn in range(max(least * 20, len(patterns))):
        pattern = patterns[turn % len(patterns)]
        world = _world(universe, sizes, pattern, turn, chance)
        if universe.admits(part, world):
            found += 1
            yield world
        if found >= most or (found >= least and turn >= len(patterns)):
            return


def _chance(text: str) -> np.random.Generator:
    digest = hashlib.sha256(text.encode()).digest()
    return np.random.default_rng(int.from_bytes(digest[:8], "big"))


def _patterns(
    universe: Universe,
    sizes: Mapping[str, int],
    part: str,
    free: dict[str, str],
    chance: np.random.Generator,
) -> Iterator[Pattern]:
    """Yield which slots coincide: elements, free letters, and the values of maps."""
    notation = universe.notation
    slots: dict[str, list[str]] = {}
    for name in universe.active(part):
        found = notation.maps[name]
        for at in product(*(range(sizes[source]) for source in found.sources)):
            slots.setdefault(found.target, []).append(f"{name}{list(at)}")
    for name, sort in {**notation.elements, **free}.items():
        if name not in universe.same:
            slots.setdefault(sort, []).append(name)
    by_sort = [list(_of_sort(names, sizes[sort], chance)) for sort, names in slots.items()]
    total = int(np.prod([len(one) for one in by_sort])) if by_sort else 1
    if total <= 4000:
        for parts in product(*by_sort):
            yield {name: at for one in parts for name, at in one.items()}
        return
    for _ in range(500):
        parts = [one[chance.integers(len(one))] for one in by_sort]
        yield {name: at for one in parts for name, at in one.items()}


def _of_sort(names: list[str], size: int, chance: np.random.Generator) -> Iterator[Pattern]:
    if len(names) <= EVERY_PATTERN:
        strings = _growth(len(names), size)
    else:
        strings = (_drawn(len(names), size, turn, chance) for turn in range(240))
    for labels in strings:
        elements = chance.permutation(size)
        yield {name: int(elements[label]) for name, label in zip(names, labels, strict=True)}


def _growth(count: int, size: int, most: int = 0) -> Iterator[tuple[int, ...]]:
    """Yield the partitions of ``count`` slots into at most ``size`` classes."""
    if not count:
        yield ()
        return
    for label in range(min(most + 1, size)):
        for rest in _growth(count - 1, size, max(most, label + 1)):
            yield (label, *rest)


def _drawn(count: int, size: int, turn: int, chance: np.random.Generator) -> tuple[int, ...]:
    """Return a partition: in turn with few, some and no coincidences among the first slots."""
    new = (0.4, 0.8, 1.0)[turn % 3]
    labels: list[int] = []
    used = 0
    for slot in range(count):
        fresh = chance.random() < (new if slot < count - 2 else 0.5)
        if used < size and (fresh or not used):
            labels.append(used)
            used += 1
        else:
            labels.append(int(chance.integers(used)))
    return tuple(labels)


def _world(
    universe: Universe,
    sizes: Mapping[str, int],
    pattern: Pattern,
    turn: int,
    chance: np.random.Generator,
) -> World:
    notation = universe.notation
    letters = {name: at for name, at in pattern.items() if "[" not in name}
    letters |= {name: letters[other] for name, other in universe.same.items()}
    maps: dict[str, NDArray[np.int64]] = {}
    for name, found in notation.maps.items():
        shape = tuple(sizes[source] for source in found.sources)
        table = chance.integers(0, sizes[found.target], shape)
        for at in np.ndindex(*shape):
            table[at] = pattern.get(f"{name}{list(at)}", table[at])
        maps[name] = table
    # drawn, not in turn: else every pattern of coincidence would have a style of its own
    style = turn if turn < 2 else int(chance.integers(5))
    arrays = {
        name: _numbers(sorts, sizes, 1 if name in universe.positive else style, chance)
        for name, sorts in notation.arrays.items()
    }
    return World(arrays, sizes, letters, maps)


def _numbers(
    sorts: tuple[str, ...], sizes: Mapping[str, int], turn: int, chance: np.random.Generator
) -> Array:
    """Return entries of both signs, all positive, all negative, or small integers with ties."""
    shape = tuple(sizes[sort] for sort in sorts)
    if len(shape) == 1:
        shape = (*shape, 1)
    if turn % 5 == 4:
        return chance.integers(-1, 2, shape).astype(float)
    low, high = ((-1.4, 1.4), (0.2, 1.4), (-1.4, 1.4), (-1.4, -0.2))[turn % 5]
    return chance.uniform(low, high, shape)
