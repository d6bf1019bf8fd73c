"""The ladder: how the witnesses together decide a statement.

1. The proof for every size (`cutoff`): modular images at the sizes that settle all of them.
   Where images differ, a counterexample is looked for.
2. Balls at real points, for each pattern of coinciding indices: at least one point where both
   sides are finite, and agreement at all of them, before `proved`; two balls that do not
   overlap are a refutation.
3. SymPy in a few worlds at small sizes and NumPy at larger ones confirm; a disagreement is an
   internal error, never a verdict.
4. Without a proof for every size the chosen sizes are looked at in every pattern: to refute, or
   to say at which sizes the statement holds, which is evidence and no proof.
"""

from collections.abc import Sequence

from derivcheck.constructs.differentiate import NotDifferentiable, TooLarge
from derivcheck.engine.cases.points import points_in, realise
from derivcheck.engine.cases.proof import CaseProof, prove_in_cases
from derivcheck.engine.decision import Decision, Disagreement, Tools
from derivcheck.engine.evaluate import BUDGET, NoValue
from derivcheck.engine.every_size.cutoff import AllSizes
from derivcheck.engine.inverses import decide_with_inverses, has_inverses
from derivcheck.engine.modular import images as modular
from derivcheck.engine.modular.bound import TRIALS, error_bound
from derivcheck.engine.outcome import Outcome
from derivcheck.engine.points.balls import Balls, Points
from derivcheck.engine.points.refute import (
    Counterexample,
    Make,
    counterexample_at,
    find_counterexample,
)
from derivcheck.engine.points.together import agree_together
from derivcheck.engine.statement import Statement, World
from derivcheck.engine.work import affordable
from derivcheck.engine.worlds.at_points import point_worlds
from derivcheck.engine.worlds.patterns import size_choices, spread_world, worlds
from derivcheck.term.core import Sort

POINTS = 3
# the kinds of points tried until enough are found at which both sides are defined
STYLES = (*["mixed"] * 6, *["positive"] * 3, *["large"] * 2, "zero")
# sizes of the everyday check, for a problem's sorts in order
LARGER_SIZES = (11, 7, 5, 6, 13, 8, 9)
# in how many worlds SymPy looks where there is no proof for every size; at such a proof, in one
SYMPY_WORLDS = 2
# nodes of both sides, definitions and derivatives written out; a step of a course has some hundred
MAX_WEIGHT = 400_000
# how often each value is computed at the chosen sizes: trials and points
PASSES = TRIALS + POINTS
# values of a statement that is proved already, to be confirmed by the slower witnesses
MOST_CONFIRMED = 20_000
# proofs whose error bound is above 2^-100 are none
LEAST_BITS = 100


def decide(statement: Statement, tools: Tools) -> Decision:
    """Return whether a statement is proved, refuted or neither; raises `Disagreement`."""
    try:
        statement.ready  # noqa: B018 - derivatives are carried out here, once
    except TooLarge as error:
        return Decision(None, str(error), "over-budget")
    except NotDifferentiable as error:
        return Decision(None, f"no derivative: {error}", "not-differentiable")
    if sum(side.weight for side in statement.ready) > MAX_WEIGHT:
        reason = f"over budget (size): written out, it has more than {MAX_WEIGHT:,} symbols"
        return Decision(None, reason, "over-budget")
    if has_inverses(statement):
        return decide_with_inverses(statement, lambda other: decide(other, tools))
    found = _choose(statement, tools)
    if found is None:
        reason = "there are too many patterns of coinciding indices"
        return Decision(None, reason, "over-budget")
    sizes, all_worlds = found
    if not all_worlds:
        reason = "the assumptions contradict each other at these sizes"
        return Decision(None, reason, "no-model")
    return _Ladder(statement, tools, sizes, all_worlds).climb()


def _choose(statement: Statement, tools: Tools) -> tuple[dict[Sort, int], list[World]] | None:
    for sizes in size_choices(statement, dict(tools.fixed_sizes)):
        found = worlds(statement, sizes)
        if found is not None:
            return sizes, found
    return None


