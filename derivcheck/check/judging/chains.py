"""A chain: each step on its own, each member against the start, which leave and which return."""

from collections.abc import Mapping

from msgspec import Struct
from msgspec.structs import replace

from derivcheck.check.finding import Slip, StepFinding, Verdict, undecided
from derivcheck.check.judging import guards
from derivcheck.check.judging.judge import Judge
from derivcheck.check.judging.phrases import names_some, orders, restated, setting_in
from derivcheck.check.judging.row import Row
from derivcheck.check.judging.stated import with_stated_conditions
from derivcheck.check.judging.steps import judge_row, without_idle_remarks
from derivcheck.check.judging.undeclared import letters_in
from derivcheck.check.reading.claimed import claims_on
from derivcheck.check.reading.left_sides import is_head
from derivcheck.check.reading.members import Reading, Setting
from derivcheck.check.reading.relate import statement_of
from derivcheck.document.model import Chain
from derivcheck.elaborate.kinds import bare_key
from derivcheck.elaborate.scope import Scope
from derivcheck.source import Diagnostic
from derivcheck.syntax import latex
from derivcheck.syntax import tree as t
from derivcheck.term.core import Entry
from derivcheck.term.printer import text
from derivcheck.term.tensor import Tensor, align

_WRONG = (Verdict.REFUTED, Verdict.ILL_TYPED, Verdict.UNREAD)


class Judged(Struct, frozen=True):
    """A chain's members and what is said of its relation signs."""

    readings: tuple[Reading, ...]
    steps: tuple[StepFinding, ...]
    last: int  # the member that the chain's equalities end at
    scope: Scope  # what its members were read in
    setting: Setting  # what its steps were judged in, with the conditions that it states
    others: tuple["Judged", ...] = ()  # the same chain under other assumptions that may be meant

    def sides(self, step: StepFinding) -> tuple[Reading, Reading]:
        """Return both sides of a step as they were read."""
        return self.readings[step.relation.left], self.readings[step.relation.right]


class Place(Struct, frozen=True):
    """Where a chain stands: its part, the number of its first step, what was assumed before."""

    part: str
    number: int
    standing: str | None
    # the names that its steps define, by the offsets of their signs
    defines: Mapping[int, str] = {}
    again: bool = False  # an earlier part has defined that name too
    said: frozenset[str] = frozenset()  # the names that chains above in the part begin with


class Rows(Struct, frozen=True):
    """A chain as it was read: its relation signs and what holds beside it."""

    rows: tuple[Row, ...]
    unread: tuple[str, ...]  # words that may carry a condition
    setting: Setting  # with the conditions that the chain states


def rows_of(
    chain: Chain,
    readings: tuple[Reading, ...],
    place: Place,
    scope: Scope,
    setting: Setting,
) -> Rows:
    """Return a chain's relation signs between members that were read, ready to be judged."""
    stated = with_stated_conditions(chain, scope, setting)
    setting = stated.setting
    rows = tuple(
        Row(
            f"{place.part}.{place.number + at}",
            relation,
            readings[relation.left],
            readings[relation.right],
            relation.left == 0,
            _has_meaning(readings[relation.left], setting),
            latex(readings[relation.left].tree) in setting.names,
            chain.spoken if relation.left == 0 else None,
            frozenset(scope.sorts) | scope.indicated | scope.elements.keys(),
            readings[0].tree,
            scope.late,
            relation.left == 0 and _is_new(readings[0].tree, place, setting),
        )
        for at, relation in enumerate(chain.relations)
        if relation.right < len(readings)
    )
    assumed = [assumption.text for assumption in setting.given]
    standing = place.standing if place.standing and not restated(place.standing, assumed) else None
    unread = (*stated.unread, *((standing,) if standing else ()))
    if rows and rows[0].local and (said := setting_in(chain.before)) is not None:
        unread = (*unread, said)  # a name that is known means something else in that setting
    return Rows(rows, unread, setting)


def judge_chain(chain: Chain, place: Place, scope: Scope, setting: Setting, judge: Judge) -> Judged:
    """Return the findings of a chain; the names that it defines are known already."""
    with judge.reading(chain, scope) as readings:
        read = rows_of(chain, readings, place, scope, setting)
        return _judge(chain, readings, read, place, scope, judge)


def _judge(
    chain: Chain,
    readings: tuple[Reading, ...],
    read: Rows,
    place: Place,
    scope: Scope,
    judge: Judge,
) -> Judged:
    steps: list[StepFinding] = []
    for row in read.rows:
        defined = place.defines.get(row.relation.span.start)
        if defined is not None:
            steps.append(_given(row, defined, place))
            continue
        began = judge.clock()
        finding = without_idle_remarks(judge_row(row, read.unread, read.setting, judge))
        finding = _against_start(finding, row, steps, readings, read.setting, judge)
        ended = judge.clock()
        if began is not None and ended is not None:
            finding = replace(finding, seconds=ended - began)
        steps.append(finding)
    last = max((r.right for r in chain.relations if r.sign == "="), default=0)
    return Judged(readings, _with_returns(steps), last, scope, read.setting)


def _has_meaning(reading: Reading, setting: Setting) -> bool:
    """Whether a member is a name that the problem defines or constrains."""
    value = reading.tensor
    context = setting.context
    return (
        value is not None
        and isinstance(value.body, Entry)
        and (value.body.symbol in context.definitions or value.body.symbol in context.one_hot)
        and latex(reading.tree) not in setting.names
    )


