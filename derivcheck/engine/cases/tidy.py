"""Terms brought to a plainer form that has the same value wherever the given one is defined.

`canonical_names` gives bound indices the names of their height, so that terms equal up to
those names are one node.  `polynomial` writes a term as a sum of monomials over nodes of
which nothing is known; `tidied` folds numbers and collects equal factors.
"""

from collections.abc import Mapping
from fractions import Fraction
from functools import lru_cache

from derivcheck.term.core import (
    ZERO,
    Abstraction,
    Add,
    Call,
    Index,
    IndexVar,
    Mul,
    Node,
    Number,
    Power,
    Prod,
    Sum,
    Term,
    add,
    mul,
    number,
    power,
)
from derivcheck.term.substitute import rebuild, substitute

# nodes with their exponents, in a fixed order
Monomial = tuple[tuple[Term, int], ...]
Polynomial = dict[Monomial, Fraction]

MAX_TERMS = 200
MAX_POWER = 8
_BINDERS = frozenset({Sum, Prod, Abstraction})


def canonical_names(term: Term) -> Term:
    """Return the term with each bound index named by how many binders are nested below it.

    A closed part then has the same names wherever it stands.  Such names (``0·``) are neither
    letters nor names of axes (``·Dim``).
    """
    memo: dict[Node, tuple[Node, int]] = {}

    def walk(node: Node) -> tuple[Node, int]:
        """Return a node renamed, and the height of its nested binders."""
        if node.heads.isdisjoint(_BINDERS):
            return node, 0
        done = memo.get(node)
        if done is None:
            heights = [0]

            def child(inner: Node) -> Node:
                renamed, height = walk(inner)
                heights.append(height)
                return renamed

            done = memo[node] = _bound(rebuild(node, child), max_of=heights)
        return done

    result, _ = walk(term)
    assert isinstance(result, Term)
    return result


def _bound(node: Node, max_of: list[int]) -> tuple[Node, int]:
    """Return a node whose parts are renamed with its own binders renamed, and its height."""
    height = max(max_of)
    if isinstance(node, Abstraction):
        axes = tuple(
            IndexVar(f"{height + at}·", index.sort) for at, index in enumerate(node.indices)
        )
        swap: dict[IndexVar, Index] = dict(zip(node.indices, axes, strict=True))
        return Abstraction(axes, substitute(node.body, swap)), height + len(axes)
    if not isinstance(node, (Sum, Prod)):
        return node, height
    index = IndexVar(f"{height}·", node.index.sort)
    if index is node.index:
        return node, height + 1
    where = substitute(node.where, {node.index: index})
    body = substitute(node.body, {node.index: index})
    return type(node)(index, where, body), height + 1


@lru_cache(maxsize=4096)
def polynomial(term: Term) -> Polynomial | None:
    """Return a term multiplied out, or None if that is too long; not to be changed."""
    match term:
        case Number():
            return {(): term.value} if term.value else {}
        case Add():
            return _total([polynomial(arg) for arg in term.args])
        case Mul():
            out: Polynomial | None = {(): Fraction(1)}
            for arg in term.args:
                out = _times(out, polynomial(arg))
            return out
        case Power() if isinstance(term.exponent, Number) and term.exponent.value.denominator == 1:
            return _powered(term.base, int(term.exponent.value))
        case Call() if term.function == "exp":
            return _exponential(term)
        case _:
            return {((term, 1),): Fraction(1)}


def _exponential(term: Call) -> Polynomial:
    """Return e^{2a − b} as (e^a)²·(e^b)^{-1}: one node for each monomial of the exponent."""
    exponent = polynomial(term.args[0])
    if exponent is None or not exponent or any(c.denominator != 1 for c in exponent.values()):
        return {((term, 1),): Fraction(1)}
    out = {
        Call("exp", (_monomial_term(monomial, Fraction(1)),)): int(c)
        for monomial, c in exponent.items()
    }
    return {tuple(sorted(out.items(), key=lambda pair: pair[0].digest)): Fraction(1)}


