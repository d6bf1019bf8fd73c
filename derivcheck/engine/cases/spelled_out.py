"""A term spelled out in one finite world: no index is left, every component is a variable.

Conditions on values stay, now without bound indices, so that `cases` can split them.
"""

from collections.abc import Mapping
from fractions import Fraction

from derivcheck.engine.every_size.degree import NotCovered
from derivcheck.engine.statement import World
from derivcheck.term.core import (
    ALWAYS,
    ONE,
    ZERO,
    All,
    Always,
    Any_,
    Choice,
    Compare,
    Condition,
    Entry,
    Index,
    IndexLiteral,
    IndexMap,
    IndexVar,
    Node,
    Not,
    Number,
    Prod,
    Same,
    Size,
    Sum,
    Term,
    Unknown,
    add,
    all_of,
    mul,
)
from derivcheck.term.substitute import rebuild

# nodes that are built for one world
MAX_NODES = 4000

Env = Mapping[IndexVar, int]


class Spelling:
    """The spelled-out terms of one world; ``positive`` gathers the variables that are."""

    def __init__(self, world: World, positive: frozenset[str]) -> None:
        self._world = world
        self._declared = positive
        self._memo: dict[tuple[Node, tuple[int, ...]], Node] = {}
        self.positive: set[str] = set()

    def term(self, term: Term) -> Term:
        """Return a term whose free indices have values in the world; raises `NotCovered`."""
        done = self._walk(term, dict(self._world.indices))
        assert isinstance(done, Term)
        return done

    def _walk(self, node: Node, env: Env) -> Node:
        key = (node, tuple(env[index] for index in sorted(node.free, key=repr)))
        done = self._memo.get(key)
        if done is None:
            if len(self._memo) > MAX_NODES:
                raise NotCovered("a condition on values in too large a term")
            done = self._memo[key] = self._spelled(node, env)
        return done

    def _spelled(self, node: Node, env: Env) -> Node:
        match node:
            case Entry():
                return self._entry(node, env)
            case Size():
                return Number(Fraction(self._world.sizes[node.sort]))
            case Sum():
                return add(*self._bodies(node, env, ZERO))
            case Prod():
                return mul(*self._bodies(node, env, ONE))
            case Choice():
                return self._choice(node, env)
            case Compare():
                return rebuild(node, lambda child: self._walk(child, env))
            case Unknown() | Condition():
                raise NotCovered("a condition on values beside an unknown function")
            case _:
                return rebuild(node, lambda child: self._walk(child, env))

    def _entry(self, node: Entry, env: Env) -> Entry:
        if not node.indices:
            name = node.symbol
        else:
            name = f"{node.symbol}{tuple(self._element(index, env) for index in node.indices)}"
        if node.symbol in self._declared:
            self.positive.add(name)
        return Entry(name, ())

    def _bodies(self, node: Sum | Prod, env: Env, neutral: Term) -> list[Term]:
        out = []
        for element in range(self._world.sizes[node.index.sort]):
            inner = {**env, node.index: element}
            condition = self._condition(node.where, inner)
            if condition is None:
                continue
            body = self._walk(node.body, inner)
            assert isinstance(body, Term)
            plain = condition is ALWAYS
            out.append(body if plain else Choice(((condition, body), (ALWAYS, neutral))))
        return out

    def _choice(self, node: Choice, env: Env) -> Term:
        branches: list[tuple[Condition, Term]] = []
        for condition, value in node.branches:
            found = self._condition(condition, env)
            if found is None:
                continue
            body = self._walk(value, env)
            assert isinstance(body, Term)
            branches.append((found, body))
            if found is ALWAYS:
                break
        if branches and branches[0][0] is ALWAYS:
            return branches[0][1]
        return Choice(tuple(branches))

    def _condition(self, condition: Condition, env: Env) -> Condition | None:
        """Return a condition with indices decided, ALWAYS if it holds, None if it does not."""
        match condition:
            case Always():
                return ALWAYS
            case Same():
                same = self._element(condition.left, env) == self._element(condition.right, env)
                return ALWAYS if same else None
            case Compare():
                done = self._walk(condition, env)
                assert isinstance(done, Condition)
                return done
            case Not():
                inner = self._condition(condition.inner, env)
                return ALWAYS if inner is None else None if inner is ALWAYS else Not(inner)
            case All():
                parts = [self._condition(part, env) for part in condition.parts]
                kept = [part for part in parts if part is not None]
                return all_of(*kept) if len(kept) == len(parts) else None
            case Any_():
                found = [self._condition(part, env) for part in condition.parts]
                some = tuple(part for part in found if part is not None)
                if ALWAYS in some:
                    return ALWAYS
                return Any_(some) if some else None
            case _:
                raise NotCovered("a condition that is not known")

    def _element(self, index: Index, env: Env) -> int:
        if isinstance(index, IndexVar):
            return env[index]
        if isinstance(index, IndexMap):
            args = tuple(self._element(arg, env) for arg in index.args)
            return self._world.maps[index.map][args]
        assert isinstance(index, IndexLiteral)
        raise NotCovered("an element named by its position")
