"""Products over an index set: taken apart, and for every size split at the named elements.

``Π_w f(w)`` over a set with m named elements is the product over these, each written once, times
``F = Π f(w)`` over the elements without a name.  How many those are only F knows.  With a fresh F
for each family f the statement says more: it is to hold whatever F is.  The named elements may
coincide, so each counts only where it differs from those before it.
"""

from collections.abc import Sequence

from derivcheck.engine.every_size.abstraction import Atoms, canonical
from derivcheck.term.core import (
    ALWAYS,
    ONE,
    All,
    Always,
    Any_,
    Call,
    Choice,
    Condition,
    Entry,
    Index,
    IndexVar,
    Mul,
    Node,
    Not,
    Number,
    Power,
    Prod,
    Same,
    Sort,
    Sum,
    Term,
    all_of,
    mul,
)
from derivcheck.term.substitute import rebuild, rewritten, substitute


def take_apart(term: Term) -> Term:
    """Return the term with ``Π ab → Πa·Πb``, ``Π a^n → (Πa)^n`` and ``Π e^a → e^{Σa}``."""

    return rewritten(term, lambda node: _apart(node) if isinstance(node, Prod) else node, Prod)


def _apart(term: Prod) -> Term:
    body = term.body
    if isinstance(body, Mul):
        return mul(*(_apart(Prod(term.index, term.where, arg)) for arg in body.args))
    if isinstance(body, Power) and isinstance(body.exponent, Number):
        if body.exponent.value.denominator == 1:
            return Power(_apart(Prod(term.index, term.where, body.base)), body.exponent)
        return term
    if isinstance(body, Call) and body.function == "exp":
        return Call("exp", (Sum(term.index, term.where, body.args[0]),))
    return term


def split_products(
    sides: Sequence[Term], sort: Sort, elements: Sequence[IndexVar], atoms: Atoms
) -> tuple[Term, ...]:
    """Return the sides with products over a sort split at its named elements.

    Products that depend on the index of a sum over the sort stay, and are not covered.
    """
    memo: dict[Node, Node] = {}

    def walk(node: Node) -> Node:
        if Prod not in node.heads:
            return node
        done = memo.get(node)
        if done is None:
            split = _split(node, elements, atoms) if _is_over(node, sort) else None
            # the factors at named elements may hold products of their own
            done = memo[node] = rebuild(node, walk) if split is None else walk(split)
        return done

    return tuple(walk(side) for side in sides)  # type: ignore[misc]


def _is_over(node: Node, sort: Sort) -> bool:
    return isinstance(node, Prod) and node.index.sort is sort


def _split(node: Node, elements: Sequence[IndexVar], atoms: Atoms) -> Term | None:
    assert isinstance(node, Prod)
    if any(i.sort is node.index.sort and i not in elements for i in node.free):
        return None
    try:
        rest = _rest(node, atoms)
    except _Unknown:
        return None
    named = []
    for at, element in enumerate(elements):
        swap: dict[IndexVar, Index] = {node.index: element}
        new = (Not(Same(element, before)) for before in elements[:at])
        counts = all_of(substitute(node.where, swap), *new)
        named.append(Choice(((counts, substitute(node.body, swap)), (ALWAYS, ONE))))
    return mul(rest, *named)


class _Unknown(Exception):
    """A condition of which it is not known whether it holds of an element without a name."""


def _rest(term: Prod, atoms: Atoms) -> Term:
    """Return the product over the elements without a name, as an atom."""
    if not _holds(term.where, term.index):
        return ONE
    body = _elsewhere(term.body, term.index)
    if body is ONE:
        return ONE
    indices: list[Index] = []
    whole = Prod(term.index, ALWAYS, body)
    key = canonical(whole, {}, indices)
    return Entry(atoms.name(("rest", *key), whole), tuple(indices))


def _elsewhere(body: Term, index: IndexVar) -> Term:
    """Return what a factor is at an element without a name."""
    while isinstance(body, Choice):
        for condition, value in body.branches:
            if _holds(condition, index):
                body = value
                break
        else:
            raise _Unknown
    return body


def _holds(condition: Condition, index: IndexVar) -> bool:
    """Whether a condition holds of an element without a name: it is no named one."""
    match condition:
        case Always():
            return True
        case Same() if condition.left is not condition.right and index in (
            condition.left,
            condition.right,
        ):
            # a sample's word may be any element
            if not (isinstance(condition.left, IndexVar) and isinstance(condition.right, IndexVar)):
                raise _Unknown
            return False
        case Not():
            return not _holds(condition.inner, index)
        case All():
            return all(_holds(part, index) for part in condition.parts)
        case Any_():
            return any(_holds(part, index) for part in condition.parts)
        case _:
            raise _Unknown
