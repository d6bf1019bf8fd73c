"""The chain rule through arrays: (∂J/∂θ)(∂θ/∂U) of a vector θ and a matrix U.

∂θ/∂U has an axis for θ and two for U, and no product of matrices takes that.  What is written so
is the chain rule, the sum over the entries of θ: Σ_w ∂J/∂θ_w ∂θ_w/∂U.  How a vector beside an
array lies says nothing, since no layout is agreed upon for arrays.
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
    tree = written.inner if isinstance(written, t.Group) else written
    if not isinstance(tree, t.Derive) or tree.order != 1 or tree.further:
        return None
    variable = formula.value(tree.variable, scope)
    inner = array.indices[: len(array.indices) - len(variable.indices)]
    outer = array.indices[len(inner) :]
    if len(variable.indices) < _MATRIX or not inner or _sorts(beside.indices) != _sorts(inner):
        return None
    # a letter that is free in the one must not be an axis of the other
    free = beside.body.free - {*beside.indices} | array.body.free - {*array.indices}
    axes = all_fresh((*inner, *outer), free)
    letters = axes[: len(inner)]
    body = mul(beside.at(*letters), array.at(*axes))
    for letter in reversed(letters):
        body = Sum(letter, ALWAYS, body)
    what = latex(tree.operand) if tree.operand is not None else "what is differentiated"
    scope.remark(CODE, f"read as the chain rule, the sum over the entries of {what}", span)
    return Tensor(variable.shape, axes[len(inner) :], body)


def _sorts(indices: tuple[IndexVar, ...]) -> tuple[Sort, ...]:
    return tuple(index.sort for index in indices)
