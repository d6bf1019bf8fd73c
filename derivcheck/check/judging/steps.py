"""One relation sign: what is said of it."""

from msgspec import Struct
from msgspec.structs import replace

from derivcheck.check.finding import Condition, StepFinding, Verdict, undecided
from derivcheck.check.judging import guards
from derivcheck.check.judging.any_functions import spare_any_functions
from derivcheck.check.judging.captured import spare_captured
from derivcheck.check.judging.chosen_loss import with_chosen_loss
from derivcheck.check.judging.claimed import as_claimed
from derivcheck.check.judging.claims import OF_ANY_SHAPES, Claim, judge_inequality, judge_other
from derivcheck.check.judging.decided import with_decision
from derivcheck.check.judging.judge import Judge
from derivcheck.check.judging.meant import spare_elements, spare_late
from derivcheck.check.judging.narrower import narrower
from derivcheck.check.judging.of_numbers import spare_of_numbers
from derivcheck.check.judging.own_words import spare_other_words, spare_own_words
from derivcheck.check.judging.rivals import spare_rivals
from derivcheck.check.judging.rounded import spare_rounded
from derivcheck.check.judging.samples import spare_samples
from derivcheck.check.judging.squares import spare_squares
from derivcheck.check.judging.tied import as_said, spare_tied
from derivcheck.check.judging.undeclared import (
    CODE,
    PRIME,
    SIZE,
    not_ill_typed,
    spare,
    spare_carried,
    spare_custom,
    spare_customary_loss,
    spare_described,
    spare_supposed,
    suppositions,
)
from derivcheck.check.judging.unwritten import other_range, sum_meant
from derivcheck.check.judging.updates import as_update, assigns_unread
from derivcheck.check.judging.without_left import without_left
from derivcheck.check.reading.definitions import restates_constraint
from derivcheck.check.reading.left_sides import begins_with
from derivcheck.check.reading.members import Reading, Setting
from derivcheck.check.reading.relate import Mismatch, relate
from derivcheck.constructs.differentiate import NotDifferentiable
from derivcheck.document.model import Relation
from derivcheck.elaborate import names
from derivcheck.elaborate.constraints import BEHIND, ONE_HOT_LINES
from derivcheck.elaborate.failure import Failure
from derivcheck.elaborate.kinds import bare_key, names_in
from derivcheck.elaborate.signature import take_apart
from derivcheck.engine.statement import Statement
from derivcheck.source import Diagnostic
from derivcheck.source.pattern import later
from derivcheck.syntax import latex
from derivcheck.syntax import tree as t
from derivcheck.term.context import Assumption
from derivcheck.term.core import Entry, Unknown
from derivcheck.term.printer import text
from derivcheck.term.tensor import Tensor

# “shall be equal”, “are they equal?”
_ASKED = later(r"\\(?:stackrel|overset)\s*\{[\s{]*(?:\\text\w*\s*\{)?\s*[!?]")
# codes of steps that fail as read, but may hold under something that was not read
SPARED = frozenset(
    {
        "unread-condition",
        "ambiguous-name",
        "which-loss",
        "which-index",
        "which-sum",
        "which-assumptions",
        "equation",
        "customary-name",
        "loss-by-letter",
        "parameters-left-out",
        "word-by-number",
        "wider-claim",
        "may-be-held-fixed",
        names.SPELLED,
        CODE,
        PRIME,
        SIZE,
    }
)

# remarks on how a value was taken
_OF_VALUES = ("numeral-as-vector", "numeral-as-identity", "elementwise-last")


class Row(Struct, frozen=True):
    """A relation sign with its two sides as they were read."""

    id: str
    relation: Relation
    left: Reading
    right: Reading
    first: bool  # the left side is the chain's first member
    defined: bool = False  # the left side is a name with a meaning that cannot change
    local: bool = False  # the left side is a name that the document has defined
    spoken: str | None = None  # the words that the left side was taken from
    letters: frozenset[str] = frozenset()  # free letters that only their use tells the sort of
    start: t.Tree | None = None  # the chain's first member
    late: frozenset[str] = frozenset()  # letters of which only a member that was not read tells
    new: bool = False  # the left side is a name of which nothing was said before


