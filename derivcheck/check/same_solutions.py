"""Rows that say the same as an equation above: “setting it to zero, XᵀXw = Xᵀy, so w = (XᵀX)⁻¹Xᵀy”.

An equation holds at its solution only, and is not decided.  A row below it is proved under the
condition that it holds if both sides' difference is a multiple of the equation's, by a factor
that is not 0; and ``w = e``, or ``ŵ = e`` for w, if e is its one solution (`unique_solution`).
What a name such as ŵ is defined by says nothing by itself: both sides are the same.  Where
another derivative by the same variable was taken since, or another function of it defined, the
earlier equations are no longer meant.  A row that is said to follow is proved by what the
solutions above make of it, too (`put_in`).
"""

from collections.abc import Collection, Sequence

from msgspec.structs import replace

from derivcheck.check.by_equation import by_equation, is_divisor, proved_by, solved_for
from derivcheck.check.equation import (
    OPEN,
    SOLVED,
    Equation,
    as_set,
    assumed_in,
    derived_in,
    equation_of,
    is_named,
    is_number,
    is_solution,
    names_of,
    residue_of,
    slope_of,
    unknowns_of,
    values_of,
)
from derivcheck.check.finding import StepFinding, Verdict
from derivcheck.check.judging.chains import Judged
from derivcheck.check.judging.judge import Judge
from derivcheck.check.judging.multiples import multiple
from derivcheck.check.judging.phrases import last_sentence
from derivcheck.check.judging.words_on_solutions import (
    is_left,
    is_not_assumed,
    is_of_all,
    is_one_case,
    is_put_in,
    speaks_of_some,
)
from derivcheck.check.names.losses_named import change_of_loss
from derivcheck.check.names.optima import (
    another_is_meant,
    commands_zero,
    functions_meant,
    plain_key,
    sets_to_zero,
)
from derivcheck.check.no_solutions import Claim, WrongSolutions
from derivcheck.check.put_in import FOUND, Solutions, is_zero, put_in
from derivcheck.check.reading.differentiated import differentiated, is_first_derivative
from derivcheck.check.reading.members import Reading, Setting
from derivcheck.check.reservations.assumed import CODE as ASSUMED
from derivcheck.check.reservations.equations import set_by
from derivcheck.check.reservations.solutions import CODE
from derivcheck.document.model import Chain, Document
from derivcheck.elaborate.signature import take_apart
from derivcheck.source import Span
from derivcheck.term.context import unfold
from derivcheck.term.core import ZERO, Derivative, Entry, Prod, Sum
from derivcheck.term.tensor import Tensor, align, same_shape

NEAREST = 4  # equations tried, the newest first


def prove_rows(
    chains: Sequence[Chain],
    judged: Sequence[Judged],
    judge: Judge,
    carried: Sequence[Equation] = (),
    document: Document | None = None,
) -> tuple[list[Judged], tuple[Equation, ...]]:
    """Return the chains of a part, rows proved that say the same as an equation above them.

    The slopes that were found are returned as well, ``carried`` are those of the parts before:
    “(b) Setting the gradient to zero, …”.  Wrong solutions are refuted if the document is given.
    """
    equations = _Equations(judge, carried, WrongSolutions(document, judge))
    out: list[Judged] = []
    for chain, one in zip(chains, judged, strict=True):
        equations.enter(one, " ".join((chain.before, *chain.remarks)))
        said = (set_by(chain), *chain.remarks)
        if equations.is_of_all(chain):
            steps = one.steps  # it is none of the solution
        else:
            steps = tuple(equations.judged(step, one, said) for step in one.steps)
        one = equations.wrong.refuted(chain, replace(one, steps=steps))
        out.append(one)
        equations.leave(one)
    return [_with_set(one, equations.used) for one in out], equations.found()


def _with_set(one: Judged, used: Collection[Span]) -> Judged:
    """Return a chain whose “∇J = … = 0” is said to be an equation where a row was found by it."""
    if not used or not is_first_derivative(one.readings[0].tree):
        return one
    steps = tuple(
        as_set(x) if x.relation.span in used and residue_of(x, one) is not None else x
        for x in one.steps
    )
    return replace(one, steps=steps)


