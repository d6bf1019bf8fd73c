"""What a part of a submission earns.

The answer and the way to it earn points apart from one another.  Each slip costs once: a later
line that is right given the writer's own earlier one costs nothing, and neither does the step
that puts a slip right again.  What was not read or not decided never counts as wrong: it opens
a range, whose lower end takes each such step for a slip, and a person decides.
"""

import re
from fractions import Fraction

from msgspec.structs import replace

from derivcheck.check.finding import PartFinding, Slip, StepFinding
from derivcheck.grade.answers import Earned, earned_by
from derivcheck.grade.facts import Facts, facts_of
from derivcheck.grade.methods import methods_of
from derivcheck.grade.model import PartMark, Range, Reason, exactly, points
from derivcheck.grade.scheme import Scheme
from derivcheck.source import SourceText

# what shows that there is more in a part than words: formulas, pictures
_WORK = re.compile(r"\$|\\\(|\\\[|\\begin\{|=|!\[|<img|\\includegraphics", re.IGNORECASE)

_SHORT = 40  # characters of what a slip speaks of


def mark_part(part: PartFinding, scheme: Scheme, source: SourceText) -> PartMark:
    """Return what a part earns, with the reasons; ``source`` gives them their lines."""
    facts = facts_of(part)
    shows_work = bool(_WORK.search(source.slice(part.part.span)))
    answer = earned_by(part, facts, scheme, shows_work)
    steps, open_ = _for_steps(part, facts, answer, scheme)
    methods = methods_of(part, facts, scheme) if steps.high else ()
    steps = _less(steps, methods)
    counted = () if answer.kind == "none" and not facts.right else facts.slips
    slips = tuple(_slip(step, _cost(step, part, answer, scheme), source) for step in counted)
    mark = scheme.rounded(answer.mark + steps)
    unsure = tuple(_unsure(step, source, open_=not mark.settled) for step in facts.unsure)
    reasons = (*answer.reasons, *open_, *methods, *slips, *unsure)
    return PartMark(
        part=scheme.part,
        title=scheme.title,
        points=scheme.points,
        mark=mark,
        answer=answer.kind,
        reasons=tuple(replace(reason, document=source.path) for reason in reasons),
        understood=facts.sentence,
    )


def _for_steps(
    part: PartFinding, facts: Facts, answer: Earned, scheme: Scheme
) -> tuple[Range, tuple[Reason, ...]]:
    """Return what the way to the answer earns, and what is to be said of it."""
    needed, right = scheme.rubric.min_steps, len(facts.right) + len(facts.returns)
    if answer.kind in ("correct", "despite-slip"):
        right = max(right, 1)  # the step to a right answer, even where it was a short one
    if facts.steps == 0 and answer.kind == "open":
        return Range(Fraction(0), scheme.for_steps), ()
    perhaps = len(facts.unsure) + (answer.kind == "open")
    if needed == 1 and answer.kind == "wrong" and _is_one_slip(facts, part):
        return _in_one_line(facts, scheme)
    if facts.steps == 0 and answer.kind == "none":
        return exactly(0), ()  # the reason for the answer says it of all
    if right + perhaps < needed:
        said = f"the way to the answer is missing: {right} of {needed} right steps"
        return Range(Fraction(0), Fraction(0)), (Reason("no-way", said, scheme.for_steps),)
    lost = sum((_cost(step, part, answer, scheme) for step in facts.slips), Fraction(0))
    high = max(Fraction(0), scheme.for_steps - lost)
    doubt = sum(
        (scheme.cost() for step in facts.unsure if not _is_the_answer(step, part)),
        Fraction(0),
    )
    low = max(Fraction(0), high - doubt)
    if answer.kind == "none":
        if facts.steps == 1:  # what answers nothing is all there is
            said = "there is no other step"
            return Range(Fraction(0), Fraction(0)), (Reason("no-way", said, scheme.for_steps),)
        said = "there is no answer; what the way to it is worth is for a person to say"
        return Range(Fraction(0), high), (Reason("unfinished", said, open=True),)
    if right < needed or answer.kind == "open":
        low = Fraction(0)
    if lost > scheme.for_steps:
        said = f"the steps lose no more than the {points(scheme.for_steps)} points they are worth"
        return Range(low, high), (Reason("at-most", said),)
    return Range(low, high), ()


def _less(steps: Range, methods: tuple[Reason, ...]) -> Range:
    """Return what the steps earn where methods are not there, or perhaps not."""
    sure = sum((one.cost for one in methods if not one.open), Fraction(0))
    perhaps = sum((one.cost for one in methods), Fraction(0))
    low, high = (max(Fraction(0), at) for at in (steps.low - perhaps, steps.high - sure))
    return Range(low, high)


def _cost(step: StepFinding, part: PartFinding, answer: Earned, scheme: Scheme) -> Fraction:
    """Return what a slip costs: nothing more where it is the answer that is wrong, or open."""
    if answer.kind in ("wrong", "open") and _is_the_answer(step, part):
        return Fraction(0)
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
    left = max(Fraction(0), scheme.for_steps - cost)
    said = "but for one slip the line is right: the steps count, less what the slip costs"
    return exactly(left), (Reason("one-slip", said, min(cost, scheme.for_steps)),)


def _is_the_answer(step: StepFinding, part: PartFinding) -> bool:
    return step.id == part.answer.step


def _slip(step: StepFinding, cost: Fraction, source: SourceText) -> Reason:
    slip = step.slip
    return Reason(
        code=(slip.code if slip else step.code) or step.verdict.value,
        said=f"this step {'has no meaning' if step.verdict.value == 'ill-typed' else 'is wrong'}",
        cost=cost,
        step=step.id,
        line=source.position(step.rhs.span.start).line,
        detail=(slip.message if slip else None) or step.message,
        formula=step.rhs.latex,
        repair=(slip.repair if slip else None) or step.value,
        place=_place(slip, source),
    )


def _place(slip: Slip | None, source: SourceText) -> str | None:
    """Return what a slip speaks of where that is short."""
    if slip is None or slip.span is None:
        return None
    place = " ".join(source.slice(slip.span).split())
    return place if 0 < len(place) <= _SHORT else None


def _unsure(step: StepFinding, source: SourceText, open_: bool) -> Reason:
    said = {
        "unread": "this could not be read",
        "ill-typed": "the shapes of this step do not fit as it was read",
    }.get(step.verdict.value, "this step was neither proved nor refuted")
    return Reason(
        code=step.code or step.verdict.value,
        said=said,
        open=open_,
        step=step.id,
        line=source.position(step.rhs.span.start).line,
        detail=step.message,
        formula=step.rhs.latex,
    )