class _Ladder:
    def __init__(
        self, statement: Statement, tools: Tools, sizes: dict[Sort, int], all_worlds: list[World]
    ) -> None:
        self._statement = statement
        self._tools = tools
        self._chosen = sizes
        self._sizes = tuple((sort.name, size) for sort, size in sizes.items())
        self._worlds = all_worlds
        self._why = "no witness gave an answer"
        self._met_difference = False
        self._met: Counterexample | None = None
        self._confirmed = False
        self._no_point = ""
        self._general = AllSizes(False, "modular images were not asked")
        self._proof = CaseProof(self._general)

    def climb(self) -> Decision:
        if self._tools.use_modular:
            tools = self._tools
            self._proof = prove_in_cases(
                self._statement, tools.fields, tools.budget, refuted=self._is_refuted
            )
            self._general = self._proof.general
        if self._general.differs:
            counterexample = self._met or self._counterexample()
            if counterexample is not None:
                return self._refuted(counterexample, Outcome.DIFFERENT)
        return self._confirm() if self._general.proved else self._look_at_sizes()

    def _is_refuted(self) -> bool:
        """Whether the sides differ at a point of the chosen sizes, and at a counterexample."""
        world, points = self._worlds[-1], self._points(0, "small")
        balls = Balls(points, world, self._tools.budget)
        if counterexample_at(self._statement, world, points, balls) is not None:
            self._met = self._find()
        return self._met is not None

    def _counterexample(self) -> Counterexample | None:
        """Return a counterexample to what images tell apart: first in the case that failed."""
        statement, case = self._statement, self._proof.failed
        # the points of a case may lie outside of what a symbol may be
        if case is not None and case.values and not statement.context.values:
            found = self._find(make=points_in(case, statement.digest))
            if found is not None:
                return found
        return self._find(self._general.worlds)

    def _find(self, hints: Sequence[World] = (), make: Make | None = None) -> Counterexample | None:
        """Look for a counterexample where images differ: what they say may be relied upon."""
        return find_counterexample(self._statement, hints, make, fields=self._tools.fields)

    def _confirm(self) -> Decision:
        """Look at a proof for every size with the other witnesses."""
        flat = Statement((), self._statement.left, self._statement.right, self._statement.context)
        finite, counterexample = self._balls(flat, self._points_of(flat, self._general.worlds))
        if self._met_difference:
            if counterexample is not None:
                return self._refuted(counterexample, Outcome.EQUAL)
            return self._unrealised(Outcome.EQUAL)
        unmet = self._unmet_case(flat)
        if unmet is not None:
            return unmet
        if finite == 0 and not self._proof.cases:
            return self._nowhere_defined()
        chosen = self._some_worlds(1)
        # the proof has its error bound; this shows that it is about the same statement,
        # unless it rests on signs, which images do not have
        if not self._proof.cases and self._modular(chosen) is Outcome.DIFFERENT:
            raise Disagreement("a proof for every size does not hold at the sizes looked at")
        exact = self._sympy(chosen)
        if exact is Outcome.DIFFERENT:
            raise Disagreement("modular images and balls say equal, SymPy says different")
        return self._proved(Outcome.EQUAL, exact)

    def _look_at_sizes(self) -> Decision:
        """Decide at the chosen sizes only."""
        if not affordable(self._statement.ready, self._worlds, self._tools.budget // PASSES):
            return self._too_large()
        image = self._modular(self._worlds)
        finite, counterexample = self._balls(self._statement, self._worlds)
        if counterexample is not None:
            return self._refuted(counterexample, image)
        if self._met_difference:
            return self._unrealised(image)
        if finite == 0:
            return self._nowhere_defined()
        if image is Outcome.DIFFERENT:
            return self._search()
        exact = self._sympy(self._some_worlds(SYMPY_WORLDS))
        if image is Outcome.NO_ANSWER and exact is Outcome.DIFFERENT:
            return self._search()
        if image is Outcome.EQUAL and exact is Outcome.DIFFERENT:
            raise Disagreement("modular images and balls say equal, SymPy says different")
        counterexample = find_counterexample(self._statement)
        if counterexample is not None:
            return self._refuted(counterexample, Outcome.NO_ANSWER)
        if Outcome.EQUAL not in (image, exact):
            return self._neither()
        if self._sizes:
            return self._at_sizes_only()
        return self._proved(image, exact)

    def _too_large(self) -> Decision:
        """Look for a counterexample at small sizes where the chosen ones are too large."""
        counterexample = find_counterexample(self._statement)
        if counterexample is not None:
            return self._refuted(counterexample, Outcome.NO_ANSWER)
        sizes = ", ".join(f"{name} = {size}" for name, size in self._sizes)
        reason = f"over budget (size): {sizes} take more than {self._tools.budget:,} evaluations"
        if self._general.reason:
            reason += f"; not proved for every size: {self._general.reason}"
        return Decision(None, reason, "over-budget")

    def _at_sizes_only(self) -> Decision:
        sizes = ", ".join(f"{name} = {size}" for name, size in self._sizes)
        reason = f"it holds exactly at {sizes}; not proved for every size: {self._general.reason}"
        return Decision(None, reason, "some-sizes", sizes=(self._sizes,), methods=("balls",))

    def _unmet_case(self, flat: Statement) -> Decision | None:
        """Return what to say if some case of the proof has no point, None if each has one."""
        for case, found in self._proof.cases:
            outcome = realise(
                case, self._points_of(flat, found), self._statement.digest, self._tools.budget
            )
            if outcome is Outcome.DIFFERENT:
                return self._unrealised(Outcome.EQUAL)
            if outcome is Outcome.NO_ANSWER:
                reason = f"no point was found for a case of the proof: {case.text}"
                return Decision(None, reason, "no-point")
        return None

    def _points_of(self, flat: Statement, found: Sequence[World]) -> list[World]:
        return point_worlds(self._statement, flat, found, self._chosen, self._worlds)

    def _some_worlds(self, most: int) -> list[World]:
        """Return the worlds for the slower witnesses: few coincidences of indices, and many."""
        chosen = dict.fromkeys((len(self._worlds) - 1, 0))
        some = [self._worlds[at] for at in list(chosen)[:most]]
        return some if affordable(self._statement.ready, some, MOST_CONFIRMED) else []

    def _modular(self, chosen: list[World]) -> Outcome:
        if not self._tools.use_modular or not chosen:
            return Outcome.NO_ANSWER
        answer = Outcome.EQUAL
        fields = self._tools.fields
        comparison = modular.Comparison(self._statement, fields, chosen[0], self._tools.budget)
        for world in chosen:
            outcome, why = comparison.at(world)
            if outcome is Outcome.DIFFERENT:
                return outcome
            if outcome is Outcome.NO_ANSWER:
                answer, self._why = outcome, why
        return answer

    def _balls(
        self, statement: Statement, chosen: Sequence[World]
    ) -> tuple[int, Counterexample | None]:
        """Return at how many points both sides are finite, and a counterexample if one is met."""
        budget = self._tools.budget
        first = [self._points(number, STYLES[number]) for number in range(POINTS)]
        done = agree_together(statement, first, chosen, budget)
        finite = done * POINTS
        balls = Balls(first[0], chosen[0], budget)
        for world in chosen[done:]:
            here = 0
            for number, style in enumerate(STYLES):
                balls.move_to(self._points(number, style), world)
                outcome = self._at_point(statement, world, balls)
                here += outcome is Outcome.EQUAL
                if outcome is Outcome.DIFFERENT:
                    self._met_difference = True
                    return finite, find_counterexample(self._statement)
                if here >= POINTS:
                    break
            finite += here
        return finite, None

    def _points(self, number: int, style: str) -> Points:
        context = self._statement.context
        return Points(self._statement.digest, number, context.positive, style, context.values)

    def _at_point(self, statement: Statement, world: World, balls: Balls) -> Outcome:
        left, right = statement.ready
        try:
            for env in modular.components(statement, world):
                for term in statement.originals:
                    balls.value(term, env)
                if not balls.value(left, env).overlaps(balls.value(right, env)):
                    return Outcome.DIFFERENT
        except NoValue as error:
            self._no_point = str(error)
            return Outcome.NO_ANSWER
        return Outcome.EQUAL

    def _sympy(self, chosen: list[World]) -> Outcome:
        witness = self._tools.sympy
        if witness is None or not chosen:
            return Outcome.NO_ANSWER
        answers = []
        for world in chosen:
            answers.append(witness(self._statement, world))
            if answers[-1] is Outcome.DIFFERENT:
                return Outcome.DIFFERENT
        self._confirmed = all(answer is Outcome.EQUAL for answer in answers)
        # exact, but it proves only where it has looked at every pattern
        every = self._confirmed and len(chosen) == len(self._worlds)
        return Outcome.EQUAL if every else Outcome.NO_ANSWER

    def _refuted(self, counterexample: Counterexample, image: Outcome) -> Decision:
        if image is Outcome.EQUAL:
            raise Disagreement("modular images say equal, balls at a real point say different")
        return Decision(
            False, sizes=(self._sizes,), methods=("balls",), counterexample=counterexample
        )

    def _unrealised(self, image: Outcome) -> Decision:
        if image is Outcome.EQUAL:
            raise Disagreement("modular images say equal, balls at a real point say different")
        reason = "the sides differ somewhere, but no admissible small counterexample was found"
        return Decision(None, reason, "no-witness", sizes=(self._sizes,), methods=("balls",))

    def _search(self) -> Decision:
        found = find_counterexample(self._statement)
        if found is not None:
            return Decision(False, methods=("balls",), counterexample=found)
        reason = "both sides agree at every point tried, but no proof was found"
        return Decision(None, reason, "no-proof", sizes=(self._sizes,), methods=("balls",))

    def _nowhere_defined(self) -> Decision:
        if self._no_point.startswith("over budget"):
            return Decision(None, self._no_point, "over-budget")
        reason = f"no point was found at which both sides are defined ({self._no_point})"
        return Decision(None, reason, "no-point")

    def _neither(self) -> Decision:
        reason = f"both sides agree at every point tried, but there is no proof: {self._why}"
        return Decision(None, reason, "no-proof", sizes=(self._sizes,), methods=("balls",))

    def _proved(self, image: Outcome, exact: Outcome) -> Decision:
        methods = ["balls"]
        bound: str | None = None
        general = self._general
        if image is Outcome.EQUAL:
            bits = general.bits if general.proved else error_bound(self._statement, self._worlds)
            # SymPy is exact at the sizes it has looked at, which is no bound for all of them
            weak = bits < LEAST_BITS and (general.proved or exact is not Outcome.EQUAL)
            certified = (weak or self._tools.exact) and self._certified()
            if weak and not certified:
                reason = f"the error bound 2^-{bits} is not good enough"
                return Decision(None, reason, "no-proof", sizes=(self._sizes,))
            methods.insert(0, "modular")
            if certified:
                methods.insert(0, "exact")
            elif exact is not Outcome.EQUAL or general.proved:
                bound = f"2^-{bits}"
        if self._confirmed:
            methods.insert(0, "sympy")
        numeric = self._numpy()
        if numeric is Outcome.EQUAL:
            methods.append("numpy")
        order = ("sympy", "modular", "exact", "numpy", "balls")
        return Decision(
            True,
            sizes=(self._sizes,),
            methods=tuple(m for m in order if m in methods),
            error_bound=bound,
            all_sizes=general.proved,
            domain=self._proof.domain,
        )

    def _certified(self) -> bool:
        """Whether the proof is also one by exact rational functions, which never err."""
        # few documents ask for certificates, and their seven files take a while to load
        from derivcheck.engine.exact.certificate import WORK, certify

        compared = self._general.compared
        if not self._general.proved:
            compared = ((self._statement, tuple(self._worlds)),)
        allowance = WORK * self._tools.budget // BUDGET
        outcomes = [certify(statement, chosen, allowance)[0] for statement, chosen in compared]
        if Outcome.DIFFERENT in outcomes:
            raise Disagreement("modular images say equal, exact rational functions different")
        return bool(outcomes) and all(outcome is Outcome.EQUAL for outcome in outcomes)

    def _numpy(self) -> Outcome:
        witness = self._tools.numpy
        if witness is None:
            return Outcome.NO_ANSWER
        world = spread_world(self._statement, LARGER_SIZES)
        if world is None:
            return Outcome.NO_ANSWER
        answer = witness(self._statement, world)
        if answer is Outcome.DIFFERENT:
            raise Disagreement("modular images and balls say equal, NumPy says different")
        return answer
