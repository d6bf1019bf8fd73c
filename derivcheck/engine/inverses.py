"""Statements with inverses of matrices.

What holds for any matrix in the place of an inverse holds for the inverse, at every size; both
sides may be multiplied by a matrix whose inverse they begin or end with.  What fails for the
inverse is shown at sizes at which it can be written out, one and two rows.
"""

from collections.abc import Callable, Iterable, Iterator
from fractions import Fraction
from itertools import chain

from msgspec.structs import replace

from derivcheck.constructs.differentiate import expand_derivatives
from derivcheck.engine.cancelling import cancelled
from derivcheck.engine.decision import Decision
from derivcheck.engine.points.refute import Counterexample, find_counterexample
from derivcheck.engine.statement import Statement
from derivcheck.term.context import Context
from derivcheck.term.core import (
    ALWAYS,
    ONE,
    Derivative,
    Entry,
    IndexVar,
    Inverse,
    Sort,
    Sum,
    Term,
    add,
    mul,
    number,
)
from derivcheck.term.inverse import written_out
from derivcheck.term.substitute import fresh, replace_entries, substitute

Decide = Callable[[Statement], Decision]
SMALL = (1, 2)  # rows of matrices whose inverses are written out


def has_inverses(statement: Statement) -> bool:
    """Whether an inverse occurs in a statement, its definitions unfolded."""
    return any(Inverse in side.heads for side in statement.sides)


def decide_with_inverses(statement: Statement, decide: Decide) -> Decision:
    """Return what is known of a statement in which inverses occur."""
    counterexample = _counterexample(statement)
    if counterexample is not None:
        return Decision(False, methods=("balls",), counterexample=counterexample)
    found = _proof(statement, decide)
    if found is not None:
        # at each small size the matrices must have inverses somewhere: there, off by one is wrong
        off = replace(statement, left=add(statement.left, ONE))
        if not all(_at_size(off, size) for size in _sizes(statement)) or not _sizes(statement):
            reason = "no point was found at which the matrices have inverses at several sizes"
            return Decision(None, reason, "no-point")
        return found
    reason = "no counterexample was found, and what I know of inverses is not enough for a proof"
    return Decision(None, reason, "no-proof")


def _proof(statement: Statement, decide: Decide) -> Decision | None:
    """Return how a statement is proved for any matrices, or one that says the same; or None."""
    for one in chain((statement,), _multiplied(statement)):
        found = decide(_with_free_matrices(one, decide))
        if found.equal is True:
            return found
    return None


def _multiplied(statement: Statement) -> Iterator[Statement]:
    """Yield statements that say the same: both sides times a matrix whose inverse they end with.

    ``N a = b`` says the same as ``a = M b`` where N is the inverse of M.
    """
    left, right = statement.sides
    for node in dict.fromkeys(_inverses((left, right))):
        if len(node.indices) != 2:
            continue
        for place, axis in enumerate(node.indices):
            if not isinstance(axis, IndexVar) or axis not in statement.axes:
                continue
            inner = fresh(axis, left.free | right.free | node.matrix.body.free)
            ends = (axis, inner) if place == 0 else (inner, axis)
            matrix = substitute(node.matrix.body, dict(zip(node.matrix.indices, ends, strict=True)))
            one, other = (
                Sum(inner, ALWAYS, mul(matrix, substitute(side, {axis: inner})))
                for side in (left, right)
            )
            yield Statement(statement.axes, one, other, statement.context)


def _counterexample(statement: Statement) -> Counterexample | None:
    found = (_at_size(statement, size) for size in _sizes(statement))
    return next((one for one in found if one is not None), None)


def small_sizes(sides: Iterable[Term]) -> dict[Sort, int]:
    """Return sizes at which the inverses in some terms can be written out, the larger of them."""
    sorts = dict.fromkeys(node.matrix.indices[0].sort for node in _inverses(sides))
    rows = _common(frozenset(sorts))
    return dict.fromkeys(sorts, rows[-1]) if rows else {}


def _sizes(statement: Statement) -> tuple[int, ...]:
    """Return the small sizes that all matrices with inverses can have."""
    return _common(frozenset(_sorts(statement)))


def _common(sorts: frozenset[Sort]) -> tuple[int, ...]:
    return tuple(
        n for n in SMALL if all(sort.fixed in (None, n) and sort.minimum <= n for sort in sorts)
    )


def _at_size(statement: Statement, size: int) -> Counterexample | None:
    left, right = (written_out(side, size) for side in statement.sides)
    small = replace(statement, left=left, right=right)
    return find_counterexample(small, only=dict.fromkeys(frozenset(_sorts(statement)), size))


def _sorts(statement: Statement) -> Iterator[Sort]:
    for node in _inverses(statement.sides):
        yield node.matrix.indices[0].sort


def _inverses(sides: Iterable[Term]) -> Iterator[Inverse]:
    for side in sides:
        yield from (node for node in side.walk() if isinstance(node, Inverse))


def _with_free_matrices(statement: Statement, decide: Decide) -> Statement:
    """Return a statement about any matrices in the place of inverses."""
    left, right = statement.sides
    if any(_varies(side) for side in (left, right)):
        left, right = expand_derivatives(left), expand_derivatives(right)
    left, right = cancelled(left), cancelled(right)
    shown = replace(statement, left=left, right=right)
    variables = dict(statement.context.variables)
    symmetric: set[str] = set()
    for node in _inverses(shown.sides):
        if node.symbol not in variables:
            variables[node.symbol] = tuple(index.sort for index in node.indices)
            if _is_symmetric(node, statement.context, decide):
                symmetric.add(node.symbol)

    def freed(entry: Entry) -> Term | None:
        if not isinstance(entry, Inverse):
            return None
        plain = Entry(entry.symbol, entry.indices)
        if entry.symbol not in symmetric:
            return plain
        *others, row, column = entry.indices
        swapped = Entry(entry.symbol, (*others, column, row))
        return mul(number(Fraction(1, 2)), add(plain, swapped))

    left, right = (replace_entries(side, freed) for side in (left, right))
    context = replace(statement.context, variables=variables)
    return replace(statement, left=left, right=right, context=context)


def _varies(term: Term) -> bool:
    """Whether something is differentiated by what an inverse depends on."""
    return any(
        isinstance(node, Derivative)
        and any(
            isinstance(inner, Inverse) and node.variable.symbol in inner.matrix.symbols
            for inner in node.body.walk()
        )
        for node in term.walk()
    )


def _is_symmetric(node: Inverse, context: Context, decide: Decide) -> bool:
    """Whether the matrix is symmetric: then so is its inverse."""
    row, column = node.matrix.indices
    body = node.matrix.body
    if Inverse in body.heads:
        return False
    turned = substitute(body, {row: column, column: row})
    return decide(Statement((row, column), body, turned, context)).equal is True
