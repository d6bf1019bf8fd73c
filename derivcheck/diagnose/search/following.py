"""What follows a wrong line, and how well a repair of the line explains it.

Who goes on from a wrong line carries the slip along: the same change puts right what follows.
Who comes back to the right value shows there what was meant.
"""

from collections.abc import Iterator, Sequence
from functools import cached_property

from msgspec import Struct

from derivcheck.check.finding import StepFinding, Verdict
from derivcheck.check.judging.chains import Judged
from derivcheck.diagnose.edits import Edit, Formula, rendered
from derivcheck.diagnose.edits.formula import bare
from derivcheck.diagnose.search.candidates import Candidate
from derivcheck.diagnose.search.case import Case, Side, Target
from derivcheck.diagnose.search.desk import Desk
from derivcheck.diagnose.search.screen import Screen
from derivcheck.diagnose.search.texts import edited_tokens, ordered
from derivcheck.document.model import Chain
from derivcheck.source import SourceText
from derivcheck.syntax import latex, parse
from derivcheck.syntax import tree as t

# lines that are looked at, and those of later chains that may be among them
MOST_LINES, MOST_LATER = 4, 6
# edits of one kind of one line whose values are looked at
MOST_EDITS = 8
# what it counts that the very same change puts a line right, that a line has what the repair
# puts or is the repaired line, and that some change of the same kind puts a line right
SAME, SHOWN, REPAIRED, ALIKE = 3, 2, 1, 1

# what an edit changes into what, and where, as text
Key = tuple[object, ...]


class Line(Struct, frozen=True, dict=True):
    """A line behind a wrong one, the step into it, and whether it has the wrong line's value."""

    step: str
    side: Side
    carries: bool

    @cached_property
    def desk(self) -> Desk:
        """The line as something to be edited."""
        return Desk(self.side)

    @cached_property
    def written(self) -> frozenset[str]:
        """All parts of the line, as they are written."""
        return _parts(self.side.formula())


class Explained(Struct, frozen=True):
    """How well a repair explains what follows, and the changes that put right lines of it."""

    score: int
    alike: tuple[tuple[Line, t.Tree], ...] = ()  # each line with its tree as it should be


class Following:
    """The lines behind a wrong one, as evidence for one repair or another."""

    def __init__(self, case: Case) -> None:
        self._case = case
        self.lines = tuple(_lines(case))[:MOST_LINES]
        self._proposed: dict[tuple[int, str], list[Edit]] = {}
        self._by_change: dict[tuple[int, str], dict[Key, list[Edit]]] = {}

    @cached_property
    def _own(self) -> frozenset[str]:
        """All parts of the wrong line, as they are written."""
        return _parts(self._case.formula(self._case.step.relation.right))

    @property
    def most(self) -> int:
        """What any edit could count at most."""
        return sum(SAME if line.carries else SHOWN + REPAIRED for line in self.lines)

    def possible(self, candidate: Candidate, desk: Desk) -> int:
        """Return what an edit could count at most, without looking at values."""
        return sum(self._at_most(at, candidate, desk) for at in range(len(self.lines)))

    def _at_most(self, at: int, candidate: Candidate, desk: Desk) -> int:
        if not self.lines[at].carries:
            return self._shown(at, candidate, desk)
        if self._same(at, candidate):
            return SAME
        return ALIKE * bool(self._edits(at, candidate))

    def explained(self, candidate: Candidate, desk: Desk) -> Explained:
        """Return how well an edit explains what follows."""
        score, alike = 0, []
        for at, line in enumerate(self.lines):
            if not line.carries:
                score += self._shown(at, candidate, desk)
                continue
            tree = self._put_right(line, self._same(at, candidate), desk)
            if tree is not None:
                score += SAME
                alike.append((line, tree))
            elif self._put_right(line, self._edits(at, candidate), desk) is not None:
                score += ALIKE
        return Explained(score, tuple(alike))

    def _put_right(self, line: Line, edits: Sequence[Edit], desk: Desk) -> t.Tree | None:
        """Return a line with the first edit made that gives it the value it should have."""
        for edit in edits[:MOST_EDITS]:
            tree = edited(line.side, line.desk.formula, edit)
            value = None if tree is None else line.side.value(tree, line.desk.memo)
            if tree is not None and value is not None and desk.screen.passes(value):
                return tree
        return None

    def _shown(self, at: int, candidate: Candidate, desk: Desk) -> int:
        """Return what it counts that a line has what an edit puts, and the wrong line has not."""
        new = candidate.edit.new
        if new is None:
            return 0
        text, line = latex(bare(new)), self.lines[at]
        if text not in line.written or text in self._own:
            return 0
        whole = latex(bare(desk.formula.with_(candidate.edit.node, new)))
        single = isinstance(bare(new), (t.Name, t.Numeral))
        repaired = whole == latex(bare(line.side.reading.tree))
        return REPAIRED * repaired + SHOWN * (repaired or not single)

    def _edits(self, at: int, candidate: Candidate) -> list[Edit]:
        key = at, candidate.slip.code
        if key not in self._proposed:
            desk = self.lines[at].desk
            self._proposed[key] = list(candidate.slip.propose(desk.formula, desk.around))
        return self._proposed[key]

    def _same(self, at: int, candidate: Candidate) -> list[Edit]:
        """Return the edits of a line that change the same into the same."""
        source = self._case.source
        found = self._by_change.get((at, candidate.slip.code))
        if found is None:
            found = self._by_change[at, candidate.slip.code] = {}
            for edit in self._edits(at, candidate):
                found.setdefault(_key(edit, source), []).append(edit)
        return found.get(_key(candidate.edit, source), [])


