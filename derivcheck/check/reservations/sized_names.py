"""Names that rest on a letter taken for a size: what fails for them is not refuted.

A document's “Z = Σ_{k=1}^K e^{z_k}” may end before the set does that z has its entries over.
"""

from collections import Counter
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from derivcheck.check.finding import StepFinding, Verdict, undecided
from derivcheck.check.judging.chains import Judged
from derivcheck.check.judging.undeclared import SIZE
from derivcheck.elaborate.kinds import bare_key, names_in
from derivcheck.elaborate.signature import Signature
from derivcheck.elaborate.sizes import counts_another_set, read_as_size
from derivcheck.syntax import latex
from derivcheck.syntax import tree as t
from derivcheck.term.core import Sort

# sums of a part that have to end at the problem's K before it may count another set
ENOUGH = 3


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


def unless_borne_out(judged: Sequence[Judged]) -> list[Judged]:
    """Return chains of a part in which no proof rests on a single sum that ends at a wrong letter.

    Who writes K for the number of classes does so in every sum; in one of them it is a slip.
    """
    said = {remark for one in judged for reading in one.readings for remark in reading.remarks}
    ends = _ends_of_sums(judged)
    places = {
        (remark.message, remark.span)
        for remark in said
        if counts_another_set(remark) or read_as_size(remark)[1] in ends
    }
    counts = Counter(message for message, _ in places)
    rare = {message for message, count in counts.items() if count < ENOUGH}
    if not rare:
        return list(judged)
    return [replace(one, steps=tuple(_unsure(x, one, rare) for x in one.steps)) for one in judged]


def _ends_of_sums(judged: Sequence[Judged]) -> frozenset[str]:
    """Return the sizes that sums of a part end at as they are written elsewhere.

    Beside Σ_{w=1}^{|V|} one up to a T of which nothing is said may end before.
    """
    readings = [(reading.tree, one.setting.signature) for one in judged for reading in one.readings]
    return frozenset(
        sort.size for tree, known in readings for sort in _ends_in(tree, known) if sort
    )


def _ends_in(tree: t.Tree, known: Signature) -> Iterator[Sort | None]:
    for node in tree.walk():
        if isinstance(node, t.Big) and node.upper is not None:
            yield known.sort_of_size(latex(node.upper)) or known.sort_of_range(latex(node.upper))
        elif isinstance(node, t.Big) and isinstance(node.lower, t.Related):
            yield known.sort_of_range(latex(node.lower.items[-1]))


def _unsure(step: StepFinding, judged: Judged, rare: set[str]) -> StepFinding:
    sides = judged.sides(step)
    said = {remark.message for side in sides for remark in side.remarks} & rare
    if step.verdict is not Verdict.PROVED or not said:
        return step
    message = f"it holds only if the sum ends elsewhere: {min(said)}"
    return replace(undecided(step, SIZE, message), equals_start=None)


def _note(step: StepFinding, judged: Judged, sized: set[str]) -> None:
    """Add the name that a step defines, or take it away where it is defined anew."""
    left, right = judged.sides(step)
    head = left.tree.factors[0] if isinstance(left.tree, t.Product) else left.tree
    rests = any(remark.code == SIZE for remark in right.remarks)
    if rests or not sized.isdisjoint(names_in(right.tree)):
        sized.add(bare_key(head))
    else:
        sized.discard(bare_key(head))


def _spare(step: StepFinding, judged: Judged, names: frozenset[str]) -> StepFinding:
    if step.verdict is not Verdict.REFUTED:
        return step
    sides = (side.tree for side in judged.sides(step))
    found = sorted(names.intersection(key for side in sides for key in names_in(side)))
    if not found:
        return step
    message = f"it fails for {found[0]} as it was read; say how many terms its sum has"
    return replace(undecided(step, SIZE, message), equals_start=None)
