"""Walking a term in a finite world, over any algebra.

A `Walk` knows indices, sums and choices; those derived from it know numbers.  A subterm is
evaluated once per assignment of its own free indices, so a denominator shared by all summands
costs one evaluation.
"""

from collections import defaultdict
from collections.abc import Callable, Sequence
from fractions import Fraction
from functools import lru_cache
from operator import attrgetter, itemgetter
from typing import Any, Generic, TypeVar
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
# a term, a condition and an index, each made into a function once
Function = Callable[["Walk[Any]", Env], Any]
Test = Callable[["Walk[Any]", Env], bool]
Element = Callable[["Walk[Any]", Env], int]


class NoValue(Exception):
    """A walk has no value for a term: undefined here, unsupported, or over budget."""


class Walk(Generic[V]):
    """The evaluation of terms in one world; keeps what it has computed.

    An environment gives every free index its element; `World.indices` is where one starts.
    What a witness knows of numbers, its algebra, are the methods that raise `NotImplementedError`.
    """

    def __init__(self, world: World, budget: int = BUDGET) -> None:
        self.world = world
        self.budget = self._allowance = budget
        self.known: defaultdict[Term, dict[object, V]] = defaultdict(dict)
        self._fixed: dict[Term, V] = {}
        self._functions: dict[Term, Function] = {}
        # for each node, what is asked for once in the term in which it was first met
        self._once: dict[Node, frozenset[Term]] = {}

    # --- the algebra

    def number(self, value: Fraction) -> V:
        raise NotImplementedError

    def constant(self, name: str) -> V:
        raise NotImplementedError

    def entry(self, symbol: str, indices: tuple[int, ...]) -> V:
        raise NotImplementedError

    def add(self, values: Sequence[V]) -> V:
        raise NotImplementedError

    def mul(self, values: Sequence[V]) -> V:
        raise NotImplementedError

    def power(self, term: Power, env: Env) -> V:
        raise NotImplementedError

    def call(self, term: Call, env: Env) -> V:
        raise NotImplementedError

    def unknown(self, term: Unknown, env: Env) -> V:
        raise NotImplementedError

    def compare(self, sign: str, left: V, right: V) -> bool:
        raise NotImplementedError

    # --- the walk

    def value(self, term: Term, env: Env) -> V:
        """Return the value of a term; raises `NoValue`."""
        function = self._functions.get(term)
        if function is None:
            once = self._once.get(term)
            if once is None:
                once = _once(term)
                self._once.update(dict.fromkeys(term.walk(), once))
            function = self._functions[term] = _function_of(term, once)
        done: V = function(self, env)
        return done

    def move(self, world: World) -> None:
        """Go to another world, with a new budget; what was computed in the last one is gone."""
        self.world = world
        self.budget = self._allowance
        self.known.clear()

    def spend(self, work: int) -> None:
        """Take some evaluations off the budget; raises `NoValue` when nothing is left."""
        self.budget -= work
        if self.budget < 0:
            raise NoValue(OVER_BUDGET)

    def fixed(self, term: Number | Constant) -> V:
        """Return the value of what is the same in every world; made once."""
        done = self._fixed.get(term)
        if done is None:
            made = self.number(term.value) if isinstance(term, Number) else self.constant(term.name)
            done = self._fixed[term] = made
        return done

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
        return _test(condition)(self, env)

    def index(self, index: Index, env: Env) -> int:
        """Return the element that an index denotes."""
        return _element(index)(self, env)

    def position(self, index: IndexLiteral) -> int:
        """Return the element that an index names by its position."""
        size = self.world.sizes[index.sort]
        if index.position > size:
            raise NoValue(f"there is no element {index.position} of {size}")
        return size - 1 if index.position < 0 else index.position - 1


# sums and products of more arguments are charged for each
_FEW = 8
# what is looked up as quickly as computed; algebras keep their entries themselves
_CHEAP = frozenset((Entry, Number, Size, Constant))
# functions, tests and elements that are kept: those of some statements
_MOST = 2_000


# how the values of what is below are put together
_COMBINE: dict[type[Term], Callable[[Any], Callable[[Sequence[Any]], Any]]] = {
    **dict.fromkeys((Add, Sum), attrgetter("add")),
    **dict.fromkeys((Mul, Prod), attrgetter("mul")),
}


# --- terms as functions of a walk and an environment: they hold no walk, so that one serves all
# worlds and algebras, and a walk that is done with is gone at once


@lru_cache(maxsize=_MOST)
def _function_of(term: Term, once: frozenset[Term]) -> Function:
    """Return a term as a function that keeps its values."""
    return _kept(term, _made(term, once, {}))


def _function(term: Term, once: frozenset[Term], done: dict[Term, Function]) -> Function:
    """Return a subterm as a function; its values are kept if they may be asked for again."""
    found = done.get(term)
    if found is None:
        found = _made(term, once, done)
        if term not in once:
            found = done[term] = _kept(term, found)
    return found


