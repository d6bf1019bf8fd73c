"""What follows a solution, “we get $w = …$”: its symbol is free in what was read, and is not.

What a derivative by something else makes of such a symbol is not decided: it may depend on that.
A solution with a name of its own, “setting it to zero gives $\\hat w = …$”, is a claim as well.
"""

from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from derivcheck.check.finding import StepFinding, Verdict, not_proved, undecided
from derivcheck.check.judging.chains import Judged
from derivcheck.check.names.concluded import (
    concludes,
    introduces,
    sets_a_derivative,
    varied_in,
)
from derivcheck.check.names.optima import speaks_of_an_optimum
from derivcheck.check.reading.members import Reading
from derivcheck.check.reservations.equations import MESSAGE
from derivcheck.document.model import Chain
from derivcheck.elaborate.kinds import bare_key, names_in
from derivcheck.elaborate.signature import take_apart
from derivcheck.syntax import latex
from derivcheck.syntax import tree as t
from derivcheck.term.context import unfold
from derivcheck.term.core import Derivative

CODE = "equation"
_UNSOLVED = "the text finds this as a solution; I did not check that it is one"
NO_SOLUTION = "this is not the solution"
_HOLDS_THERE = "{} is the solution of an equation here, and not free as it was read"
_SURE = (Verdict.PROVED, Verdict.REFUTED)


def spare_solved(
    chains: Sequence[Chain],
    judged: Sequence[Judged],
    concluded: Mapping[int, str],
    varied: frozenset[str],
) -> list[Judged]:
    """Return the chains of a part, nothing decided that a solution before may decide otherwise.

    ``concluded`` are the symbols of solutions by the places of their rows, ``varied`` is
    what the parts before differentiate by: “(b) Setting the gradient to zero, …”.
    """
    judged = _estimates_in(chains, judged, set(varied))
    if not concluded:
        return judged
    solved: set[str] = set()
    arguments: dict[str, frozenset[str]] = {}  # L(p, λ): its slope in λ leaves p as it is
    out: list[Judged] = []
    for chain, one in zip(chains, judged, strict=True):
        if one.steps and one.steps[0].code == "definition":
            head = take_apart(one.readings[0].tree)
            arguments[head.key] = frozenset(map(latex, head.arguments or ()))
        solved |= {concluded[r.span.start] for r in chain.relations if r.span.start in concluded}
        steps = one.steps
        if solved:
            steps = tuple(_spare(step, one, solved, arguments) for step in steps)
        steps = tuple(_as_solution(x) if x.relation.span.start in concluded else x for x in steps)
        out.append(replace(one, steps=steps))
    return out


def _estimates_in(
    chains: Sequence[Chain], judged: Sequence[Judged], varied: set[str]
) -> list[Judged]:
    """Return chains in which ŵ, w^* and w_{ML} of a solution for w are not taken for given.

    Such a name is what w is at the solution only: x̂ = (3 − y)/2 does not refute x̂ = 2.
    """
    out: list[Judged] = []
    estimates: set[str] = set()
    said, zero = "", False
    for chain, one in zip(chains, judged, strict=True):
        said += f" {chain.before}"
        first = one.steps[0] if one.steps else None
        if (
            first is not None
            and first.code == "definition"
            and (
                (concludes(chain) and speaks_of_an_optimum(said))
                or (zero and not introduces(chain))
            )
            and _is_solved_for(one.readings[first.relation.left].tree, varied)
        ):
            one = replace(one, steps=(undecided(first, CODE, _UNSOLVED), *one.steps[1:]))
            value = one.readings[first.relation.left].tensor
            estimates |= value.body.symbols if value is not None else set()
            zero = True  # what is written below is another form of it
        if estimates:
            steps = tuple(_at_solution(step, one, estimates, varied) for step in one.steps)
            one = replace(one, steps=steps)
        out.append(one)
        zero = zero or sets_a_derivative([reading.tree for reading in one.readings])
        for reading in one.readings:
            varied |= set(varied_in(reading.tree, [reading.tree]))
        varied |= set(map(_without_square, varied))
    return out


def _without_square(variable: str) -> str:
    """Return the σ of ∂ℓ/∂(σ²), which is solved for σ̂²."""
    return variable.strip("() ").removesuffix("^{2}").removesuffix("^2")


def spare_unsolved(judged: Sequence[Judged]) -> list[Judged]:
    """Return chains in which no name is held to a solution that was not proved to be the one.

    “x̂ = a” and “x̂ = 0” may be both solutions of x² = ax.
    """
    unsolved: set[str] = set()
    out: list[Judged] = []
    for one in judged:
        steps = one.steps
        if unsolved:
            steps = tuple(_not_held(step, one, unsolved) for step in steps)
        for step in steps[:1]:
            value = one.readings[step.relation.left].tensor
            key = bare_key(one.readings[step.relation.left].tree)
            if step.message == _UNSOLVED and value is not None:
                unsolved |= {key, *value.body.symbols}
            elif (step.message or "").startswith(NO_SOLUTION):
                unsolved.add(key)
            elif step.verdict is Verdict.PROVED and key in unsolved:
                # the same once more
                steps = (not_proved(step, CODE, _UNSOLVED), *steps[1:])
        out.append(replace(one, steps=steps))
    return out


