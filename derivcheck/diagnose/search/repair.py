"""The search: edits from the likeliest on, screened at a point, the first that holds proved."""

import heapq
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import combinations

from msgspec import Struct

from derivcheck.check.finding import Verdict
from derivcheck.check.judge import Judge
from derivcheck.check.relate import Mismatch, relate
from derivcheck.diagnose.edits import Change, Edit, Formula
from derivcheck.diagnose.edits.formula import bare
from derivcheck.diagnose.search.case import Case, Side, sides
from derivcheck.diagnose.search.screen import Screen
from derivcheck.diagnose.search.texts import edited_text, edited_tokens, ordered
from derivcheck.diagnose.slips import Slip, slips
from derivcheck.elaborate.memo import Memo
from derivcheck.source import Span
from derivcheck.syntax import latex, parse
from derivcheck.syntax import tree as t
from derivcheck.term.core import Term
from derivcheck.term.tensor import Tensor

# values that are looked at for one step: of single edits, and of two edits together
MOST = 500
MOST_PAIRS = 250
# nodes of the edited members together, which is what reading them costs
MOST_WORK = 65_000
MOST_TWINS = 80
# single edits that are combined with each other
COMBINED, MOST_OF_KIND = 28, 8
# of nodes longer than this in the text it is not asked whether the chain has them already
LONGEST_KNOWN = 60
# how often the chain has a formula counts up to this
MOST_KNOWN = 40
# tokens by which an edit is larger for it to cost one more, and the most that this may be
TOKENS, MOST_FOR_SIZE = 5, 4
WORD = re.compile(r"\\[A-Za-z]+|\S")
# what an edit of the chain's first member costs beside its own, if such slips are rare there
RARE = 10
# dearer edits are not looked at together with others
DEAREST = 15
# two edits of the kinds that come together are looked at before single ones dearer than this
DEAREST_FIRST = 19
# what a repair costs more that makes a side the same as the other one, and says nothing
REPEATS = 4
# values that passed and are put to the engine
MOST_PROVED = 4


class Candidate(Struct, frozen=True):
    """An edit of one member, of some kind."""

    cost: int
    side: Side
    slip: Slip
    edit: Edit


Pair = tuple[Candidate, Candidate]


class Repair(Struct, frozen=True):
    """Edits that are proved to make a step true, and the member with them made."""

    side: Side
    slips: tuple[Slip, ...]
    edits: tuple[Edit, ...]
    changes: tuple[Change, ...]
    latex: str

    @property
    def place(self) -> Span:
        """What a reader is pointed at."""
        first, *rest = (edit.place for edit in self.edits)
        return first if not rest else first.to(rest[0])


