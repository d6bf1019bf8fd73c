"""Derivatives that lie the other way in a text that speaks of numerator layout.

Some mean Jacobians only by it, others the derivative of a number as well, which is a row then, or
also what they call its gradient.  What fails for this alone is no error of the writer.
"""

import re
from collections.abc import Sequence

from msgspec.structs import replace

from derivcheck.check.finding import StepFinding, Verdict
from derivcheck.check.judging.chains import Judged
from derivcheck.check.reading.members import Reading
from derivcheck.source.pattern import later
from derivcheck.syntax import tree as t
from derivcheck.term.core import Derivative

_SPOKEN_OF = later(
    r"\bnumerator[- ]layout\b|\bjacobian[- ](?:layout|formulation|convention)\b"
    r"|\b(?:gradients?|nabla)\b[^.\n]{0,40}\btranspos\w+[^.\n]{0,20}"
    r"\b(?:derivatives?|jacobians?|differentials?)\b",
    re.IGNORECASE,
)
_MOST = 20_000  # characters that are looked through


def speaks_of_layout(prose: str) -> bool:
    """Whether a text speaks of a layout in which derivatives of numbers are rows."""
    return _SPOKEN_OF.search(prose[:_MOST]) is not None


def spare_turned(judged: Sequence[Judged]) -> list[Judged]:
    """Return chains in which no derivative is called meaningless because it is transposed."""
    return [replace(one, steps=tuple(_spare(s, one) for s in one.steps)) for one in judged]


def _spare(step: StepFinding, judged: Judged) -> StepFinding:
    if step.verdict is not Verdict.ILL_TYPED or step.code != "shape-mismatch":
        return step
    sides = judged.sides(step)
    if not any(_may_lie_otherwise(side) for side in sides):
        return step
    message = f"{step.message}; the text speaks of a layout in which derivatives may be rows"
    return replace(step, verdict=Verdict.UNREAD, message=message)


def _may_lie_otherwise(side: Reading) -> bool:
    """Whether a derivative of a number is in a member: how Jacobians lie the layout tells."""
    if not any(isinstance(node, (t.Derive, t.Gradient)) for node in side.tree.walk()):
        return False
    value = side.tensor
    if value is None or None in value.shape:
        return True
    axes = frozenset(value.indices)
    derivatives = (node for node in value.body.walk() if isinstance(node, Derivative))
    return any(axes <= frozenset(node.variable.indices) for node in derivatives)
