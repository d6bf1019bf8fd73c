"""Whether ``w = e`` is the one solution of an equation that is linear in w.

It is if the equation holds at e, and its slope in w, in which w does not occur, is a number that
is not 0, or a multiple of 1, of a matrix whose inverse stands in e, or of an inverse.  What is
divided by, as in ``a/w − b/(1 − w)``, is not 0 where it means something: rid of it, that is linear.
"""

from collections.abc import Iterator

from msgspec.structs import replace

from derivcheck.check.judging.judge import Judge
from derivcheck.check.judging.multiples import NONZERO, Found, cleared_by, decide, multiple
from derivcheck.constructs.differentiate import NotDifferentiable, differentiate
from derivcheck.constructs.signs import is_positive
from derivcheck.engine.cases.tidy import canonical_names, polynomial, term_of
from derivcheck.term.context import Context
from derivcheck.term.core import (
    ALWAYS,
    ONE,
    ZERO,
    Add,
    Call,
    Choice,
    Entry,
    IndexVar,
    Inverse,
    Mul,
    Node,
    Number,
    Power,
    Size,
    Sum,
    Term,
    add,
    mul,
    neg,
    number,
    quotient,
)
from derivcheck.term.inverse import component, inverse
from derivcheck.term.printer import text
from derivcheck.term.substitute import fresh, rebuild, replace_entries, substitute
from derivcheck.term.tensor import Tensor, identity, scalar

# what may be constant on each side of a place where it is not defined
_PIECES = frozenset({Call, Choice})
_SMOOTH = frozenset({"log", "exp"})
LONGEST = 80  # characters of a condition that is written out
# part of a name that nobody writes
_SOLVED = "solved"


def one_solution(
    residue: Tensor, name: Entry, value: Tensor, context: Context, judge: Judge
) -> Found | None:
    """Return the proof that ``name = value`` is where a residue is 0, and nowhere else.

    A name is a whole vector, or one entry p_k, and then no other of p may stand in the residue.
    """
    if name.indices and value.is_scalar:
        return _one_entry(residue, name, value, context, judge)

    def solved(entry: Entry) -> Term | None:
        if entry.symbol != name.symbol:
            return None
        return substitute(value.body, dict(zip(value.indices, entry.indices, strict=True)))

    there = replace(residue, body=replace_entries(residue.body, solved))
    decision = decide(there, scalar(ZERO), context, judge)
    if decision is None or decision.equal is not True:
        return None
    slope = _constant_slope_of(residue, name, context, judge)
    if slope is None:
        return (decision, ()) if _is_monotone(residue, name, context.positive) else None
    if slope.is_scalar:
        if _is_never_zero(slope.body, context.positive):
            return decision, ()
        plain = multiple(slope, scalar(ONE), context, judge)
        if plain is not None:
            return decision, plain[1]
        never = decide(slope, scalar(ZERO), context, judge)
        if never is None or never.equal is not False:
            return None
        sure = not any(isinstance(node, Entry) for node in slope.body.walk())
        shown = text(slope)
        if len(shown) > LONGEST:
            shown = f"what {name.symbol.partition('·')[0]} is multiplied by there"
        return decision, () if sure else (f"{shown}{NONZERO}",)
    for matrix in _invertible(value.body, residue.body, slope):
        found = multiple(slope, matrix, context, judge)
        if found is not None:
            return decision, found[1]
    return None


def solution_of(
    residue: Tensor, name: Entry, like: Tensor, context: Context, judge: Judge
) -> Tensor | None:
    """Return where a residue that is linear in a whole name is 0, as −M⁻¹r of M w + r.

    Where M has no inverse that is not defined.  ``like`` has the shape of the solution.
    """
    slope = _constant_slope_of(residue, name, context, judge)
    if slope is None or name.symbol in slope.body.symbols:
        return None
    if slope.is_scalar:
        straight = _slope_of(residue, name)
        divides = straight is None or name.symbol in straight.body.symbols
        # 0 is where it is divided by
        whole = mul(cleared_by(residue.body), residue.body) if divides else residue.body
        start = quotient(ONE, number(2)) if divides else ZERO
        rest = replace_entries(whole, lambda entry: start if entry is name else None)
        body = rebuild(add(start, neg(quotient(rest, slope.body))), _counted)
        plain = polynomial(canonical_names(body)) if body.heads.isdisjoint(_PIECES) else None
        return replace(like, body=body if plain is None else term_of(plain), numeral=False)
    row, column = slope.indices
    if row.sort is not column.sort or len(like.indices) != 1:
        return None
    by = fresh(row, residue.body.free | slope.body.free | {row, column, *like.indices})
    rest = replace_entries(residue.body, lambda x: ZERO if x.symbol == name.symbol else None)
    of_slope = inverse(slope, "M").body
    assert isinstance(of_slope, Inverse)
    there = component(of_slope, like.indices[0], by)
    product = mul(there, substitute(rest, {residue.indices[0]: by}))
    return replace(like, body=neg(Sum(by, ALWAYS, product)), numeral=False)


def _counted(node: Node) -> Node:
    """Return a term in which Σ_i 1 is the number of all i, and nothing is added or times 0."""
    found = rebuild(node, _counted)
    match found:
        case Add(args=args):
            return add(*args)
        case Mul(args=args):
            known = all(isinstance(one, (Number, Entry, Size)) for one in args)
            return ZERO if known and ZERO in args else mul(*args)
        case Sum(index=index, where=where, body=body) if where is ALWAYS and index not in body.free:
            return mul(Size(index.sort), body)
        case _:
            return found


