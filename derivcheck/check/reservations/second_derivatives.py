"""Derivatives by a square beside words that speak of second ones: “differentiating twice, ∂/∂σ²”.

The square is the variance, or the 2 should stand above the ∂ as well: neither is known.
"""

import re

from msgspec.structs import replace

from derivcheck.check.finding import StepFinding, Verdict, undecided
from derivcheck.check.judging.chains import Judged
from derivcheck.check.reading.members import Reading
from derivcheck.document.model import Chain
from derivcheck.source.pattern import later
from derivcheck.syntax import tree as t

_SECOND = later(
    r"\b(?:twice|again|once more|a second time|second|2nd|double|hessian|curvature|conca\w+"
    r"|convex\w*|zweimal|zweite\w*|nochmals?|erneut|deux fois|seconde?|dos veces|segunda)\b"
    r"|二阶|两次|再次",
    re.IGNORECASE,
)
_CODE = "unknown-notation"


def as_second(chain: Chain, judged: Judged) -> Judged:
    """Return a chain in which no derivative by a square is decided that may be a second one."""
    found = (_SECOND.search(words) for words in (chain.before, *chain.remarks, chain.after))
    words = next((one.group() for one in found if one), None)
    if words is None:
        return judged
    steps = tuple(_as_second(step, judged, words) for step in judged.steps)
    return replace(judged, steps=steps)


def _as_second(step: StepFinding, judged: Judged, words: str) -> StepFinding:
    sides = judged.sides(step)
    told = step.verdict in (Verdict.PROVED, Verdict.REFUTED)
    if not told or not any(map(_is_by_a_square, sides)):
        return step
    message = f"beside “{words}” this may be meant for a second derivative; write ∂^2 if it is"
    return undecided(step, _CODE, message)


def _is_by_a_square(side: Reading) -> bool:
    return any(
        isinstance(node, t.Derive) and node.order == 1 and _is_square(node.variable)
        for node in side.tree.walk()
    )


def _is_square(variable: t.Tree) -> bool:
    while isinstance(variable, t.Group):
        variable = variable.inner
    return isinstance(variable, t.Scripts) and isinstance(variable.sup, t.Numeral)
