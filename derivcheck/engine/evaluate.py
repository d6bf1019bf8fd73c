"""Walking a term in a finite world, over any algebra.

The walk knows indices, sums and choices; the algebra knows numbers.  A subterm is evaluated
once per assignment of its own free indices, so a denominator shared by all summands costs
one evaluation.
"""

from collections.abc import Callable, Sequence
from fractions import Fraction
from operator import itemgetter
from typing import Any, Generic, Protocol, TypeVar

from derivcheck.engine.statement import World
from derivcheck.term.core import (
    ALWAYS,
    Add,
    All,
    Always,
    Any_,
    Call,
    Choice,
    Compare,
    Condition,
    Constant,
    Entry,
    Index,
    IndexLiteral,
    IndexMap,
    IndexVar,
    Mul,
    Not,
    Number,
    Power,
    Prod,
    Same,
    Size,
    Sum,
    Term,
    Unknown,
)

V = TypeVar("V")

# term evaluations in one world; a step of a course needs some thousands
BUDGET = 2_000_000
Env = dict[IndexVar, int]


class NoValue(Exception):
    """The algebra has no value for a term: undefined here, unsupported, or over budget."""


class Algebra(Protocol[V]):
    """What a witness must know of numbers."""

    def number(self, value: Fraction) -> V: ...
    def constant(self, name: str) -> V: ...
    def entry(self, symbol: str, indices: tuple[int, ...]) -> V: ...
    def add(self, values: Sequence[V]) -> V: ...
    def mul(self, values: Sequence[V]) -> V: ...
    def power(self, term: Power, walk: "Walk[V]", env: Env) -> V: ...
    def call(self, term: Call, walk: "Walk[V]", env: Env) -> V: ...
    def unknown(self, term: Unknown, walk: "Walk[V]", env: Env) -> V: ...
    def compare(self, sign: str, left: V, right: V) -> bool: ...


class _Memo(Generic[V]):
    """How to evaluate one term, and what it came to for each assignment of its free indices."""

    __slots__ = ("key", "known", "rule", "term")

    def __init__(self, term: Term, rule: Callable[[Any, Env], V]) -> None:
        self.term, self.rule = term, rule
        free = term.free_in_order
        self.key: Callable[[Env], object] = itemgetter(*free) if free else _no_index
        self.known: dict[object, V] = {}


def _no_index(env: Env) -> object:
    return None


class Walk(Generic[V]):
    """The evaluation of terms in one world over one algebra; keeps what it has computed.

    An environment gives every free index its element; `World.indices` is where one starts.
    """

    def __init__(self, algebra: Algebra[V], world: World, budget: int = BUDGET) -> None:
        self.algebra = algebra
        self.world = world
        self.budget = budget
        self._memo: dict[Term, _Memo[V]] = {}
        self._rules: dict[type[Term], Callable[[Any, Env], V]] = {
            Number: lambda term, env: algebra.number(term.value),
            Entry: self._entry,
            Add: lambda term, env: algebra.add([self.value(arg, env) for arg in term.args]),
            # every factor is evaluated: a zero does not hide one that is undefined
            Mul: lambda term, env: algebra.mul([self.value(arg, env) for arg in term.args]),
            Power: lambda term, env: algebra.power(term, self, env),
            Call: lambda term, env: algebra.call(term, self, env),
            Sum: lambda term, env: algebra.add(self._bodies(term, env)),
            Prod: lambda term, env: algebra.mul(self._bodies(term, env)),
            Choice: lambda term, env: self.value(self.branch(term, env), env),
            Size: lambda term, env: algebra.number(Fraction(self.world.sizes[term.sort])),
            Constant: lambda term, env: algebra.constant(term.name),
            Unknown: lambda term, env: algebra.unknown(term, self, env),
        }

    def value(self, term: Term, env: Env) -> V:
        """Return the value of a term; raises `NoValue`."""
        memo = self._memo.get(term)
        if memo is None:
            memo = self._memo[term] = self._new(term)
        key = memo.key(env)
        try:
            return memo.known[key]
        except KeyError:
            pass
        self.budget -= 1
        if self.budget < 0:
            raise NoValue("over budget")
        done = memo.known[key] = memo.rule(term, env)
        return done

    def _new(self, term: Term) -> _Memo[V]:
        rule = self._rules.get(type(term))
        if rule is None:
            raise NoValue(f"{type(term).__name__} has no value")
        return _Memo(term, rule)

    def _entry(self, term: Entry, env: Env) -> V:
        at = [env[i] if type(i) is IndexVar else self.index(i, env) for i in term.indices]
        return self.algebra.entry(term.symbol, tuple(at))

    def _bodies(self, term: Sum | Prod, env: Env) -> list[V]:
        value, body, index, where = self.value, term.body, term.index, term.where
        inner = dict(env)
        out = []
        for element in range(self.world.sizes[index.sort]):
            inner[index] = element
            if where is ALWAYS or self.holds(where, inner):
                out.append(value(body, inner))
        return out

    def over(self, term: Sum | Prod, env: Env) -> list[Env]:
        """Return the environments that a sum or product runs through."""
        out = []
        for element in range(self.world.sizes[term.index.sort]):
            inner = {**env, term.index: element}
            if isinstance(term.where, Always) or self.holds(term.where, inner):
                out.append(inner)
        return out

    def branch(self, term: Choice, env: Env) -> Term:
        """Return the value of the first branch whose condition holds."""
        for condition, value in term.branches:
            if self.holds(condition, env):
                return value
        raise NoValue("no case applies")

    def holds(self, condition: Condition, env: Env) -> bool:
        """Whether a condition holds."""
        match condition:
            case Always():
                return True
            case Same():
                return self.index(condition.left, env) == self.index(condition.right, env)
            case Not():
                return not self.holds(condition.inner, env)
            case All():
                return all(self.holds(part, env) for part in condition.parts)
            case Any_():
                return any(self.holds(part, env) for part in condition.parts)
            case Compare():
                left, right = self.value(condition.left, env), self.value(condition.right, env)
                return self.algebra.compare(condition.sign, left, right)
            case _:
                raise AssertionError(condition)

    def index(self, index: Index, env: Env) -> int:
        """Return the element that an index denotes."""
        if isinstance(index, IndexVar):
            return env[index]
        if isinstance(index, IndexMap):
            return self.world.maps[index.map][tuple(self.index(arg, env) for arg in index.args)]
        assert isinstance(index, IndexLiteral)
        size = self.world.sizes[index.sort]
        if index.position > size:
            raise NoValue(f"there is no element {index.position} of {size}")
        return size - 1 if index.position < 0 else index.position - 1
