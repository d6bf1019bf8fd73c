"""Answers in cases: chains that hold “when w = o” and “when w ≠ o” are one answer together.

Two chains are an answer where one holds under a condition on indices and the other under its
contrary: each element meets one of them.  What stands in a case is compared with what is asked
for under that condition, and so is what the case sets out from: ∂J/∂u_o is ∂J/∂u_w for w = o.
"""

from collections.abc import Iterator

from msgspec.structs import replace

from derivcheck.check.judging.chains import Judged, equal_values
from derivcheck.check.judging.judge import Judge
from derivcheck.check.reading.members import Setting
from derivcheck.term.context import Assumption
from derivcheck.term.core import Condition, Not
from derivcheck.term.tensor import Tensor


def other_case(
    judged: Judged,
    chains: tuple[Judged, ...],
    goal: Tensor,
    setting: Setting,
    judge: Judge,
) -> Judged | None:
    """Return the chain that, with this one, answers for every element; None if there is none."""
    said = conditions(judged, setting)
    if said is None or len(said) != 1:
        return None
    (own,) = said
    if not _answers(judged, own, goal, setting, judge):
        return None
    contrary = own.inner if isinstance(own, Not) else Not(own)
    for other in _others(judged, chains):
        # a chain about u_o says itself which case it is
        is_case = conditions(other, setting) in ((), (contrary,))
        if is_case and _answers(other, contrary, goal, setting, judge):
            return other
    return None


def conditions(judged: Judged, setting: Setting) -> tuple[Condition, ...] | None:
    """Return the conditions on indices that a chain states; None where it states others too."""
    own = judged.setting
    said = set(own.context.assumptions).difference(setting.context.assumptions)
    if (own.guards, own.said) != (setting.guards, setting.said):
        return None
    return None if any(one.quantified for one in said) else tuple(one.condition for one in said)


def _others(judged: Judged, chains: tuple[Judged, ...]) -> Iterator[Judged]:
    """Yield the other chains of equalities, those that stand last first."""
    for other in reversed(chains):
        if other is not judged and any(step.relation.sign == "=" for step in other.steps):
            yield other


def _answers(
    judged: Judged, under: Condition, goal: Tensor, setting: Setting, judge: Judge
) -> bool:
    """Whether a chain begins and ends with what is asked for, as far as a condition goes."""
    case = Assumption("", (), under)
    context = replace(setting.context, assumptions=(*setting.context.assumptions, case))
    here = replace(setting, context=context)
    ends = (judged.readings[0].tensor, judged.readings[judged.last].tensor)
    return all(end is not None and equal_values(end, goal, here, judge) is True for end in ends)
