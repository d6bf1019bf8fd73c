"""Steps with letters or signs to which the text gives another meaning: nothing is said of them."""

from collections.abc import Callable, Iterable
from functools import partial

from msgspec.structs import replace

from derivcheck.check.finding import WRONG, StepFinding, Verdict, not_decided
from derivcheck.check.judging.chains import Judged
from derivcheck.check.judging.undeclared import CODE
from derivcheck.check.names.other_meanings import other_meaning
from derivcheck.syntax import tree as t


def spare_other_kinds(prose: str, judged: Iterable[Judged], *, problem: bool) -> list[Judged]:
    """Return chains of which no step is decided that is not meant as it was read."""
    said = partial(other_meaning, prose, problem=problem)
    return [
        replace(one, steps=tuple(_spare(step, one, said) for step in one.steps)) for one in judged
    ]


def _spare(step: StepFinding, one: Judged, said: Callable[[t.Tree], str | None]) -> StepFinding:
    if step.verdict is not Verdict.PROVED and step.verdict not in WRONG:
        return step
    sides = (side.tree for side in one.sides(step))
    words = next(filter(None, map(said, sides)), None)
    if words is None:
        return step
    message = f"“{words}” may say that something here means another thing than it was read as"
    return not_decided(step, CODE, message)
