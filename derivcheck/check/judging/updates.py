"""Updates, ``θ = θ − α∇J``: a name gets a new value that is made of its old one."""

from msgspec.structs import replace

from derivcheck.check.finding import StepFinding, Verdict
from derivcheck.check.reading.left_sides import begins_with
from derivcheck.document.model import Relation
from derivcheck.source import Diagnostic
from derivcheck.syntax import latex
from derivcheck.syntax import tree as t

_ASSIGNS = (":=", "\\coloneqq", "\\coloneq")


def as_update(finding: StepFinding, name: t.Tree) -> StepFinding:
    """Return a step that claims nothing, and gives a name a new value."""
    message = f"{latex(name)} gets a new value here"
    remark = Diagnostic("update", message, finding.rhs.span)
    return replace(
        finding,
        verdict=Verdict.GIVEN,
        code="update",
        message=message,
        witness=None,
        remarks=(*finding.remarks, remark),
    )


def assigns_unread(relation: Relation, left: t.Tree, right: t.Tree) -> bool:
    """Whether a row is ``θ := θ − α g`` or ``θ = θ − α∇J``, of which only letters are not known."""
    if not isinstance(left, (t.Name, t.Words, t.Scripts)) or not begins_with(left, right):
        return False
    nodes = [node for side in (left, right) for node in side.walk()]
    assigns = relation.sign == "←" or relation.written.strip() in _ASSIGNS
    descends = relation.sign == "=" and any(isinstance(n, (t.Derive, t.Gradient)) for n in nodes)
    return (assigns or descends) and not any(isinstance(node, t.Error) for node in nodes)
