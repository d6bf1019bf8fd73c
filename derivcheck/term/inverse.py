"""Inverses of matrices: made of a tensor, and at sizes at which they can be written out."""

from fractions import Fraction

from derivcheck.term.core import (
    ALWAYS,
    MINUS_ONE,
    ONE,
    Abstraction,
    Entry,
    Index,
    IndexVar,
    Inverse,
    Same,
    Sum,
    Term,
    add,
    indicator,
    mul,
    neg,
    number,
    quotient,
)
from derivcheck.term.substitute import fresh, replace_entries, substitute
from derivcheck.term.tensor import Tensor

# between how an inverse is written and what tells it from others that are written so
MARK = "·"


def inverse(matrix: Tensor, written: str) -> Tensor:
    """Return the inverse of a square matrix, definitions unfolded; its symbol shows ``written``."""
    row, column = matrix.indices
    others = tuple(i for i in matrix.body.free_in_order if i not in matrix.indices)
    closed = Abstraction((*others, row, column), matrix.body)
    symbol = f"({written})⁻¹{MARK}{closed.digest.hex()[:12]}"
    whole = Abstraction((row, column), matrix.body)
    entry = Inverse(symbol, (*others, row, column), whole)
    return Tensor(matrix.shape, matrix.indices, entry)


def component(node: Inverse, row: Index, column: Index) -> Term:
    """Return another component of the same inverse."""
    return Inverse(node.symbol, (*node.indices[:-2], row, column), node.matrix)


def differential(node: Inverse, inner: Term) -> tuple[Term, tuple[IndexVar, IndexVar]]:
    """Return dN = −N dM N in one component, ``inner`` being dM over the matrix's own axes.

    It is to be summed over the two indices that are returned with it.

    Source: K. B. Petersen and M. S. Pedersen, The Matrix Cookbook (2012), equation 59.
    """
    row, column = node.matrix.indices
    taken = node.free | inner.free | node.matrix.free
    a = fresh(row, taken)
    b = fresh(column, taken | {a})
    body = substitute(inner, {row: a, column: b})
    left, right = component(node, node.indices[-2], a), component(node, b, node.indices[-1])
    return neg(mul(left, body, right)), (a, b)


def written_out(term: Term, size: int) -> Term:
    """Return a term in which inverses are what they are for matrices of one or two rows.

    By Cayley and Hamilton M² − (tr M) M + det M = 0, so M⁻¹ = ((tr M) 1 − M) / det M at size 2.
    """

    def replaced(entry: Entry) -> Term | None:
        if not isinstance(entry, Inverse):
            return None
        return _small(entry, size)

    while Inverse in term.heads:
        term = replace_entries(term, replaced)
    return term


def _small(node: Inverse, size: int) -> Term:
    i, j = node.indices[-2:]
    if size == 1:
        return quotient(ONE, _at(node, i, j))
    taken = node.free | node.matrix.body.free
    a = fresh(node.matrix.indices[0], taken)
    b = fresh(node.matrix.indices[0], taken | {a})
    trace = Sum(a, ALWAYS, _at(node, a, a))
    square = Sum(a, ALWAYS, Sum(b, ALWAYS, mul(_at(node, a, b), _at(node, b, a))))
    twice = add(mul(trace, trace), neg(square))
    determinant = mul(number(Fraction(1, 2)), twice)
    same = indicator(ALWAYS if i is j else Same(i, j))
    above = add(mul(same, trace), mul(MINUS_ONE, _at(node, i, j)))
    return quotient(above, determinant)


def _at(node: Inverse, row: Index, column: Index) -> Term:
    places: dict[IndexVar, Index] = dict(zip(node.matrix.indices, (row, column), strict=True))
    return substitute(node.matrix.body, places)


def plain_symbol(symbol: str) -> str:
    """Return how an inverse is written, any other symbol as it is."""
    return symbol.split(MARK)[0] if "⁻¹" + MARK in symbol else symbol
