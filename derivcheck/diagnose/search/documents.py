"""A document's findings, with what the slip was in each step that is wrong."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from msgspec import Struct, field
from msgspec.structs import replace

from derivcheck.check.finding import WRONG, PartFinding, Slip, StepFinding, Verdict
from derivcheck.check.judging.chains import Judged
from derivcheck.check.judging.judge import Judge
from derivcheck.check.judging.options import Options
from derivcheck.check.judging.watch import Aside, Task, Watch
from derivcheck.check.parts import JudgedPart
from derivcheck.check.reading.relate import statement_of
from derivcheck.diagnose.edits import rendered
from derivcheck.diagnose.search.case import Case, Target
from derivcheck.diagnose.search.repair import MOST_WORK, Repair, Search
from derivcheck.diagnose.search.right_value import right_value
from derivcheck.diagnose.search.screen import Screen
from derivcheck.diagnose.slips import slips
from derivcheck.document.model import Document
from derivcheck.term.tensor import Tensor

T = TypeVar("T")

# why a formula was not read that a slip may explain
_EXPLAINED = frozenset(slip.unread for slip in slips().values() if slip.unread)
# earlier slips that a wrong step is compared with
MOST_EARLIER = 12


def diagnose(
    parts: tuple[JudgedPart, ...], document: Document, options: Options
) -> tuple[PartFinding, ...]:
    """Return the findings of a document's parts, each wrong step with its slip if one is found."""
    watch = Aside(options.watch, "repair")
    fast = replace(options, witnesses=("modular", "balls"), clock=None, watch=watch, exact=False)
    judge = Judge(document.source.text.encode(), fast)
    chains = tuple(chain for part in parts for chain in part.chains)
    diagnosis = _Diagnosis(document, judge, watch, chains)
    return tuple(
        part.finding
        if options.parts and part.finding.part.id not in options.parts
        else diagnosis.of(part)
        for part in parts
    )


class _Diagnosis(Struct):
    """The diagnosis of one document; a slip that is made again is known again."""

    document: Document
    judge: Judge
    watch: Watch
    chains: tuple[Judged, ...]  # of all its parts
    earlier: list[Case] = field(default_factory=list)

    def of(self, part: JudgedPart) -> PartFinding:
        """Return a part's finding with its slips."""
        steps: list[StepFinding] = []
        rest = iter(part.finding.steps)
        chains = tuple(zip(part.finding.part.chains, part.chains, strict=True))
        for number, (chain, judged) in enumerate(chains, 1):
            first = len(steps)
            for _, step in zip(chain.relations, rest, strict=False):
                before = steps[-1] if steps else None
                astray = _is_astray(step, steps[first:])
                later = chains[number:]
                case = Case(step, chain, judged, self.document.source, astray, later)
                steps.append(self._told(case, before) if _is_wrong(step) else step)
        return replace(part.finding, steps=tuple(steps))

    def _told(self, case: Case, before: StepFinding | None) -> StepFinding:
        slip = _behind_stray_equals(case, before) or self._again(case) or self._slip(case)
        # what was not read may well be that value, written with a name that nobody declared
        value = self._value(case) if slip is None and case.step.verdict in WRONG else None
        if slip is None or slip.code != "carried":
            self.earlier.append(case)
        return replace(case.step, slip=slip, value=value)

    def _slip(self, case: Case) -> Slip | None:
        repair = self._watched((case.step.id, 0, b""), lambda: self._searched(case))
        return None if repair is None else _found(repair, case)

    def _value(self, case: Case) -> str | None:
        """Return what the right side should be, in a formula at hand."""
        task = (case.step.id, 1, b"")
        return self._watched(task, lambda: right_value(case, self.chains, self.judge))

    def _watched(self, task: Task, find: Callable[[], T | None]) -> T | None:
        """Return what is found; None as well where an earlier run was ended at it."""
        over = self.watch.recall(task)
        self.watch.begin(task)
        found = None if over is not None else find()
        self.watch.end(task, over)
        return found

    def _searched(self, case: Case) -> Repair | None:
        """Return a repair under the first set of assumptions that may be meant and has one."""
        budget = MOST_WORK
        for judged in (case.judged, *case.judged.others):
            search = Search(replace(case, judged=judged), self.judge, budget)
            repair = search.run()
            budget -= search.work
            if repair is not None:
                return repair
        return None

    def _again(self, case: Case) -> Slip | None:
        """Return that a step makes an earlier slip again: both its sides are those of that step."""
        for other in self.earlier[-MOST_EARLIER:]:
            if not _was_put_right(other, case) and self._same(case, other):
                message = f"the same slip as in {other.step.id} above"
                return Slip("carried", message, None, other.step.id)
        return None

    def _same(self, one: Case, two: Case) -> bool:
        if one.setting.context is not two.setting.context:
            return False
        pairs = [(one.left.tensor, two.left.tensor), (one.right.tensor, two.right.tensor)]
        known = [(left, right) for left, right in pairs if left is not None and right is not None]
        if len(known) < len(pairs) or not all(_may_be_equal(*pair, one) for pair in known):
            return False
        return all(self._equal(left, right, one) for left, right in known)

    def _equal(self, left: Tensor, right: Tensor, case: Case) -> bool:
        statement = statement_of(left, right, case.setting.context)
        return statement is not None and self.judge.decide(statement).equal is True


