"""Products of a matrix with its inverse, taken out of sums: Σ_b N[a,b] M[b,c] is 1 if a = c else 0.

A term is multiplied out into monomials.  Where the longest monomial of M stands beside N, it is
replaced by what N M = 1 says that it is; each time the monomials become shorter or fewer.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from fractions import Fraction

from msgspec import Struct
from msgspec.structs import replace

from derivcheck.constructs.differentiate import sift
from derivcheck.term.core import (
    ALWAYS,
    Add,
    Choice,
    Entry,
    Index,
    IndexVar,
    Inverse,
    Mul,
    Number,
    Same,
    Sum,
    Term,
    add,
    indicator,
    mul,
    number,
)
from derivcheck.term.substitute import substitute

MOST = 60  # monomials of a term, and replacements in it


class _Monomial(Struct, frozen=True):
    """A coefficient times factors, summed over some indices."""

    coefficient: Fraction
    factors: tuple[Term, ...]
    bound: tuple[IndexVar, ...] = ()

    @property
    def term(self) -> Term:
        body = mul(number(self.coefficient), *self.factors)
        for index in self.bound:
            body = sift(index, ALWAYS, body)
        return body


class _TooMany(Exception):
    """A term of too many monomials, or one that is not multiplied out."""


class _Names:
    """Names for bound indices that nothing else has."""

    def __init__(self) -> None:
        self._count = 0

    def new(self, index: IndexVar) -> IndexVar:
        self._count += 1
        return IndexVar(f"·b{self._count}", index.sort)


def cancelled(term: Term) -> Term:
    """Return an equal term in which matrices beside their inverses are gone where that is seen."""
    if Inverse not in term.heads:
        return term
    names = _Names()
    try:
        waiting = list(_multiplied_out(term, names))
        done: list[_Monomial] = []
        for _ in range(MOST):
            if not waiting:
                return add(*(one.term for one in done))
            monomial = waiting.pop()
            found = _replaced(monomial, names)
            if found is None:
                done.append(monomial)
            else:
                waiting.extend(found)
    except _TooMany:
        pass
    return term


def _multiplied_out(term: Term, names: _Names) -> tuple[_Monomial, ...]:
    match term:
        case Number():
            return (_Monomial(term.value, ()),)
        case Add():
            return _few(tuple(m for arg in term.args for m in _multiplied_out(arg, names)))
        case Mul():
            out: tuple[_Monomial, ...] = (_Monomial(Fraction(1), ()),)
            for arg in term.args:
                more = _multiplied_out(arg, names)
                out = _few(tuple(_times(a, b) for a in out for b in more))
            return out
        case Sum() if term.where is ALWAYS:
            new = names.new(term.index)
            inner = _multiplied_out(substitute(term.body, {term.index: new}), names)
            return tuple(_tidy(replace(m, bound=(*m.bound, new))) for m in inner)
        case _:
            return (_Monomial(Fraction(1), (term,)),)


def _few(found: tuple[_Monomial, ...]) -> tuple[_Monomial, ...]:
    if len(found) > MOST:
        raise _TooMany
    return found


def _times(a: _Monomial, b: _Monomial) -> _Monomial:
    factors, bound = (*a.factors, *b.factors), (*a.bound, *b.bound)
    return _Monomial(a.coefficient * b.coefficient, factors, bound)


def _tidy(monomial: _Monomial) -> _Monomial:
    """Return a monomial without factors [i = j] of a bound i."""
    for at, factor in enumerate(monomial.factors):
        for index in monomial.bound:
            other = _tied(factor, index)
            if other is not None:
                rest = (*monomial.factors[:at], *monomial.factors[at + 1 :])
                bound = tuple(one for one in monomial.bound if one is not index)
                kept = tuple(substitute(one, {index: other}) for one in rest)
                return _tidy(_Monomial(monomial.coefficient, kept, bound))
    return monomial


def _tied(factor: Term, index: IndexVar) -> Index | None:
    """Return the j of [index = j]."""
    for other in factor.free if isinstance(factor, Choice) else ():
        pairs = (Same(index, other), Same(other, index))
        if other is not index and any(factor is indicator(pair) for pair in pairs):
            return other
    return None


def _replaced(monomial: _Monomial, names: _Names) -> tuple[_Monomial, ...] | None:
    """Return what a monomial with a matrix beside its inverse is, None if it has none."""
    uses = Counter(index for factor in monomial.factors for index in _all_indices(factor))
    for at, node in enumerate(monomial.factors):
        if not isinstance(node, Inverse):
            continue
        rest = (*monomial.factors[:at], *monomial.factors[at + 1 :])
        for place in (-1, -2):
            index, other = node.indices[place], node.indices[-3 - place]
            if index not in monomial.bound or uses[index] != 2 or index is other:
                continue
            found = _cancel(monomial, node, rest, place, names)
            if found is not None:
                return found
    return None


def _all_indices(factor: Term) -> Iterator[Index]:
    """Yield the indices of an entry, as often as it has them, those that another factor uses."""
    if isinstance(factor, Entry):
        yield from factor.indices
    else:
        for index in factor.free:
            yield index
            yield index  # how often is not looked at


def _length(monomial: _Monomial) -> tuple[int, int]:
    """How long a monomial is: components of matrices first, as X X in XᵀX + nλI."""
    factors = monomial.factors
    return sum(isinstance(one, Entry) and bool(one.indices) for one in factors), len(factors)


def _cancel(
    monomial: _Monomial, node: Inverse, rest: tuple[Term, ...], place: int, names: _Names
) -> tuple[_Monomial, ...] | None:
    index = node.indices[place]
    row, column = node.matrix.indices
    near, far = (row, column) if place == -1 else (column, row)
    assert isinstance(index, IndexVar)
    body = substitute(node.matrix.body, {near: index})
    parts = sorted(_multiplied_out(body, names), key=_length, reverse=True)
    if not parts or parts[0].coefficient == 0:
        return None
    lead, others = parts[0], parts[1:]
    open_ = frozenset((*lead.bound, far))
    for found, left in _matches(lead.factors, rest, {}, open_):
        end = found.get(far)
        inside = [found.get(one) for one in lead.bound]
        used = {i for factor in left for i in _all_indices(factor)} | {end, index}
        if end is None or len(set(inside)) != len(inside):
            continue
        if any(one not in monomial.bound or one in used for one in inside):
            continue
        scale = monomial.coefficient / lead.coefficient
        bound = tuple(one for one in monomial.bound if one not in inside)
        outer = node.indices[-3 - place]
        unit = _equal(left, outer, end, tuple(b for b in bound if b is not index), scale)
        more = tuple(
            _tidy(
                _Monomial(
                    -scale * one.coefficient,
                    (node, *(substitute(x, {far: end}) for x in one.factors), *left),
                    (*bound, *one.bound),
                )
            )
            for one in others
        )
        return _few((unit, *more))
    return None


def _equal(
    left: tuple[Term, ...],
    a: Index,
    b: Index,
    bound: tuple[IndexVar, ...],
    scale: Fraction,
) -> _Monomial:
    """Return what is left where two indices are the same."""
    if a is b:
        return _Monomial(scale, left, bound)
    for old, new in ((a, b), (b, a)):
        if isinstance(old, IndexVar) and old in bound:
            kept = tuple(substitute(one, {old: new}) for one in left)
            return _Monomial(scale, kept, tuple(one for one in bound if one is not old))
    return _Monomial(scale, (indicator(Same(a, b)), *left), bound)


def _matches(
    pattern: tuple[Term, ...],
    factors: tuple[Term, ...],
    known: Mapping[IndexVar, Index],
    open_: frozenset[IndexVar],
) -> Iterator[tuple[Mapping[IndexVar, Index], tuple[Term, ...]]]:
    """Yield how open indices of a pattern may be chosen so that its factors are among others."""
    if not pattern:
        yield known, factors
        return
    first, *others = pattern
    for at, factor in enumerate(factors):
        chosen = _unified(first, factor, known, open_)
        if chosen is not None:
            yield from _matches(tuple(others), (*factors[:at], *factors[at + 1 :]), chosen, open_)


def _unified(
    pattern: Term, factor: Term, known: Mapping[IndexVar, Index], open_: frozenset[IndexVar]
) -> Mapping[IndexVar, Index] | None:
    if not (isinstance(pattern, Entry) and isinstance(factor, Entry)):
        return known if pattern is factor and pattern.free.isdisjoint(open_) else None
    if pattern.symbol != factor.symbol or isinstance(pattern, Inverse):
        return None
    chosen = dict(known)
    for mine, other in zip(pattern.indices, factor.indices, strict=True):
        if mine in open_ and isinstance(mine, IndexVar):
            if chosen.setdefault(mine, other) is not other:
                return None
        elif mine is not other:
            return None
    return chosen
