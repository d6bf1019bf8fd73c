"""∂z/∂μ beside a v that depends on μ, where the text takes the way through v by itself.

A text that writes ∂z/∂v or ∂v/∂μ as well may hold v fixed in ∂z/∂μ, “the direct path”.  What holds
so is not refuted; no proof rests on it.
"""

from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from derivcheck.check.finding import StepFinding, Verdict, undecided
from derivcheck.check.judging.chains import Judged
from derivcheck.check.judging.judge import Judge
from derivcheck.check.reading.members import Reading
from derivcheck.check.reading.relate import statement_of
from derivcheck.elaborate.defined import base_symbols
from derivcheck.elaborate.kinds import bare_key
from derivcheck.syntax import tree as t
from derivcheck.term.core import Derivative, Entry

CODE = "may-be-held-fixed"


def spare_held_fixed(judged: Iterable[Judged], judge: Judge) -> list[Judged]:
    """Return the chains of a part, nothing refuted that holds with such a name held fixed."""
    chains = list(judged)
    if all(step.verdict is not Verdict.REFUTED for one in chains for step in one.steps):
        return chains
    apart = frozenset(
        key
        for one in chains
        for reading in one.readings
        for node in _derivatives(reading)
        for key in (bare_key(node.variable), _operand(node))
    )
    return [_spared(one, apart, judge) for one in chains]


def _spared(judged: Judged, apart: frozenset[str], judge: Judge) -> Judged:
    steps = tuple(_spare(step, judged, apart, judge) for step in judged.steps)
    return replace(judged, steps=steps)


def _spare(step: StepFinding, judged: Judged, apart: frozenset[str], judge: Judge) -> StepFinding:
    if step.verdict is not Verdict.REFUTED or step.relation.sign != "=":
        return step
    sides = judged.sides(step)
    left, right = (side.tensor for side in sides)
    if left is None or right is None:
        return step
    taken = {_operand(node) for side in sides for node in _derivatives(side)}
    varied = {
        node.variable.symbol
        for value in (left, right)
        for node in value.body.walk()
        if isinstance(node, Derivative)
    }
    context = judged.setting.context
    for key in sorted((apart - taken) & judged.setting.names.keys()):
        body = judged.setting.names[key].body
        if not isinstance(body, Entry) or not varied & base_symbols(body.symbol, context):
            continue
        rest = {name: one for name, one in context.definitions.items() if name != body.symbol}
        fixed = replace(context, definitions=rest)
        statement = statement_of(left, right, fixed)
        if statement is not None and judge.decide(statement).equal is True:
            message = f"it holds with {key} held fixed, as in a chain rule, and not otherwise"
            return replace(undecided(step, CODE, message), equals_start=None)
    return step


def _derivatives(reading: Reading) -> Iterator[t.Derive]:
    return (node for node in reading.tree.walk() if isinstance(node, t.Derive))


def _operand(node: t.Derive) -> str:
    named = isinstance(node.operand, (t.Name, t.Scripts))
    return bare_key(node.operand) if named and node.operand is not None else ""