def judge_row(row: Row, unread: tuple[str, ...], setting: Setting, judge: Judge) -> StepFinding:
    """Return what is said of one relation sign.

    ``unread`` are words that may carry a condition which was not understood: while there are
    any, nothing is refuted.
    """
    finding = StepFinding(
        id=row.id,
        relation=row.relation,
        lhs=row.left.member if row.spoken is None else None,
        lhs_source=row.spoken,
        rhs=row.right.member,
        verdict=Verdict.UNDECIDED,
        remarks=_remarks(row),
        read_as=(_read_as(row.left), _read_as(row.right)),
    )
    failure = row.right.failure or (row.left.failure if row.first else None)
    if row.first and row.left.failure is not None:
        failure = _in_definition(row) or row.left.failure
        if failure is row.left.failure:
            finding = _also(finding, row.right.failure)
    if failure is not None and failure.verdict == "undecided" and _introduces(row):
        name = latex(row.left.tree)
        message = f"{name} is defined here, as what is not known further: {failure.message}"
        return replace(finding, verdict=Verdict.GIVEN, code="definition", message=message)
    may_assign = failure is not None and failure.verdict != "ill-typed" and row.first
    if (
        may_assign
        and not row.defined
        and assigns_unread(row.relation, row.left.tree, row.right.tree)
    ):
        return as_update(finding, row.left.tree)
    if failure is not None:
        finding = replace(
            finding,
            verdict=Verdict(failure.verdict),
            code=failure.code,
            message=failure.message,
            span=failure.span,
        )
        finding = not_ill_typed(finding, (row.left.tree, row.right.tree), setting)
        finding = spare_of_numbers(finding, row.left.tree, row.right.tree, setting)
        finding = spare_supposed(finding, (row.left, row.right))
        finding = spare_squares(finding, row.left, row.right, setting, judge)
        return _as_named(finding, row, setting)
    if row.left.tensor is None or row.right.tensor is None:
        finding = without_left(finding, row.left, row.right, setting)
        return as_claimed(finding, (row.left, row.right), setting)
    finding = _judge_values(finding, row, row.left.tensor, row.right.tensor, setting, judge)
    finding = _equation_or_update(finding, row)
    finding = spare_rounded(finding, row.left.tree, row.right.tree)
    finding = not_ill_typed(finding, (row.left.tree, row.right.tree), setting)
    finding = spare_of_numbers(finding, row.left.tree, row.right.tree, setting)
    finding = spare_squares(finding, row.left, row.right, setting, judge)
    finding = spare_rivals(finding, row.left, row.right, setting, judge)
    finding = _as_named(finding, row, setting)
    finding = other_range(finding, row.left, row.right)
    sides = (row.left, row.right)
    finding = spare_any_functions(finding, sides, row.start or row.left.tree, setting)
    finding = spare_supposed(finding, (row.left, row.right))
    return _spared(finding, unread)


def _as_named(finding: StepFinding, row: Row, setting: Setting) -> StepFinding:
    """Return what is said of a step with names that are not known for sure."""
    finding = spare_carried(finding, (row.left.tree, row.right.tree), setting)
    return as_claimed(finding, (row.left, row.right), setting)


def _introduces(row: Row) -> bool:
    """Whether a row says what a new name stands for, by a formula that was read and is open."""
    right, named = row.right.failure, names_in(row.right.tree)
    read = right is not None and right.verdict == "undecided" and right.code == CODE
    return row.new and read and row.relation.sign == "=" and bare_key(row.left.tree) not in named


def _read_as(reading: Reading) -> str | None:
    return None if reading.tensor is None else text(reading.tensor)


