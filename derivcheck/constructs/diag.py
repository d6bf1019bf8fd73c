"""The diagonal matrix of a vector, and the diagonal of a square matrix."""

from derivcheck.constructs.base import Example, TensorFunction
from derivcheck.term.core import IndexVar, Same, indicator, mul
from derivcheck.term.substitute import fresh, substitute
from derivcheck.term.tensor import ShapeError, Tensor, describe


def _apply(args: tuple[Tensor, ...]) -> Tensor:
    (value,) = args
    if len(value.indices) == 1:
        (row,) = value.indices
        column = fresh(IndexVar(row.name + "'", row.sort), value.body.free | {row})
        body = mul(value.body, indicator(Same(row, column)))
        return Tensor((row.sort, row.sort), (row, column), body)
    if len(value.shape) == 2 and len(value.indices) == 2 and value.shape[0] is value.shape[1]:
        row, column = value.indices
        return Tensor((row.sort, None), (row,), substitute(value.body, {column: row}))
    raise ShapeError(f"diag takes a vector or a square matrix, not a {describe(value.shape)}")


CONSTRUCT = TensorFunction(
    name="diag",
    spellings=("diag",),
    meaning="the diagonal matrix of a vector; of a square matrix its diagonal, as a column",
    arity=1,
    apply=_apply,
    accepted=(
        Example("\\text{diag}(p) p = p \\odot p", "proved"),
        Example("\\text{diag}(p)^\\top = \\text{diag}(p)", "proved"),
        Example("\\text{diag}(\\text{diag}(p)) = p", "proved"),
        Example("\\text{diag}(p p^\\top) = p \\odot p", "proved"),
    ),
    rejected=(
        Example("\\text{diag}(p) = p p^\\top", "refuted"),
        Example("\\text{diag}(p) = p", "ill-typed"),
        Example("\\text{diag}(x + y) = x", "ill-typed", "\\text{diag}(x + y)"),
    ),
)
