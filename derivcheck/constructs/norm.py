"""The Euclidean norm of a vector, ``‖x‖``."""

from derivcheck.constructs.base import Example, TensorFunction
from derivcheck.term.core import ALWAYS, Call, Sum, number, power
from derivcheck.term.tensor import ShapeError, Tensor, describe, scalar


def _apply(args: tuple[Tensor, ...]) -> Tensor:
    (vector,) = args
    if len(vector.indices) != 1:
        raise ShapeError(f"the norm is taken of a vector, not of a {describe(vector.shape)}")
    squares = Sum(vector.indices[0], ALWAYS, power(vector.body, number(2)))
    return scalar(Call("sqrt", (squares,)))


CONSTRUCT = TensorFunction(
    name="norm",
    spellings=("norm",),
    meaning="the Euclidean norm of a vector",
    arity=1,
    apply=_apply,
    accepted=(
        Example("\\|p\\|^2 = p^\\top p", "proved"),
        Example("\\frac{\\partial \\|p\\|}{\\partial p} = \\frac{p}{\\|p\\|}", "proved"),
    ),
    rejected=(
        Example("\\|p\\| = p^\\top p", "refuted"),
        Example("\\|x\\| = x", "ill-typed", "\\|x\\|"),
    ),
)
