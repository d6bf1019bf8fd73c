"""What ``A = B`` claims of two values: common axes, numerals stretched, or nothing at all."""

from msgspec import Struct

from derivcheck.elaborate.failure import may_agree, unsure_of
from derivcheck.engine.statement import Statement
from derivcheck.source import Diagnostic, Span
from derivcheck.term.context import Context
from derivcheck.term.core import ZERO, Derivative, Entry, Mul, Number
from derivcheck.term.tensor import (
    Tensor,
    align,
    alike_in_size,
    describe,
    differing,
    filled,
    identity,
    same_shape,
    standing_alike,
    transpose,
)


class Mismatch(Struct, frozen=True):
    """Two values that cannot be equal because they are different kinds of thing."""

    message: str
    unsure: bool = False  # it is not known whether their lengths differ


def relate(
    left: Tensor, right: Tensor, context: Context, span: Span
) -> tuple[Statement | Mismatch, tuple[Diagnostic, ...]]:
    """Return the statement that two values are equal, and remarks on how they were read."""
    remarks: list[Diagnostic] = []
    left, right = _stretched(left, right, context, span, remarks)
    right, left = _stretched(right, left, context, span, remarks)
    left, right = alike_in_size(*standing_alike(left, right))
    if not same_shape(left, right):
        pair = differing(left.shape, right.shape)
        if pair is not None and may_agree(*pair):
            message = f"{_message(left, right)}; {unsure_of(*pair)}"
            return Mismatch(message, unsure=True), tuple(remarks)
        # some write all vectors as lists in square brackets, others rows only
        either = bool(left.listed or right.listed) and left.shape == right.shape[::-1]
        return Mismatch(_message(left, right), unsure=either), tuple(remarks)
    axes, a, b = align(left, right)
    return Statement(axes, a, b, context), tuple(remarks)


def statement_of(left: Tensor, right: Tensor, context: Context) -> Statement | None:
    """Return the statement that two values are equal, None where that means nothing.

    For values that no reader has put side by side: nothing is remarked on how they are read.
    """
    statement, _ = relate(left, right, context, Span(0, 0))
    return None if isinstance(statement, Mismatch) else statement


def _stretched(
    small: Tensor, large: Tensor, context: Context, span: Span, remarks: list[Diagnostic]
) -> tuple[Tensor, Tensor]:
    """Stretch a numeral to the other side's shape: 0 to any zero, 1 to the identity."""
    if not small.is_scalar or large.is_scalar:
        return small, large
    if _is_zero(small):
        return filled(large.shape, ZERO), large
    square = len(large.shape) == 2 and large.shape[0] is large.shape[1] and large.shape[0]
    if square and (small.numeral or _is_indicator(small, context)) and _is_jacobian(large):
        what = "a number alone" if small.numeral else "this value, 0 or 1,"
        message = f"{what} is read as that number times the identity matrix"
        remarks.append(Diagnostic("numeral-as-identity", message, span))
        return identity(square, small.body), large
    return small, large


def _is_zero(tensor: Tensor) -> bool:
    """Whether a scalar is 0 as written: ``0``, ``2 · 0``, ``0/2``."""
    factors = tensor.body.args if isinstance(tensor.body, Mul) else (tensor.body,)
    return ZERO in factors and all(isinstance(factor, Number) for factor in factors)


def _is_indicator(tensor: Tensor, context: Context) -> bool:
    """Whether a scalar is an entry of a one-hot vector, which is 0 or 1."""
    return isinstance(tensor.body, Entry) and tensor.body.symbol in context.one_hot


def _is_jacobian(tensor: Tensor) -> bool:
    """Whether a matrix is the derivative of a vector by a vector."""
    return any(isinstance(node, Derivative) for node in tensor.body.walk())


def _message(left: Tensor, right: Tensor) -> str:
    message = f"the left side is a {describe(left.shape)}, the right side a {describe(right.shape)}"
    if len(left.shape) == 2 and len(right.shape) == 2 and same_shape(transpose(left), right):
        message += "; one of them is transposed"
    return message
