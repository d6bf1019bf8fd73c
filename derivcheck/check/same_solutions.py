"""Rows that say the same as an equation above: “setting it to zero, XᵀXw = Xᵀy, so w = (XᵀX)⁻¹Xᵀy”.

An equation holds at its solution only, and is not decided.  A row below it is proved under the
condition that it holds if both sides' difference is a multiple of the equation's, by a factor
that is not 0; and ``w = e``, or ``ŵ = e`` for w, if e is its one solution (`unique_solution`).
What a name such as ŵ is defined by says nothing by itself: both sides are the same.  Where
another derivative by the same variable was taken since, or another function of it defined, the
earlier equations are no longer meant.
"""

from collections.abc import Collection, Sequence

from msgspec import Struct
from msgspec.structs import replace

from derivcheck.check.finding import Condition, Scope, StepFinding, Verdict
from derivcheck.check.judging.chains import Judged
from derivcheck.check.judging.judge import Judge
from derivcheck.check.judging.multiples import NONZERO, Found, multiple
from derivcheck.check.judging.undeclared import CODE as UNDECLARED
from derivcheck.check.judging.unique_solution import one_solution
from derivcheck.check.names.losses_named import change_of_loss
from derivcheck.check.names.optima import (
    another_is_meant,
    commands_zero,
    functions_meant,
    plain_key,
    sets_to_zero,
)
from derivcheck.check.reservations.equations import set_by
from derivcheck.check.reservations.solutions import CODE, marked_name
from derivcheck.constructs.differentiate import (
    NotDifferentiable,
    expand_derivatives,
)
from derivcheck.document.model import Chain
from derivcheck.elaborate.kinds import names_in, root_of_square
from derivcheck.elaborate.signature import take_apart
from derivcheck.source import Span
from derivcheck.syntax import latex
from derivcheck.syntax import tree as t
from derivcheck.term.context import Context, unfold
from derivcheck.term.core import (
    ZERO,
    Derivative,
    Entry,
    Inverse,
    add,
    neg,
    number,
    power,
)
from derivcheck.term.tensor import Tensor, align, same_shape, scalar

_OPEN = frozenset({CODE, UNDECLARED})
NEAREST = 4  # equations tried, the newest first


class Equation(Struct, frozen=True):
    """What is set to zero, definitions and derivatives carried out, and where that is said."""

    residue: Tensor
    text: str
    line: Span
    unknowns: frozenset[str] = frozenset()  # what is differentiated by
    nonzero: tuple[str, ...] = ()  # what it was multiplied by on the way
    of: str = ""  # the function that is differentiated, if it has a name
    carried: bool = False  # from a part before


def prove_rows(
    chains: Sequence[Chain],
    judged: Sequence[Judged],
    judge: Judge,
    carried: Sequence[Equation] = (),
) -> tuple[list[Judged], tuple[Equation, ...]]:
    """Return the chains of a part, rows proved that say the same as an equation above them.

    The slopes that were found are returned as well, ``carried`` are those of the parts before:
    “(b) Setting the gradient to zero, …”.
    """
    equations = _Equations(judge, carried)
    out: list[Judged] = []
    for chain, one in zip(chains, judged, strict=True):
        equations.enter(one, " ".join((chain.before, *chain.remarks)))
        said = (set_by(chain), *chain.remarks)
        steps = tuple(equations.judged(step, one, said) for step in one.steps)
        out.append(replace(one, steps=steps))
        equations.leave(one)
    return [_with_set(one, equations.used) for one in out], equations.found()


def _with_set(one: Judged, used: Collection[Span]) -> Judged:
    """Return a chain whose “∇J = … = 0” is said to be an equation where a row was found by it."""
    if not used or not _differentiates(one.readings[0].tree):
        return one
    steps = tuple(
        _as_set(x) if x.relation.span in used and _residue(x, one) is not None else x
        for x in one.steps
    )
    return replace(one, steps=steps)


