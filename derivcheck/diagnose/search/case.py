"""A step that is wrong, with all that the search for its slip may look at."""

from collections.abc import Iterator
from enum import Enum
from functools import cached_property
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from derivcheck.check.finding import StepFinding, Verdict
from derivcheck.check.judging.chains import Judged
from derivcheck.check.reading.members import Reading, Setting
from derivcheck.check.reservations.solutions import NO_SOLUTION
from derivcheck.diagnose.edits import Formula
from derivcheck.diagnose.edits.arguments import with_arguments
from derivcheck.diagnose.edits.around import Around, letters_in
from derivcheck.diagnose.edits.fitting import NOTHING, NUMBER, Fitting, Kind, Needs
from derivcheck.diagnose.search.screen import Screen
from derivcheck.document.model import Chain
from derivcheck.document.tokens.token import Token
from derivcheck.elaborate.failure import Failure
from derivcheck.elaborate.formula import elaborate
from derivcheck.elaborate.lookup import lookup
from derivcheck.elaborate.memo import Memo
from derivcheck.elaborate.scope import Scope
from derivcheck.source import SourceText
from derivcheck.syntax import latex
from derivcheck.syntax import tree as t
from derivcheck.term.tensor import Tensor

# what a repair costs more that only goes back to what the chain began with
ASTRAY = 12
# what an edit of the right side costs more that is what the problem asks for
MISTAKEN = 10
# why a name has no value wherever it stands
_NO_VALUE = ("index-as-value", "wrong-index", "unknown-symbol")


class Case(Struct, frozen=True, dict=True):
    """A step and its chain as it was read."""

    step: StepFinding
    chain: Chain
    judged: Judged
    source: SourceText
    astray: bool = False  # whether the left side is not what the chain began with
    later: tuple[tuple[Chain, Judged], ...] = ()  # the chains behind it in its part

    @property
    def left(self) -> Reading:
        """The member before the relation sign."""
        return self.judged.readings[self.step.relation.left]

    @property
    def right(self) -> Reading:
        """The member behind it."""
        return self.judged.readings[self.step.relation.right]

    @property
    def opens(self) -> bool:
        """Whether the left side is the chain's first member and not taken from words."""
        return self.step.relation.left == 0 and self.step.lhs is not None

    @property
    def setting(self) -> Setting:
        """What the step was judged in."""
        return self.judged.setting

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        """All tokens of the chain, in the order of the source."""
        return tuple(token for member in self.chain.members for token in member.tokens)

    @cached_property
    def _formulas(self) -> dict[int, Formula]:
        return {}

    def formula(self, number: int) -> Formula:
        """Return one of the chain's members, to be edited."""
        if number not in self._formulas:
            reading = self.judged.readings[number]
            self._formulas[number] = formula_of(reading, scope_of(self.judged))
        return self._formulas[number]

    @cached_property
    def _kinds(self) -> dict[str, Kind]:
        return {}

    def kind(self, tree: t.Tree) -> Kind:
        """Return the shape of a formula that stands for itself, None where it is not known."""
        key = latex(tree)
        if key not in self._kinds:
            self._kinds[key] = _kind(elaborate(tree, scope_of(self.judged, opens=True)))
        return self._kinds[key]


def _kind(found: Tensor | Failure) -> Kind:
    if not isinstance(found, Failure):
        return NUMBER if found.is_scalar else found.shape
    return NOTHING if found.code in _NO_VALUE else None


class Target(Enum):
    """What an edited member is to be equal to."""

    OTHER = "the other side"
    START = "the chain's first member"
    GOAL = "what the problem asks for"
    LAST = "the chain's last member"