def _is_new(tree: t.Tree, place: Place, setting: Setting) -> bool:
    """Whether a left side is a name of which nothing was said, and which the part does not ask for.

    An undeclared letter is one, as long as only its use tells what it is.
    """
    key = bare_key(tree)
    goal = setting.entry.goal if setting.entry is not None else None
    asked = {latex(node) for node in goal.tree.walk()} if goal is not None else set[str]()
    signature = setting.signature
    known = (
        setting.names, signature.symbols, signature.definitions, signature.columns,
        signature.losses, signature.aliases, signature.typos,
    )  # fmt: skip
    bare = is_head(tree) and not isinstance(tree, t.Product)
    return bare and key not in place.said | asked and not any(key in table for table in known)


def _given(row: Row, name: str, place: Place) -> StepFinding:
    remarks = row.right.remarks
    if place.again:
        message = f"{name} is defined anew; here it no longer means what it did before"
        remarks = (*remarks, Diagnostic("redefined", message, row.left.member.span))
    return StepFinding(
        id=row.id,
        relation=row.relation,
        lhs=row.left.member if row.spoken is None else None,
        lhs_source=row.spoken,
        rhs=row.right.member,
        verdict=Verdict.GIVEN,
        code="definition",
        message=f"{name} is defined here",
        remarks=remarks,
        read_as=(None, None if row.right.tensor is None else text(row.right.tensor)),
    )


def _against_start(
    finding: StepFinding,
    row: Row,
    before: list[StepFinding],
    readings: tuple[Reading, ...],
    setting: Setting,
    judge: Judge,
) -> StepFinding:
    """Compare the right member with the chain's first member.

    Where the left member is that value, the step itself is the comparison.
    """
    if row.relation.sign != "=":
        return finding
    left_is_start = row.first or any(
        step.equals_start is True and step.relation.right == row.relation.left for step in before
    )
    if left_is_start:
        equal = {Verdict.PROVED: True, Verdict.REFUTED: False}.get(finding.verdict)
        return replace(finding, equals_start=equal)
    start, value = readings[0].tensor, row.right.tensor
    if start is None or value is None:
        return finding
    equal = equal_values(start, value, setting, judge)
    trees = (readings[0].tree, row.right.tree)
    if equal is False and (
        letters_in((start, value), setting) or claims_on(trees, setting.claimed)
    ):
        equal = None  # what fails for some value of an undeclared letter may hold for what is meant
    return replace(finding, equals_start=equal)


def equal_values(left: Tensor, right: Tensor, setting: Setting, judge: Judge) -> bool | None:
    """Return whether two values are proved equal, refuted, or neither."""
    if left.shape == right.shape:
        _, a, b = align(left, right)
        if a is b:
            return True
    statement = statement_of(left, right, setting.context)
    return None if statement is None else guards.decide(statement, setting, judge).equal


def _with_returns(steps: list[StepFinding]) -> tuple[StepFinding, ...]:
    """Mark the steps that put an earlier slip right: they are no slips of their own."""
    out: list[StepFinding] = []
    by_right: dict[int, StepFinding] = {}
    for step in steps:
        before = by_right.get(step.relation.left)
        culprit = _culprit(before, by_right) if before is not None else None
        returns = step.equals_start is True and step.verdict is not Verdict.PROVED
        if culprit is not None and returns and step.relation.sign == "=":
            message = f"right again: this line is equal to the start, and undoes {culprit.id}"
            if culprit.verdict is Verdict.UNREAD:
                message = f"this line is equal to the start, whatever {culprit.id} says"
            step = replace(step, slip=Slip("compensates", message, None, culprit.id))
        out.append(step)
        if step.relation.sign == "=":
            by_right[step.relation.right] = step
    return tuple(out)


def _culprit(before: StepFinding, by_right: dict[int, StepFinding]) -> StepFinding | None:
    """Return the step that left the chain's value, going back from a member that has left it."""
    step: StepFinding | None = before
    found = None
    while step is not None and step.equals_start is not True:
        if step.verdict in _WRONG:
            found = step
        step = by_right.get(step.relation.left)
    return found


def agreed(found: list[Judged]) -> Judged:
    """Return what holds under every reading of a chain that nothing tells apart.

    A step that is judged differently under different assumptions is undecided.
    """
    first = found[0]
    if len(found) == 1:
        return first
    steps = []
    for versions in zip(*(judged.steps for judged in found), strict=True):
        step = versions[0]
        if len({version.verdict for version in versions}) > 1:
            message = (
                "it holds under the assumptions of one part of the problem and not of "
                "another, and I cannot tell which part this is"
            )
            step = undecided(step, "which-assumptions", message)
            step = replace(step, scope=None, equals_start=None)
        steps.append(step)
    return replace(first, steps=tuple(steps), others=tuple(found[1:]))


def not_under(judged: Judged, under: Judged, case: str, *, near: bool) -> Judged:
    """Do not refute what may hold under a condition that was stated for an earlier chain.

    ``near`` is whether this chain goes on with that one: then words about some elements that
    are not understood hold for it as well.  Under an inequality it is enough that nothing is
    refuted.
    """
    message = f"it does not hold in general; it may hold under “{case}”, which was said above"
    some = (near and names_some(case)) or orders(case)
    steps = tuple(
        replace(undecided(step, "unread-condition", message), equals_start=None)
        if step.verdict is Verdict.REFUTED
        and (
            there.verdict in (Verdict.PROVED, Verdict.GIVEN)
            or (some and there.verdict is not Verdict.REFUTED)
        )
        else step
        for step, there in zip(judged.steps, under.steps, strict=True)
    )
    return replace(judged, steps=steps)
