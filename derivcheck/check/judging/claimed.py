"""Steps that rest on what a text only claims of a name: ``J = U = R``, of which U was not read."""

from msgspec.structs import replace

from derivcheck.check.finding import WRONG, Condition, StepFinding, Verdict, not_wrong, undecided
from derivcheck.check.judging.undeclared import CODE
from derivcheck.check.judging.without_left import NOTHING_BEFORE
from derivcheck.check.reading.claimed import claims_on
from derivcheck.check.reading.members import Reading, Setting

# shapes that do not fit, where they are not held against the writer
_SPARED = (Verdict.UNREAD, CODE)


def as_claimed(
    finding: StepFinding, sides: tuple[Reading, Reading], setting: Setting
) -> StepFinding:
    """Return a step that is proved as far as names are what is claimed, and wrong by no claim."""
    claims = claims_on([side.tree for side in sides], setting.claimed)
    if not claims:
        return finding
    misfit = finding.code == "shape-mismatch" or (finding.verdict, finding.code) == _SPARED
    if misfit and finding.relation.left > 0 and sides[0].tensor is None:
        return undecided(finding, *NOTHING_BEFORE)  # the claim alone makes shapes of its right side
    if finding.verdict is Verdict.PROVED:
        conditions = (Condition("assumption", text, "stated") for text in claims)
        return replace(finding, conditions=(*finding.conditions, *conditions))
    if finding.verdict not in WRONG:
        return finding
    message = f"it does not hold if {claims[0]}; before that I did not read what it is"
    return not_wrong(finding, CODE, message)
