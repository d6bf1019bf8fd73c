"""The bodies of definitions, each read once for a context."""

from collections.abc import Callable

from msgspec.structs import replace

from derivcheck.constructs.differentiate import expand_derivatives
from derivcheck.elaborate import formula
from derivcheck.elaborate.failure import Failure
from derivcheck.elaborate.once import once
from derivcheck.elaborate.scope import Scope
from derivcheck.elaborate.signature import Defined
from derivcheck.source import Diagnostic, Span
from derivcheck.term.context import Context, unfold
from derivcheck.term.core import Entry, Term
from derivcheck.term.substitute import replace_entries
from derivcheck.term.tensor import Tensor


def body_of(defined: Defined, inner: Scope, span: Span) -> Tensor:
    """Return the value of a definition's body; what is wrong in it is said at the place of use."""
    if defined.own:
        return _read(defined, inner, span)
    # a problem's definition is read in a scope of its own, in which only its head's letters vary
    placed = ((key, value.body) for key, value in inner.locals.items())
    letters = (*placed, *inner.free.items(), *inner.sorts.items(), *inner.sizes.items())

    def read() -> tuple[Tensor, list[Diagnostic]]:
        return _read(defined, inner, span), inner.remarks

    body, remarks = once(inner, defined, letters, read)
    for remark in remarks if remarks is not inner.remarks else ():
        inner.remark(remark.code, remark.message, span)
    return body


def shadowed(key: str, scope: Scope) -> set[Entry]:
    """Return what a letter stands for outside of a definition whose parameter it is."""
    symbol, letter = scope.signature.symbols.get(key), scope.letters.get(key)
    out = {Entry(symbol.name, ())} if symbol is not None and symbol.kind == "real" else set()
    values = [scope.locals[key]] if key in scope.locals else []
    values += [letter.value] if letter is not None else []
    out.update(value.body for value in values if isinstance(value.body, Entry))
    return {entry for entry in out if not entry.indices}


def with_names_of(parameters: dict[Entry, Entry], body: Tensor, context: Context) -> Tensor:
    """Return a body in which names that rest on a parameter are written out by it.

    After ``u = x^2`` the u of ``f(x) = u + x`` is x² for that x, so that f(1) is 2.
    """
    if not parameters:
        return body
    term = unfold(body.body, context)
    if not any(entry.symbol in term.symbols for entry in parameters):
        return body
    return written_out(replace(body, body=term), context, parameters.get)


def written_out(body: Tensor, context: Context, put: Callable[[Entry], Term | None]) -> Tensor:
    """Return a body without defined names and derivatives, other values in place of entries."""
    term = expand_derivatives(unfold(body.body, context))
    return replace(body, body=replace_entries(term, put))


def _read(defined: Defined, inner: Scope, span: Span) -> Tensor:
    try:
        return formula.value(defined.body, inner)
    except Failure as failure:
        message = f"in the definition {defined.latex}: {failure.message}"
        raise Failure(failure.verdict, failure.code, message, span) from failure