class _Equations:
    """The equations of a part, as far as they are meant where its rows are read from above."""

    def __init__(self, judge: Judge, carried: Sequence[Equation], wrong: WrongSolutions) -> None:
        self._judge, self.wrong = judge, wrong
        self._known: list[Equation] = []  # the newest is tried first
        self._slopes = list(carried)  # derivatives that were found, to be set to zero
        self._functions: set[str] = set()  # of which it was said what they are
        self._solutions = Solutions()
        self._assumed: list[Equation] = []  # “subject to uᵀu = 1”
        self._bound: set[str] = set()  # letters of which definitions speak as of any index
        self._at_hand = False  # whether the chain above speaks of a solution
        self._words = ""  # what stands before the row at hand
        self.used = wrong.used  # where the equations stand by which rows were decided

    def enter(self, one: Judged, words: str) -> None:
        """Forget what is no longer meant in a chain and behind it."""
        self._hear(words)
        head = take_apart(one.readings[0].tree)
        if one.steps and (one.steps[0].code == "definition" or head.arguments is not None):
            self._functions.add(plain_key(head.key))
        if is_first_derivative(one.readings[0].tree):
            self._solutions.forget(unknowns_of(one))
            self._known = _still_meant(self._known, one)
            same = [x for x in self._slopes if x.of and x.of == derived_in(one)]
            same = [x for x in same if x.unknowns == unknowns_of(one)]
            self._slopes = [*_still_meant(self._slopes, one), *same]
        elif one.steps and one.steps[0].code == "definition" and is_number(one):
            self._known = _not_of(self._known, one)
            self._slopes = _not_of(self._slopes, one)
            self._solutions.forget(names_of(one))

    def _hear(self, words: str) -> None:
        """Forget the equations of a function where words go over to another one, or change it."""
        meant = functions_meant(words) & self._functions
        other = not meant and len(self._functions) > 1 and another_is_meant(words)
        other = other or is_left(words)
        if other or change_of_loss(words, self._words, "", replaced=True) is not None:
            self._known, self._slopes, self._assumed = [], [], []
            self._solutions.forget()
        if meant:
            self._known = [x for x in self._known if not x.of or x.of in meant]
            self._slopes = [x for x in self._slopes if not x.of or x.of in meant]
            self._solutions.keep(meant)
        self._words = f"{self._words} {words}"

    def leave(self, one: Judged) -> None:
        """Note what a chain has found: the derivative, what it assumes, of what it speaks."""
        slope = slope_of(one)
        self._slopes += [slope] if slope is not None else []
        assumed = [] if is_not_assumed(self._words) else list(assumed_in(one))
        if assumed and is_one_case(self._words):
            self._assumed = []  # “now suppose $x = 1$” takes the place of “suppose $x = 0$”
            self._solutions.forget(names_of(one))
            self._known = _not_of(self._known, one)
        self._assumed += assumed
        self._at_hand = any(map(_is_conditional, one.steps))
        if one.steps and one.steps[0].code == "definition":
            values = (reading.tensor for reading in one.readings)
            nodes = (node for value in values if value is not None for node in value.body.walk())
            self._bound |= {node.index.name for node in nodes if isinstance(node, (Sum, Prod))}

    def is_of_all(self, chain: Chain) -> bool:
        """Whether the sentence around a row says it of all values of what is solved for."""
        unknown = frozenset[str]().union(*(x.unknowns for x in (*self._known, *self._slopes)))
        return is_of_all(chain, unknown)

    def found(self) -> tuple[Equation, ...]:
        """Return the slopes of named functions that later parts may speak of."""
        return tuple(replace(x, carried=True) for x in self._slopes if x.of)[-NEAREST:]

    def judged(self, step: StepFinding, one: Judged, said: Sequence[str]) -> StepFinding:
        """Return a row as the equations above it have it; ``said`` are the words beside it."""
        residue = residue_of(step, one)
        if residue is None or one.setting.guards or any(map(_is_curvature, one.sides(step))):
            return step
        if _sets_a_slope(step, one, residue, self._slopes, self._judge):
            self._known.append(equation_of(step, one, residue))
            self.wrong.known.add(step.relation.span)
            return as_set(step) if any(map(commands_zero, said)) else step
        # what is set to zero here is a slope that was found above
        worded = any(map(sets_to_zero, said))
        solved = worded or step.code == CODE
        slopes = [x for x in self._slopes[::-1] if worded or not x.carried]
        sources = [*self._known[::-1], *(slopes if solved else ())][:NEAREST]
        for source in sources:
            proved = by_equation(source, step, one, residue, self._judge)
            if proved is not None:
                if self._says_nothing(step, one, (source,), Solutions()):
                    return step
                # “∇J = 0” is the equation, though the row is nearer to what ∇J was found to be
                alike = (x for x in self._known if x.of and x.of == source.of)
                lines = (x.line for x in alike if x.unknowns == source.unknowns)
                self.used |= {source.line, *lines}
                # the same in another shape, from which the next row may be nearer
                nonzero = tuple(x.text for x in proved.conditions if is_divisor(x))
                nearer = replace(source, residue=residue, nonzero=nonzero)
                self._known += [source, *(() if is_named(step, one) else (nearer,))]
                self._gain(proved, one, source.of)
                return proved
        # “using $u^Tu = 1$, $u^TSu = λ$”: the words stand before another formula
        words = " ".join((last_sentence(self._words), *said))
        if is_put_in(words, " ".join(said), at_hand=self._at_hand):
            proved = self._put_in(step, one, residue)
            if proved is not None:
                return proved
        every = [*self._known, *slopes]
        zero = sources and (worded or sources[0] in self._known)
        if zero and all(x.checked and x.of == sources[0].of for x in every):
            near, name = sources[0], solved_for(step, one, sources[0])
            if name is not None:
                self.wrong.found(step, Claim(name, near.residue, near.text, near.line))
        if solved and not sources and not is_solution(step, one):
            # the text takes it from elsewhere
            self._known.append(equation_of(step, one, residue))
        return step

    def _put_in(self, step: StepFinding, one: Judged, residue: Tensor) -> StepFinding | None:
        """Return a row proved by what stands above it; a derivative is claimed everywhere."""
        sides = one.sides(step)
        if any(_is_of_slopes(side, one.setting) for side in sides):
            return None
        known = tuple({x.text: x for x in self._known}.values())[-NEAREST:]
        held = (*known, *self._assumed)
        context = replace(one.setting.context, definitions={})
        found = put_in(residue, self._solutions, held, context, self._judge)
        if found is None or self._says_nothing(step, one, held, self._solutions):
            return None
        self.used |= set(found.lines)
        proved = proved_by(step, one, found.decision, found.texts)
        self._known.append(equation_of(step, one, residue))
        self._gain(proved, one, "")
        return proved

    def _says_nothing(
        self, step: StepFinding, one: Judged, held: Sequence[Equation], solutions: Solutions
    ) -> bool:
        """Whether each side of a row is 0 by what stands above: f(w) = w − a below w = a.

        Such a row follows, as 0 = 0, and whoever writes it means more.
        """
        context = replace(one.setting.context, definitions={})
        values = values_of(step, one)
        return len(values) == 2 and all(
            not is_zero(value, context, self._judge)
            and put_in(value, solutions, held, context, self._judge) is not None
            for value in values
        )

    def _gain(self, step: StepFinding, one: Judged, of: str) -> None:
        """Note the solution that a row ``w = e`` gives; ``π_k = e`` is one for every k of Σ_k."""
        left, right = (side.tensor for side in one.sides(step))
        if left is None or right is None or not isinstance(left.body, Entry):
            return
        if is_named(step, one) or not same_shape(left, right) or one.setting.guards:
            return
        axes, name, value = align(left, right)
        assert isinstance(name, Entry)
        some = name.free - frozenset(axes)
        one_of_all = {x.name for x in some} <= self._bound
        one_of_all = one_of_all and not (some and speaks_of_some(self._words))
        assumed = (x.condition.free for x in one.setting.context.assumptions)
        if one_of_all and not any(name.free & free for free in assumed):
            nonzero = tuple(x.text for x in step.conditions if is_divisor(x))
            found = replace(equation_of(step, one, right), nonzero=nonzero, of=of)
            self._solutions.add(name, unfold(value, one.setting.context), found)


