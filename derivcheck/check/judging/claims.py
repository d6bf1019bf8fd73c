"""Side claims: ``A ≠ B``, ``A < B`` and relations that are not decided."""

from msgspec import Struct
from msgspec.structs import replace

from derivcheck.check.finding import Verdict
from derivcheck.check.judging.judge import Judge
from derivcheck.check.judging.witness import written_names
from derivcheck.constructs.differentiate import NotDifferentiable
from derivcheck.elaborate.signature import Signature
from derivcheck.engine.points.differ import always_differ, vanishing
from derivcheck.engine.points.order import always_less, compared_at_points
from derivcheck.engine.statement import Statement
from derivcheck.term.core import Size

ORDERS = frozenset({"<", "≤", ">", "≥"})
# x → z says where x is taken to, W ∼ p how it is drawn
OF_ANY_SHAPES = frozenset({"→", "←", "∼"})


class Claim(Struct, frozen=True):
    """What is said of a side claim."""

    verdict: Verdict
    code: str | None = None
    message: str | None = None


def judge_inequality(statement: Statement, judge: Judge, signature: Signature) -> Claim:
    """Judge ``A ≠ B``: proved if they differ everywhere, refuted if they are always equal."""
    decision = judge.decide(statement)
    if decision.equal is True:
        return Claim(Verdict.REFUTED, "always-equal", "the two sides are always equal")
    if decision.equal is None:
        return Claim(Verdict.UNDECIDED, decision.code, decision.reason)
    if always_differ(statement) or _is_one_case(statement):
        return Claim(Verdict.PROVED)
    names = [
        (symbol, name)
        for side in (statement.left, statement.right)
        for symbol, name in written_names(side, signature)
    ]
    where = [name for symbol, name in dict.fromkeys(names) if vanishing(statement, symbol)]
    if where:
        message = f"the two sides differ in general, but are equal at {where[0]} = 0"
    else:
        message = "the two sides differ in general; whether they do so everywhere was not decided"
    return Claim(Verdict.UNDECIDED, "differs-in-general", message)


def _is_one_case(statement: Statement) -> bool:
    """Whether there is nothing to vary, so that one refutation of equality is all there is."""
    return (
        not statement.axes
        and not statement.free
        and not statement.symbols
        and not any(isinstance(node, Size) for side in statement.ready for node in side.walk())
    )


def judge_order(sign: str, statement: Statement) -> Claim:
    """Judge ``A < B``: proved if the signs of what B − A is made of say so, and points agree."""
    lower, upper = statement.left, statement.right
    if sign in (">", "≥"):
        statement = replace(statement, left=upper, right=lower)
    strict = sign in ("<", ">")
    try:
        seen = list(compared_at_points(statement))
        proved = always_less(statement, strict=strict)
    except NotDifferentiable:
        return judge_other(sign)
    holds, fails = any(less for less, _ in seen), any(more for _, more in seen)
    if proved and not fails and (holds or (seen and not strict)):
        return Claim(Verdict.PROVED)
    message = f"whether {sign} holds everywhere does not follow from signs, and was not decided"
    if holds and fails:
        message = "it holds for some values and not for others"
    return Claim(Verdict.UNDECIDED, "relation", message)


def judge_other(sign: str) -> Claim:
    """Refuse a relation that is not decided."""
    return Claim(Verdict.UNDECIDED, "relation", f"derivcheck does not decide {sign}")