def _made(term: Term, once: frozenset[Term], done: dict[Term, Function]) -> Function:
    match term:
        case Number() | Constant():
            return lambda walk, env: walk.fixed(term)
        case Size():
            return lambda walk, env: walk.number(Fraction(walk.world.sizes[term.sort]))
        case Entry():
            return _entry(term)
        case Mul() | Add():
            # every factor is evaluated: a zero does not hide one that is undefined
            return _all(type(term), [_function(arg, once, done) for arg in term.args])
        case Sum() | Prod():
            return _over(term, _function(term.body, once, done))
        case Choice():
            return lambda walk, env: walk.value(walk.branch(term, env), env)
        case Power():
            return lambda walk, env: walk.power(term, env)
        case Call():
            return lambda walk, env: walk.call(term, env)
        case Unknown():
            return lambda walk, env: walk.unknown(term, env)
        case _:
            raise NoValue(f"{type(term).__name__} has no value")


def _kept(term: Term, function: Function) -> Function:
    """Return a function that keeps its values, one for each assignment of free indices."""
    if type(term) in _CHEAP:
        return function
    free = term.free_in_order
    key: Callable[[Env], object] = itemgetter(*free) if free else _no_index

    def kept(walk: Walk[Any], env: Env) -> Any:
        known, at = walk.known[term], key(env)
        done = known.get(at)
        if done is None:
            # as `spend`, without a call
            walk.budget -= 1
            if walk.budget < 0:
                raise NoValue(OVER_BUDGET)
            done = known[at] = function(walk, env)
        return done

    return kept


def _no_index(env: Env) -> None:
    return None


def _entry(term: Entry) -> Function:
    symbol = term.symbol
    indices = [index for index in term.indices if isinstance(index, IndexVar)]
    if len(indices) < len(term.indices):
        elements = [_element(index) for index in term.indices]
        return lambda walk, env: walk.entry(symbol, tuple([each(walk, env) for each in elements]))
    if len(indices) == 1:
        (only,) = indices
        return lambda walk, env: walk.entry(symbol, (env[only],))
    if not indices:
        return lambda walk, env: walk.entry(symbol, ())
    at = itemgetter(*indices)
    return lambda walk, env: walk.entry(symbol, at(env))


def _all(kind: type[Term], functions: list[Function]) -> Function:
    combine = _COMBINE[kind]
    if len(functions) == 2:  # most are; Python takes longer for a list of any length
        first, second = functions
        return lambda walk, env: combine(walk)((first(walk, env), second(walk, env)))
    if len(functions) <= _FEW:
        return lambda walk, env: combine(walk)([each(walk, env) for each in functions])

    def all_of_many(walk: Walk[Any], env: Env) -> Any:
        walk.spend(len(functions))
        return combine(walk)([each(walk, env) for each in functions])

    return all_of_many


def _over(term: Sum | Prod, body: Function) -> Function:
    combine, index = _COMBINE[type(term)], term.index
    test = None if term.where is ALWAYS else _test(term.where)

    def over(walk: Walk[Any], env: Env) -> Any:
        size = walk.world.sizes[index.sort]
        walk.spend(size)
        inner, values = dict(env), []
        for element in range(size):
            inner[index] = element
            if test is None or test(walk, inner):
                values.append(body(walk, inner))
        return combine(walk)(values)

    return over


@lru_cache(maxsize=_MOST)
def _test(condition: Condition) -> Test:
    """Return a condition as a function."""
    match condition:
        case Always():
            return lambda walk, env: True
        case Same():
            left, right = _element(condition.left), _element(condition.right)
            return lambda walk, env: left(walk, env) == right(walk, env)
        case Not():
            inner = _test(condition.inner)
            return lambda walk, env: not inner(walk, env)
        case All():
            parts = [_test(part) for part in condition.parts]
            return lambda walk, env: all(part(walk, env) for part in parts)
        case Any_():
            parts = [_test(part) for part in condition.parts]
            return lambda walk, env: any(part(walk, env) for part in parts)
        case Compare():
            return lambda walk, env: walk.compare(
                condition.sign,
                walk.value(condition.left, env),
                walk.value(condition.right, env),
            )
        case _:
            raise AssertionError(condition)


@lru_cache(maxsize=_MOST)
def _element(index: Index) -> Element:
    """Return an index as a function."""
    if isinstance(index, IndexVar):
        return lambda walk, env: env[index]
    if isinstance(index, IndexMap):
        name, args = index.map, [_element(arg) for arg in index.args]
        if len(args) == 1:
            (only,) = args
            return lambda walk, env: walk.world.maps[name][(only(walk, env),)]
        return lambda walk, env: walk.world.maps[name][tuple([arg(walk, env) for arg in args])]
    assert isinstance(index, IndexLiteral)
    return lambda walk, env: walk.position(index)


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