class _Equations:
    """The equations of a part, as far as they are meant where its rows are read from above."""

    def __init__(self, judge: Judge, carried: Sequence[Equation]) -> None:
        self._judge = judge
        self._known: list[Equation] = []  # the newest is tried first
        self._slopes = list(carried)  # derivatives that were found, to be set to zero
        self._functions: set[str] = set()  # of which it was said what they are
        self._words = ""  # what stands before the row at hand
        self.used: set[Span] = set()  # where the equations stand by which rows were proved

    def enter(self, one: Judged, words: str) -> None:
        """Forget what is no longer meant in a chain and behind it."""
        self._hear(words)
        head = take_apart(one.readings[0].tree)
        if one.steps and (one.steps[0].code == "definition" or head.arguments is not None):
            self._functions.add(plain_key(head.key))
        if _differentiates(one.readings[0].tree):
            self._known = _still_meant(self._known, one)
            same = [x for x in self._slopes if x.of and x.of == _derived(one)]
            same = [x for x in same if x.unknowns == _unknowns(one)]
            self._slopes = [*_still_meant(self._slopes, one), *same]
        elif one.steps and one.steps[0].code == "definition":
            self._known = _not_of(self._known, one)
            self._slopes = _not_of(self._slopes, one)

    def _hear(self, words: str) -> None:
        """Forget the equations of a function where words go over to another one, or change it."""
        meant = functions_meant(words) & self._functions
        other = not meant and len(self._functions) > 1 and another_is_meant(words)
        if other or change_of_loss(words, self._words, "", replaced=True) is not None:
            self._known, self._slopes = [], []
        if meant:
            self._known = [x for x in self._known if not x.of or x.of in meant]
            self._slopes = [x for x in self._slopes if not x.of or x.of in meant]
        self._words = f"{self._words} {words}"

    def leave(self, one: Judged) -> None:
        """Note the derivative that a chain has found."""
        slope = _slope(one)
        self._slopes += [slope] if slope is not None else []

    def found(self) -> tuple[Equation, ...]:
        """Return the slopes of named functions that later parts may speak of."""
        return tuple(replace(x, carried=True) for x in self._slopes if x.of)[-NEAREST:]

    def judged(self, step: StepFinding, one: Judged, said: Sequence[str]) -> StepFinding:
        """Return a row as the equations above it have it; ``said`` are the words beside it."""
        residue = _residue(step, one)
        if residue is None or one.setting.guards:
            return step
        if _sets_a_slope(step, one, residue, self._slopes, self._judge):
            self._known.append(_equation(step, one, residue))
            return _as_set(step) if any(map(commands_zero, said)) else step
        # what is set to zero here is a slope that was found above
        worded = any(map(sets_to_zero, said))
        solved = worded or step.code == CODE
        slopes = [x for x in self._slopes[::-1] if worded or not x.carried]
        sources = [*self._known[::-1], *(slopes if solved else ())][:NEAREST]
        for source in sources:
            proved = _by(source, step, one, residue, self._judge)
            if proved is not None:
                # “∇J = 0” is the equation, though the row is nearer to what ∇J was found to be
                alike = (x for x in self._known if x.of and x.of == source.of)
                lines = (x.line for x in alike if x.unknowns == source.unknowns)
                self.used |= {source.line, *lines}
                # the same in another shape, from which the next row may be nearer
                nonzero = tuple(x.text for x in proved.conditions if _is_divisor(x))
                nearer = replace(source, residue=residue, nonzero=nonzero)
                self._known += [source, *(() if _is_named(step, one) else (nearer,))]
                return proved
        if solved and not sources and not _is_solution(step, one):
            # the text takes it from elsewhere
            self._known.append(_equation(step, one, residue))
        return step


def _sets_a_slope(
    step: StepFinding, one: Judged, residue: Tensor, slopes: Sequence[Equation], judge: Judge
) -> bool:
    """Whether a row says that a derivative is 0: one that begins it, or that was found above."""
    zero = one.readings[step.relation.right].tensor
    if zero is None or zero.body is not ZERO or _is_solution(step, one):
        return False
    if _differentiates(one.readings[0].tree):
        before = one.steps[: one.steps.index(step)]
        return all(x.verdict is not Verdict.REFUTED for x in before)
    context = replace(one.setting.context, definitions={})
    found = (multiple(residue, x.residue, context, judge) for x in slopes[-NEAREST:])
    return any(one is not None and not one[1] for one in found)


def _still_meant(found: Sequence[Equation], one: Judged) -> list[Equation]:
    """Return the equations that are meant where a derivative was taken since."""
    by = _unknowns(one)
    return [x for x in found if by and x.unknowns and not by & x.unknowns]


def _not_of(found: Sequence[Equation], one: Judged) -> list[Equation]:
    """Return the equations that are meant behind a definition: none in what h(w) = … is of."""
    names = frozenset(name for reading in one.readings for name in names_in(reading.tree))
    return [x for x in found if not names & x.unknowns]


def _unknowns(one: Judged) -> frozenset[str]:
    """Return by what the first member of a chain is differentiated, as far as it is known."""
    value = one.readings[0].tensor
    nodes = value.body.walk() if value is not None else ()
    return frozenset(x.variable.symbol for x in nodes if isinstance(x, Derivative))


def _is_divisor(shown: Condition) -> bool:
    """Whether a condition says that what a row was divided by is not 0."""
    return shown.code == "assumption" and shown.text.endswith(NONZERO)


def _is_solution(step: StepFinding, one: Judged) -> bool:
    """Whether a row is ``w = …``."""
    left = one.readings[step.relation.left].tensor
    return left is not None and isinstance(left.body, Entry)


def _of_square(step: StepFinding, one: Judged, source: Equation) -> Tensor | None:
    """Return ``σ² − e`` of a row ``σ̂² = e``, or None."""
    root = root_of_square(one.readings[step.relation.left].tree)
    plain = marked_name(root) if root is not None else None
    value = one.readings[step.relation.right].tensor
    if plain is None or plain not in source.unknowns or value is None or not value.is_scalar:
        return None
    square = power(Entry(plain, ()), number(2))
    return scalar(add(square, neg(unfold(value.body, one.setting.context))))


