"""Sums under functions as named atoms, so that only sums outside of functions are left.

``exp(Σ_i U[i,w]·v[i])`` becomes ``exp(T[w])`` with a fresh family ``T``.  What is proved of
arbitrary ``T`` holds of the sum that it stands for, whatever the size of its index set; that
two sums get the same name only if they are the same up to bound indices and order loses
relations, never gains one.
"""

from functools import lru_cache

from msgspec import Struct, field

from derivcheck.constructs.signs import is_positive
from derivcheck.term.core import (
    ALWAYS,
    ONE,
    Abstraction,
    Add,
    Call,
    Choice,
    Compare,
    Entry,
    Index,
    IndexLiteral,
    IndexMap,
    IndexVar,
    Mul,
    Node,
    Number,
    Power,
    Prod,
    Size,
    Sort,
    Sum,
    Term,
    Unknown,
    add,
    mul,
    neg,
)
from derivcheck.term.substitute import rebuild, rewritten

Key = tuple[object, ...]

# what may hide a sum, and what is named where it is hidden
_HIDING: frozenset[object] = frozenset((Call, Compare, Power, Unknown))
_HIDDEN: frozenset[object] = frozenset((Sum, Prod, Size, Unknown))


class Atoms(Struct):
    """The names given so far; one object serves both sides of a statement."""

    positive: frozenset[str]
    names: dict[Key, str] = field(default_factory=dict)
    made_positive: set[str] = field(default_factory=set)

    def name(self, key: Key, term: Term | None) -> str:
        """Return the name of what a key describes, a new one if it has none."""
        found = self.names.get(key)
        if found is None:
            found = self.names[key] = f"·atom{len(self.names)}"
            if term is not None and is_positive(term, self.positive):
                self.made_positive.add(found)
        return found


def abstract(term: Term, sort: Sort, atoms: Atoms) -> Term:
    """Return the term with sums over a sort under functions, and unknown functions, named."""
    return _Abstraction(sort, atoms).outside(term)


def abstract_again(term: Term, sort: Sort, atoms: Atoms) -> Term:
    """Return the term with sums over a sort that have a name already named everywhere.

    A relation between such a sum and its parts is lost; one between it and the function that
    hides it is won.
    """

    def named(node: Node) -> Node:
        if not isinstance(node, (Sum, Prod)) or node.index.sort is not sort:
            return node
        key, indices = _family(node)
        name = atoms.names.get(("sum", *key))
        return Entry(name, indices) if name is not None else node

    return rewritten(term, named)


class _Abstraction:
    def __init__(self, sort: Sort, atoms: Atoms) -> None:
        self._sort = sort
        self._atoms = atoms
        self._outside: dict[Node, Node] = {}
        self._inside: dict[Node, Node] = {}

    def outside(self, term: Term) -> Term:
        done = self._walk_outside(term)
        assert isinstance(done, Term)
        return done

    def _walk_outside(self, node: Node) -> Node:
        if node.heads.isdisjoint(_HIDING):
            return node
        done = self._outside.get(node)
        if done is None:
            opaque = isinstance(node, (Call, Compare)) or (
                isinstance(node, Power) and not _is_integer(node)
            )
            if opaque:
                done = rebuild(node, self._walk_inside)
            elif isinstance(node, Unknown):
                done = self._unknown(node)
            else:
                done = rebuild(node, self._walk_outside)
            self._outside[node] = done
        return done

    def _walk_inside(self, node: Node) -> Node:
        if node.heads.isdisjoint(_HIDDEN):
            return node
        done = self._inside.get(node)
        if done is None:
            if isinstance(node, (Sum, Prod)) and node.index.sort is self._sort:
                done = self._named_sum(node)
            elif isinstance(node, Size) and node.sort is self._sort:
                done = Entry(self._atoms.name(("size", node.sort.name), node), ())
            elif isinstance(node, Unknown):
                done = self._unknown(node)
            else:
                done = rebuild(node, self._walk_inside)
            self._inside[node] = done
        return done

    def _named_sum(self, term: Sum | Prod) -> Node:
        if isinstance(term, Sum) and term.where is ALWAYS:
            parts = spread(term)
            if parts != [term]:
                return add(*(_linear(part, self._walk_inside) for part in parts))
        return self._atom(term)

    def _atom(self, term: Term) -> Entry:
        key, indices = _family(term)
        return Entry(self._atoms.name(("sum", *key), term), indices)

    def _unknown(self, term: Unknown) -> Node:
        """Name an unknown function by its tensor arguments; word arguments and slots index it."""
        indices: list[Index] = []
        keys: list[object] = [term.function]
        for arg in term.args:
            if isinstance(arg, Abstraction):
                bound: dict[IndexVar, int] = {i: at for at, i in enumerate(arg.indices)}
                sorts = tuple(i.sort.name for i in arg.indices)
                keys.append((sorts, canonical(arg.body, bound, indices)))
            else:
                indices.append(arg)
        # partial derivatives commute; a fixed order of slots would need values of indices, so
        # two orders are two names
        for slot, at in term.slots:
            keys.append(slot)
            indices.extend(at)
        return Entry(self._atoms.name(("unknown", *keys), None), tuple(indices))


def _is_integer(term: Power) -> bool:
    return isinstance(term.exponent, Number) and term.exponent.value.denominator == 1


def draw_out(term: Term) -> Term:
    """Return the term with sums taken apart: ``Σ_w e^{a_w + b}·c → c·e^b·Σ_w e^{a_w}``."""

    return rewritten(term, lambda x: add(*spread(x)) if isinstance(x, Sum) else x, Sum)


