"""What the way to an answer earns, and what is to be said of it."""

from fractions import Fraction

from derivcheck.check.finding import PartFinding, StepFinding
from derivcheck.grade.answers import Earned
from derivcheck.grade.facts import Facts
from derivcheck.grade.model import Range, Reason, exactly, points
from derivcheck.grade.scheme import Scheme

_NOTHING = Fraction(0)
Way = tuple[Range, tuple[Reason, ...]]


def earned_by_steps(part: PartFinding, facts: Facts, answer: Earned, scheme: Scheme) -> Way:
    """Return what the steps of a part earn, and the reasons for it."""
    if facts.steps == 0 and answer.kind == "open":
        return Range(_NOTHING, scheme.for_steps), ()
    if scheme.rubric.min_steps == 1 and answer.kind == "wrong" and _is_one_slip(facts, part):
        return _in_one_line(facts, scheme)
    if facts.steps == 0 and answer.kind == "none":
        return exactly(0), ()  # the reason for the answer says it of all
    right = _right_steps(facts, answer)
    if (missing := _missing(right, facts, answer, scheme)) is not None:
        return exactly(0), (missing,)
    lost = sum((cost_of(step, part, answer, scheme) for step in facts.slips), _NOTHING)
    high = max(_NOTHING, scheme.for_steps - lost)
    if answer.kind == "none":
        return _without_answer(facts, high, scheme)
    sure = answer.kind != "open" and right >= scheme.rubric.min_steps
    low = max(_NOTHING, high - _in_doubt(part, facts, scheme)) if sure else _NOTHING
    if lost > scheme.for_steps:
        said = f"the steps lose no more than the {points(scheme.for_steps)} points they are worth"
        return Range(low, high), (Reason("at-most", said),)
    return Range(low, high), ()


def _right_steps(facts: Facts, answer: Earned) -> int:
    """Return the number of right steps: the one to a right answer, however short, among them."""
    right = len(facts.right) + len(facts.returns)
    return max(right, 1) if answer.kind in ("correct", "despite-slip") else right


def _missing(right: int, facts: Facts, answer: Earned, scheme: Scheme) -> Reason | None:
    """Return the reason that there is no way, if too few steps are right even at best."""
    needed = scheme.rubric.min_steps
    if right + len(facts.unsure) + (answer.kind == "open") >= needed:
        return None
    said = f"the way to the answer is missing: {right} of {needed} right steps"
    return Reason("no-way", said, scheme.for_steps)


def _without_answer(facts: Facts, high: Fraction, scheme: Scheme) -> Way:
    if facts.steps == 1:  # what answers nothing is all there is
        return exactly(0), (Reason("no-way", "there is no other step", scheme.for_steps),)
    said = "there is no answer; what the way to it is worth is for a person to say"
    return Range(_NOTHING, high), (Reason("unfinished", said, open=True),)


def _in_doubt(part: PartFinding, facts: Facts, scheme: Scheme) -> Fraction:
    """Return what the steps that were not decided would cost, were each of them a slip."""
    steps = (step for step in facts.unsure if not _is_the_answer(step, part))
    return sum((scheme.cost() for _ in steps), _NOTHING)


def less_methods(steps: Range, methods: tuple[Reason, ...]) -> Range:
    """Return what the steps earn where methods are not there, or perhaps not."""
    sure = sum((one.cost for one in methods if not one.open), _NOTHING)
    perhaps = sum((one.cost for one in methods), _NOTHING)
    low, high = (max(_NOTHING, at) for at in (steps.low - perhaps, steps.high - sure))
    return Range(low, high)


def cost_of(step: StepFinding, part: PartFinding, answer: Earned, scheme: Scheme) -> Fraction:
    """Return what a slip costs: nothing more where it is the answer that is wrong, or open."""
    if answer.kind in ("wrong", "open") and _is_the_answer(step, part):
        return _NOTHING
    return scheme.cost(step.slip.code if step.slip else None, step.code, step.verdict.value)


def _is_one_slip(facts: Facts, part: PartFinding) -> bool:
    """Whether all there is to a part is a wrong answer that one edit is proved to put right."""
    if facts.steps != 1 or len(facts.slips) != 1 or not _is_the_answer(facts.slips[0], part):
        return False
    slip = facts.slips[0].slip
    return slip is not None and slip.repair is not None and not slip.also


def _in_one_line(facts: Facts, scheme: Scheme) -> tuple[Range, tuple[Reason, ...]]:
    """Return what an answer in one line with one slip earns: the steps less the deduction.

    It is a wrong answer like that at the end of a right way, and worth less: nothing shows that
    the rest was right but that it is.
    """
    step = facts.slips[0]
    cost = scheme.cost(step.slip.code if step.slip else None, step.code, step.verdict.value)
    left = max(_NOTHING, scheme.for_steps - cost)
    said = "but for one slip the line is right: the steps count, less what the slip costs"
    return exactly(left), (Reason("one-slip", said, min(cost, scheme.for_steps)),)


def _is_the_answer(step: StepFinding, part: PartFinding) -> bool:
    return step.id == part.answer.step
