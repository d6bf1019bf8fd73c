"""The cross-entropy of two distributions, ``−Σ_i y_i log ŷ_i``."""

from derivcheck.constructs.base import Example, TensorFunction
from derivcheck.term.core import ALWAYS, Call, Sum, mul, neg
from derivcheck.term.tensor import ShapeError, Tensor, align, describe, differing, scalar

_TAKES = "the cross-entropy takes two vectors of one length, not a"
# what is said of the cross-entropy of numbers
OF_NUMBERS = f"{_TAKES} {describe(())} and a {describe(())}"


def _apply(args: tuple[Tensor, ...]) -> Tensor:
    target, estimate = args
    if target.shape != estimate.shape or len(target.indices) != 1:
        raise ShapeError(
            f"{_TAKES} {describe(target.shape)} and a {describe(estimate.shape)}",
            differing(target.shape, estimate.shape),
        )
    (over,), y, yhat = align(target, estimate)
    return scalar(neg(Sum(over, ALWAYS, mul(y, Call("log", (yhat,))))))


CONSTRUCT = TensorFunction(
    name="cross-entropy",
    spellings=("CE", "CrossEntropy", "Cross-Entropy", "cross-entropy", "crossentropy"),
    meaning="the cross-entropy, the negative sum of y_i log ŷ_i",
    arity=2,
    apply=_apply,
    accepted=(Example("CE(p, \\text{softmax}(q)) = CE(p, \\text{softmax}(q+2))", "proved"),),
    rejected=(Example("CE(p, \\text{softmax}(q)) = CE(q, \\text{softmax}(p))", "refuted"),),
)