def _sets_a_slope(
    step: StepFinding, one: Judged, residue: Tensor, slopes: Sequence[Equation], judge: Judge
) -> bool:
    """Whether a row says that a derivative is 0: one that begins it, or that was found above."""
    zero = one.readings[step.relation.right].tensor
    if zero is None or zero.body is not ZERO or is_solution(step, one):
        return False
    if is_first_derivative(one.readings[0].tree):
        before = one.steps[: one.steps.index(step)]
        return all(x.verdict is not Verdict.REFUTED for x in before)
    context = replace(one.setting.context, definitions={})
    found = (multiple(residue, x.residue, context, judge) for x in slopes[-NEAREST:])
    return any(one is not None and not one[1] for one in found)


def _is_of_slopes(reading: Reading, setting: Setting) -> bool:
    """Whether a side differentiates, or speaks of a name that is a derivative."""
    written = any(map(is_first_derivative, reading.tree.walk()))
    body = reading.tensor.body if reading.tensor is not None else ZERO
    return written or Derivative in unfold(body, setting.context).heads


def _is_curvature(reading: Reading) -> bool:
    """Whether a side is a second derivative, which is claimed everywhere and not at an optimum."""
    derived = differentiated(reading.tree)
    return derived is not None and derived.order > 1


def _still_meant(found: Sequence[Equation], one: Judged) -> list[Equation]:
    """Return the equations that are meant where a derivative was taken since."""
    by = unknowns_of(one)
    return [x for x in found if by and x.unknowns and not by & x.unknowns]


def _not_of(found: Sequence[Equation], one: Judged) -> list[Equation]:
    """Return the equations that are meant behind a definition: none in what h(w) = … is of."""
    names = names_of(one)
    return [x for x in found if not names & x.unknowns]


def _is_conditional(step: StepFinding) -> bool:
    """Whether a row holds where an equation does, and is not shown without it."""
    if step.verdict is Verdict.PROVED:
        return any(one.text.endswith((SOLVED, FOUND)) for one in step.conditions)
    return step.code in (ASSUMED, *OPEN)
