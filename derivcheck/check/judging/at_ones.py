"""Whether a step fails where all numbers are 1, all vectors of ones, and square matrices 1 or I.

That point is binary, positive, symmetric: what fails there fails for values that are limited so.
"""

from derivcheck.check.judging import guards
from derivcheck.check.judging.judge import Judge
from derivcheck.check.reading.members import Setting
from derivcheck.check.reading.relate import statement_of
from derivcheck.elaborate.bodies import written_out
from derivcheck.term.context import Context
from derivcheck.term.core import ONE, Entry, Same, Term, indicator
from derivcheck.term.tensor import Tensor


def fails_at_ones(left: Tensor, right: Tensor, setting: Setting, judge: Judge) -> bool:
    """Whether two values are refuted there, after derivatives are carried out.

    Not where a symbol is limited otherwise, as one-hot vectors are, or has more than two axes.
    """
    context = setting.context

    def put(entry: Entry) -> Term | None:
        return _one(entry, context)

    left, right = (written_out(side, context, put) for side in (left, right))
    if any(isinstance(node, Entry) for side in (left, right) for node in side.body.walk()):
        return False
    statement = statement_of(left, right, context)
    return statement is not None and guards.decide(statement, setting, judge).equal is False


def _one(entry: Entry, context: Context) -> Term | None:
    """Return the value of a component there, None where it has none."""
    if entry.symbol in context.one_hot or entry.symbol in context.constraints:
        return None
    sorts = [index.sort for index in entry.indices]
    if len(sorts) > 2:
        return None
    square = len(sorts) == 2 and sorts[0] is sorts[1]
    return indicator(Same(*entry.indices)) if square else ONE
