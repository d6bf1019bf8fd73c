"""Steps that say which loss the problem's J, which may be any, is here: ``J_sg = Σ_j J_neg``."""

from msgspec.structs import replace

from derivcheck.check.finding import StepFinding, Verdict
from derivcheck.check.judging import guards
from derivcheck.check.judging.judge import Judge
from derivcheck.check.reading.members import Setting
from derivcheck.check.reading.relate import statement_of
from derivcheck.elaborate.formula import elaborate
from derivcheck.elaborate.signature import Defined, Signature
from derivcheck.syntax import tree as t
from derivcheck.term.tensor import Tensor


def with_chosen_loss(
    finding: StepFinding, tree: t.Tree, right: Tensor, setting: Setting, judge: Judge
) -> StepFinding:
    """Return what is said of a step of which one side has a loss of which nothing is known.

    Where the left side, no derivative, is the right one with one of the problem's losses in the
    place of that one, the step claims nothing: it says which loss is meant.
    """
    if any(isinstance(node, (t.Derive, t.Gradient, t.Differential)) for node in tree.walk()):
        return finding
    for loss, signature in _choices(setting.signature):
        scope = replace(setting, signature=signature).scope()
        scope.opens = True
        value = elaborate(tree, scope)
        if isinstance(value, Tensor) and _is_equal(value, right, setting, judge):
            message = f"the loss, which may be any in the problem, is {loss} here"
            return replace(finding, verdict=Verdict.GIVEN, code="definition", message=message)
    return finding


def _is_equal(left: Tensor, right: Tensor, setting: Setting, judge: Judge) -> bool:
    statement = statement_of(left, right, setting.context)
    return statement is not None and guards.decide(statement, setting, judge).equal is True


def _choices(signature: Signature) -> list[tuple[str, Signature]]:
    """Return signatures in which a loss that may be any is one of those that are defined."""
    out: list[tuple[str, Signature]] = []
    for key, (entry, head) in signature.losses.items():
        if entry.stated or head.key != key or head.arguments is None:
            continue
        losses = {name: one for name, one in signature.losses.items() if one[1].key != key}
        for name, variants in signature.definitions.items():
            if not _takes(variants, len(head.arguments)):
                continue
            meant = tuple(replace(one, head=replace(one.head, key=key)) for one in variants)
            definitions = {**signature.definitions, key: meant}
            out.append((name, replace(signature, losses=losses, definitions=definitions)))
    return out


def _takes(variants: tuple[Defined, ...], count: int) -> bool:
    """Whether a name is that of a function of so many arguments, as the problem defines it."""
    return all(not one.own and len(one.head.arguments or ()) == count for one in variants)
