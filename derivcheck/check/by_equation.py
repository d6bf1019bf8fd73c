"""A row that is proved by an equation above it: the same in another form, or its one solution."""

from msgspec.structs import replace

from derivcheck.check.equation import Equation, is_named
from derivcheck.check.finding import Condition, Scope, StepFinding, Verdict
from derivcheck.check.judging.chains import Judged
from derivcheck.check.judging.judge import Judge
from derivcheck.check.judging.multiples import NONZERO, Found, multiple
from derivcheck.check.judging.unique_matrix import one_matrix
from derivcheck.check.judging.unique_solution import one_solution
from derivcheck.check.reservations.solutions import marked_name
from derivcheck.elaborate.kinds import root_of_square
from derivcheck.engine.decision import Decision
from derivcheck.term.context import Context, unfold
from derivcheck.term.core import Entry, Inverse, add, neg, number, power
from derivcheck.term.tensor import Tensor, same_shape, scalar


def by_equation(
    source: Equation, step: StepFinding, one: Judged, residue: Tensor, judge: Judge
) -> StepFinding | None:
    """Return a row proved by an equation, or None."""
    context = replace(one.setting.context, definitions={})
    left = one.readings[step.relation.left].tensor
    solved = left.body.symbol if left is not None and isinstance(left.body, Entry) else ""
    unknowns = source.unknowns | {solved}
    if source.carried and not source.residue.body.symbols <= context.variables.keys():
        return None  # letters that mean nothing in this part
    # (a + b)² = a² + b² is no row of 2a = 0: it speaks of more
    row = _of_square(step, one, source) if is_named(step, one) else residue
    more = row is not None and row.body.symbols - source.residue.body.symbols
    found = None
    if row is not None and not more:
        found = multiple(row, source.residue, context, judge, unknowns)
    if found is None:
        found = _solved(source, step, one, context, judge)
    if found is None:
        return None
    decision, nonzero = found
    texts = (source.said, *dict.fromkeys((*source.nonzero, *nonzero)))
    return proved_by(step, one, decision, texts)


def proved_by(
    step: StepFinding, one: Judged, decision: Decision, texts: tuple[str, ...]
) -> StepFinding:
    """Return a row proved under what was said above it."""
    texts += tuple(text for said in one.setting.claimed.values() for text in said)
    conditions = tuple(Condition("assumption", text, "stated") for text in dict.fromkeys(texts))
    # a definition, “ŵ = …”, has not said what its right side needs
    sides = (side.conditions for side in one.sides(step))
    needed = (Condition("domain", said, "step") for side in sides for said in side)
    known = dict.fromkeys((*step.conditions, *needed))
    rest = tuple(one for one in known if one.text not in texts)
    everywhere = decision.all_sizes or not any(decision.sizes)
    return replace(
        step,
        verdict=Verdict.PROVED,
        code=None,
        message=None,
        scope=Scope(everywhere, decision.sizes if any(decision.sizes) else ()),
        method=decision.methods,
        error_bound=decision.error_bound,
        conditions=(*conditions, *rest),
    )


def _solved(
    source: Equation, step: StepFinding, one: Judged, context: Context, judge: Judge
) -> Found | None:
    """Return the proof that ``w = e`` is the one solution of an equation."""
    left, right = (side.tensor for side in one.sides(step))
    if left is None or right is None:
        return None
    name = solved_for(step, one, source)
    if name is None:
        return None
    value = replace(right, body=unfold(right.body, one.setting.context), numeral=False)
    whole = name.indices == left.indices
    fits = (whole or left.is_scalar) and same_shape(left, value)
    if not fits or name.symbol in value.body.symbols or name.symbol in one.setting.names:
        return None
    if len(left.indices) == 2:
        return one_matrix(source.residue, name, value, context, judge)
    return one_solution(source.residue, name, value, context, judge)


def solved_for(step: StepFinding, one: Judged, source: Equation) -> Entry | None:
    """Return the unknown of which a row says what it is; of ``ŵ`` and ``w^*`` it is w."""
    left = one.readings[step.relation.left]
    name = left.tensor.body if left.tensor is not None else None
    if not isinstance(name, Entry) or isinstance(name, Inverse):
        return None
    if name.symbol not in one.setting.context.definitions:
        return name
    # ŵ is what the row says, which must then be the solution for w
    plain = marked_name(left.tree)
    axes = one.setting.context.variables.get(plain or "", ())
    alike = plain in source.unknowns and len(axes) == len(name.indices)
    return Entry(plain, name.indices) if plain is not None and alike else None


def _of_square(step: StepFinding, one: Judged, source: Equation) -> Tensor | None:
    """Return ``σ² − e`` of a row ``σ̂² = e``, or None."""
    root = root_of_square(one.readings[step.relation.left].tree)
    plain = marked_name(root) if root is not None else None
    value = one.readings[step.relation.right].tensor
    if plain is None or plain not in source.unknowns or value is None or not value.is_scalar:
        return None
    square = power(Entry(plain, ()), number(2))
    return scalar(add(square, neg(unfold(value.body, one.setting.context))))


def is_divisor(shown: Condition) -> bool:
    """Whether a condition says that what a row was divided by is not 0."""
    return shown.code == "assumption" and shown.text.endswith(NONZERO)
