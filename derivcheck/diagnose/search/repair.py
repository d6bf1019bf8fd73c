"""The search: edits from the likeliest on, screened at a point, the best one proved."""

import heapq
from collections.abc import Iterator
from dataclasses import dataclass

from derivcheck.check.judge import Judge
from derivcheck.check.relate import Mismatch, relate
from derivcheck.diagnose.edits import Change, Edit
from derivcheck.diagnose.search.case import Case, Side, sides
from derivcheck.diagnose.search.screen import Screen
from derivcheck.diagnose.search.texts import edited_text, edited_tokens, ordered
from derivcheck.diagnose.slips import Slip, slips
from derivcheck.source import Span
from derivcheck.syntax import latex, parse
from derivcheck.syntax import tree as t
from derivcheck.term.tensor import Tensor

# candidates that are looked at for one step
MOST = 600
# how much dearer than the first candidate that passes one may be that is still looked at
SLACK = 3
# candidates that passed and are put to the engine
MOST_PROVED = 6


@dataclass(frozen=True)
class Candidate:
    """An edit of one member, of some kind."""

    cost: int
    side: Side
    slip: Slip
    edit: Edit


@dataclass(frozen=True)
class Repair:
    """Edits that are proved to make a step true, and the member with them made."""

    side: Side
    slips: tuple[Slip, ...]
    edits: tuple[Edit, ...]
    changes: tuple[Change, ...]
    latex: str

    @property
    def place(self) -> Span:
        """What a reader is pointed at."""
        return self.edits[0].place


class Search:
    """The search for one step's slip."""

    def __init__(self, case: Case, judge: Judge) -> None:
        self._case = case
        self._judge = judge
        self._screens: dict[int, Screen] = {}
        self._formulas = {side.number: side.formula() for side in sides(case)}
        self._left = MOST

    def run(self) -> Repair | None:
        """Return the best repair that is proved, None if none was found."""
        best: list[Candidate] = []
        for candidate in self._candidates():
            if best and candidate.cost > best[0].cost + SLACK:
                break
            self._left -= 1
            if self._left < 0:
                break
            if self._passes(candidate):
                best.append(candidate)
        for candidate in best[:MOST_PROVED]:
            repair = self._proved(candidate)
            if repair is not None:
                return repair
        return None

    def _candidates(self) -> Iterator[Candidate]:
        """Yield single edits, the likeliest first, each resulting formula once."""
        heap: list[tuple[int, int, Candidate]] = []
        seen: set[tuple[int, str]] = set()
        count = 0
        for side in sides(self._case):
            formula, around = self._formulas[side.number], side.around()
            for slip in slips().values():
                for edit in slip.propose(formula, around):
                    cost = slip.cost + edit.more + side.more
                    heapq.heappush(heap, (cost, count, Candidate(cost, side, slip, edit)))
                    count += 1
        while heap:
            candidate = heapq.heappop(heap)[2]
            key = candidate.side.number, latex(self._tree(candidate))
            if key not in seen:
                seen.add(key)
                yield candidate

    def _tree(self, candidate: Candidate) -> t.Tree:
        formula = self._formulas[candidate.side.number]
        return formula.with_(candidate.edit.node, candidate.edit.new)

    def _passes(self, candidate: Candidate) -> bool:
        value = candidate.side.value(self._tree(candidate))
        if value is None:
            return False
        screen = self._screen(candidate.side)
        statement = screen.statement(value)
        return statement is not None and screen.passes(statement)

    def _screen(self, side: Side) -> Screen:
        if side.number not in self._screens:
            assert side.wanted is not None
            seed = self._case.step.id.encode().ljust(32, b"\0")
            self._screens[side.number] = Screen(side.wanted, self._case.setting.context, seed)
        return self._screens[side.number]

    def _proved(self, candidate: Candidate) -> Repair | None:
        """Return the repair as text, read again and proved, or None."""
        side = candidate.side
        changes = ordered(candidate.edit.changes)
        if changes is None:
            return None
        tokens = edited_tokens(side.reading.member, changes, self._case.tokens())
        if not tokens:
            return None
        tree = parse(tokens, self._case.setting.signature.words)
        if not self._holds(side, tree):
            return None
        text = edited_text(side.reading.member, changes, self._case.source)
        edit = candidate.edit
        return Repair(side, (candidate.slip,), (edit,), tuple(changes), text)

    def _holds(self, side: Side, tree: t.Tree) -> bool:
        """Whether the step with a tree as one side is proved, whatever the chain's part is."""
        for judged in (self._case.judged, *self._case.judged.others):
            other = self._case.left if side.number == self._case.step.relation.right else None
            at = self._case.step.relation.right if other is None else self._case.step.relation.left
            wanted = judged.readings[at].tensor
            value = side.value(tree, judged)
            if wanted is None or value is None:
                return False
            statement, _ = relate(wanted, value, judged.setting.context, Span(0, 0))
            if isinstance(statement, Mismatch) or self._judge.decide(statement).equal is not True:
                return False
        return True


def equal(left: Tensor, right: Tensor, case: Case, judge: Judge) -> bool:
    """Whether two values are proved equal where a step stands."""
    statement, _ = relate(left, right, case.setting.context, Span(0, 0))
    return not isinstance(statement, Mismatch) and judge.decide(statement).equal is True
