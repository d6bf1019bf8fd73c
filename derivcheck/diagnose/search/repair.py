"""The search: edits from the likeliest on, screened at a point, the first that holds proved."""

from collections.abc import Iterable
from itertools import islice

from msgspec import Struct
from msgspec.structs import replace

from derivcheck.check.finding import Verdict
from derivcheck.check.judging import guards
from derivcheck.check.judging.judge import Judge
from derivcheck.check.reading.relate import statement_of
from derivcheck.diagnose.edits import Change, Edit
from derivcheck.diagnose.edits.formula import bare
from derivcheck.diagnose.edits.terms import term_of
from derivcheck.diagnose.search.candidates import Candidate, Pair, candidates, kinds, pairs, twins
from derivcheck.diagnose.search.case import Case, Side, sides
from derivcheck.diagnose.search.desk import Desk
from derivcheck.diagnose.search.following import Following, edited
from derivcheck.diagnose.search.texts import edited_text, edited_tokens, ordered
from derivcheck.diagnose.slips import Slip, slips
from derivcheck.elaborate.kinds import transposed
from derivcheck.source import Span
from derivcheck.syntax import latex, parse
from derivcheck.syntax import tree as t

# values that are looked at for one step: of single edits, and of two edits together
MOST = 500
# what the edits of a step may cost together, in units of some 30 µs: for each that is looked at,
# each node that is read and each term that is evaluated (as measured over 500 mutants)
MOST_WORK, LOOKED, READ, EVALUATION = 13_000, 6, 2, 3
# two edits of the kinds that come together are looked at before single ones dearer than this
DEAREST_FIRST = 19
# what a repair costs more that makes a side the same as the other one, and says nothing; one
# that leaves undone what the step was to carry out
REPEATS, UNDONE = 4, 14
# values that passed and are put to the engine
MOST_PROVED = 4
# by how much another repair may be dearer or larger that explains better what follows, how many
# edits are looked at for it, and how many are put to the engine
CLOSE, MOST_OTHERS, MOST_PROVED_OTHERS = 3, 60, 2


class Repair(Struct, frozen=True):
    """Edits that are proved to make a step true, and the member with them made."""

    side: Side
    slips: tuple[Slip, ...]
    edits: tuple[Edit, ...]
    changes: tuple[Change, ...]
    latex: str
    made: tuple[Candidate, ...]
    alike: tuple[str, ...] = ()  # steps into later lines that the same change puts right

    @property
    def place(self) -> Span:
        """What a reader is pointed at."""
        first, *rest = (edit.place for edit in self.edits)
        return first if not rest else first.to(rest[0])


