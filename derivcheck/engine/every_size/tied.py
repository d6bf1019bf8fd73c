"""Sums in denominators that depend on the index of an outer sum, as named families.

The common denominator of ``Σ_i c_i / Σ_k B_ik`` has a factor for each i, so its degree grows with
the size and the cutoff argument does not hold.  With a fresh family ``T_i`` in the place of
``Σ_k B_ik``, wherever that sum stands, numerators included, the statement says more: it is to hold
for every T without zeros.  What is proved of that holds of the sums.
"""

from collections.abc import Iterator, Sequence

from derivcheck.engine.every_size.abstraction import Atoms, Key, canonical
from derivcheck.term.core import Entry, Index, Node, Number, Power, Sort, Sum, Term
from derivcheck.term.substitute import rebuild


def name_tied(sides: Sequence[Term], sort: Sort, atoms: Atoms) -> tuple[Term, ...]:
    """Return the sides with the sums over a sort named that stand in such denominators."""
    keys = {_key(found)[0] for side in sides for found in _tied(side, sort)}
    if not keys:
        return tuple(sides)
    memo: dict[Node, Node] = {}

    def walk(node: Node) -> Node:
        done = memo.get(node)
        if done is None:
            done = _named(node, keys, atoms) if _is_over(node, sort) else None
            memo[node] = done = rebuild(node, walk) if done is None else done
        return done

    return tuple(walk(side) for side in sides)  # type: ignore[misc]


def _named(node: Node, keys: set[Key], atoms: Atoms) -> Entry | None:
    assert isinstance(node, Sum)
    key, indices = _key(node)
    return Entry(atoms.name(("sum", *key), node), indices) if key in keys else None


def _key(term: Sum) -> tuple[Key, tuple[Index, ...]]:
    indices: list[Index] = []
    return canonical(term, {}, indices), tuple(indices)


def _is_over(node: Node, sort: Sort) -> bool:
    return isinstance(node, Sum) and node.index.sort is sort


def _tied(side: Term, sort: Sort) -> Iterator[Sum]:
    """Yield the sums over a sort that divide inside another one and depend on its index."""
    for outer in side.nodes_of(Sum):
        if not _is_over(outer, sort):
            continue
        for below in outer.body.nodes_of(Power):
            if _is_negative(below) and outer.index in below.free:
                for node in below.base.nodes_of(Sum):
                    if _is_over(node, sort) and outer.index in node.free:
                        yield node


def _is_negative(term: Power) -> bool:
    return isinstance(term.exponent, Number) and term.exponent.value < 0