def _not_held(step: StepFinding, one: Judged, unsolved: set[str]) -> StepFinding:
    if step.verdict is not Verdict.REFUTED:
        return step
    sides = [side.tensor for side in one.sides(step)]
    named = sorted(x for side in sides if side is not None for x in unsolved & side.body.symbols)
    return not_proved(step, CODE, _HOLDS_THERE.format(named[0])) if named else step


def _at_solution(
    step: StepFinding, one: Judged, estimates: set[str], varied: set[str]
) -> StepFinding:
    """Return a step not refuted that speaks of a solution, and of what may be solved for too."""
    if step.verdict is not Verdict.REFUTED:
        return step
    bodies = [x.tensor.body for x in one.sides(step) if x.tensor is not None]
    named = sorted(estimates & frozenset[str]().union(*(body.symbols for body in bodies)))
    free = (unfold(body, one.setting.context).symbols for body in bodies)
    inferred = one.setting.inferred
    if not named or not varied & {inferred.get(x, x) for x in frozenset[str]().union(*free)}:
        return step
    return not_proved(step, CODE, _HOLDS_THERE.format(named[0]))


def _is_solved_for(tree: t.Tree, varied: set[str]) -> bool:
    """Whether a name is w with a mark, ŵ, w^* or w_{ML}, or a w_k, that was differentiated by.

    With a number, w_0 and w^{(0)}, it is where an iteration is, or another w.
    """
    plain = marked_name(tree)
    names = {latex(tree)} if _is_numbered(tree) else {latex(tree), plain}
    return plain is not None and not varied.isdisjoint(names)


def _is_numbered(tree: t.Tree) -> bool:
    if not isinstance(tree, t.Scripts):
        return False
    raised = tree.sup.inner if isinstance(tree.sup, t.Group) else None
    return any(isinstance(mark, t.Numeral) for mark in (tree.sub, raised))


def marked_name(tree: t.Tree) -> str | None:
    """Return the letter w of ŵ, w^*, w_{ML} or w_k; of a letter without a mark nothing."""
    base = tree.base if isinstance(tree, t.Scripts) else tree
    if not isinstance(base, t.Name) or latex(tree) == base.text:
        return None
    return base.text


def _as_solution(step: StepFinding) -> StepFinding:
    """Return the row itself; of a letter that nobody declares it is not said to be one."""
    return undecided(step, CODE, MESSAGE) if step.code == "undeclared-symbol" else step


def _spare(
    step: StepFinding, one: Judged, solved: set[str], arguments: Mapping[str, frozenset[str]]
) -> StepFinding:
    if step.verdict not in _SURE:
        return step
    sides = one.sides(step)
    context = one.setting.context
    symbols = frozenset[str]().union(
        *(unfold(x.tensor.body, context).symbols for x in sides if x.tensor is not None)
    )
    inferred = one.setting.inferred
    found = sorted(solved & {inferred.get(symbol, symbol) for symbol in symbols})
    others = any(
        _by_another(side, solved, inferred)
        for side in sides
        if not _holds_fixed(side.tree, set(found), arguments)
    )
    if not found or (step.verdict is Verdict.PROVED and not others):
        return step
    return not_proved(step, CODE, _HOLDS_THERE.format(found[0]))


def _holds_fixed(tree: t.Tree, found: set[str], arguments: Mapping[str, frozenset[str]]) -> bool:
    """Whether a side is ``∂L/∂λ`` of an L(p, λ) that has the solved p for an argument.

    So is the derivative of ``L + g`` if p stands in nothing but L.
    """
    if not isinstance(tree, t.Derive) or tree.operand is None or tree.kind != "partial":
        return False
    held = [arguments[key] for key in names_in(tree.operand) if key in arguments]
    return found <= frozenset().union(*held) - set(names_in(tree.operand))


def _by_another(side: Reading, solved: set[str], inferred: Mapping[str, str]) -> bool:
    """Whether something is differentiated by more than a solution's symbol."""
    derived = [node for node in side.tree.walk() if isinstance(node, (t.Derive, t.Gradient))]
    by = (node.variable for node in derived if isinstance(node, t.Derive))
    if any(not {latex(x), bare_key(x)} & solved for x in by):
        return True
    if not any(isinstance(node, t.Gradient) for node in derived):
        return False
    # ∇f does not say by what: where it is left as it is, its variables do
    nodes = side.tensor.body.walk() if side.tensor is not None else ()
    symbols = {node.variable.symbol for node in nodes if isinstance(node, Derivative)}
    return not symbols or not {inferred.get(symbol, symbol) for symbol in symbols} <= solved
