"""A loss that the text says is maximised: the writer's own, of the other sign perhaps."""

import re

from msgspec.structs import replace

from derivcheck.check.finding import StepFinding, Verdict, undecided
from derivcheck.check.judging.chains import Judged, equal_values
from derivcheck.check.judging.judge import Judge
from derivcheck.check.judging.undeclared import CODE
from derivcheck.document.model import Chain
from derivcheck.elaborate.signature import Signature, take_apart
from derivcheck.source.pattern import later
from derivcheck.term.tensor import negative

_MAXIMISED = later(r"\bmaximi[sz]\w*|最大化", re.IGNORECASE)
# what is maximised as a rule, and what may be minimised
_LIKELY = later(r"\b(?:objective|goal|target function|likelihood)\b|目标|似然", re.IGNORECASE)


def is_maximised(words: str) -> bool:
    """Whether words say that something is maximised."""
    return _MAXIMISED.search(words) is not None


def as_objective(chain: Chain, judged: Judged, signature: Signature, judge: Judge) -> Judged:
    """Return a chain that is not refuted where it says what the loss is that is maximised.

    So is what is called an objective, and is the problem's loss but for its sign.
    """
    first = judged.steps[0] if judged.steps else None
    if first is None or first.verdict is not Verdict.REFUTED or first.relation.left != 0:
        return judged
    name = take_apart(judged.readings[0].tree).key
    known = (signature.losses, signature.aliases, signature.definitions)
    if not any(name in names for names in known):
        return judged
    likely = _LIKELY.search(chain.before) and _is_negative(first, judged, judge)
    if not is_maximised(chain.before) and not likely:
        return judged
    message = f"it is not the problem's {name}; what is maximised may be a loss of its own"
    own = replace(undecided(first, CODE, message), equals_start=None)
    return replace(judged, steps=(own, *judged.steps[1:]))


def _is_negative(step: StepFinding, judged: Judged, judge: Judge) -> bool:
    """Whether one side of a step is the other one but for its sign."""
    left, right = (side.tensor for side in judged.sides(step))
    if left is None or right is None:
        return False
    return equal_values(left, negative(right), judged.setting, judge) is True
