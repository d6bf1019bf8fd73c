"""Steps that hold on one side of a kink: f′(x) = 1 of f(x) = max(0, x), under “active unit:”.

How a side is named has no end of ways: “right of the origin”, “on the support vectors”.  So what
holds on a whole side of a kink of |·|, max or cases, or for one sign of what stands under a root,
is refuted only if all words beside it are known to say nothing of that.  No proof rests on it.
"""

import re
from collections.abc import Iterator

from msgspec.structs import replace

from derivcheck.check.finding import StepFinding, Verdict, undecided
from derivcheck.check.judging import guards
from derivcheck.check.judging.chains import Judged
from derivcheck.check.judging.judge import Judge
from derivcheck.check.names.plain_words import first_unplain
from derivcheck.check.reading.relate import statement_of
from derivcheck.document.model import Chain
from derivcheck.document.tokens.wordlist import wordlist
from derivcheck.engine.cases.sign_sets import distance
from derivcheck.engine.statement import Statement
from derivcheck.source.pattern import later
from derivcheck.term.core import ZERO, Call, Compare, Condition, Entry, Term, neg

MOST = 6  # quantities of a step whose signs are looked at
# words of a derivation that name no side, beside those of declarations
PLAIN = wordlist(
    "so therefore get gets obtain obtains yield yields yielding giving gives find compute computing"
    " calculate derive deriving taking apply applying via note know see show shows simplify"
    " simplifies simplifying simplified substitute substituting plug plugging rewrite rewriting"
    " expand expanding follows becomes equals equal reads leads result results differentiate"
    " differentiating differentiation jacobian expression equation formula answer solution proof"
    " part problem chain rule product quotient sum sums term terms side sides definition above"
    " previously finally similarly likewise way log logarithm exp exponential since because"
    " rewritten square root absolute maximum minimum relu max min abs sqrt hinge again from"
    " respect w.r.t"
)
# what is said in whole phrases: a single probability is a number that is not negative
_PHRASES = later(r"\bprobability\s+(?:vectors?|distributions?)\b|\bwill\s+do\b", re.IGNORECASE)
_FORMULA = later(r"\$\$?[^$]*\$\$?|\\\(.*?\\\)|\\\[.*?\\\]")
# words that are plain elsewhere: “at these points”, “on the other side”, “active units”
_POINTING = later(
    r"\bthere\b|\b(?:at|in|on)\s+(?:these|those|such|this|that)\b|\bother\s+side\b|\bactive\b",
)
# what a sentence further up says of a side: “the unit is active”, “small residuals only”
_SIDE = later(
    r"\b(?:in)?active\b|\bdead\b|\balive\b|\b(?:is|are|stays?)\s+(?:all\s+)?(?:on|off)\b(?!\s+the\b)"
    r"|\b(?:non-?)?(?:positive|negative)\b(?![\s-]*(?:semi|definite|sampl|class|example|pair|log|word))"
    r"|\b(?:inside|outside|within|beyond)\b|\bviolat\w*|\bmis-?classif\w*|\bcorrectly\s+classif\w*"
    r"|\b(?:small|large)\s+(?:\w+\s+)?(?:residuals?|errors?|values?|deviations?|differences?|margins?)\b"
    r"|\bsaturat\w*|\bregime\b|\bregion\b|\bsupport\s+vectors?\b|\boutliers?\b|\binliers?\b",
    re.IGNORECASE,
)


def spare_sides(chain: Chain, judged: Judged, judge: Judge, above: str = "") -> Judged:
    """Return a chain of which nothing is refuted that holds on one side of a kink, beside words
    that may say which; ``above`` are those of its part up to it.
    """
    if all(step.verdict is not Verdict.REFUTED for step in judged.steps):
        return judged
    if judged.setting.guards or judged.setting.said:
        return judged  # which side it is was understood
    words = _telling(chain)
    if words is None and (found := _SIDE.search(above)) is not None:
        words = found.group()
    if words is None:
        return judged
    steps = tuple(_spared(step, judged, words, judge) for step in judged.steps)
    return replace(judged, steps=steps)


def _telling(chain: Chain) -> str | None:
    """Return words beside a chain that may name a side, if there are any."""
    for words in (chain.before, *chain.remarks, chain.after):
        said = _PHRASES.sub(" ", _FORMULA.sub(" ", words))
        pointing = _POINTING.search(said.lower())
        found = pointing.group() if pointing else first_unplain(said, PLAIN)
        if found:
            return found
    return None


def _spared(step: StepFinding, judged: Judged, words: str, judge: Judge) -> StepFinding:
    if step.verdict is not Verdict.REFUTED or step.relation.sign != "=":
        return step
    left, right = (side.tensor for side in judged.sides(step))
    if left is None or right is None:
        return step
    statement = statement_of(left, right, judged.setting.context)
    if statement is None:
        return step
    for side in _sides(statement):
        under = replace(judged.setting, guards=(*judged.setting.guards, ("", side)))
        found = guards.decide(statement, under, judge)
        # or that only a point of the kink itself is missing
        missed = found.code == "no-point" and guards.has_point(statement, under, judge)
        if found.equal is True or missed:
            message = (
                f"it does not hold on both sides of a kink; “{words}” may say on which, and I did "
                "not understand that"
            )
            return replace(undecided(step, "unread-condition", message), equals_start=None)
    return step


def _sides(statement: Statement) -> Iterator[Condition]:
    for quantity in _kinks(statement):
        yield Compare("<", ZERO, quantity)
        yield Compare("<", quantity, ZERO)


def _kinks(statement: Statement) -> list[Term]:
    """Return what changes its sign at a kink, and what may be negative under a root."""
    known = frozenset(statement.axes) | frozenset(statement.free)
    found: dict[Term, None] = {}
    nodes = [node for side in statement.sides for node in side.walk()]
    for node in nodes:
        if isinstance(node, Compare):
            found.setdefault(distance(node))
    if any(isinstance(node, Call) and node.function in ("sqrt", "norm") for node in nodes):
        found.update(dict.fromkeys(node for node in nodes if isinstance(node, Entry)))
    kept = [term for term in found if term.free <= known and neg(term) not in found]
    return kept[:MOST]
