"""A matrix plus a vector, as in XW + b of a batch: programs add b to each row.

Where no problem says what the symbols are, or the text speaks of batches or of broadcasting, such
a sum of a bias is no error of the writer.  It is not read: rows or columns may be meant.
"""

import re
from collections.abc import Sequence

from msgspec.structs import replace

from derivcheck.check.finding import StepFinding, Verdict, not_wrong
from derivcheck.check.judging.chains import Judged
from derivcheck.elaborate.kinds import bare_key
from derivcheck.source.pattern import later
from derivcheck.syntax import tree as t

CODE = "shape-mismatch"
_SPOKEN_OF = later(r"broadcast|\bnumpy\b|\b(?:mini-?)?batch(?:es)?\b", re.IGNORECASE)
_BROADCAST = later(r"broadcast|\bnumpy\b", re.IGNORECASE)
_TO_EACH = later(r"\b(?:column|row) of length \S+ plus a scalar\b|\bscalar plus a (?:column|row)\b")
_BIASES = ("b", "c", "\\b")  # \\beta, \\bm{b} and the like, too
_SUM = later(
    r"\bmatrix plus a (?:column|row)\b|\b(?:column|row) of length \S+ plus a [^;]*\bmatrix"
)


def spare_broadcast(judged: Sequence[Judged], prose: str, *, problem: bool) -> list[Judged]:
    """Return chains in which no sum of a matrix and a vector is called wrong where it may be meant.

    Where there is a ``problem``, the text has to speak of it.
    """
    misfits = any(step.code == CODE for one in judged for step in one.steps)
    if not misfits or (problem and not _SPOKEN_OF.search(prose)):
        return list(judged)
    freely = _BROADCAST.search(prose) is not None
    return [
        replace(one, steps=tuple(_spare(step, one, freely, problem=problem) for step in one.steps))
        for one in judged
    ]


def _spare(step: StepFinding, one: Judged, freely: bool, *, problem: bool) -> StepFinding:
    message = step.message or ""
    if step.verdict is not Verdict.ILL_TYPED or step.code != CODE:
        return step
    if freely and _TO_EACH.search(message):
        return not_wrong(step, CODE, f"{message}; the number may be added to each entry")
    if not _SUM.search(message):
        return step
    sides = (side.tree for side in one.sides(step))
    if not problem and not any(map(_adds_bias, sides)):
        return step
    return not_wrong(step, CODE, f"{message}; it may be added to each row, or to each column")


def _adds_bias(tree: t.Tree) -> bool:
    """Whether a formula adds a name that is customary for a bias: the b of XW + b."""
    sums = (node for node in tree.walk() if isinstance(node, t.Summands))
    return any(bare_key(term)[:2].strip("_") in _BIASES for one in sums for term in one.terms)
