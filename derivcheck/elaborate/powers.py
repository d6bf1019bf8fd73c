"""Powers and quotients of vectors: nobody defines them, and people write them entry by entry.

``1 - h^2`` for the derivative of tanh, ``-y / \\hat y`` for that of a cross-entropy.  A square may
as well be the number x·x, so that it is read in both ways wherever it stands.
"""

from derivcheck.elaborate.failure import Failure, ill_typed, unread
from derivcheck.elaborate.scope import Scope
from derivcheck.source import Span
from derivcheck.syntax import latex
from derivcheck.syntax import tree as t
from derivcheck.term.core import ALWAYS, Sum, Unknown, power
from derivcheck.term.substitute import fresh
from derivcheck.term.tensor import Tensor, describe, divide, scalar

CODE = "power-of-vector"
ENTRIES = "entries"  # x² is the vector of the squares of x's entries
PRODUCTS = "products"  # x² is the number x·x, the sum of these squares
REMARK = "entry-by-entry"


def is_square(value: Tensor) -> bool:
    """Whether a value is a matrix with as many rows as columns."""
    return len(value.indices) == 2 and value.shape[0] is value.shape[1]


def power_of(base: Tensor, exponent: Tensor, sup: t.Tree, tree: t.Tree, scope: Scope) -> Tensor:
    """Return a power of a vector or matrix as the scope says to read it; raises `Failure`.

    A square matrix has powers of its own, which are not read here.
    """
    if base.is_scalar or is_square(base) or not exponent.is_scalar:
        message = f"I do not read a {describe(base.shape)} to the power of {latex(sup)}"
        raise unread("unknown-notation", message, tree.span)
    if scope.powers == ENTRIES:
        note(scope, tree.span)
        axes = tuple(fresh(index, exponent.body.free) for index in base.indices)
        return Tensor(base.shape, axes, power(base.at(*axes), exponent.body))
    if scope.powers == PRODUCTS and latex(sup) == "2":
        total = power(base.body, exponent.body)
        for index in reversed(base.indices):
            total = Sum(index, ALWAYS, total)
        return scalar(total)
    raise ambiguous(base, latex(sup), tree.span)


def ambiguous(base: Tensor, exponent: str, span: Span) -> Failure:
    """Return the failure of a power of which it is not plain what is meant."""
    what = describe(base.shape)
    message = f"a {what} to the power of {exponent}: write ⊙ if each entry is meant, or ‖·‖^2"
    return unread(CODE, message, span)


def quotient(numerator: Tensor, denominator: Tensor, span: Span, scope: Scope) -> Tensor:
    """Return a quotient, by a vector entry by entry; raises `Failure` and `ShapeError`."""
    if not denominator.is_scalar:
        if any(isinstance(node, Unknown) for node in numerator.body.walk()):
            # a loss over a variable lacks its ∂
            message = f"a {describe(numerator.shape)} over a {describe(denominator.shape)}"
            raise ill_typed("shape-mismatch", message, span)
        note(scope, span)
    return divide(numerator, denominator)


def note(scope: Scope, span: Span) -> None:
    """Remark that something is read entry by entry."""
    message = "this is read entry by entry, as a function of a vector is"
    scope.remark(REMARK, message, span)