def _in_definition(row: Row) -> Failure | None:
    """Return why a name on the left is not defined by its row, None where that is not why."""
    left, right = row.left.failure, row.right.failure
    if left is None or right is None or left.code != "unknown-symbol" or row.relation.sign != "=":
        return None
    if left.name is None or left.name != bare_key(_head(row.left.tree)):
        return None
    message = f"{right.message}; so {latex(row.left.tree)} is not defined here"
    return Failure(right.verdict, right.code, message, right.span, name=right.name)


def _head(tree: t.Tree) -> t.Tree:
    """Return the name that a left side gives a meaning: f of f(x)."""
    return tree.factors[0] if isinstance(tree, t.Product) and len(tree.factors) == 2 else tree


def without_idle_remarks(finding: StepFinding) -> StepFinding:
    """Leave out what is said of the value of a formula that was not read."""
    if finding.verdict is not Verdict.UNREAD:
        return finding
    kept = tuple(one for one in finding.remarks if one.code not in _OF_VALUES)
    return replace(finding, remarks=kept)


def _also(finding: StepFinding, failure: Failure | None) -> StepFinding:
    """Say what is wrong with the right side too, when the left side decides the verdict."""
    if failure is None:
        return finding
    remark = Diagnostic(failure.code, failure.message, failure.span)
    return replace(finding, remarks=(*finding.remarks, remark))


def _remarks(row: Row) -> tuple[Diagnostic, ...]:
    """Remarks on the right member, and on the left one where no step before had it as its right."""
    return (*(row.left.remarks if row.first else ()), *row.right.remarks)


def _judge_values(
    finding: StepFinding,
    row: Row,
    left: Tensor,
    right: Tensor,
    setting: Setting,
    judge: Judge,
) -> StepFinding:
    span = row.right.member.span
    statement, remarks = relate(left, right, setting.context, span)
    finding = replace(finding, remarks=(*finding.remarks, *remarks))
    if isinstance(statement, Mismatch) and finding.relation.sign in OF_ANY_SHAPES:
        claim = judge_other(finding.relation.sign)
        return replace(finding, verdict=claim.verdict, code=claim.code, message=claim.message)
    if isinstance(statement, Mismatch):
        # some write ∇² for the Laplacian, a number
        hessian = left.is_scalar != right.is_scalar and any(map(has_hessian, (row.left, row.right)))
        return replace(
            finding,
            verdict=Verdict.UNREAD if statement.unsure or hessian else Verdict.ILL_TYPED,
            code="shape-mismatch",
            message=statement.message + ("; I read ∇² as the Hessian" if hessian else ""),
            span=span,
        )
    assumptions = tuple(
        Condition("assumption", a.text, "problem" if a in setting.given else "stated")
        for a in _relevant(statement)
    )
    used = statement.left.symbols | statement.right.symbols
    said = tuple(text for symbol, text in setting.said.items() if symbol in used)
    said += tuple(words for words, _ in setting.guards)
    said += suppositions((left, right), setting)
    said += tuple(
        f"{name} {'has' if domain in ONE_HOT_LINES else 'is'} {domain}"
        for name in sorted(setting.context.constraints)
        if name + BEHIND in statement.symbols and name not in setting.said
        for domain in (setting.signature.symbols[name].domain,)
    )
    assumptions += tuple(Condition("assumption", text, "stated") for text in said)
    finding = replace(finding, conditions=(*assumptions, *_domain(row)))
    known = [condition.text for condition in assumptions]
    more = narrower(row.left, row.right, setting, known)
    finding = replace(finding, remarks=(*finding.remarks, *more))
    if row.relation.sign == "≠":
        return _with_claim(finding, judge_inequality(statement, judge, setting.signature))
    if row.relation.sign == "←" and _is_assigned(left, right):
        message = "a new value is assigned here"
        return replace(finding, verdict=Verdict.GIVEN, code="update", message=message)
    if row.relation.sign != "=":
        return _with_claim(finding, judge_other(row.relation.sign))
    decision = guards.decide(statement, setting, judge)
    statement = guards.guarded(statement, setting)
    finding = with_decision(finding, statement, decision, setting)
    trees = (row.start or row.left.tree, row.left.tree, row.right.tree)
    finding = spare(finding, statement, (left, right), trees, setting, judge)
    finding = spare_described(finding, statement, setting, judge)
    finding = spare_tied(finding, statement, setting, judge)
    finding = as_said(finding, statement, setting, judge)
    if row.first:
        finding = spare_custom(finding, left, right, setting)
        finding = spare_other_words(finding, row.left.tree, (left, right), setting)
    finding = spare_customary_loss(finding, (row.left.tree, row.right.tree, row.start), setting)
    start = None if row.first else row.start
    finding = sum_meant(finding, statement, (row.left, row.right), start, setting, judge)
    sides = (row.left.tree, row.right.tree)
    finding = spare_elements(finding, statement, sides, row.letters, setting, judge)
    finding = spare_captured(finding, statement, sides, setting, judge)
    finding = spare_late(finding, statement, row.late)
    finding = spare_samples(finding, statement, row.letters, setting, judge)
    finding = spare_own_words(finding, statement, setting, judge)
    near = any(r.code == "misspelt-name" for r in row.left.remarks)
    own = row.first and (near or _is_one_of_several(row.left.tree, setting))
    if finding.verdict is Verdict.REFUTED and own and not isinstance(row.left.tree, t.Derive):
        message = "this may be the problem's loss that the name is near to, or one of its own"
        finding = undecided(finding, "which-loss", message)
    if finding.verdict is Verdict.REFUTED and _unknowns(left) != _unknowns(right):
        # a bare J stands for a loss that the document may have said in words
        message = "one side has a loss of which nothing is known; name it to have this decided"
        finding = undecided(finding, "which-loss", message)
        if row.first:
            finding = with_chosen_loss(finding, row.left.tree, right, setting, judge)
    if row.first and finding.verdict is Verdict.PROVED and restates_constraint(row.left, setting):
        message = "a definition; it agrees with the problem"
        return replace(
            finding, verdict=Verdict.GIVEN, code="definition", message=message, scope=None
        )
    return finding


