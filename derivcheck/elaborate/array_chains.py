"""The chain rule through arrays: (∂J/∂θ)(∂θ/∂U) of a vector θ and a matrix U.

∂θ/∂U has an axis for θ and two for U, and no product of matrices takes that.  What is written so
is the chain rule, the sum over the entries of θ: Σ_w ∂J/∂θ_w ∂θ_w/∂U.  How a vector beside an
array lies says nothing, since no layout is agreed upon for arrays.  By a vector, ∂θ/∂v is a
Jacobian, for which there are layouts; if the factors lie otherwise, only the axes are known that
their product should have.
"""

from derivcheck.elaborate import formula
from derivcheck.elaborate.scope import Scope
from derivcheck.source import Span
from derivcheck.syntax import latex
from derivcheck.syntax import tree as t
from derivcheck.term.core import ALWAYS, IndexVar, Sort, Sum, mul
from derivcheck.term.substitute import all_fresh
from derivcheck.term.tensor import Tensor

CODE = "array-chain-rule"
_MATRIX = 2  # axes


def chained(
    beside: Tensor, array: Tensor, written: t.Tree, span: Span, scope: Scope
) -> Tensor | None:
    """Return the product of a derivative by a matrix and what stands beside it.

    None if ``array`` is not written as one, or ``beside`` has not the axes of what is
    differentiated.  The result has the shape of the matrix.
    """
    derivative, variable = _derivative(written, scope)
    if derivative is None or variable is None or len(variable.indices) < _MATRIX:
        return None
    inner, outer = _split(array, variable)
    if not _fits(beside, inner):
        return None
    # a letter that is free in the one must not be an axis of the other
    free = beside.body.free - {*beside.indices} | array.body.free - {*array.indices}
    axes = all_fresh((*inner, *outer), free)
    letters = axes[: len(inner)]
    body = mul(beside.at(*letters), array.at(*axes))
    for letter in reversed(letters):
        body = Sum(letter, ALWAYS, body)
    what = latex(derivative.operand) if derivative.operand else "what is differentiated"
    scope.remark(CODE, f"read as the chain rule, the sum over the entries of {what}", span)
    return Tensor(variable.shape, axes[len(inner) :], body)


def axes_meant(
    beside: Tensor, jacobian: Tensor, written: t.Tree, scope: Scope
) -> tuple[Sort, ...] | None:
    """Return the axes of the product of a Jacobian and a vector that lie the wrong way.

    None if that is not what they are.
    """
    derivative, variable = _derivative(written, scope)
    if derivative is None or variable is None or len(jacobian.indices) != _MATRIX:
        return None
    # in either layout, the axes of what is differentiated are not those of the variable
    sorts = [index.sort for index in jacobian.indices]
    outer = [index.sort for index in variable.indices]
    if len(outer) != 1 or outer[0] not in sorts:
        return None
    sorts.remove(outer[0])
    return tuple(outer) if [index.sort for index in beside.indices] == sorts else None


def _derivative(written: t.Tree, scope: Scope) -> tuple[t.Derive | None, Tensor | None]:
    """Return what is written as a first derivative, and by what it is; None for all else."""
    tree = written.inner if isinstance(written, t.Group) else written
    if not isinstance(tree, t.Derive) or tree.order != 1 or tree.further:
        return None, None
    if isinstance(tree.variable, t.Product):
        return None, None
    return tree, formula.value(tree.variable, scope)


def _split(array: Tensor, variable: Tensor) -> tuple[tuple[IndexVar, ...], tuple[IndexVar, ...]]:
    """Return the axes of what is differentiated and those of the variable."""
    count = len(array.indices) - len(variable.indices)
    return array.indices[:count], array.indices[count:]


def _fits(beside: Tensor, inner: tuple[IndexVar, ...]) -> bool:
    sorts = [index.sort for index in inner]
    return bool(sorts) and [index.sort for index in beside.indices] == sorts
