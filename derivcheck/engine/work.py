"""How much work it is to evaluate terms in a finite world, counted before it is done."""

from collections import Counter
from collections.abc import Iterable, Mapping
from math import prod

from derivcheck.engine.statement import World
from derivcheck.term.core import Abstraction, IndexVar, Prod, Sort, Sum, Term


def affordable(terms: tuple[Term, ...], worlds: Iterable[World], budget: int) -> bool:
    """Whether terms can be evaluated in all worlds with so many values at most."""
    work = Work(terms)
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


class Work:
    """What of terms decides how much work they are, looked up once for all worlds."""

    def __init__(self, terms: Iterable[Term]) -> None:
        roots = tuple(terms)
        nodes = dict.fromkeys(node for root in roots for node in root.nodes_of(Term))
        # how often each pair of free and bound indices occurs
        self._kinds = Counter((node.free, _binds(node)) for node in nodes)
        self._bound = {index for _, binds in self._kinds for index in binds}
        for root in roots:
            self._bound.update(*(one.indices for one in root.nodes_of(Abstraction)))
        self._indices = frozenset[IndexVar]().union(*(free for free, _ in self._kinds))

    def in_world(self, world: World) -> int:
        """Return how many values are computed in a world, over all free indices, at most.

        One for each distinct subterm and assignment of its free indices; an index that has a
        value in the world has one assignment unless it is bound inside.
        """
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


def _binds(term: Term) -> tuple[IndexVar, ...]:
    return (term.index,) if isinstance(term, (Sum, Prod)) else ()