class Side(Struct, frozen=True):
    """One of a step's members as something to be edited."""

    case: Case
    number: int  # among the chain's members
    target: Target
    more: int = 0  # what an edit of this side costs beside its own

    @property
    def reading(self) -> Reading:
        """How the member was read."""
        return self.case.judged.readings[self.number]

    def wanted(self) -> Tensor | None:
        """Return the value that the member should have, None if there is none."""
        judged, relation = self.case.judged, self.case.step.relation
        if self.target is Target.GOAL:
            return judged.setting.goal
        if self.target is Target.LAST:
            return judged.readings[judged.last].tensor
        if self.target is Target.START:
            return judged.readings[0].tensor
        other = relation.left if self.number == relation.right else relation.right
        return judged.readings[other].tensor

    def other(self) -> t.Tree:
        """Return the member that the step compares this one with."""
        relation = self.case.step.relation
        other = relation.left if self.number == relation.right else relation.right
        return self.case.judged.readings[other].tree

    def scope(self, known: Memo | None = None) -> Scope:
        """Return a scope like the one in which the member was read."""
        return scope_of(self.case.judged, known, opens=self.number == 0)

    def value(self, tree: t.Tree, known: Memo | None = None) -> Tensor | None:
        """Return what a tree in the member's place means, None if that is nothing."""
        found = elaborate(tree, self.scope(known))
        return None if isinstance(found, Failure) else found

    def _next(self) -> Formula | None:
        """Return the member that a further = joins to this one."""
        for step in self.case.judged.steps:
            relation = step.relation
            if relation.left != self.number or relation.sign != "=" or self.number == 0:
                continue
            # where it holds, or comes back to the start, the = is meant
            if step.verdict is not Verdict.PROVED and step.equals_start is not True:
                return self.case.formula(relation.right)
        return None

    def _unknown(self) -> frozenset[str]:
        """Return the names in the member that mean nothing, if that is why it was not read."""
        failure = self.reading.failure
        if failure is None or failure.code != "unknown-symbol":
            return frozenset()
        names = (node for node in self.reading.tree.walk() if isinstance(node, (t.Name, t.Words)))
        inside = (n for n in names if failure.span.start <= n.span.start < failure.span.end)
        return frozenset(node.text for node in inside)

    def _needs(self) -> Needs:
        """Return what an edit of the member has to do to its shapes."""
        wanted, value = self.wanted(), self.reading.tensor
        if wanted is not None and value is not None and wanted.shape == value.shape:
            return Needs.SAME
        return Needs.OTHER if self.case.step.code == "shape-mismatch" else Needs.ANY

    def formula(self) -> Formula:
        """Return the member, to be edited."""
        return self.case.formula(self.number)

    def around(self) -> Around:
        """Return what stands around the member."""
        scope = self.scope()
        readings = self.case.judged.readings
        order = sorted(
            (at for at in range(len(readings)) if at != self.number),
            key=lambda at: (abs(at - self.number), at),
        )
        beside = tuple(self.case.formula(at) for at in order)
        entry = self.case.setting.entry
        closed = entry.closed_form if entry else None
        printed: tuple[t.Tree, ...] = (closed.tree,) if closed else ()
        trees = [self.reading.tree, *(one.tree for one in beside), *printed]
        printed += tuple(_definitions(trees, scope))
        return Around(
            own=self.formula(),
            beside=beside,
            printed=printed,
            letters=_letters(trees, scope),
            free=frozenset(scope.free),
            variables=_variables(scope),
            next=self._next(),
            sizes=tuple(sort.size.tree for sort in scope.signature.sorts if sort.size),
            unknown=self._unknown(),
            numbers=frozenset(_numbers(scope)),
            misfit=self.case.step.verdict is Verdict.ILL_TYPED,
            fitting=Fitting(self._needs(), self.case.kind),
        )


def scope_of(judged: Judged, known: Memo | None = None, opens: bool = False) -> Scope:
    """Return a scope like the one in which a chain was read."""
    scope = judged.scope
    return replace(
        scope,
        known=known,
        free=dict(scope.free),
        once_bound=set(scope.once_bound),
        remarks=[],
        conditions=[],
        opens=opens,
    )


def formula_of(reading: Reading, scope: Scope) -> Formula:
    """Return a member with the names in it that are functions."""
    tree = with_arguments(reading.tree, lambda name: lookup(name, scope) is not None)
    return Formula(tree, reading.member.tokens, frozenset(_functions(tree, scope)))


def _functions(tree: t.Tree, scope: Scope) -> Iterator[str]:
    for node in tree.walk():
        factors = node.factors if isinstance(node, t.Product) else ()
        for name, after in pairwise(factors):
            if isinstance(name, t.Scripts):
                name = name.base if name.sub is None else replace(name, sup=None, primes=0)
            after = after.base if isinstance(after, t.Scripts) else after
            if isinstance(after, t.Group) and lookup(name, scope) is not None:
                yield latex(name)


