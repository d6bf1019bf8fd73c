"""Whether a statement is true, by the evaluator of ``oracle`` alone."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from tests.mutation.oracle.reader import Meaning, Scope, read
from tests.mutation.oracle.values import (
    Malformed,
    Numeral,
    Unbound,
    Unreadable,
    Untyped,
    Value,
)
from tests.mutation.oracle.worlds import Universe, worlds

# derivatives are exact to rounding; nested ones to 1e-10
CLOSE = 1e-7


@dataclass(frozen=True)
class Context:
    """In what a statement stands: the problem's worlds, the part, its free letters."""

    universe: Universe
    part: str
    free: tuple[tuple[str, str], ...]

    def __hash__(self) -> int:
        return hash((id(self.universe), self.part, self.free))


@dataclass(frozen=True)
class Opinion:
    """``true``, ``false``, ``ill-typed``, ``malformed``, or ``not judged``, and why.

    ``unbound`` is a statement with a letter that nothing binds, true whatever it stands for:
    whoever takes the letter for a free one may prove it, and who does not may not.
    """

    verdict: str
    why: str = ""


def context(universe: Universe, part: str, *sides: str) -> Context:
    """Return the context of a statement: its free letters are those of its sides.

    Raises `Unreadable`, `Malformed`, `Untyped`.
    """
    scope = Scope(universe.notation)
    for side in sides:
        read(side, scope)
    return Context(universe, part, tuple(sorted(scope.free.items())))


@lru_cache(maxsize=100_000)
def _meaning(latex: str, where: Context) -> Meaning:
    allowed = frozenset(name for name, _ in where.free)
    return read(latex, Scope(where.universe.notation, allowed=allowed))


@lru_cache(maxsize=20_000)
def _value(latex: str, where: Context, number: int) -> Value:
    world = worlds(where.universe, where.part, where.free)[number]
    return _meaning(latex, where)(world, {})


def opinion(left: str, right: str, where: Context) -> Opinion:
    """Return whether ``left = right`` in every world in which both sides are defined."""
    try:
        with np.errstate(all="ignore"):
            return _compared(left, right, where)
    except Unbound as error:
        return _if_free(left, right, where, str(error))
    except Malformed as error:
        return Opinion("malformed", str(error))
    except Untyped as error:
        return Opinion("ill-typed", str(error))
    except Unreadable as error:
        return Opinion("not judged", str(error))


def _if_free(left: str, right: str, where: Context, why: str) -> Opinion:
    """Return what is true of a statement with an unbound letter, were the letter free."""
    try:
        wider = context(where.universe, where.part, left, right)
    except (Malformed, Unreadable, Untyped):
        return Opinion("ill-typed", why)
    free = opinion(left, right, wider)
    return Opinion("unbound" if free.verdict == "true" else "ill-typed", why)


def _compared(left: str, right: str, where: Context) -> Opinion:
    for side in (left, right):
        _meaning(side, where)
    compared = 0
    for number in range(len(worlds(where.universe, where.part, where.free))):
        same = _same(_value(left, where, number), _value(right, where, number))
        if same is False:
            return Opinion("false")
        compared += same is True
    return Opinion("true") if compared else Opinion("not judged", "nowhere defined")


def _same(left: Value, right: Value) -> bool | None:
    """Compare two values; None where one is not defined."""
    if np.shape(left) != np.shape(right):
        zero = any(isinstance(side, Numeral) and side == 0 for side in (left, right))
        square = any(np.ndim(side) and side.shape[0] == side.shape[1] for side in (left, right))
        if not zero and square and 0 in (np.ndim(left), np.ndim(right)):
            raise Unreadable("a number that may stand for a multiple of the identity")
        if not zero:
            raise Untyped(f"{np.shape(left)} = {np.shape(right)}")
    if not (np.all(np.isfinite(left)) and np.all(np.isfinite(right))):
        return None
    scale = 1 + np.abs(left) + np.abs(right)
    return bool(np.all(np.abs(left - right) < CLOSE * scale))
