"""Names that rest on a letter taken for a size: what fails for them is not refuted.

A document's “Z = Σ_{k=1}^K e^{z_k}” may end before the set does that z has its entries over.
"""

from collections.abc import Sequence

from msgspec.structs import replace

from derivcheck.check.finding import StepFinding, Verdict, undecided
from derivcheck.check.judging.chains import Judged
from derivcheck.check.judging.undeclared import SIZE
from derivcheck.elaborate.kinds import bare_key, names_in
from derivcheck.syntax import tree as t


def spare_sized_names(
    judged: Sequence[Judged], before: frozenset[str]
) -> tuple[list[Judged], frozenset[str]]:
    """Return chains of which none is refuted for such a name, and the names that are such.

    ``before`` are those of the parts before.
    """
    sized = set(before)
    out: list[Judged] = []
    for one in judged:
        for step in one.steps:
            if step.verdict is Verdict.GIVEN and step.code == "definition":
                _note(step, one, sized)
        names = frozenset(sized)
        steps = tuple(_spare(step, one, names) for step in one.steps) if names else one.steps
        out.append(replace(one, steps=steps))
    return out, frozenset(sized)


def _note(step: StepFinding, judged: Judged, sized: set[str]) -> None:
    """Add the name that a step defines, or take it away where it is defined anew."""
    left, right = (judged.readings[n] for n in (step.relation.left, step.relation.right))
    head = left.tree.factors[0] if isinstance(left.tree, t.Product) else left.tree
    rests = any(remark.code == SIZE for remark in right.remarks)
    if rests or not sized.isdisjoint(names_in(right.tree)):
        sized.add(bare_key(head))
    else:
        sized.discard(bare_key(head))


def _spare(step: StepFinding, judged: Judged, names: frozenset[str]) -> StepFinding:
    if step.verdict is not Verdict.REFUTED:
        return step
    sides = (judged.readings[at].tree for at in (step.relation.left, step.relation.right))
    found = sorted(names.intersection(key for side in sides for key in names_in(side)))
    if not found:
        return step
    message = f"it fails for {found[0]} as it was read; say how many terms its sum has"
    return replace(undecided(step, SIZE, message), equals_start=None)
