"""Steps with the square of a vector, which fail as read, entry by entry: x^2 may be x·x."""

from msgspec.structs import replace

from derivcheck.check.finding import WRONG, StepFinding, Verdict
from derivcheck.check.judging.judge import Judge
from derivcheck.check.judging.rivals import may_hold
from derivcheck.check.reading.members import Reading, Setting
from derivcheck.elaborate.powers import CODE


def spare_squares(
    finding: StepFinding, left: Reading, right: Reading, setting: Setting, judge: Judge
) -> StepFinding:
    """Return what is said of a step that is wrong as read, and may hold if x^2 is a number."""
    if finding.verdict not in WRONG or (left.squared is None and right.squared is None):
        return finding
    one, two = (side.squared or side.tensor for side in (left, right))
    if one is None or two is None:
        if any(map(_means_nothing, (left, right))):
            return finding
    elif not may_hold(one, two, setting, judge):
        return finding
    message = "is the square of a vector meant entry by entry here, or is it x·x? write ⊙ or ‖·‖^2"
    return replace(finding, verdict=Verdict.UNREAD, code=CODE, message=message, witness=None)


def _means_nothing(side: Reading) -> bool:
    """Whether a side has no meaning, whatever its squares are."""
    failed = side.failure is not None and side.failure.verdict == Verdict.ILL_TYPED.value
    return failed and side.squared is None
