"""``cases``: values with conditions."""

from derivcheck.elaborate import formula
from derivcheck.elaborate.conditions import by_entry
from derivcheck.elaborate.failure import ill_typed, unread
from derivcheck.elaborate.overlaps import contradict
from derivcheck.elaborate.scope import Scope
from derivcheck.syntax import tree as t
from derivcheck.term.core import ALWAYS, ZERO, Choice, Condition, IndexVar, Term
from derivcheck.term.substitute import all_fresh, substitute
from derivcheck.term.tensor import Tensor, describe, filled, same_shape


def cases(tree: t.Cases, scope: Scope) -> Tensor:
    """Return a value that depends on a condition, z > 0 of a vector in each entry.

    Raises `Failure`.
    """
    if not tree.rows:
        raise unread("missing-operand", "there is no case here", tree.span)
    conditions: list[tuple[Condition, Tensor | None]] = []
    values: list[Tensor] = []
    for at, (written, when) in enumerate(tree.rows):
        if when is None and at < len(tree.rows) - 1:
            raise unread("unknown-condition", "this case has no condition", written.span)
        conditions.append((ALWAYS, None) if when is None else by_entry(when, scope))
        values.append(formula.value(written, scope))
    entries = [shaped for _, shaped in conditions if shaped is not None]
    shaped = next((value for value in (*entries, *values) if not value.is_scalar), values[0])
    axes = _axes_of(shaped, (*entries, *values), [when for when, _ in conditions])
    branches: list[tuple[Condition, Term]] = []
    for (when_, of), value, (written, _) in zip(conditions, values, tree.rows, strict=True):
        spread = value.body is ZERO or (value.numeral and bool(entries))
        if value.is_scalar and not shaped.is_scalar and spread:
            value = filled(shaped.shape, value.body)
        if not same_shape(value, shaped):
            message = f"one case is a {describe(shaped.shape)}, this one a {describe(value.shape)}"
            raise ill_typed("shape-mismatch", message, written.span)
        if of is not None and of.shape != shaped.shape:
            message = f"a condition on a {describe(of.shape)}, the case a {describe(shaped.shape)}"
            raise ill_typed("shape-mismatch", message, written.span)
        if of is not None:
            when_ = substitute(when_, dict(zip(of.indices, axes, strict=True)))
        branches.append((when_, value.at(*axes)))
    if contradict(branches):
        message = "two of these cases can hold at once, and do not say the same"
        raise unread("unknown-condition", message, tree.span)
    numeral = all(value.numeral for value in values) and not entries
    return Tensor(shaped.shape, axes, Choice(tuple(branches)), numeral)


def _axes_of(
    shaped: Tensor, beside: tuple[Tensor, ...], conditions: list[Condition]
) -> tuple[IndexVar, ...]:
    """Return axes of a shape that stand for nothing else in any of the cases."""
    own = frozenset[IndexVar]().union(*(set(tensor.indices) for tensor in beside))
    free = frozenset[IndexVar]().union(*(x.body.free for x in beside))
    free = free.union(*(when.free for when in conditions))
    return all_fresh(shaped.indices, free - own)