def _one_entry(
    residue: Tensor, name: Entry, value: Tensor, context: Context, judge: Judge
) -> Found | None:
    """Return the proof for an entry, as that of a number of its own."""
    alone = Entry(f"{name.symbol}·{_SOLVED}", ())
    body = replace_entries(residue.body, lambda entry: alone if entry is name else None)
    if not residue.is_scalar or name.symbol in body.symbols:
        return None
    variables = {**context.variables, alone.symbol: ()}
    positive = context.positive | ({alone.symbol} if name.symbol in context.positive else set())
    context = replace(context, variables=variables, positive=positive)
    return one_solution(replace(residue, body=body), alone, value, context, judge)


def _constant_slope_of(
    residue: Tensor, name: Entry, context: Context, judge: Judge
) -> Tensor | None:
    """Return the slope of a residue, or of it without denominators, if that is one everywhere."""
    slope = _slope_of(residue, name)
    if slope is None or name.symbol not in slope.body.symbols:
        return slope
    if not residue.is_scalar or name.indices:
        return None
    whole = replace(residue, body=mul(cleared_by(residue.body), residue.body))
    slope = _slope_of(whole, name)
    if slope is None or name.symbol not in slope.body.symbols:
        return slope
    second = _slope_of(slope, name)
    straight = None if second is None else decide(second, scalar(ZERO), context, judge)
    if straight is None or straight.equal is not True:
        return None
    # the same at each w: one at which all is a number is plainer
    half = quotient(ONE, number(2))
    there = replace_entries(slope.body, lambda entry: half if entry is name else None)
    poly = polynomial(canonical_names(there)) if slope.body.heads.isdisjoint(_PIECES) else None
    return slope if poly is None else replace(slope, body=term_of(poly))


def _slope_of(residue: Tensor, name: Entry) -> Tensor | None:
    """Return how a residue depends on a symbol of its own shape: a number, or a square matrix."""
    if len(residue.indices) != len(name.indices):
        return None
    by = tuple(
        fresh(index, residue.body.free) for index in name.indices if isinstance(index, IndexVar)
    )
    try:
        body = differentiate(residue.body, Entry(name.symbol, by))
    except NotDifferentiable:
        return None
    axes = (*residue.indices, *by)
    # n/λ + λ·n·(−1)·λ^{−2} is 0, and is not to be shown
    return Tensor(tuple(axis.sort for axis in axes), axes, body if axes else _plain(body))


def _plain(term: Term) -> Term:
    """Return a number multiplied out, if that is not too long."""
    multiplied = polynomial(canonical_names(term))
    return term if multiplied is None else term_of(multiplied)


def _is_monotone(residue: Tensor, name: Entry, positive: frozenset[str]) -> bool:
    """Whether a number rises or falls with another one wherever that is positive.

    It has one zero at most, if it is defined there without a gap: ``λ − 1 − log p``.
    """
    if not residue.is_scalar or name.indices:
        return False
    nodes = [node for node in residue.body.walk() if name.symbol in node.symbols]
    logs = [node.args[0] for node in nodes if isinstance(node, Call) and node.function == "log"]
    positive |= {name.symbol} if name in logs else set()
    slope = _slope_of(residue, name)
    if slope is None or name.symbol not in positive:
        return False
    below = [node.base for node in nodes if isinstance(node, Power)]
    whole = all(isinstance(node, (Add, Mul, Sum, Call, Power, Entry)) for node in nodes)
    smooth = all(x.function in _SMOOTH for x in nodes if isinstance(x, Call))
    if not whole or not smooth or not all(is_positive(x, positive) for x in (*logs, *below)):
        return False
    return any(is_positive(_plain(x), positive) for x in (slope.body, neg(slope.body)))


def _is_never_zero(term: Term, positive: frozenset[str]) -> bool:
    """Whether a number is not 0 wherever it is defined, by the signs of what it is made of."""
    if is_positive(term, positive) or is_positive(neg(term), positive):
        return True
    match term:
        case Mul():
            return all(_is_never_zero(arg, positive) for arg in term.args)
        case Sum():  # over a whole set, or over none of it
            return is_positive(Sum(term.index, term.where, neg(term.body)), positive)
        case Power(exponent=Number(value=value)):
            return value < 0 or _is_never_zero(term.base, positive)
        case _:
            return False


def _invertible(value: Term, residue: Term, like: Tensor) -> Iterator[Tensor]:
    """Yield the identity, the matrices whose inverses stand in a value, and inverses themselves."""
    row, column = like.shape
    if row is not None and row is column:
        yield identity(row, ONE)
    for node in dict.fromkeys(value.walk()):
        if isinstance(node, Inverse) and len(node.matrix.indices) == 2:
            places = dict(zip(node.matrix.indices, like.indices, strict=True))
            yield replace(like, body=substitute(node.matrix.body, places))
    for node in dict.fromkeys(residue.walk()):
        if isinstance(node, Inverse):
            axes = [axis for axis in node.indices if isinstance(axis, IndexVar)]
            if len(axes) == len(set(axes)) == 2:
                yield replace(
                    like, body=substitute(node, dict(zip(axes, like.indices, strict=True)))
                )