def has_hessian(reading: Reading) -> bool:
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


def _equation_or_update(finding: StepFinding, row: Row) -> StepFinding:
    """Tell an equation to be solved and an update from a claim that fails."""
    if finding.verdict is Verdict.REFUTED and _ASKED.match(row.relation.written):
        message = "a question, or what is to hold; what follows from it is not decided"
        return undecided(finding, "equation", message)
    if finding.verdict is not Verdict.REFUTED or not row.first:
        return finding
    tree = row.left.tree
    if isinstance(tree, t.Numeral) and tree.text == "0":
        message = "an equation to be solved; what follows from it is not decided"
        return undecided(finding, "equation", message)
    return as_update(finding, tree) if _is_update(row) else finding


def _is_assigned(left: Tensor, right: Tensor) -> bool:
    """Whether a variable gets a new value that is made of its old one."""
    return isinstance(left.body, Entry) and left.body.symbol in right.body.symbols


def _is_update(row: Row) -> bool:
    """Whether a row is ``θ = θ − …``: a plain variable and a sum that begins with it."""
    tree, value = row.left.tree, row.left.tensor
    return (
        row.relation.sign == "="
        and isinstance(tree, (t.Name, t.Words))
        and value is not None
        and (row.local or isinstance(value.body, Entry))
        and begins_with(tree, row.right.tree)
        and not row.defined
    )


def _spared(finding: StepFinding, unread: tuple[str, ...]) -> StepFinding:
    """Do not refute while a condition may have been missed."""
    if finding.verdict is not Verdict.REFUTED or not unread:
        return finding
    message = f"it does not hold in general; “{unread[0]}” may be a condition that I did not read"
    return undecided(finding, "unread-condition", message)


def _is_one_of_several(tree: t.Tree, setting: Setting) -> bool:
    """Whether a short name of the problem's, J_{neg}, stands beside one of the text's, J_{pos}."""
    key = take_apart(tree).key
    base = key.split("_")[0]
    beside = (one for one in setting.names if one.startswith(f"{base}_{{\\text"))
    return key in setting.signature.aliases and any(one != key for one in beside)
