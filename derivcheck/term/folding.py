"""Writing a term as a function of a defined name: every occurrence of its definition folded.

For ``θ_w = Σ_i U[i,w] v[i]`` the term ``exp(Σ_j v[j] U[j,o])`` becomes ``exp(θ[o])``.  What is
replaced is the definition itself up to the names of bound indices and the order of sums and
products, so a folded term is equal to the one before wherever either is defined.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from derivcheck.term.context import Definition
from derivcheck.term.core import (
    ALWAYS,
    Add,
    Entry,
    Index,
    IndexVar,
    Mul,
    Node,
    Prod,
    Sum,
    Term,
    Unknown,
    add,
    mul,
)
from derivcheck.term.substitute import fresh, rebuild, substitute

# how many pairs of nodes one folding may compare; a term that needs more is left as it is
BUDGET = 200_000
# products of sums under a Σ are multiplied out up to so many summands
MAX_SUMMANDS = 64

Bindings = dict[IndexVar, Index]


def fold(term: Term, name: str, definition: Definition) -> Term:
    """Return the term with every occurrence of a definition's body replaced by its name.

    Neither may hold derivatives; the body must be unfolded as far as the term is.
    """
    return _Folding(name, definition).of(term)


@lru_cache(maxsize=256)  # what a problem asks for is compared with each line that begins
def spread(term: Term) -> Term:
    """Return an equal term whose Σ are as far inside as they go.

    ``Σ_i (a_i + b_i) c = c Σ_i a_i + c Σ_i b_i``: defined at the same points, term by term.
    """
    memo: dict[Node, Node] = {}

    def of(node: Node) -> Node:
        done = memo.get(node)
        if done is None:
            done = rebuild(node, of)
            if isinstance(done, Sum):
                done = _spread_sum(done)
            elif isinstance(done, Mul):
                done = mul(*done.args)
            elif isinstance(done, Add):
                done = add(*done.args)
            memo[node] = done
        return done

    result = of(term)
    assert isinstance(result, Term)
    return result


def _spread_sum(term: Sum) -> Term:
    summands = _multiplied_out(term.body)
    return add(*(_factored(term, summand) for summand in summands))


def _factored(term: Sum, summand: Term) -> Term:
    factors = summand.args if isinstance(summand, Mul) else (summand,)
    if term.where is not ALWAYS:
        return Sum(term.index, term.where, summand)
    outside = [factor for factor in factors if term.index not in factor.free]
    inside = [factor for factor in factors if term.index in factor.free]
    return mul(*outside, Sum(term.index, ALWAYS, mul(*inside)))


def _multiplied_out(term: Term) -> list[Term]:
    if isinstance(term, Add):
        return [part for arg in term.args for part in _multiplied_out(arg)]
    if not isinstance(term, Mul):
        return [term]
    out: list[Term] = [mul()]
    for factor in term.args:
        parts = list(factor.args) if isinstance(factor, Add) else [factor]
        if len(out) * len(parts) > MAX_SUMMANDS:
            return [term]
        out = [mul(a, b) for a in out for b in parts]
    return out


class _Folding:
    def __init__(self, name: str, definition: Definition) -> None:
        self._name = name
        self._body = definition.body
        self._holes = definition.indices
        # free indices of the body that are no holes: a binder of the term must not be one of them
        self._fixed = definition.body.free - set(definition.indices)
        self._matching = Matching(frozenset(definition.indices))
        self._memo: dict[Node, Node] = {}

    def of(self, term: Term) -> Term:
        result = self._of(term)
        assert isinstance(result, Term)
        return result

    def _of(self, node: Node) -> Node:
        done = self._memo.get(node)
        if done is None:
            done = self._whole(node) or self._within(node)
            self._memo[node] = done
        return done

    def _whole(self, node: Node) -> Node | None:
        """Return the name in place of a node, or of some factors or summands of it."""
        if not isinstance(node, Term):
            return None
        found = self._matching.first(self._body, node)
        if found is not None:
            return self._named(found)
        for kind, join in ((Mul, mul), (Add, add)):
            if isinstance(node, kind) and isinstance(self._body, kind):
                part = self._matching.part(self._body.args, node.args)
                if part is not None:
                    bindings, rest = part
                    return self._of(join(self._named(bindings), *rest))
        return None

    def _named(self, bindings: Bindings) -> Entry:
        return Entry(self._name, tuple(bindings[hole] for hole in self._holes))

    def _within(self, node: Node) -> Node:
        if isinstance(node, Unknown):
            return node  # what an unknown function does with the name is not known
        if isinstance(node, (Sum, Prod)) and node.index in self._fixed:
            taken = self._fixed | node.body.free | node.where.free
            new = fresh(node.index, taken)
            swap: dict[IndexVar, Index] = {node.index: new}
            node = type(node)(new, substitute(node.where, swap), substitute(node.body, swap))
        return rebuild(node, self._of)


class Matching:
    """Compares terms up to bound indices and order, filling the holes of a pattern."""

    def __init__(self, holes: frozenset[IndexVar]) -> None:
        self._holes = holes
        self._left = BUDGET

    def first(self, pattern: Term, term: Term) -> Bindings | None:
        """Return what the holes stand for if the term is the pattern, else None."""
        for found in self._match(pattern, term, {}, {}):
            if self._holes <= found.keys():
                return found
        return None

    def part(
        self, patterns: Sequence[Term], terms: Sequence[Term]
    ) -> tuple[Bindings, tuple[Term, ...]] | None:
        """Return what the holes stand for and what is left over if some terms are the patterns."""
        for found, rest in self._some(tuple(patterns), tuple(terms), {}, {}):
            if self._holes <= found.keys() and rest:
                return found, rest
        return None

    def _match(
        self, pattern: object, term: object, found: Bindings, bound: Bindings
    ) -> Iterator[Bindings]:
        """Yield the ways to fill the holes; ``bound`` pairs indices bound on the way down."""
        self._left -= 1
        if self._left < 0:
            return
        if isinstance(pattern, IndexVar):
            yield from self._match_index(pattern, term, found, bound)
        elif isinstance(pattern, (Sum, Prod)):
            if type(term) is type(pattern):
                assert isinstance(term, (Sum, Prod))
                inner = _shadowed(bound, term.index) | {pattern.index: term.index}
                for half in self._match(pattern.where, term.where, found, inner):
                    yield from self._match(pattern.body, term.body, half, inner)
        elif isinstance(pattern, (Mul, Add)):
            if type(term) is type(pattern) and len(term.args) == len(pattern.args):
                for filled, rest in self._some(pattern.args, term.args, found, bound):
                    if not rest:
                        yield filled
        elif isinstance(pattern, Node):
            yield from self._match_fields(pattern, term, found, bound)
        elif isinstance(pattern, tuple):
            if isinstance(term, tuple) and len(term) == len(pattern):
                yield from self._match_all(pattern, term, found, bound)
        elif pattern == term:
            yield found

    def _match_index(
        self, pattern: IndexVar, term: object, found: Bindings, bound: Bindings
    ) -> Iterator[Bindings]:
        if not isinstance(term, Index) or term.sort is not pattern.sort:
            return
        if pattern in bound:
            if bound[pattern] is term:
                yield found
        elif any(index in term.free for index in bound.values() if isinstance(index, IndexVar)):
            return  # what is bound inside the occurrence means nothing outside of it
        elif pattern not in self._holes:
            if pattern is term:
                yield found
        elif pattern not in found:
            yield {**found, pattern: term}
        elif found[pattern] is term:
            yield found

    def _match_fields(
        self, pattern: Node, term: object, found: Bindings, bound: Bindings
    ) -> Iterator[Bindings]:
        if type(term) is not type(pattern):
            return
        if pattern is term and not pattern.free & (self._holes | bound.keys()):
            if not pattern.free & {i for i in bound.values() if isinstance(i, IndexVar)}:
                yield found
            return
        names = type(pattern).fields
        yield from self._match_all(
            [getattr(pattern, name) for name in names],
            [getattr(term, name) for name in names],
            found,
            bound,
        )

    def _match_all(
        self, patterns: Sequence[object], terms: Sequence[object], found: Bindings, bound: Bindings
    ) -> Iterator[Bindings]:
        if not patterns:
            yield found
            return
        for filled in self._match(patterns[0], terms[0], found, bound):
            yield from self._match_all(patterns[1:], terms[1:], filled, bound)

    def _some(
        self,
        patterns: tuple[Term, ...],
        terms: tuple[Term, ...],
        found: Bindings,
        bound: Bindings,
    ) -> Iterator[tuple[Bindings, tuple[Term, ...]]]:
        """Yield the ways to find each pattern among the terms, with the terms left over."""
        if not patterns:
            yield found, terms
            return
        for at, term in enumerate(terms):
            rest = (*terms[:at], *terms[at + 1 :])
            for filled in self._match(patterns[0], term, found, bound):
                yield from self._some(patterns[1:], rest, filled, bound)


def _shadowed(bound: Bindings, index: IndexVar) -> Bindings:
    """Return the pairs under one more binder: what it shadows cannot be met below."""
    hidden = IndexVar("·hidden", index.sort)
    return {inside: hidden if outside is index else outside for inside, outside in bound.items()}
