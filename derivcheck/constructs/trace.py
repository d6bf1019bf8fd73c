"""The trace of a square matrix."""

from derivcheck.constructs.base import Example, TensorFunction
from derivcheck.term.core import ALWAYS, Sum
from derivcheck.term.substitute import substitute
from derivcheck.term.tensor import ShapeError, Tensor, describe, scalar


def _apply(args: tuple[Tensor, ...]) -> Tensor:
    (matrix,) = args
    if len(matrix.indices) != 2 or matrix.shape[0] is not matrix.shape[1]:
        shape = describe(matrix.shape)
        raise ShapeError(f"the trace is taken of a square matrix, not of a {shape}")
    row, column = matrix.indices
    return scalar(Sum(row, ALWAYS, substitute(matrix.body, {column: row})))


CONSTRUCT = TensorFunction(
    name="trace",
    spellings=("tr", "trace", "Tr", "\\tr", "\\Tr", "\\trace"),
    meaning="the trace of a square matrix, the sum of its diagonal",
    arity=1,
    apply=_apply,
    accepted=(Example("\\text{tr}(p p^\\top) = p^\\top p", "proved"),),
    rejected=(
        Example("\\text{tr}(p p^\\top) = 2 p^\\top p", "refuted"),
        Example("\\text{tr}(p) = 1", "ill-typed", "\\text{tr}(p)"),
    ),
)
