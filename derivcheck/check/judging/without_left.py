"""Steps out of a member that has no value."""

from collections import Counter

from msgspec.structs import replace

from derivcheck.check.finding import StepFinding, Verdict
from derivcheck.check.judging.undeclared import not_ill_typed, spare_carried
from derivcheck.check.reading.members import Reading, Setting
from derivcheck.elaborate.failure import may_agree
from derivcheck.term.core import Sort
from derivcheck.term.tensor import describe

# the code and the message of most such steps
NOTHING_BEFORE = (
    "no-left-value",
    "the member before has no value, so there is nothing to compare with",
)


def without_left(
    finding: StepFinding, left: Reading, right: Reading, setting: Setting
) -> StepFinding:
    """Return what is said of a step whose left side has no value: nothing, as a rule.

    Where only the factors of the left side lie the wrong way, (∂J/∂θ)(∂θ/∂v_c) of two columns,
    its axes are known all the same, and what has others is wrong in every layout.
    """
    failure, value = left.failure, right.tensor
    code, message = NOTHING_BEFORE
    nothing = replace(finding, code=code, message=message)
    if failure is None or failure.axes is None or failure.span != left.tree.span:
        return nothing
    if value is None or value.numeral or finding.relation.sign != "=":
        return nothing
    found = tuple(index.sort for index in value.indices)
    if Counter(found) == Counter(failure.axes) or _may_agree(found, failure.axes):
        return nothing
    meant = describe((*failure.axes, None)).replace("column", "vector")
    message = f"however its factors lie, the line before is a {meant}, and this is a "
    message += describe(value.shape)
    span = right.member.span
    wrong = replace(
        finding, verdict=Verdict.ILL_TYPED, code="shape-mismatch", message=message, span=span
    )
    trees = left.tree, right.tree
    return spare_carried(not_ill_typed(wrong, trees, setting), trees, setting)


def _may_agree(one: tuple[Sort, ...], other: tuple[Sort, ...]) -> bool:
    return any(may_agree(a, b) for a in one for b in other)
