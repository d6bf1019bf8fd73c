"""How much work it is to evaluate terms in a finite world, counted before it is done."""

from collections.abc import Iterable, Mapping
from math import prod

from derivcheck.engine.statement import World
from derivcheck.term.core import Abstraction, IndexVar, Node, Prod, Sort, Sum, Term


def evaluations(terms: Iterable[Term], world: World) -> int:
    """Return how many values are computed for terms over all their free indices at most.

    One for each distinct subterm and assignment of its free indices; an index that has a
    value in the world has one assignment unless it is bound inside.
    """
    nodes = {node: None for term in terms for node in term.walk()}
    bound = {index for node in nodes for index in _binds(node)}
    sizes = {
        index: world.sizes.get(index.sort, 1)
        for node in nodes
        for index in (*node.free, *_binds(node))
        if index in bound or index not in world.indices
    }
    return sum(_of(node, sizes, world.sizes) for node in nodes if isinstance(node, Term))


def affordable(terms: tuple[Term, ...], worlds: Iterable[World], budget: int) -> bool:
    """Whether terms can be evaluated in all worlds with so many values at most."""
    known: dict[object, int] = {}
    for world in worlds:
        # which elements the indices are makes no difference
        key = (tuple(world.sizes.items()), frozenset(world.indices))
        if key not in known:
            known[key] = evaluations(terms, world)
        budget -= known[key]
        if budget < 0:
            return False
    return True


def _of(node: Node, sizes: Mapping[IndexVar, int], all_sizes: Mapping[Sort, int]) -> int:
    ways = prod(sizes.get(index, 1) for index in node.free)
    # summing runs over the index even where the body does not depend on it
    return ways * (1 + prod(all_sizes.get(index.sort, 1) for index in _binds(node)))


def _binds(node: Node) -> tuple[IndexVar, ...]:
    if isinstance(node, (Sum, Prod)):
        return (node.index,)
    return node.indices if isinstance(node, Abstraction) else ()
