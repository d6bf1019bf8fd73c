"""Walking a term in a finite world, over any algebra.

The walk knows indices, sums and choices; the algebra knows numbers.  A subterm is evaluated
once per assignment of its own free indices, so a denominator shared by all summands costs
one evaluation.
"""

from collections.abc import Callable, Sequence
from fractions import Fraction
from operator import itemgetter
from typing import Any, Generic, Protocol, TypeVar
from weakref import WeakKeyDictionary

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
    Node,
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
OVER_BUDGET = "over budget"
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


class Walk(Generic[V]):
    """The evaluation of terms in one world over one algebra; keeps what it has computed.

    An environment gives every free index its element; `World.indices` is where one starts.
    Each term is turned into a function of the environment once, for all worlds.
    """

    def __init__(self, algebra: Algebra[V], world: World, budget: int = BUDGET) -> None:
        self.algebra = algebra
        self.world = world
        self.budget = self._allowance = budget
        self._functions: dict[Term, Callable[[Env], V]] = {}
        self._tests: dict[Condition, Callable[[Env], bool]] = {}
        self._elements: dict[Index, Callable[[Env], int]] = {}
        self._known: list[dict[object, V]] = []
        # for each node, what is asked for once in the term in which it was first met
        self._once: dict[Node, frozenset[Term]] = {}
        self._makers: dict[type[Term], Callable[[Any, frozenset[Term]], Callable[[Env], V]]] = {
            Number: lambda term, once: self._constant(algebra.number(term.value)),
            Size: lambda term, once: lambda env: algebra.number(self._size(term)),
            Constant: lambda term, once: self._constant(algebra.constant(term.name)),
            Entry: self._entry,
            # every factor is evaluated: a zero does not hide one that is undefined
            Mul: lambda term, once: self._all(algebra.mul, term.args, once),
            Add: lambda term, once: self._all(algebra.add, term.args, once),
            Sum: lambda term, once: self._over(algebra.add, term, once),
            Prod: lambda term, once: self._over(algebra.mul, term, once),
            Choice: lambda term, once: lambda env: self.value(self.branch(term, env), env),
            Power: lambda term, once: lambda env: algebra.power(term, self, env),
            Call: lambda term, once: lambda env: algebra.call(term, self, env),
            Unknown: lambda term, once: lambda env: algebra.unknown(term, self, env),
        }

    def value(self, term: Term, env: Env) -> V:
        """Return the value of a term; raises `NoValue`."""
        function = self._functions.get(term)
        if function is None:
            once = self._once.get(term)
            if once is None:
                once = _once(term)
                self._once.update(dict.fromkeys(term.walk(), once))
            function = self._functions[term] = self._kept(term, self._make(term, once))
        return function(env)

    def move(self, world: World) -> None:
        """Go to another world, with a new budget; what was computed in the last one is gone."""
        self.world = world
        self.budget = self._allowance
        for known in self._known:
            known.clear()

    # --- terms as functions of the environment

    def _function(self, term: Term, once: frozenset[Term]) -> Callable[[Env], V]:
        """Return a subterm as a function; its values are kept if they may be asked for again."""
        done = self._functions.get(term)
        if done is None:
            done = self._make(term, once)
            if term not in once:
                done = self._functions[term] = self._kept(term, done)
        return done

    def _make(self, term: Term, once: frozenset[Term]) -> Callable[[Env], V]:
        maker = self._makers.get(type(term))
        if maker is None:
            raise NoValue(f"{type(term).__name__} has no value")
        return maker(term, once)

    def _kept(self, term: Term, function: Callable[[Env], V]) -> Callable[[Env], V]:
        """Return a function that keeps its values, one for each assignment of free indices."""
        if type(term) in _CHEAP:
            return function
        free = term.free_in_order
        key: Callable[[Env], object] = itemgetter(*free) if free else _no_index
        known: dict[object, V] = {}
        self._known.append(known)

        def kept(env: Env) -> V:
            at = key(env)
            try:
                return known[at]
            except KeyError:
                # as `spend`, without a call
                self.budget -= 1
                if self.budget < 0:
                    raise NoValue(OVER_BUDGET) from None
                done = known[at] = function(env)
                return done

        return kept

    def spend(self, work: int) -> None:
        """Take some evaluations off the budget; raises `NoValue` when nothing is left."""
        self.budget -= work
        if self.budget < 0:
            raise NoValue(OVER_BUDGET)

    def _constant(self, value: V) -> Callable[[Env], V]:
        return lambda env: value

    def _size(self, term: Size) -> Fraction:
        return Fraction(self.world.sizes[term.sort])

    def _entry(self, term: Entry, once: frozenset[Term]) -> Callable[[Env], V]:
        entry, symbol = self.algebra.entry, term.symbol
        indices = [index for index in term.indices if isinstance(index, IndexVar)]
        if len(indices) < len(term.indices):
            elements = [self._element(index) for index in term.indices]
            return lambda env: entry(symbol, tuple([element(env) for element in elements]))
        if len(indices) == 1:
            (only,) = indices
            return lambda env: entry(symbol, (env[only],))
        if not indices:
            return lambda env: entry(symbol, ())
        at = itemgetter(*indices)
        return lambda env: entry(symbol, at(env))

    def _all(
        self, combine: Callable[[Sequence[V]], V], args: tuple[Term, ...], once: frozenset[Term]
    ) -> Callable[[Env], V]:
        functions = [self._function(arg, once) for arg in args]
        if len(functions) == 2:  # most are; Python takes longer for a list of any length
            first, second = functions
            return lambda env: combine((first(env), second(env)))
        if len(functions) <= _FEW:
            return lambda env: combine([function(env) for function in functions])

        def all_of_many(env: Env) -> V:
            self.spend(len(functions))
            return combine([function(env) for function in functions])

        return all_of_many

    def _over(
        self, combine: Callable[[Sequence[V]], V], term: Sum | Prod, once: frozenset[Term]
    ) -> Callable[[Env], V]:
        body, index = self._function(term.body, once), term.index
        test = None if term.where is ALWAYS else self._test(term.where)

        def over(env: Env) -> V:
            size = self.world.sizes[index.sort]
            self.spend(size)
            inner, values = dict(env), []
            for element in range(size):
                inner[index] = element
                if test is None or test(inner):
                    values.append(body(inner))
            return combine(values)

        return over

    # --- what algebras ask for

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
        test = self._tests.get(condition)
        if test is None:
            test = self._tests[condition] = self._test(condition)
        return test(env)

    def _test(self, condition: Condition) -> Callable[[Env], bool]:
        """Return a condition as a function of the environment."""
        match condition:
            case Always():
                return lambda env: True
            case Same():
                left, right = self._element(condition.left), self._element(condition.right)
                return lambda env: left(env) == right(env)
            case Not():
                inner = self._test(condition.inner)
                return lambda env: not inner(env)
            case All():
                parts = [self._test(part) for part in condition.parts]
                return lambda env: all(part(env) for part in parts)
            case Any_():
                parts = [self._test(part) for part in condition.parts]
                return lambda env: any(part(env) for part in parts)
            case Compare():
                return lambda env: self.algebra.compare(
                    condition.sign,
                    self.value(condition.left, env),
                    self.value(condition.right, env),
                )
            case _:
                raise AssertionError(condition)

    def index(self, index: Index, env: Env) -> int:
        """Return the element that an index denotes."""
        element = self._elements.get(index)
        if element is None:
            element = self._elements[index] = self._element(index)
        return element(env)

    def _element(self, index: Index) -> Callable[[Env], int]:
        """Return an index as a function of the environment."""
        if isinstance(index, IndexVar):
            return itemgetter(index)
        if isinstance(index, IndexMap):
            name, args = index.map, [self._element(arg) for arg in index.args]
            if len(args) == 1:
                (only,) = args
                return lambda env: self.world.maps[name][(only(env),)]
            return lambda env: self.world.maps[name][tuple([arg(env) for arg in args])]
        assert isinstance(index, IndexLiteral)
        return lambda env: self._position(index)

    def _position(self, index: IndexLiteral) -> int:
        size = self.world.sizes[index.sort]
        if index.position > size:
            raise NoValue(f"there is no element {index.position} of {size}")
        return size - 1 if index.position < 0 else index.position - 1