class Search:
    """The search for one step's slip."""

    def __init__(self, case: Case, judge: Judge, budget: int = MOST_WORK) -> None:
        self._case = case
        self._judge = judge
        self._tokens = case.tokens
        self._desks = {(side.number, side.target): Desk(side) for side in sides(case)}
        self._stream = candidates(kinds(self._desks.values()))
        self._proofs = MOST_PROVED
        self._repeating: list[Candidate] = []
        self._budget = budget
        self._looked = 0

    def run(self) -> Repair | None:
        """Return the likeliest repair that is proved, None if none was found.

        Of those equally likely it is the one that explains best what follows.
        """
        repair = self._of_a_number()
        if repair is not None:
            # what is left when a number is taken away, no other change of one place gives
            return self._best_explained(repair, others=0)
        repair = self._likeliest()
        return None if repair is None else self._best_explained(repair, MOST_OTHERS)

    def _best_explained(self, repair: Repair, others: int) -> Repair:
        """Return the repair among so many others that explains best what follows."""
        first, *more = repair.made
        following = Following(self._case)
        if more or not following.lines:
            return repair
        best = following.explained(first, self._desk(first.side))
        self._proofs = MOST_PROVED_OTHERS
        # nothing explains more than all of it
        others = others if best.score < following.most else 0
        for candidate in islice(self._stream, others):
            too_dear = candidate.cost > first.cost + CLOSE
            if too_dear or self._proofs <= 0 or not self._may_go_on():
                break
            if following.possible(candidate, self._desk(candidate.side)) <= best.score:
                continue
            other = self._other(candidate)
            explained = other and following.explained(candidate, self._desk(candidate.side))
            if other and explained and explained.score > best.score:
                repair, best = other, explained
        side = repair.side
        alike = tuple(line.step for line, tree in best.alike if self._holds(side, tree, line.side))
        return replace(repair, alike=alike)

    def _other(self, candidate: Candidate) -> Repair | None:
        """Return another repair, which may have the value of an earlier one."""
        tree, desk = self._tree(candidate), self._desk(candidate.side)
        value = None if tree is None else candidate.side.value(tree, desk.memo)
        if tree is None or value is None or desk.repeats(tree) or not desk.screen.passes(value):
            return None
        return self._proved((candidate,))

    def _likeliest(self) -> Repair | None:
        """Return the likeliest repair that is proved, None if none was found.

        Two slips of the kinds that come together are likelier than one of the dear kinds.
        """
        tried: list[Candidate] = []
        joined = False
        for number, candidate in enumerate(self._stream):
            if number >= MOST or self._proofs <= 0 or not self._may_go_on():
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
        return self._postponed() or self._of_two((*rest, *twins(tried)))

    def _of_a_number(self) -> Repair | None:
        """Return the repair that takes a number away by which all of a member is multiplied.

        It is looked at first: where it holds, no other change of one place gives the same.
        """
        desk = next(iter(self._desks.values()), None)
        if desk is None or desk.side.more:
            return None
        term = term_of(desk.formula, desk.formula.tree)
        if len(term.units) < 2:
            return None
        for at, unit in enumerate(term.units):
            if len(unit.nodes) == 1 and _is_number(unit.nodes[0]) and self._may_go_on():
                edit = term.with_units(at, at + 1, [], unit.span)
                slip = slips()["extra-factor"]
                repair = self._of_one(Candidate(slip.cost, desk.side, slip, edit))
                if repair is not None:
                    return repair
        return None

    def _of_one(self, candidate: Candidate) -> Repair | None:
        """Return the repair by one edit; one that only repeats the other side is put off."""
        tree = self._tree(candidate)
        if tree is None or not self._passes(candidate.side, tree):
            return None
        if self._desk(candidate.side).repeats(tree):
            self._repeating.append(candidate)
            return None
        return self._proved((candidate,))

    def _may_go_on(self) -> bool:
        """Count one more edit that is looked at; False where all is too much together."""
        self._looked += 1
        return self.work <= self._budget

    @property
    def work(self) -> int:
        """What the edits looked at have cost; depends on nothing but the document."""
        desks = self._desks.values()
        done = sum(READ * desk.memo.read + EVALUATION * desk.screen.spent for desk in desks)
        return LOOKED * self._looked + done

    def _postponed(self, cost: int | None = None) -> Repair | None:
        """Return a repair that repeats the other side, once others would cost as much."""
        while self._repeating and self._proofs > 0:
            first = self._repeating[0]
            more = UNDONE if isinstance(first.edit.new, t.Derive) else REPEATS
            if cost is not None and first.cost + more > cost:
                break
            repair = self._proved((self._repeating.pop(0),))
            if repair is not None:
                return repair
        return None

    def _joining(self, tried: list[Candidate]) -> list[Pair]:
        wrong = "value" if self._case.step.verdict is Verdict.REFUTED else "shape"
        return pairs([one for one in tried if one.slip.joins == wrong])

    def _of_two(self, pairs: Iterable[Pair]) -> Repair | None:
        """Return the likeliest repair by two edits of one member."""
        for pair in pairs:
            if self._proofs <= 0 or not self._may_go_on():
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

    def _desk(self, side: Side) -> Desk:
        return self._desks[side.number, side.target]

    def _tree(self, candidate: Candidate) -> t.Tree | None:
        return edited(candidate.side, self._desk(candidate.side).formula, candidate.edit)

    def _read(self, side: Side, changes: list[Change]) -> t.Tree | None:
        """Return an edited member, read again from its tokens."""
        tokens = edited_tokens(side.reading.member, changes, self._tokens)
        return parse(tokens, self._case.setting.signature.words) if tokens else None

    def _passes(self, side: Side, tree: t.Tree | None) -> bool:
        desk = self._desk(side)
        value = None if tree is None else side.value(tree, known=desk.memo)
        return value is not None and desk.is_new(value) and desk.screen.passes(value)

    def _proved(self, made: tuple[Candidate, ...]) -> Repair | None:
        """Return the repair as text, read again and proved, or None."""
        side = made[0].side
        changes = _changes(made)
        tree = None if changes is None else self._read(side, changes)
        if changes is None or tree is None:
            return None
        if len(_idle(tree)) > len(_idle(side.reading.tree)):
            self._desk(side).forget(side.value(tree))
            return None
        self._proofs -= 1
        if any(isinstance(node, t.Error) for node in tree.walk()) or not self._holds(side, tree):
            return None
        text = edited_text(side.reading.member, changes, self._case.source)
        codes = tuple(candidate.slip for candidate in made)
        edits = tuple(candidate.edit for candidate in made)
        return Repair(side, codes, edits, tuple(changes), text, made)

    def _holds(self, side: Side, tree: t.Tree, line: Side | None = None) -> bool:
        """Whether a tree in a member's place is proved to have the value that it should have.

        The place is that of another line if one is given.
        """
        wanted, value = side.wanted(), (line or side).value(tree)
        if wanted is None or value is None:
            return False
        statement = statement_of(wanted, value, self._case.setting.context)
        if statement is None:
            return False
        decision = guards.decide(statement, self._case.setting, self._judge)
        if decision.counterexample is not None:
            self._desk(side).screen.learn(decision.counterexample.world)
        return decision.equal is True


def _is_number(tree: t.Tree) -> bool:
    """Whether a tree is a number, or a fraction of two."""
    tree = bare(tree)
    if isinstance(tree, t.Fraction_):
        return _is_number(tree.numerator) and _is_number(tree.denominator)
    return isinstance(tree, t.Numeral)


def _idle(tree: t.Tree) -> list[t.Tree]:
    """Return what nobody means to write: a term less itself, over itself, or derived by itself."""
    return [node for node in tree.walk() if _is_idle(node)]


def _is_idle(node: t.Tree) -> bool:
    if isinstance(node, t.Fraction_):
        return latex(node.numerator) == latex(node.denominator)
    if isinstance(node, t.Derive) and node.operand is not None:
        return latex(transposed(node.operand) or node.operand) == latex(node.variable)
    if not isinstance(node, t.Summands):
        return False
    return not _terms(node, "-").isdisjoint(_terms(node, "+") | _terms(node, ""))


def _terms(node: t.Summands, sign: str) -> set[str]:
    pairs = zip(node.signs, node.terms, strict=True)
    return {latex(term) for its, term in pairs if its == sign}


def _changes(made: tuple[Candidate, ...]) -> list[Change] | None:
    return ordered([change for one in made for change in one.edit.changes])
