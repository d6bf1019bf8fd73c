"""The softmax of a vector, ``e^{x_i} / Σ_j e^{x_j}``."""

from derivcheck.constructs.base import Example, SeveralMeanings, TensorFunction
from derivcheck.term.core import ALWAYS, Call, Sum, quotient
from derivcheck.term.substitute import fresh
from derivcheck.term.tensor import ShapeError, Tensor, describe

# what is said of the softmax of a number
OF_A_NUMBER = f"softmax takes a vector, not a {describe(())}"


def _apply(args: tuple[Tensor, ...]) -> Tensor:
    (logits,) = args
    if len(logits.indices) == 2:
        # of attention's QKᵀ or a batch's XW it is usual, by rows mostly; nobody need say so
        raise SeveralMeanings("softmax of a matrix goes by rows or by columns; write one of them")
    if len(logits.indices) != 1:
        raise ShapeError(f"softmax takes a vector, not a {describe(logits.shape)}")
    at = logits.indices[0]
    over = fresh(at, logits.body.free)
    total = Sum(over, ALWAYS, Call("exp", (logits.at(over),)))
    return Tensor(logits.shape, (at,), quotient(Call("exp", (logits.body,)), total))


CONSTRUCT = TensorFunction(
    name="softmax",
    spellings=("softmax",),
    meaning="the softmax of a vector, exp(x_i) over the sum of all exp(x_j)",
    arity=1,
    apply=_apply,
    accepted=(
        Example("\\text{softmax}(p + 3) = \\text{softmax}(p)", "proved"),
        Example("\\text{softmax}(p + a) = \\text{softmax}(p)", "proved"),
        Example("\\text{softmax}(a + p - b) = \\text{softmax}(p)", "proved"),
        Example("\\sum_i \\text{softmax}(p)_i = 1", "proved"),
    ),
    rejected=(
        Example("\\text{softmax}(2p) = \\text{softmax}(p)", "refuted"),
        Example("\\text{softmax}(p + aq) = \\text{softmax}(p)", "refuted"),
        Example("\\text{softmax}(p + ab) = \\text{softmax}(p)", "ill-typed", "p + ab"),
        Example("\\text{softmax}(p) = p + a", "ill-typed", "p + a"),
        Example("\\text{softmax}(p q^\\top) = 1", "unread", "\\text{softmax}(p q^\\top)"),
        Example("\\text{softmax}(x + 1) = 1", "ill-typed", "\\text{softmax}(x + 1)"),
    ),
)
