"""Balls at several points in one walk: to go through a term takes longer than its arithmetic."""

from collections.abc import Callable, Sequence
from fractions import Fraction
from operator import add, mul
from typing import Any

from derivcheck.constructs import scalar
from derivcheck.engine.evaluate import Env, NoValue, Walk
from derivcheck.engine.modular.images import components
from derivcheck.engine.points.balls import Balls, Points, call_of, finite, log_of_base, whole_power
from derivcheck.engine.statement import Statement, World
from derivcheck.term.core import Call, Compare, Number, Power, Unknown

Values = tuple[Any, ...]


def agree_together(
    statement: Statement, points: Sequence[Points], worlds: Sequence[World], budget: int
) -> int:
    """Return in how many worlds, from the first on, the sides agree at all of the points.

    Where they differ at one, or are undefined there, and in what way a condition on values is
    decided, is to be seen at each point alone.
    """
    if any(not term.heads.isdisjoint((Compare, Unknown)) for term in statement.originals):
        return 0
    together = Together(points, worlds[0], budget)
    for at, world in enumerate(worlds):
        if not together.agree(statement, world):
            return at
    return len(worlds)


class Together(Walk[Values]):
    """Balls at several points: a value is a ball for each of them.

    A term has no value where it is undefined at one of the points.
    """

    def __init__(self, points: Sequence[Points], world: World, budget: int) -> None:
        super().__init__(world, budget)
        self._points = [Balls(point, world, budget) for point in points]
        # a point has the same entries in every world
        self._entries: dict[tuple[str, tuple[int, ...]], Values] = {}

    def agree(self, statement: Statement, world: World) -> bool:
        """Whether both sides are defined at all points of a world, and agree there."""
        self.move(world)
        left, right = statement.ready
        try:
            for env in components(statement, world):
                for term in statement.originals:
                    self.value(term, env)
                sides = zip(self.value(left, env), self.value(right, env), strict=True)
                if not all(a.overlaps(b) for a, b in sides):
                    return False
        except NoValue:
            return False
        return True

    def number(self, value: Fraction) -> Values:
        return (self._points[0].number(value),) * len(self._points)

    def constant(self, name: str) -> Values:
        return (self._points[0].constant(name),) * len(self._points)

    def entry(self, symbol: str, indices: tuple[int, ...]) -> Values:
        key = (symbol, indices)
        found = self._entries.get(key)
        if found is None:
            at = [balls.entry(symbol, indices) for balls in self._points]
            found = self._entries[key] = tuple(at)
        return found

    def add(self, values: Sequence[Values]) -> Values:
        return _each(add, values) if values else self.number(Fraction(0))

    def mul(self, values: Sequence[Values]) -> Values:
        return _each(mul, values) if values else self.number(Fraction(1))

    def power(self, term: Power, env: Env) -> Values:
        bases, exponent = self.value(term.base, env), term.exponent
        if isinstance(exponent, Number) and exponent.value.denominator == 1:
            n = int(exponent.value)
            return tuple([whole_power(base, n) for base in bases])
        logs = [log_of_base(base) for base in bases]
        values = zip(self.value(exponent, env), logs, strict=True)
        return tuple([finite((value * log).exp()) for value, log in values])

    def call(self, term: Call, env: Env) -> Values:
        function = scalar(term.function)
        return tuple([call_of(function, ball) for ball in self.value(term.args[0], env)])

    def unknown(self, term: Unknown, env: Env) -> Values:
        raise NoValue("an unknown function")

    def compare(self, sign: str, left: Values, right: Values) -> bool:
        raise NoValue("a condition on values")


def _each(operation: Callable[[Any, Any], Any], values: Sequence[Values]) -> Values:
    """Return the sums or products of some values, point by point."""
    out, *rest = values
    for value in rest:
        out = tuple(map(operation, out, value))
    return out
