"""Whether a value is another one times a factor that is not 0, as rows of an equation are."""

from collections.abc import Iterator
from itertools import islice, product

from msgspec.structs import replace

from derivcheck.check.judging.judge import Judge
from derivcheck.check.reading.relate import statement_of
from derivcheck.engine.cases.tidy import canonical_names, polynomial
from derivcheck.engine.decision import Decision
from derivcheck.term.context import Context
from derivcheck.term.core import (
    ONE,
    Entry,
    Node,
    Number,
    Power,
    Size,
    Sum,
    Term,
    mul,
    neg,
    number,
    power,
    quotient,
)
from derivcheck.term.tensor import Tensor, same_shape

# numbers that equations are multiplied by
_NUMBERS = (ONE, number(2), quotient(ONE, number(2)))
_POWERS = (1, -1, 2, -2)
NONZERO = " ≠ 0"
MOST = 60  # factors tried

Found = tuple[Decision, tuple[str, ...]]  # how it was proved, and what must not be 0 for it


def multiple(
    of: Tensor,
    base: Tensor,
    context: Context,
    judge: Judge,
    unknowns: frozenset[str] = frozenset(),
) -> Found | None:
    """Return the proof that a value is another one times a factor that is not 0.

    By what is unknown nothing is divided that has solutions there: w² = aw is not w = a.
    """
    if not same_shape(of, base) or _vectors(of.body) != _vectors(base.body):
        return None
    barred = unknowns - context.positive - frozenset(_divisors(base.body))
    for factor, names in islice(_factors(of.body, base.body, barred), MOST):
        scaled = replace(base, body=mul(factor, base.body), numeral=False)
        decision = decide(of, scaled, context, judge)
        if decision is not None and decision.equal is True:
            return decision, names
    return None


def _vectors(term: Term) -> frozenset[str]:
    """Return what has components in a term: a factor takes none away."""
    return frozenset(n.symbol for n in term.walk() if isinstance(n, Entry) and n.indices)


def _divisors(term: Term) -> Iterator[str]:
    """Yield the letters by which a term divides: they are not 0 where it means something."""
    for node in term.walk():
        match node:
            case Power(base=Entry(indices=()) as letter, exponent=Number(value=value)) if value < 0:
                yield letter.symbol


def _factors(
    of: Term, base: Term, barred: frozenset[str]
) -> Iterator[tuple[Term, tuple[str, ...]]]:
    """Yield factors that rows are multiplied by, with what must not be 0 for it."""
    signed = [one for plain in _NUMBERS for one in (plain, neg(plain))]
    yield from ((one, ()) for one in signed)
    # rid of all that it divides by, which is not 0 where it means something
    cleared = cleared_by(base)
    nodes = dict.fromkeys((*of.walk(), *base.walk()))
    sizes: list[Term] = list(dict.fromkeys(size for node in nodes for size in _sizes(node)))
    if cleared is not ONE:
        counts = (ONE, *(power(size, number(n)) for size in sizes for n in (-1, 1)))
        yield from ((mul(one, cleared, count), ()) for count in counts for one in signed)
    letters: list[Term] = [
        node
        for node in nodes
        if isinstance(node, Entry) and not node.indices and node.symbol not in barred
    ]
    for name, exponent, one in product([*sizes, *letters], _POWERS, signed):
        nonzero = () if isinstance(name, Size) else (f"{getattr(name, 'symbol', '')}{NONZERO}",)
        yield mul(one, power(name, number(exponent))), nonzero


def _sizes(node: Node) -> Iterator[Term]:
    """Yield a size as written, and that of Σ_i c, which is one."""
    if isinstance(node, Size):
        yield node
    elif isinstance(node, Sum) and node.index not in node.body.free:
        yield Size(node.index.sort)


def cleared_by(term: Term) -> Term:
    """Return the product of what a number divides by, ``θ(1 − θ)`` of ``a/θ − b/(1 − θ)``.

    What depends on the index of a sum is left where it stands.
    """
    below: dict[Term, int] = {}
    for monomial in polynomial(canonical_names(term)) or {}:
        for node, exponent in monomial:
            if exponent < 0 and node.free <= term.free:
                below[node] = max(-exponent, below.get(node, 0))
    return mul(*(power(node, number(n)) for node, n in below.items())) if below else ONE


def decide(left: Tensor, right: Tensor, context: Context, judge: Judge) -> Decision | None:
    """Return what is decided of two values' being equal, None if they do not fit."""
    statement = statement_of(left, right, context)
    return None if statement is None else judge.decide(statement)
