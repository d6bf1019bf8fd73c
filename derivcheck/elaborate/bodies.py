"""The bodies of definitions, each read once for a context."""

from derivcheck.elaborate import formula
from derivcheck.elaborate.failure import Failure
from derivcheck.elaborate.once import once
from derivcheck.elaborate.scope import Scope
from derivcheck.elaborate.signature import Defined
from derivcheck.source import Diagnostic, Span
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


def _read(defined: Defined, inner: Scope, span: Span) -> Tensor:
    try:
        return formula.value(defined.body, inner)
    except Failure as failure:
        message = f"in the definition {defined.latex}: {failure.message}"
        raise Failure(failure.verdict, failure.code, message, span) from failure
