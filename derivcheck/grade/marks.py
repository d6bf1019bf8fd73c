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
from derivcheck.grade.answers import earned_by
from derivcheck.grade.facts import facts_of
from derivcheck.grade.methods import methods_of
from derivcheck.grade.model import PartMark, Reason
from derivcheck.grade.scheme import Scheme
from derivcheck.grade.way import cost_of, earned_by_steps, less_methods
from derivcheck.source import SourceText

# what shows that there is more in a part than words: formulas, pictures
_WORK = re.compile(r"\$|\\\(|\\\[|\\begin\{|=|!\[|<img|\\includegraphics", re.IGNORECASE)

_SHORT = 40  # characters of what a slip speaks of


def mark_part(part: PartFinding, scheme: Scheme, source: SourceText) -> PartMark:
    """Return what a part earns, with the reasons; ``source`` gives them their lines."""
    facts = facts_of(part)
    shows_work = bool(_WORK.search(source.slice(part.part.span)))
    answer = earned_by(part, facts, scheme, shows_work)
    steps, open_ = earned_by_steps(part, facts, answer, scheme)
    methods = methods_of(part, facts, scheme) if steps.high else ()
    steps = less_methods(steps, methods)
    counted = () if answer.kind == "none" and not facts.right else facts.slips
    slips = tuple(_slip(step, cost_of(step, part, answer, scheme), source) for step in counted)
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
