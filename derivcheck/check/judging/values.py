"""Two values beside a relation sign: compared, and what is left of it where one is unsure."""

from msgspec.structs import replace

from derivcheck.check.finding import Condition, Scope, StepFinding, Verdict, undecided
from derivcheck.check.judging import guards
from derivcheck.check.judging.captured import spare_captured
from derivcheck.check.judging.chosen_loss import with_chosen_loss
from derivcheck.check.judging.claims import (
    OF_ANY_SHAPES,
    ORDERS,
    Claim,
    judge_inequality,
    judge_order,
    judge_other,
)
from derivcheck.check.judging.decided import with_decision
from derivcheck.check.judging.judge import Judge
from derivcheck.check.judging.meant import spare_elements, spare_late
from derivcheck.check.judging.narrower import narrower
from derivcheck.check.judging.own_words import spare_other_words, spare_own_words
from derivcheck.check.judging.row import Row
from derivcheck.check.judging.samples import spare_samples
from derivcheck.check.judging.tied import as_said, spare_tied
from derivcheck.check.judging.undeclared import (
    spare,
    spare_custom,
    spare_customary_loss,
    spare_described,
    suppositions,
)
from derivcheck.check.judging.unwritten import sum_meant
from derivcheck.check.reading.definitions import restates_constraint
from derivcheck.check.reading.members import Reading, Setting
from derivcheck.check.reading.relate import Mismatch, relate
from derivcheck.constructs.differentiate import NotDifferentiable
from derivcheck.elaborate.constraints import BEHIND, ONE_HOT_LINES
from derivcheck.elaborate.signature import take_apart
from derivcheck.engine.statement import Statement
from derivcheck.syntax import tree as t
from derivcheck.term.context import Assumption
from derivcheck.term.core import Entry, Unknown
from derivcheck.term.tensor import Tensor


def judge_values(
    finding: StepFinding,
    row: Row,
    left: Tensor,
    right: Tensor,
    setting: Setting,
    judge: Judge,
) -> StepFinding:
    """Return what is said of a row whose two sides have values."""
    statement, remarks = relate(left, right, setting.context, row.right.member.span)
    finding = replace(finding, remarks=(*finding.remarks, *remarks))
    if isinstance(statement, Mismatch):
        return _misfit(finding, row, statement, left.is_scalar != right.is_scalar)
    assumptions = _assumptions(statement, (left, right), setting)
    finding = replace(finding, conditions=(*assumptions, *_domain(row)))
    known = [condition.text for condition in assumptions]
    more = narrower(row.left, row.right, setting, known)
    finding = replace(finding, remarks=(*finding.remarks, *more))
    if row.relation.sign == "≠":
        return _with_claim(finding, judge_inequality(statement, judge, setting.signature))
    if row.relation.sign == "←" and _is_assigned(left, right):
        message = "a new value is assigned here"
        return replace(finding, verdict=Verdict.GIVEN, code="update", message=message)
    if row.relation.sign in ORDERS:
        claim = judge_order(row.relation.sign, statement)
        everywhere = Scope(True) if claim.verdict is Verdict.PROVED else None
        return replace(_with_claim(finding, claim), scope=everywhere)
    if row.relation.sign != "=":
        return _with_claim(finding, judge_other(row.relation.sign))
    decision = guards.decide(statement, setting, judge)
    statement = guards.guarded(statement, setting)
    finding = with_decision(finding, statement, decision, setting)
    finding = _spare_values(finding, row, statement, (left, right), setting, judge)
    finding = _spare_losses(finding, row, (left, right), setting, judge)
    if row.first and finding.verdict is Verdict.PROVED and restates_constraint(row.left, setting):
        message = "a definition; it agrees with the problem"
        return replace(
            finding, verdict=Verdict.GIVEN, code="definition", message=message, scope=None
        )
    return finding


def _misfit(finding: StepFinding, row: Row, found: Mismatch, one_number: bool) -> StepFinding:
    """Return what is said of sides whose shapes differ; ``one_number`` if one side is a number."""
    if finding.relation.sign in OF_ANY_SHAPES:
        claim = judge_other(finding.relation.sign)
        return replace(finding, verdict=claim.verdict, code=claim.code, message=claim.message)
    # some write ∇² for the Laplacian, a number
    hessian = one_number and any(map(_has_hessian, (row.left, row.right)))
    return replace(
        finding,
        verdict=Verdict.UNREAD if found.unsure or hessian else Verdict.ILL_TYPED,
        code="shape-mismatch",
        message=found.message + ("; I read ∇² as the Hessian" if hessian else ""),
        span=row.right.member.span,
    )


