"""Functions that are built in, applied to values: entry by entry where they are of numbers."""

from msgspec.structs import replace

from derivcheck.constructs import Construct, PiecewiseFunction, ScalarFunction, TensorFunction
from derivcheck.constructs.base import SeveralMeanings
from derivcheck.elaborate import by_rows
from derivcheck.elaborate.failure import ill_typed, unread
from derivcheck.elaborate.powers import is_square, note
from derivcheck.elaborate.scope import Scope
from derivcheck.source import Span
from derivcheck.syntax import tree as t
from derivcheck.term.core import Call
from derivcheck.term.tensor import ShapeError, Tensor

# functions that a square matrix has as a whole: e^A = I + A + A²/2 + …
_OF_MATRICES = frozenset({"exp", "log", "sqrt", "sin", "cos"})


def entrywise(function: str, argument: Tensor, span: Span) -> Tensor:
    """Return a scalar function of a scalar, or of each entry of a vector or matrix.

    Raises `Failure` for e^A and √A of a square matrix, which need not be taken entry by entry.
    """
    if function in _OF_MATRICES and is_square(argument):
        message = f"{function} of a square matrix has two meanings; write out its entries"
        raise unread("unknown-notation", message, span)
    return replace(argument, body=Call(function, (argument.body,)), numeral=False)


def apply_construct(
    construct: Construct, values: tuple[Tensor, ...], span: Span, scope: Scope | None = None
) -> Tensor:
    """Return the value of a construct; a scalar function goes entry by entry.

    ``scope`` tells whether the softmax of a matrix is that of each row.
    """
    if isinstance(construct, ScalarFunction):
        if len(values) != 1:
            raise unread("wrong-arity", f"{construct.name} takes one argument", span)
        return entrywise(construct.name, values[0], span)
    if isinstance(construct, PiecewiseFunction):
        if len(values) != 1:
            raise unread("wrong-arity", f"{construct.name} takes one argument", span)
        return replace(values[0], body=construct.value(values[0].body), numeral=False)
    if len(values) != construct.arity and (construct.arity is not None or len(values) < 2):
        message = f"{construct.name} takes {construct.arity or 'two or more'} arguments"
        raise unread("wrong-arity", message, span)
    try:
        return construct.apply(values)
    except ShapeError as error:
        raise ill_typed("shape-mismatch", str(error), span, error.pair) from error
    except SeveralMeanings as error:
        matrix = by_rows.of_each(construct, values, scope) if scope is not None else None
        if matrix is not None:
            return matrix
        raise unread("unknown-notation", str(error), span) from error


def require_domain(construct: Construct, tree: t.Tree, value: Tensor, scope: Scope) -> None:
    """Note what must hold of an argument for the value to be defined: it is positive."""
    relation = {"positive": "> 0", "nonnegative": "≥ 0"}
    if isinstance(construct, ScalarFunction) and construct.domain in relation:
        scope.require(tree, value, relation[construct.domain])


def note_extremes(
    function: Construct, values: tuple[Tensor, ...], span: Span, scope: Scope
) -> None:
    """Remark that the largest or smallest of several vectors is taken entry by entry."""
    several = isinstance(function, TensorFunction) and function.arity is None
    if several and any(not value.is_scalar for value in values):
        note(scope, span)