# sums and products of more arguments are charged for each
_FEW = 8
# what is looked up as quickly as computed; algebras keep their entries themselves
_CHEAP = frozenset((Entry, Number, Size, Constant))


def _no_index(env: Env) -> None:
    return None


_ONCE: WeakKeyDictionary[Term, frozenset[Term]] = WeakKeyDictionary()


def _once(root: Term) -> frozenset[Term]:
    """Return the subterms whose values are asked for once each; they are found once a term."""
    found = _ONCE.get(root)
    if found is None:
        found = _ONCE[root] = _asked_once(root)
    return found


def _asked_once(root: Term) -> frozenset[Term]:
    """Return the subterms whose values are asked for once each: nothing is gained by keeping them.

    These have one parent and depend on all that it depends on (the index that it binds included).
    Only below sums and products of any kind: what algebras evaluate themselves is kept.
    """
    parents: dict[Term, list[Term]] = {}
    for node in root.walk():
        if isinstance(node, (Add, Mul, Sum, Prod)):
            for child in node.children:
                if isinstance(child, Term):
                    parents.setdefault(child, []).append(node)
        else:
            # conditions, branches, arguments
            for child in node.children:
                if isinstance(child, Term):
                    parents.setdefault(child, []).extend((root, root))
    return frozenset(
        child for child, found in parents.items() if len(found) == 1 and _follows(child, found[0])
    )


def _follows(child: Term, parent: Term) -> bool:
    scope = parent.free | {parent.index} if isinstance(parent, (Sum, Prod)) else parent.free
    return child.free == scope