def _assumptions(
    statement: Statement, values: tuple[Tensor, Tensor], setting: Setting
) -> tuple[Condition, ...]:
    """Return what a step rests on that the problem or the text says."""
    used = statement.left.symbols | statement.right.symbols
    said = (
        *(text for symbol, text in setting.said.items() if symbol in used),
        *(words for words, _ in setting.guards),
        *suppositions(values, setting),
        *(
            f"{name} {'has' if domain in ONE_HOT_LINES else 'is'} {domain}"
            for name in sorted(setting.context.constraints)
            if name + BEHIND in statement.symbols and name not in setting.said
            for domain in (setting.signature.symbols[name].domain,)
        ),
    )
    return (
        *(
            Condition("assumption", a.text, "problem" if a in setting.given else "stated")
            for a in _relevant(statement)
        ),
        *(Condition("assumption", text, "stated") for text in said),
    )


def _spare_values(
    finding: StepFinding,
    row: Row,
    statement: Statement,
    values: tuple[Tensor, Tensor],
    setting: Setting,
    judge: Judge,
) -> StepFinding:
    """Return what is left of a refutation where a value may be another one than it was read as."""
    sides = (row.left.tree, row.right.tree)
    trees = (row.start or row.left.tree, *sides)
    finding = spare(finding, statement, values, trees, setting, judge)
    finding = spare_described(finding, statement, setting, judge)
    finding = spare_tied(finding, statement, setting, judge)
    finding = as_said(finding, statement, setting, judge)
    if row.first:
        finding = spare_custom(finding, *values, setting)
        finding = spare_other_words(finding, row.left.tree, values, setting)
    finding = spare_customary_loss(finding, (*sides, row.start), setting)
    start = None if row.first else row.start
    finding = sum_meant(finding, statement, (row.left, row.right), start, setting, judge)
    finding = spare_elements(finding, statement, sides, row.letters, setting, judge)
    finding = spare_captured(finding, statement, sides, setting, judge)
    finding = spare_late(finding, statement, row.late)
    finding = spare_samples(finding, statement, row.letters, setting, judge)
    return spare_own_words(finding, statement, setting, judge)


def _spare_losses(
    finding: StepFinding,
    row: Row,
    values: tuple[Tensor, Tensor],
    setting: Setting,
    judge: Judge,
) -> StepFinding:
    """Return what is left of a refutation where another loss may be meant than the one read."""
    near = any(r.code == "misspelt-name" for r in row.left.remarks)
    own = row.first and (near or _is_one_of_several(row.left.tree, setting))
    if finding.verdict is Verdict.REFUTED and own and not isinstance(row.left.tree, t.Derive):
        message = "this may be the problem's loss that the name is near to, or one of its own"
        finding = undecided(finding, "which-loss", message)
    left, right = values
    if finding.verdict is Verdict.REFUTED and _unknowns(left) != _unknowns(right):
        # a bare J stands for a loss that the document may have said in words
        message = "one side has a loss of which nothing is known; name it to have this decided"
        finding = undecided(finding, "which-loss", message)
        if row.first:
            finding = with_chosen_loss(finding, row.left.tree, right, setting, judge)
    return finding


def _has_hessian(reading: Reading) -> bool:
    """Whether ∇² is written in a member."""
    return any(
        isinstance(node, (t.Derive, t.Gradient)) and node.order == 2 for node in reading.tree.walk()
    )


def _relevant(statement: Statement) -> tuple[Assumption, ...]:
    try:
        return statement.relevant_assumptions
    except NotDifferentiable:
        return ()  # which ones matter is not known, nor will anything be decided


def _domain(row: Row) -> tuple[Condition, ...]:
    """Return what must hold for both sides to be defined."""
    texts = dict.fromkeys((*row.left.conditions, *row.right.conditions))
    return tuple(Condition("domain", text, "step") for text in texts)


def _with_claim(finding: StepFinding, claim: Claim) -> StepFinding:
    return replace(finding, verdict=claim.verdict, code=claim.code, message=claim.message)


def _unknowns(tensor: Tensor) -> frozenset[str]:
    return frozenset(n.function for n in tensor.body.walk() if isinstance(n, Unknown))


def _is_assigned(left: Tensor, right: Tensor) -> bool:
    """Whether a variable gets a new value that is made of its old one."""
    return isinstance(left.body, Entry) and left.body.symbol in right.body.symbols


def _is_one_of_several(tree: t.Tree, setting: Setting) -> bool:
    """Whether a short name of the problem's, J_{neg}, stands beside one of the text's, J_{pos}."""
    key = take_apart(tree).key
    base = key.split("_")[0]
    beside = (one for one in setting.names if one.startswith(f"{base}_{{\\text"))
    return key in setting.signature.aliases and any(one != key for one in beside)
