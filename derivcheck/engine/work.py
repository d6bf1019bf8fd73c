"""How much work it is to evaluate terms in a finite world, counted before it is done."""

from collections import Counter
from collections.abc import Iterable, Mapping
from math import prod

from derivcheck.engine.statement import World
from derivcheck.term.core import Abstraction, IndexVar, Node, Prod, Sort, Sum, Term


def evaluations(terms: Iterable[Term], world: World) -> int:
    """Return how many values are computed for terms over all their free indices at most.

    One for each distinct subterm and assignment of its free indices; an index that has a
    value in the world has one assignment unless it is bound inside.
    """
    return _Work(terms).in_world(world)


def affordable(terms: tuple[Term, ...], worlds: Iterable[World], budget: int) -> bool:
    """Whether terms can be evaluated in all worlds with so many values at most."""
    work = _Work(terms)
    known: dict[object, int] = {}
    for world in worlds:
        # which elements the indices are makes no difference
        key = (tuple(world.sizes.items()), frozenset(world.indices))
        if key not in known:
            known[key] = work.in_world(world)
        budget -= known[key]
        if budget < 0:
            return False
    return True


class _Work:
    """What of terms decides how much work they are, looked up once for all worlds."""

    def __init__(self, terms: Iterable[Term]) -> None:
        nodes = {node: _binds(node) for term in terms for node in term.walk()}
        self._bound = {index for binds in nodes.values() for index in binds}
        self._indices = self._bound.union(*(node.free for node in nodes))
        # how often each pair of free and bound indices occurs
        self._kinds = Counter(
            (node.free, binds) for node, binds in nodes.items() if isinstance(node, Term)
        )

    def in_world(self, world: World) -> int:
        sizes = {
            index: world.sizes.get(index.sort, 1)
            for index in self._indices
            if index in self._bound or index not in world.indices
        }
        return sum(
            times * _values(free, binds, sizes, world.sizes)
            for (free, binds), times in self._kinds.items()
        )


def _values(
    free: Iterable[IndexVar],
    binds: Iterable[IndexVar],
    sizes: Mapping[IndexVar, int],
    all_sizes: Mapping[Sort, int],
) -> int:
    ways = prod(sizes.get(index, 1) for index in free)
    # summing runs over the index even where the body does not depend on it
    return ways * (1 + prod(all_sizes.get(index.sort, 1) for index in binds))


def _binds(node: Node) -> tuple[IndexVar, ...]:
    if isinstance(node, (Sum, Prod)):
        return (node.index,)
    return node.indices if isinstance(node, Abstraction) else ()