def _was_put_right(other: Case, case: Case) -> bool:
    """Whether a line between an earlier slip and a step of its chain was right again."""
    if other.judged is not case.judged:
        return False
    after, before = other.step.relation.right, case.step.relation.left
    between = (one for one in case.judged.steps if after < one.relation.right <= before)
    return any(one.equals_start is True for one in between)


def _may_be_equal(left: Tensor, right: Tensor, case: Case) -> bool:
    """Whether two values agree at a point; what differs need not be put to the engine."""
    screen = Screen(left, case.setting.context, b"again".ljust(32, b"\0"))
    return screen.passes(right)


def _is_wrong(step: StepFinding) -> bool:
    if step.slip is not None or step.relation.sign != "=":
        return False
    return step.verdict in WRONG or (step.verdict is Verdict.UNREAD and step.code in _EXPLAINED)


def _is_astray(step: StepFinding, before: Sequence[StepFinding]) -> bool:
    """Whether a step sets out from a member that is not what its chain began with."""
    ends = (one for one in before if one.relation.right == step.relation.left)
    return any(one.equals_start is False for one in ends)


def _behind_stray_equals(case: Case, before: StepFinding | None) -> Slip | None:
    """Return that a step is no claim of its own where its = was typed by mistake."""
    slip = before.slip if before is not None else None
    if before is None or slip is None or slip.code != "stray-equals":
        return None
    if before.relation.right != case.step.relation.left:
        return None
    return Slip("carried", f"this = is the slip of {before.id}", None, before.id)


def _found(repair: Repair, case: Case) -> Slip:
    first, *rest = repair.slips
    made = sorted(zip(repair.edits, repair.slips, strict=True), key=lambda one: one[0].place)
    says = [edit.says or slip.says for edit, slip in made]
    message = _together(says)
    if repair.side.target is Target.START and case.astray:
        message += "; compared with the chain's start, as the line before is wrong"
    if repair.alike:
        message += f"; the same change puts {listed(repair.alike)} right too"
    changes = tuple(
        (change.span, rendered(change.pieces, case.source)) for change in repair.changes
    )
    return Slip(
        first.code,
        message,
        repair.latex,
        None,
        repair.place,
        tuple(slip.code for slip in rest),
        () if first.code == "stray-equals" else changes,
    )


def _together(says: Sequence[str]) -> str:
    """Return what is said of each edit of a repair, in the order of the text, as one clause."""
    first, *more = says
    if more and more[0] == first:
        return f"{first}, in two places"
    return "; further on, ".join(says)


def listed(ids: Sequence[str]) -> str:
    """Return the names of steps as a sentence has them."""
    *most, last = ids
    return f"{', '.join(most)} and {last}" if most else last
