"""A loss that the text says is maximised: the writer's own, of the other sign perhaps."""

import re

from msgspec.structs import replace

from derivcheck.check.finding import Verdict, undecided
from derivcheck.check.judging.chains import Judged
from derivcheck.check.judging.undeclared import CODE
from derivcheck.document.model import Chain
from derivcheck.elaborate.signature import Signature, take_apart

_MAXIMISED = re.compile(r"\bmaximi[sz]\w*|最大化", re.IGNORECASE)


def as_objective(chain: Chain, judged: Judged, signature: Signature) -> Judged:
    """Return a chain that is not refuted where it says what the loss is that is maximised."""
    first = judged.steps[0] if judged.steps else None
    if first is None or first.verdict is not Verdict.REFUTED or first.relation.left != 0:
        return judged
    name = take_apart(judged.readings[0].tree).key
    if name not in signature.losses or _MAXIMISED.search(chain.before) is None:
        return judged
    message = f"it is not the problem's {name}; what is maximised may be a loss of its own"
    own = replace(undecided(first, CODE, message), equals_start=None)
    return replace(judged, steps=(own, *judged.steps[1:]))