def _powered(base: Term, n: int) -> Polynomial | None:
    if n == 0:
        return {(): Fraction(1)}
    inner = polynomial(base)
    if inner is not None and len(inner) == 1:
        ((monomial, coefficient),) = inner.items()
        if abs(n) <= MAX_POWER or abs(coefficient) == 1:
            return {tuple((node, e * n) for node, e in monomial): coefficient**n}
    if inner is None or not 0 <= n <= MAX_POWER:
        return {((base, n),): Fraction(1)}
    out: Polynomial | None = {(): Fraction(1)}
    for _ in range(n):
        out = _times(out, inner)
    return out


def _total(parts: list[Polynomial | None]) -> Polynomial | None:
    out: Polynomial = {}
    for part in parts:
        if part is None:
            return None
        for monomial, coefficient in part.items():
            out[monomial] = out.get(monomial, Fraction(0)) + coefficient
    out = {monomial: coefficient for monomial, coefficient in out.items() if coefficient}
    return out if len(out) <= MAX_TERMS else None


def _times(left: Polynomial | None, right: Polynomial | None) -> Polynomial | None:
    if left is None or right is None or len(left) * len(right) > MAX_TERMS:
        return None
    return _total([{_join(m, n): c * d} for m, c in left.items() for n, d in right.items()])


def _join(left: Monomial, right: Monomial) -> Monomial:
    exponents = dict(left)
    for node, exponent in right:
        exponents[node] = exponents.get(node, 0) + exponent
    kept = [(node, exponent) for node, exponent in exponents.items() if exponent]
    return tuple(sorted(kept, key=lambda pair: pair[0].digest))


def term_of(poly: Mapping[Monomial, Fraction]) -> Term:
    """Return a polynomial as a term."""
    return add(*(_monomial_term(m, c) for m, c in ordered(poly)))


def ordered(poly: Mapping[Monomial, Fraction]) -> list[tuple[Monomial, Fraction]]:
    """Return the monomials of a polynomial in a fixed order."""
    return sorted(poly.items(), key=_order)


def _order(item: tuple[Monomial, Fraction]) -> tuple[tuple[bytes, int], ...]:
    return tuple((node.digest, exponent) for node, exponent in item[0])


def _monomial_term(monomial: Monomial, coefficient: Fraction) -> Term:
    return mul(number(coefficient), *(power(node, number(n)) for node, n in monomial))


def factors(term: Term) -> tuple[Fraction, Monomial]:
    """Return a term as a rational times powers of different bases."""
    coefficient = Fraction(1)
    exponents: dict[Term, int] = {}

    def gather(part: Term, n: int) -> None:
        nonlocal coefficient
        if isinstance(part, Number) and (part.value or n > 0) and abs(n) <= MAX_POWER:
            coefficient *= part.value**n
        elif isinstance(part, Mul):
            for arg in part.args:
                gather(arg, n)
        elif (
            isinstance(part, Power)
            and isinstance(part.exponent, Number)
            and part.exponent.value.denominator == 1
        ):
            gather(part.base, n * int(part.exponent.value))
        elif isinstance(part, Call) and part.function == "sqrt" and abs(n) > 1:
            # (√a)^n with as many roots gone as can be
            left = n % 2 if n > 0 else -(n % 2)
            gather(part.args[0], (n - left) // 2)
            exponents[part] = exponents.get(part, 0) + left
        else:
            exponents[part] = exponents.get(part, 0) + n

    gather(term, 1)
    kept = [(base, n) for base, n in exponents.items() if n]
    return coefficient, tuple(sorted(kept, key=lambda pair: pair[0].digest))


# the cases of a statement share most of their parts
@lru_cache(maxsize=16_384)
def tidied(term: Term) -> Term:
    """Return a product or power with numbers folded and equal bases collected."""
    if isinstance(term, Add):
        return _folded_sum(term)
    if not isinstance(term, (Mul, Power)):
        return term
    coefficient, rest = factors(term)
    if not coefficient:
        return ZERO
    return _monomial_term(rest, coefficient)


def _folded_sum(term: Add) -> Term:
    numbers = [arg.value for arg in term.args if isinstance(arg, Number)]
    rest = [arg for arg in term.args if not isinstance(arg, Number)]
    return add(*sorted(rest, key=lambda node: node.digest), number(sum(numbers, Fraction(0))))