class Search:
    """The search for one step's slip."""

    def __init__(self, case: Case, judge: Judge) -> None:
        self._case = case
        self._judge = judge
        self._tokens = case.tokens()
        self._desks = {(side.number, side.target): _Desk(side) for side in sides(case)}
        self._proofs = MOST_PROVED
        self._repeating: list[Candidate] = []
        self._work = 0

    def run(self) -> Repair | None:
        """Return the likeliest repair that is proved, None if none was found.

        Two slips of the kinds that come together are likelier than one of the dear kinds.
        """
        tried: list[Candidate] = []
        joined = False
        for number, candidate in enumerate(self._candidates()):
            if number >= MOST or self._proofs <= 0 or not self._may_go_on(candidate.side):
                break
            if not joined and candidate.cost > DEAREST_FIRST:
                joined = True
                repair = self._of_two(self._joining(tried))
                if repair is not None:
                    return repair
            repair = self._postponed(candidate.cost) or self._of_one(candidate)
            if repair is not None:
                return repair
            tried.append(candidate)
        rest = [] if joined else self._joining(tried)
        return self._postponed() or self._of_two((*rest, *_twins(tried)))

    def _of_one(self, candidate: Candidate) -> Repair | None:
        """Return the repair by one edit; one that only repeats the other side is put off."""
        tree = self._tree(candidate)
        if tree is None or not self._passes(candidate.side, tree):
            return None
        if self._desk(candidate.side).repeats(tree):
            self._repeating.append(candidate)
            return None
        return self._proved((candidate,))

    def _may_go_on(self, side: Side) -> bool:
        """Count the reading of one more edited member; False where that is too much."""
        self._work += len(self._desk(side).formula.nodes)
        return self._work <= MOST_WORK

    def _postponed(self, cost: int | None = None) -> Repair | None:
        """Return a repair that repeats the other side, once others would cost as much."""
        while self._repeating and self._proofs > 0:
            if cost is not None and self._repeating[0].cost + REPEATS > cost:
                break
            repair = self._proved((self._repeating.pop(0),))
            if repair is not None:
                return repair
        return None

    def _joining(self, tried: list[Candidate]) -> list[Pair]:
        wrong = "value" if self._case.step.verdict is Verdict.REFUTED else "shape"
        return _pairs([one for one in tried if one.slip.joins == wrong])

    def _of_two(self, pairs: Iterable[Pair]) -> Repair | None:
        """Return the likeliest repair by two edits of one member."""
        for pair in pairs:
            if self._proofs <= 0 or not self._may_go_on(pair[0].side):
                break
            if self._passes(pair[0].side, self._tree_of_two(pair)):
                repair = self._proved(pair)
                if repair is not None:
                    return repair
        return None

    def _tree_of_two(self, pair: Pair) -> t.Tree | None:
        changes = _changes(pair)
        if changes is None:
            return None
        side = pair[0].side
        swaps = [(one.edit.node, one.edit.new) for one in pair if one.edit.new is not None]
        both = self._desk(side).formula.with_all(swaps) if len(swaps) == len(pair) else None
        return both if both is not None else self._read(side, changes)

    def _desk(self, side: Side) -> "_Desk":
        return self._desks[side.number, side.target]

    def _candidates(self) -> Iterator[Candidate]:
        """Yield single edits, the likeliest first."""
        heap: list[tuple[int, int, int, Candidate]] = []
        rest = [(_cost(slip, side), side, slip) for side, slip in self._kinds()]
        rest.sort(key=lambda one: one[0])
        count = 0
        while heap or rest:
            while rest and (not heap or rest[0][0] <= heap[0][0]):
                cost, side, slip = rest.pop(0)
                desk = self._desk(side)
                for edit in slip.propose(desk.formula, desk.around):
                    more = edit.more + min(desk.size(edit) // TOKENS, MOST_FOR_SIZE)
                    candidate = Candidate(cost + more, side, slip, edit)
                    heapq.heappush(heap, (candidate.cost, 0, count, candidate))
                    count += 1
            if not heap:
                return  # the last kinds had nothing to propose
            cost, tie, _, candidate = heapq.heappop(heap)
            desk = self._desk(candidate.side)
            if tie == 0:
                tie = 1 + MOST_KNOWN - desk.gain(candidate.edit)
                heapq.heappush(heap, (cost, tie, count, candidate))
                count += 1
                continue
            yield candidate

    def _kinds(self) -> Iterator[tuple[Side, Slip]]:
        """Yield the slips each member may have; what was not read has one of its own."""
        for desk in self._desks.values():
            failure = desk.side.reading.failure
            why = failure.code if failure is not None and failure.verdict == "unread" else None
            for slip in slips().values():
                if why in (None, slip.unread):
                    yield desk.side, slip

    def _tree(self, candidate: Candidate) -> t.Tree | None:
        edit = candidate.edit
        if edit.new is None:
            changes = ordered(edit.changes)
            return None if changes is None else self._read(candidate.side, changes)
        return self._desk(candidate.side).formula.with_(edit.node, edit.new)

    def _read(self, side: Side, changes: list[Change]) -> t.Tree | None:
        """Return an edited member, read again from its tokens."""
        tokens = edited_tokens(side.reading.member, changes, self._tokens)
        return parse(tokens, self._case.setting.signature.words) if tokens else None

    def _passes(self, side: Side, tree: t.Tree | None) -> bool:
        desk = self._desk(side)
        value = None if tree is None else side.value(tree, known=desk.memo)
        return value is not None and desk.is_new(value) and desk.screen.passes(value)

    def _proved(self, candidates: tuple[Candidate, ...]) -> Repair | None:
        """Return the repair as text, read again and proved, or None."""
        side = candidates[0].side
        changes = _changes(candidates)
        tree = None if changes is None else self._read(side, changes)
        if changes is None or tree is None:
            return None
        self._proofs -= 1
        if any(isinstance(node, t.Error) for node in tree.walk()) or not self._holds(side, tree):
            return None
        if len(_idle(tree)) > len(_idle(side.reading.tree)):
            return None
        text = edited_text(side.reading.member, changes, self._case.source)
        kinds = tuple(candidate.slip for candidate in candidates)
        edits = tuple(candidate.edit for candidate in candidates)
        return Repair(side, kinds, edits, tuple(changes), text)

    def _holds(self, side: Side, tree: t.Tree) -> bool:
        """Whether a tree in a member's place is proved to have the value that it should have."""
        wanted, value = side.wanted(), side.value(tree)
        if wanted is None or value is None:
            return False
        statement, _ = relate(wanted, value, self._case.setting.context, Span(0, 0))
        if isinstance(statement, Mismatch):
            return False
        decision = self._judge.decide(statement)
        if decision.counterexample is not None:
            self._desk(side).screen.learn(decision.counterexample.world)
        return decision.equal is True


class _Desk:
    """What is needed to look at edits of one member."""

    def __init__(self, side: Side) -> None:
        wanted = side.wanted()
        assert wanted is not None
        self.side = side
        self.formula: Formula = side.formula()
        self.around = side.around()
        self.memo = Memo(self.formula.nodes)
        seed = side.case.step.id.encode()[:32].ljust(32, b"\0")
        self.screen = Screen(wanted, side.case.setting.context, seed, side.reading.tensor)
        self._seen: set[tuple[object, Term]] = set()

    def size(self, edit: Edit) -> int:
        """Return how many tokens an edit takes away or puts."""
        return sum(self._size(change) for change in edit.changes)

    def _size(self, change: Change) -> int:
        kept = [piece for piece in change.pieces if isinstance(piece, Span)]
        put = sum(len(WORD.findall(piece)) for piece in change.pieces if isinstance(piece, str))
        old = len(self.formula.tokens_in(change.span)) if change.span.end > change.span.start else 0
        for piece in kept:
            inside = change.span.start <= piece.start and piece.end <= change.span.end
            tokens = len(self.formula.tokens_in(piece))
            old, put = (old - tokens, put) if inside else (old, put + (tokens or 3))
        return max(old, put)

    def gain(self, edit: Edit) -> int:
        """Return how much more often the chain has what an edit puts than what it takes away.

        From 1 to `MOST_KNOWN`; 0 where the chain does not have it, and of long nodes.
        """
        if edit.new is None or edit.node.span.end - edit.node.span.start > LONGEST_KNOWN:
            return 0
        found = self._written[latex(edit.new)]
        if not found:
            return 0
        others = self._written[latex(edit.node)] - 1
        return max(1, min(MOST_KNOWN, MOST_KNOWN // 2 + found - others))

    @cached_property
    def _written(self) -> Counter[str]:
        formulas = (self.formula, *self.around.beside)
        return Counter(
            latex(node)
            for formula in formulas
            for node in formula.nodes
            if not _is_negated(node, formula)
        )

    def repeats(self, tree: t.Tree) -> bool:
        """Whether a tree says no more than the member on the other side of the sign."""
        return latex(bare(tree)) == latex(bare(self.side.other()))

    def is_new(self, value: Tensor) -> bool:
        """Whether a value was not looked at before."""
        key = (value.shape, value.indices), value.body
        if key in self._seen:
            return False
        self._seen.add(key)
        return True


def _idle(tree: t.Tree) -> list[t.Tree]:
    """Return the sums in which a term is taken away from itself, which nobody means to write."""
    return [
        node
        for node in tree.walk()
        if isinstance(node, t.Summands)
        and not _terms(node, "-").isdisjoint(_terms(node, "+") | _terms(node, ""))
    ]


def _terms(node: t.Summands, sign: str) -> set[str]:
    pairs = zip(node.signs, node.terms, strict=True)
    return {latex(term) for its, term in pairs if its == sign}


def _is_negated(node: t.Tree, formula: Formula) -> bool:
    """Whether a node is the x of a ``−x`` that stands alone, which is another formula than x."""
    above = formula.parent(node)
    return isinstance(above, t.Summands) and above.signs == ("-",)


def _cost(slip: Slip, side: Side) -> int:
    """Return what a slip of a kind in a member costs."""
    rare = side.number == 0 and side.more >= RARE and not slip.begins
    return slip.cost + side.more + RARE * rare


def _pairs(tried: list[Candidate]) -> list[Pair]:
    """Return pairs of edits, the likeliest first."""
    of_kind: Counter[str] = Counter()
    cheap: list[Candidate] = []
    for one in tried:
        of_kind[one.slip.code] += 1
        if one.cost <= DEAREST and of_kind[one.slip.code] <= MOST_OF_KIND:
            cheap.append(one)
    cheap = cheap[:COMBINED]
    found = [
        (one.cost + two.cost, at, (one, two))
        for at, one in enumerate(cheap)
        for two in cheap[at + 1 :]
        if one.side is two.side
    ]
    found.sort(key=lambda pair: pair[:2])
    return [pair for _, _, pair in found][: MOST_PAIRS - MOST_TWINS]


def _twins(tried: list[Candidate]) -> list[Pair]:
    """Return pairs of edits that put the same text in two places, the same slip made twice."""
    by_text: dict[object, list[Candidate]] = {}
    for one in tried:
        texts = tuple(
            tuple(piece if isinstance(piece, str) else "" for piece in change.pieces)
            for change in one.edit.changes
        )
        if any(map(any, texts)):
            by_text.setdefault((id(one.side), one.slip.code, texts), []).append(one)
    return [pair for same in by_text.values() for pair in combinations(same[:5], 2)][:MOST_TWINS]


def _changes(candidates: tuple[Candidate, ...]) -> list[Change] | None:
    return ordered([change for one in candidates for change in one.edit.changes])
