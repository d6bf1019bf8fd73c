"""``cases``: values with conditions."""

from derivcheck.elaborate import formula
from derivcheck.elaborate.conditions import condition
from derivcheck.elaborate.failure import ill_typed, unread
from derivcheck.elaborate.scope import Scope
from derivcheck.syntax import tree as t
from derivcheck.term.core import ALWAYS, ZERO, Choice, Condition, Term
from derivcheck.term.tensor import Tensor, describe, filled, same_shape


def cases(tree: t.Cases, scope: Scope) -> Tensor:
    """Return a value that depends on a condition; raises `Failure`."""
    conditions: list[Condition] = []
    values: list[Tensor] = []
    for at, (written, when) in enumerate(tree.rows):
        if when is None and at < len(tree.rows) - 1:
            raise unread("unknown-condition", "this case has no condition", written.span)
        conditions.append(ALWAYS if when is None else condition(when, scope))
        values.append(formula.value(written, scope))
    shaped = next((value for value in values if not value.is_scalar), values[0])
    branches: list[tuple[Condition, Term]] = []
    for when_, value, (written, _) in zip(conditions, values, tree.rows, strict=True):
        if value.is_scalar and not shaped.is_scalar and value.body is ZERO:
            value = filled(shaped.shape, ZERO)
        if not same_shape(value, shaped):
            message = f"one case is a {describe(shaped.shape)}, this one a {describe(value.shape)}"
            raise ill_typed("shape-mismatch", message, written.span)
        axes = shaped.indices
        branches.append((when_, value.at(*axes)))
    numeral = all(value.numeral for value in values)
    return Tensor(shaped.shape, shaped.indices, Choice(tuple(branches)), numeral)
