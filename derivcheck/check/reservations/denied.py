"""Formulas that the text around them denies claim nothing.

They are neither right nor wrong, and answer nothing.  Where a denial may be meant of something
else it is taken for one all the same: that costs a verdict, and no more.
"""

from msgspec.structs import replace

from derivcheck.check.finding import DENIED, StepFinding, Verdict, undecided
from derivcheck.check.judging.chains import Judged


def as_denied(judged: Judged, words: str) -> Judged:
    """Return a chain that the text denies: nothing is said of it."""
    return replace(judged, steps=tuple(_not_claimed(step, words) for step in judged.steps))


def _not_claimed(step: StepFinding, words: str) -> StepFinding:
    if step.verdict is Verdict.UNREAD:
        return step
    message = f"the text seems to deny it: “{words}”"
    step = replace(undecided(step, DENIED, message), equals_start=None, scope=None)
    return replace(step, slip=None, error_bound=None, method=())