def spread(term: Sum) -> list[Term]:
    """Return a sum as several: over each addend, what does not depend on the index drawn out."""
    body, index = _apart(term.body, term.index), term.index
    if index not in body.free:
        whole = term.where is ALWAYS
        count = Size(index.sort) if whole else Sum(index, term.where, ONE)
        return [mul(body, count)]
    if isinstance(body, Add):
        return [part for arg in body.args for part in spread(Sum(index, term.where, arg))]
    if isinstance(body, Mul):
        kept = tuple(arg for arg in body.args if index in arg.free)
        drawn = tuple(arg for arg in body.args if index not in arg.free)
        if drawn and kept:
            return [mul(*drawn, part) for part in spread(Sum(index, term.where, mul(*kept)))]
    return [term]


def _apart(body: Term, index: IndexVar) -> Term:
    """Write e^{a + b} as e^a·e^b where only one of the two depends on an index."""
    factors: list[Term] = []
    for factor in body.args if isinstance(body, Mul) else (body,):
        exponent = factor.args[0] if isinstance(factor, Call) and factor.function == "exp" else None
        if isinstance(exponent, Add):
            kept = [arg for arg in exponent.args if index in arg.free]
            drawn = [arg for arg in exponent.args if index not in arg.free]
            if kept and drawn:
                factors.extend((Call("exp", (add(*drawn),)), Call("exp", (add(*kept),))))
                continue
        factors.append(factor)
    return mul(*factors)


def _linear(part: Term, walk: "object") -> Term:
    done = walk(part)  # type: ignore[operator]
    assert isinstance(done, Term)
    return done


# the steps of a document, and of a class, have few different sums
@lru_cache(maxsize=2_000)
def _family(term: Term) -> tuple[Key, tuple[Index, ...]]:
    """Return of which family of terms one is, and which of that, see `canonical`."""
    indices: list[Index] = []
    return canonical(term, {}, indices), tuple(indices)


def canonical(node: object, bound: dict[IndexVar, int], indices: list[Index]) -> Key:
    """Return a description that is the same for terms equal up to bound names and order.

    Index terms without bound variables become parameters: they are put into ``indices`` in
    order, so that ``T[o]`` and ``T[w_k]`` are one family.
    """
    match node:
        case Index() if not (node.free & bound.keys()):
            indices.append(node)
            return ("parameter", node.sort.name)
        case IndexVar():
            return ("bound", bound[node])
        case IndexMap():
            return ("map", node.map, *(canonical(a, bound, indices) for a in node.args))
        case IndexLiteral():
            raise AssertionError("a literal has no free variables")
        case Sort():
            return ("sort", node.name)
        case Sum() | Prod():
            inner = {**bound, node.index: _next(bound)}
            where = canonical(node.where, inner, indices)
            body = canonical(node.body, inner, indices)
            return (type(node).__name__, node.index.sort.name, where, body)
        case Add() | Mul():
            # each once, and sorted afterwards: twice a level is 2^depth times in all
            args = sorted((_with_indices(arg, bound) for arg in node.args), key=_key_as_text)
            indices.extend(index for _, own in args for index in own)
            return (type(node).__name__, *(key for key, _ in args))
        case Abstraction():
            inner = {**bound, **{i: _next(bound) + at for at, i in enumerate(node.indices)}}
            sorts = tuple(i.sort.name for i in node.indices)
            return ("abstraction", sorts, canonical(node.body, inner, indices))
        case Node():
            values = (getattr(node, name) for name in type(node).fields)
            return (type(node).__name__, *(canonical(v, bound, indices) for v in values))
        case tuple():
            return ("tuple", *(canonical(item, bound, indices) for item in node))
        case _:
            return (repr(node),)


def _with_indices(node: Node, bound: dict[IndexVar, int]) -> tuple[Key, list[Index]]:
    """Return a description, see `canonical`, with the parameters in it."""
    indices: list[Index] = []
    return canonical(node, bound, indices), indices


def _key_as_text(described: tuple[Key, list[Index]]) -> str:
    return repr(described[0])


def _next(bound: dict[IndexVar, int]) -> int:
    """Return a number that no bound index has, one that hides another of its name included."""
    return max(bound.values(), default=-1) + 1


def expand_logs(term: Term, positive: frozenset[str]) -> Term:
    """Return the term with logarithms of products of positive factors taken apart.

    log(e^t) = t and log(ab) = log a + log b where all factors but one are proved positive.
    """

    def expanded(node: Node) -> Node:
        if isinstance(node, Call) and node.function == "log":
            return _log(node.args[0], positive)
        return node

    return rewritten(term, expanded, "log")


def _log(argument: Term, positive: frozenset[str]) -> Term:
    if isinstance(argument, Call) and argument.function == "exp":
        return argument.args[0]
    if isinstance(argument, Mul):
        unsure = [arg for arg in argument.args if not is_positive(arg, positive)]
        if len(unsure) <= 1:
            return add(*(_log(arg, positive) for arg in argument.args))
    if isinstance(argument, Power) and is_positive(argument.base, positive):
        if isinstance(argument.exponent, Number) and argument.exponent.value == -1:
            return neg(_log(argument.base, positive))
        return mul(argument.exponent, _log(argument.base, positive))
    if isinstance(argument, Prod) and is_positive(argument.body, positive):
        return Sum(argument.index, argument.where, _log(argument.body, positive))
    if isinstance(argument, Choice):
        return Choice(tuple((when, _log(value, positive)) for when, value in argument.branches))
    return Call("log", (argument,))