def _is_named(step: StepFinding, one: Judged) -> bool:
    """Whether a row is ``ŵ = …``, by which the name is defined: its sides never differ."""
    left = one.readings[step.relation.left].tensor
    symbol = left.body.symbol if left is not None and isinstance(left.body, Entry) else ""
    return symbol in one.setting.context.definitions


def _as_set(step: StepFinding) -> StepFinding:
    message = "this is the equation to be solved: a derivative is set to zero here"
    return replace(step, verdict=Verdict.GIVEN, code="assumed", message=message)


def _residue(step: StepFinding, one: Judged) -> Tensor | None:
    """Return the difference of an open row's two sides."""
    if step.verdict is not Verdict.UNDECIDED or step.code not in _OPEN:
        return None
    if step.relation.sign != "=":
        return None
    left, right = (one.readings[n].tensor for n in (step.relation.left, step.relation.right))
    if left is None or right is None:
        return None
    return _difference(left, right, one.setting.context)


def _difference(left: Tensor, right: Tensor, context: Context) -> Tensor | None:
    if right.is_scalar and right.body is ZERO:
        right = replace(left, body=ZERO)
    if not same_shape(left, right):
        return None
    axes, body, other = align(left, right)
    try:
        plain = expand_derivatives(unfold(add(body, neg(other)), context))
    except NotDifferentiable:
        return None
    return Tensor(left.shape, axes, plain)


def _equation(step: StepFinding, one: Judged, residue: Tensor) -> Equation:
    left, right = (one.readings[n].member for n in (step.relation.left, step.relation.right))
    written = f"{left.latex} = {right.latex}"
    return Equation(residue, written, step.relation.span, _unknowns(one), of=_derived(one))


def _slope(one: Judged) -> Equation | None:
    """Return the derivative that a chain has found, to be set to zero further down."""
    if not _differentiates(one.readings[0].tree) or not one.steps:
        return None
    if any(step.verdict is not Verdict.PROVED for step in one.steps):
        return None
    last = one.readings[one.last]
    if last.tensor is None or one.setting.guards:
        return None
    residue = _difference(last.tensor, scalar(ZERO), one.setting.context)
    if residue is None:
        return None
    written = f"{last.member.latex} = 0"
    span = one.steps[-1].relation.span
    return Equation(residue, written, span, _unknowns(one), of=_derived(one))


def _derived(one: Judged) -> str:
    """Return the name of the function that a chain begins with the derivative of, or nothing."""
    tree = one.readings[0].tree
    if isinstance(tree, t.Product):
        tree = tree.factors[0]
    match tree:
        case t.Derive(operand=operand) | t.Gradient(operand=operand) if operand is not None:
            return plain_key(take_apart(operand).key)
        case t.Scripts(base=base, primes=1):
            return plain_key(latex(base))
        case _:
            return ""


def _differentiates(tree: t.Tree) -> bool:
    """Whether a member is a first derivative and nothing more: ``∇J``, ``dJ/dw``, ``f'(x)``."""
    if isinstance(tree, t.Product) and len(tree.factors) == 2:
        tree = tree.factors[0]
    match tree:
        case t.Derive(order=1, further=()) | t.Gradient(order=1) | t.Scripts(primes=1):
            return True
        case _:
            return False


def _by(
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
    row = _of_square(step, one, source) if _is_named(step, one) else residue
    more = row is not None and row.body.symbols - source.residue.body.symbols
    found = None
    if row is not None and not more:
        found = multiple(row, source.residue, context, judge, unknowns)
    if found is None:
        found = _solved(source, step, one, context, judge)
    if found is None:
        return None
    decision, nonzero = found
    texts = (
        f"{source.text}, the equation to be solved",
        *dict.fromkeys((*source.nonzero, *nonzero)),
    )
    texts += tuple(text for said in one.setting.claimed.values() for text in said)
    conditions = tuple(Condition("assumption", text, "stated") for text in dict.fromkeys(texts))
    # a definition, “ŵ = …”, has not said what its right side needs
    sides = (one.readings[n].conditions for n in (step.relation.left, step.relation.right))
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
    left, right = (one.readings[n].tensor for n in (step.relation.left, step.relation.right))
    if left is None or right is None:
        return None
    name = _solved_for(left, one.readings[step.relation.left].tree, source, one)
    if name is None:
        return None
    value = replace(right, body=unfold(right.body, one.setting.context), numeral=False)
    whole = name.indices == left.indices and len(left.indices) < 2
    fits = (whole or left.is_scalar) and same_shape(left, value)
    if not fits or name.symbol in value.body.symbols or name.symbol in one.setting.names:
        return None
    return one_solution(source.residue, name, value, context, judge)


def _solved_for(left: Tensor, tree: t.Tree, source: Equation, one: Judged) -> Entry | None:
    """Return the unknown of which a row says what it is; of ``ŵ`` and ``w^*`` it is w."""
    name = left.body
    if not isinstance(name, Entry) or isinstance(name, Inverse):
        return None
    if name.symbol not in one.setting.context.definitions:
        return name
    # ŵ is what the row says, which must then be the solution for w
    plain = marked_name(tree)
    return Entry(plain, name.indices) if plain in source.unknowns else None
