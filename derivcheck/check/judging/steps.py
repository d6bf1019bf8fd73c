"""One relation sign: what is said of it."""

from msgspec.structs import replace

from derivcheck.check.finding import StepFinding, Verdict, undecided
from derivcheck.check.judging.any_functions import spare_any_functions
from derivcheck.check.judging.claimed import as_claimed
from derivcheck.check.judging.judge import Judge
from derivcheck.check.judging.of_numbers import spare_of_numbers
from derivcheck.check.judging.rivals import spare_rivals
from derivcheck.check.judging.rounded import spare_rounded
from derivcheck.check.judging.row import Row
from derivcheck.check.judging.squares import spare_squares
from derivcheck.check.judging.undeclared import (
    CODE,
    PRIME,
    SIZE,
    not_ill_typed,
    spare_carried,
    spare_supposed,
)
from derivcheck.check.judging.unwritten import other_range
from derivcheck.check.judging.updates import as_update, assigns_unread
from derivcheck.check.judging.values import judge_values
from derivcheck.check.judging.without_left import without_left
from derivcheck.check.reading.left_sides import begins_with
from derivcheck.check.reading.members import Reading, Setting
from derivcheck.elaborate import names
from derivcheck.elaborate.failure import Failure
from derivcheck.elaborate.kinds import bare_key, names_in
from derivcheck.source import Diagnostic
from derivcheck.source.pattern import later
from derivcheck.syntax import latex
from derivcheck.syntax import tree as t
from derivcheck.term.core import Entry
from derivcheck.term.printer import text

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
    finding = judge_values(finding, row, row.left.tensor, row.right.tensor, setting, judge)
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
