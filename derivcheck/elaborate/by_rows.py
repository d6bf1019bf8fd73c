"""A function of a vector taken of each row, or of each column, of a matrix: ``softmax(QK^T)``."""

from derivcheck.constructs.base import TensorFunction
from derivcheck.elaborate.scope import Scope
from derivcheck.term.tensor import Tensor

WAYS = ("rows", "columns")


def of_each(function: TensorFunction, values: tuple[Tensor, ...], scope: Scope) -> Tensor | None:
    """Return the matrix of a function's values, None where nobody says what it is taken of."""
    way = scope.conventions.get(function.name)
    if way not in WAYS or len(values) != 1 or len(values[0].indices) != 2:
        return None
    (matrix,) = values
    row, column = matrix.indices
    kept, varied = (row, column) if way == "rows" else (column, row)
    taken = function.apply((Tensor((varied.sort, None), (varied,), matrix.body),))
    (varied,) = taken.indices
    axes = (kept, varied) if way == "rows" else (varied, kept)
    return Tensor(matrix.shape, axes, taken.body)
