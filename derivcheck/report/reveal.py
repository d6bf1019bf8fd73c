"""How much a writer is told of what is wrong: the verdict, its place, the slip, the answer."""

from msgspec.structs import replace

from derivcheck.check.finding import WRONG, PartFinding, StepFinding

LEVELS = ("verdict", "place", "slip", "answer")
"""From the least to the most."""

_HINT = "this step is wrong"


def revealed(part: PartFinding, level: str) -> PartFinding:
    """Return a part's finding without what is above a level.

    ``slip`` (the usual one) keeps back the correct value of a line for which no repair was found;
    ``place`` the slip and its repair; ``verdict`` also place, reason and counterexample.
    """
    if level not in LEVELS:
        raise ValueError(f"{level!r} is none of {', '.join(LEVELS)}")
    return replace(part, steps=tuple(_revealed(step, level) for step in part.steps))


def _revealed(step: StepFinding, level: str) -> StepFinding:
    if level == "answer":
        return step
    step = replace(step, value=None)
    if level == "slip":
        return step
    own = step.slip is not None and step.slip.code not in ("compensates", "carried")
    if step.slip is not None and own:
        # what was found stays what it is, so that slips are counted; it is only not said
        hidden = replace(step.slip, code="hidden", message=_HINT, repair=None, also=(), changes=())
        step = replace(step, slip=hidden)
    if level == "place" or step.verdict not in WRONG:
        return step
    slip = replace(step.slip, span=None) if step.slip is not None else None
    return replace(step, slip=slip, span=None, witness=None, message=_HINT)
