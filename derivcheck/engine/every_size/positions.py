"""Elements named by their position, ``u_1`` and ``u_{|V|}``, as named elements.

The first and the last element of a set are elements like any other, so what is proved of any
elements holds of them.  Two positions counted from the front are two elements; the last one may
be any of them.  That there are as many elements as a position says is part of what is meant:
where a set is smaller, the statement says nothing.
"""

from collections.abc import Iterable, Sequence
from itertools import combinations

from msgspec.structs import replace

from derivcheck.term.context import Assumption
from derivcheck.term.core import IndexLiteral, IndexVar, Node, Not, Same, Sort, Term
from derivcheck.term.substitute import rebuild


def name_positions(
    sides: Sequence[Term], assumptions: Sequence[Assumption]
) -> tuple[tuple[Term, ...], tuple[Assumption, ...]]:
    """Return sides and assumptions with positions as free indices, and what is known of those.

    Where the size is a number, positions stay: there all elements have one.
    """
    nodes: list[Node] = [*sides, *(assumption.condition for assumption in assumptions)]
    literals = [literal for literal in positions(nodes) if literal.sort.fixed is None]
    if not literals:
        return tuple(sides), tuple(assumptions)
    memo: dict[Node, Node] = {}
    renamed = tuple(replace(one, condition=_renamed(one.condition, memo)) for one in assumptions)
    named = tuple(_renamed(side, memo) for side in sides)
    return named, (*renamed, *_different(literals))  # type: ignore[return-value]


def positions(nodes: Iterable[Node]) -> tuple[IndexLiteral, ...]:
    """Return the elements named by position that occur, in a fixed order."""
    found = {literal for node in nodes for literal in node.nodes_of(IndexLiteral)}
    return tuple(sorted(found, key=lambda literal: (literal.sort.name, literal.position)))


def least_sizes(nodes: Iterable[Node]) -> dict[Sort, int]:
    """Return how many elements there must be for all positions to exist."""
    least: dict[Sort, int] = {}
    for literal in positions(nodes):
        least[literal.sort] = max(1, literal.position, least.get(literal.sort, 1))
    return least


def _renamed(node: Node, memo: dict[Node, Node]) -> Node:
    done = memo.get(node)
    if done is None:
        if isinstance(node, IndexLiteral) and node.sort.fixed is None:
            done = _element(node)
        else:
            done = rebuild(node, lambda inner: _renamed(inner, memo))
        memo[node] = done
    return done


def _element(literal: IndexLiteral) -> IndexVar:
    # two dots: neither a letter of a formula nor an axis has such a name
    return IndexVar(f"··{literal.position}", literal.sort)


def _different(literals: Sequence[IndexLiteral]) -> list[Assumption]:
    return [
        Assumption(f"{a} ≠ {b}", (), Not(Same(_element(a), _element(b))))
        for a, b in combinations(literals, 2)
        if a.sort is b.sort and min(a.position, b.position) > 0
    ]
