"""Steps that rest on what a text only claims of a name: ``J = U = R``, of which U was not read."""

from msgspec.structs import replace

from derivcheck.check.finding import WRONG, Condition, StepFinding, Verdict, not_wrong
from derivcheck.check.judging.undeclared import CODE
from derivcheck.check.reading.claimed import claims_on
from derivcheck.check.reading.members import Setting
from derivcheck.syntax import tree as t


def as_claimed(finding: StepFinding, trees: tuple[t.Tree, ...], setting: Setting) -> StepFinding:
    """Return a step that is proved as far as names are what is claimed, and wrong by no claim."""
    claims = claims_on(trees, setting.claimed)
    if not claims:
        return finding
    if finding.verdict is Verdict.PROVED:
        conditions = (Condition("assumption", text, "stated") for text in claims)
        return replace(finding, conditions=(*finding.conditions, *conditions))
    if finding.verdict not in WRONG:
        return finding
    message = f"it does not hold if {claims[0]}; before that I did not read what it is"
    return not_wrong(finding, CODE, message)