def edited(side: Side, formula: Formula, edit: Edit) -> t.Tree | None:
    """Return a member with an edit made, read again where the edit is one of the text."""
    if edit.new is not None:
        return formula.with_(edit.node, edit.new)
    changes = ordered(edit.changes)
    if changes is None:
        return None
    tokens = edited_tokens(side.reading.member, changes, side.case.tokens)
    return parse(tokens, side.case.setting.signature.words) if tokens else None


def _parts(formula: Formula) -> frozenset[str]:
    return frozenset(latex(bare(node)) for node in formula.nodes)


def _key(edit: Edit, source: SourceText) -> Key:
    """Return what an edit changes into what, and where, blanks left out."""
    changes = tuple(
        (_squeezed(source.slice(change.span)), _squeezed(rendered(change.pieces, source)))
        for change in edit.changes
    )
    return (*changes, _squeezed(source.slice(edit.place)))


def _squeezed(text: str) -> str:
    return "".join(text.split())


def _lines(case: Case) -> Iterator[Line]:
    """Yield the lines behind a wrong one that have its value or the chain's."""
    wrong = {case.step.relation.right}
    for step in _behind(case):
        relation = step.relation
        carries = relation.left in wrong and step.verdict is Verdict.PROVED
        if carries:
            wrong.add(relation.right)
        if carries or step.equals_start is True:
            yield Line(step.id, Side(case, relation.right, Target.OTHER), carries)
    yield from _of_later_chains(case)


def _behind(case: Case) -> Iterator[StepFinding]:
    """Yield the steps of a chain's = behind the wrong one."""
    steps = (step for step in case.judged.steps if step.relation.sign == "=")
    yield from (step for step in steps if step.relation.left >= case.step.relation.right)


def _of_later_chains(case: Case) -> Iterator[Line]:
    """Yield the lines of the part's later chains that have the wrong line's value."""
    value, context = case.right.tensor, case.setting.context
    if value is None or not case.later:
        return
    screen = Screen(value, context, b"carried".ljust(32, b"\0"))
    looked = 0
    for chain, judged in case.later:
        if judged.setting.context is not context:
            continue
        for number, step in _ends(judged):
            found = judged.readings[number].tensor
            looked += 1
            if looked > MOST_LATER:
                return
            if found is not None and found.shape == value.shape and screen.passes(found):
                side = _side(case, chain, judged, step, number)
                if side.wanted() is not None:  # else the line's left side was not read
                    yield Line(step.id, side, True)


def _ends(judged: Judged) -> Iterator[tuple[int, StepFinding]]:
    for step in judged.steps:
        if step.relation.sign == "=":
            yield step.relation.right, step


def _side(case: Case, chain: Chain, judged: Judged, step: StepFinding, number: int) -> Side:
    return Side(Case(step, chain, judged, case.source), number, Target.OTHER)
