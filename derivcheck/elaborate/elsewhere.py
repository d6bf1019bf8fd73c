"""Functions of a vector or matrix at another one: ``f(0)``, ``f(2x)``, ``f(x + d)``."""

from collections.abc import Iterable

from msgspec import Struct
from msgspec.structs import replace

from derivcheck.elaborate import bodies, formula
from derivcheck.elaborate.failure import Failure
from derivcheck.elaborate.scope import Scope
from derivcheck.syntax import latex
from derivcheck.syntax import tree as t
from derivcheck.term.context import Context, unfold
from derivcheck.term.core import ONE, ZERO, Entry, Index, Term
from derivcheck.term.substitute import substitute
from derivcheck.term.tensor import Tensor


class Elsewhere(Struct, frozen=True):
    """A variable of a definition, and the value that stands in its place."""

    symbol: str
    value: Tensor
    # of a column of a matrix: the axis along it, and which one it is
    axis: int = 0
    column: Index | None = None


def elsewhere(pattern: t.Tree, written: t.Tree, inner: Scope, scope: Scope) -> Elsewhere | None:
    """Return what an argument puts in the place of a whole vector or matrix, or None.

    Only where nothing limits the variable: the value of ``f(2p)`` for probabilities p is not asked
    for by a definition of f on probabilities.
    """
    alike = latex(pattern) == latex(written)
    # the same letter may be another thing here: an x of which nobody says what it is
    if not isinstance(pattern, t.Name) or (alike and latex(pattern) not in scope.letters):
        return None
    known = formula.value(pattern, inner)
    entry = known.body
    free = isinstance(entry, Entry) and known.indices and entry.indices == known.indices
    if not free or not isinstance(entry, Entry) or _is_limited(entry.symbol, scope.context):
        return None
    value = _constant(written, known) or formula.value(written, scope)
    same = isinstance(value.body, Entry) and value.body.symbol == entry.symbol
    return Elsewhere(entry.symbol, value) if value.shape == known.shape and not same else None


def column_elsewhere(
    pattern: t.Tree, written: t.Tree, inner: Scope, scope: Scope
) -> Elsewhere | None:
    """Return what an argument puts in the place of one column, v̂ for the v_c of P(u_o | v_c)."""
    if not isinstance(pattern, t.Scripts) or latex(pattern) == latex(written):
        return None
    try:
        known, value = formula.value(pattern, inner), formula.value(written, scope)
    except Failure:
        return None
    entry = known.body
    if not isinstance(entry, Entry) or len(known.indices) != 1 or len(entry.indices) != 2:
        return None
    # another column of it is found by its index, and one of another matrix is likelier a slip
    column = isinstance(value.body, Entry) and len(value.body.indices) == len(entry.indices)
    limited = _is_limited(entry.symbol, scope.context)
    if column or limited or value.shape != known.shape:
        return None
    (place,) = (at for at, index in enumerate(entry.indices) if index in known.indices)
    return Elsewhere(entry.symbol, value, place, entry.indices[1 - place])


def speaks_of_one_column(body: Tensor, place: Elsewhere, context: Context) -> bool:
    """Whether a function's body has no other column of a matrix than the one to be replaced."""
    entries = (node for node in unfold(body.body, context).walk() if isinstance(node, Entry))
    found = [one for one in entries if one.symbol == place.symbol]
    return bool(found) and all(one.indices[1 - place.axis] == place.column for one in found)


def _constant(written: t.Tree, known: Tensor) -> Tensor | None:
    """Read 0 as the zero vector, a bold 1 as the vector of ones."""
    if not isinstance(written, t.Numeral) or not (written.text == "0" or written.bold):
        return None
    body = {"0": ZERO, "1": ONE}.get(written.text)
    return replace(known, body=body) if body is not None else None


def _is_limited(symbol: str, context: Context) -> bool:
    tables = (context.definitions, context.one_hot, context.constraints, context.values)
    return symbol in context.positive or any(symbol in table for table in tables)


def moved(body: Tensor, places: Iterable[Elsewhere], context: Context) -> Tensor:
    """Return a function's body with other vectors in the places of its variables, all at once."""
    given = {one.symbol: one for one in places}
    if not given:
        return body

    def put(entry: Entry) -> Term | None:
        if entry.symbol not in given:
            return None
        one = given[entry.symbol]
        value = one.value
        at = entry.indices if one.column is None else (entry.indices[one.axis],)
        return substitute(value.body, dict(zip(value.indices, at, strict=True)))

    return bodies.written_out(body, context, put)