def _definitions(trees: list[t.Tree], scope: Scope) -> Iterator[t.Tree]:
    """Yield what the problem's names in some formulas are defined as."""
    names = {latex(n) for tree in trees for n in tree.walk() if isinstance(n, (t.Name, t.Scripts))}
    for key, found in scope.signature.definitions.items():
        if key in names:
            yield from (one.body for one in found[:1])


def _variables(scope: Scope) -> tuple[t.Tree, ...]:
    """Return the problem's vectors and matrices."""
    return tuple(
        symbol.written.tree
        for symbol in dict.fromkeys(scope.signature.symbols.values())
        if symbol.sorts and symbol.kind not in ("element", "map", "loss")
    )


def _numbers(scope: Scope) -> Iterator[str]:
    """Yield the names of the problem's losses and numbers."""
    yield from scope.signature.losses
    for name, symbol in scope.signature.symbols.items():
        if not symbol.sorts and symbol.kind not in ("element", "map"):
            yield name


def _letters(trees: list[t.Tree], scope: Scope) -> tuple[str, ...]:
    """Return index letters: those of the chain, then the problem's elements."""
    elements = (s.name for s in scope.signature.symbols.values() if s.kind == "element")
    return tuple(dict.fromkeys((*letters_in(trees), *scope.free, *elements)))


def sides(case: Case) -> tuple[Side, ...]:
    """Return the members that may have the slip, with what each should be equal to.

    The right one, and the left one if it opens the chain.  Where the left side has no value, the
    right one should be what the chain began with, or what the problem asks for.  What follows
    tells which is likelier: where the next line is what the chain began with, so should be the
    line before; where the right side is what the problem asks for, the left one is mistaken.
    """
    right = _closings(case) if case.left.tensor is None else _right_ones(case)
    found = (*right, *_openings(case))
    return tuple(side for side in found if side.wanted() is not None)


def _closings(case: Case) -> Iterator[Side]:
    """Yield the right member of a step whose left member has no value."""
    number = case.step.relation.right
    if case.step.relation.left == 0:
        yield Side(case, number, Target.GOAL, 20)
    else:
        yield Side(case, number, Target.START)
        yield Side(case, number, Target.GOAL, 1)


def _right_ones(case: Case) -> Iterator[Side]:
    """Yield the right member with what it should be equal to, dearer where it seems right."""
    number = case.step.relation.right
    returns = case.astray and _returns(case)
    yield Side(case, number, Target.OTHER, MISTAKEN if _answers(case) else int(returns))
    if case.astray:
        yield Side(case, number, Target.START, 0 if returns else ASTRAY)


def _openings(case: Case) -> Iterator[Side]:
    """Yield the chain's first member as one that may have the slip."""
    goal, left = case.setting.goal, case.left.tensor
    # “w = …” is no solution: w is what it is
    solves = (case.step.message or "").startswith(NO_SOLUTION)
    if not case.opens or solves:
        return
    if left is None or _answers(case):
        yield Side(case, 0, Target.OTHER)
    else:
        asked = goal is not None and goal.body is left.body
        yield Side(case, 0, Target.OTHER, 40 if asked else 10)
        ends = [step for step in case.judged.steps if step.relation.right == case.judged.last]
        # where the chain ends at what it began with, the first member is as it was meant
        right = any(step.equals_start is True for step in ends)
        if case.right.tensor is None and not right and case.judged.last != case.step.relation.right:
            yield Side(case, 0, Target.LAST, 8)


def _returns(case: Case) -> bool:
    """Whether the next line is what the chain began with, and not what this one is."""
    right = case.step.relation.right
    behind = (step for step in case.judged.steps if step.relation.left == right)
    return any(
        step.equals_start is True and step.verdict is not Verdict.PROVED
        for step in behind
        if step.relation.sign == "="
    )


def _answers(case: Case) -> bool:
    """Whether the right side has the value that the problem asks for, and the first has not."""
    goal, left, right = case.setting.goal, case.left.tensor, case.right.tensor
    if goal is None or left is None or right is None or not case.opens:
        return False
    if goal.body is left.body or goal.shape != right.shape:
        return False
    screen = Screen(goal, case.setting.context, b"asked".ljust(32, b"\0"))
    return screen.passes(right) and not screen.passes(left)
