"""Ball arithmetic at real points: what keeps every proof honest and makes a refutation sure.

Values are `flint.arb` balls of 256 bits; a ball contains the true value, so two balls that
do not overlap are two different numbers, and a ball that is not finite is no value.
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from functools import reduce
from hashlib import blake2b
from itertools import product
from operator import add, mul
from typing import Any

from derivcheck.constructs import scalar
from derivcheck.constructs.base import ScalarFunction
from derivcheck.engine.evaluate import BUDGET, Env, NoValue, Walk
from derivcheck.engine.statement import World
from derivcheck.term.core import Abstraction, Call, Number, Power, Unknown

PRECISION = 256


class Balls(Walk[Any]):
    """Balls at one point; raises `NoValue` where a term is undefined."""

    def __init__(self, point: "Points", world: World, budget: int = BUDGET) -> None:
        import flint

        super().__init__(world, budget)
        flint.ctx.prec = PRECISION
        self._flint = flint
        self._point = point
        self._entries: dict[tuple[str, tuple[int, ...]], Any] = {}
        self._forms: dict[tuple[object, ...], Any] = {}

    def move(self, world: World) -> None:
        """Go to another world, at the same point."""
        super().move(world)
        self._forms.clear()

    def move_to(self, point: "Points", world: World) -> None:
        """Go to another point, in any world."""
        self._point = point
        self._entries.clear()
        self.move(world)

    def number(self, value: Fraction) -> Any:
        return self._flint.arb(self._flint.fmpq(value.numerator, value.denominator))

    def constant(self, name: str) -> Any:
        return self._flint.arb.pi()

    def entry(self, symbol: str, indices: tuple[int, ...]) -> Any:
        key = (symbol, indices)
        found = self._entries.get(key)
        if found is None:
            found = self._entries[key] = self.number(self._point.entry(symbol, indices))
        return found

    def add(self, values: Sequence[Any]) -> Any:
        return reduce(add, values) if values else self._flint.arb(0)

    def mul(self, values: Sequence[Any]) -> Any:
        return reduce(mul, values) if values else self._flint.arb(1)

    def power(self, term: Power, env: Env) -> Any:
        base = self.value(term.base, env)
        exponent = term.exponent
        if isinstance(exponent, Number) and exponent.value.denominator == 1:
            return whole_power(base, int(exponent.value))
        log = log_of_base(base)
        return finite((self.value(exponent, env) * log).exp())

    def call(self, term: Call, env: Env) -> Any:
        return call_of(scalar(term.function), self.value(term.args[0], env))

    def unknown(self, term: Unknown, env: Env) -> Any:
        """Take a smooth function in the place of an unknown one: sin of a linear form.

        Its derivatives are known in closed form: each slot brings the coefficient of that
        component and turns the phase by a quarter.
        """
        phase, linear = self._linear(term, env)
        out = self._flint.arb(1)
        for slot, indices in term.slots:
            at = tuple(self.index(i, env) for i in indices)
            out = out * self._weight(term.function, phase, slot, at)
        turns = len(term.slots) % 4
        sine = (linear.sin, linear.cos, linear.sin, linear.cos)[turns]()
        return out * (-sine if turns in (2, 3) else sine)

    def _linear(self, term: Unknown, env: Env) -> tuple[tuple[int, ...], Any]:
        """Return the word arguments and the linear form of the others, each computed once."""
        phase = tuple(self.index(arg, env) for arg in term.args if not isinstance(arg, Abstraction))
        free = [i for arg in term.args if isinstance(arg, Abstraction) for i in arg.free_in_order]
        key = (term.function, term.args, phase, tuple(env[index] for index in free))
        done = self._forms.get(key)
        if done is None:
            done = self.number(self._point.entry(f"·phase {term.function}", phase))
            for slot, arg in enumerate(term.args):
                if isinstance(arg, Abstraction):
                    ranges = [range(self.world.sizes[i.sort]) for i in arg.indices]
                    for at in product(*ranges):
                        inner = {**env, **dict(zip(arg.indices, at, strict=True))}
                        weight = self._weight(term.function, phase, slot, at)
                        done = done + weight * self.value(arg.body, inner)
            self._forms[key] = done
        return phase, done

    def _weight(self, function: str, phase: tuple[int, ...], slot: int, at: tuple[int, ...]) -> Any:
        return self.number(self._point.entry(f"·weight {function} {slot}", (*phase, *at)))

    def compare(self, sign: str, left: Any, right: Any) -> bool:
        if sign == "=":
            if left.overlaps(right):
                if left.is_exact() and right.is_exact():
                    return bool(left == right)
                raise NoValue("a tie")
            return False
        if left < right:
            return True
        if left > right:
            return False
        if sign == "≤" and left.is_exact() and right.is_exact() and left == right:
            return True
        if sign == "<" and left.is_exact() and right.is_exact() and left == right:
            return False
        raise NoValue("a tie")


def whole_power(base: Any, n: int) -> Any:
    """Return the ball of a power with an integer exponent; raises `NoValue`."""
    if abs(n) > 10_000:
        raise NoValue("over budget: a power too high")
    if n < 0:
        if base.contains(0):
            raise NoValue("a division by zero")
        return finite(1 / base ** (-n))
    return finite(base**n)


def log_of_base(base: Any) -> Any:
    """Return the logarithm of what is raised to any power; raises `NoValue` if not positive."""
    if not base > 0:
        raise NoValue("a power of a number that is not positive")
    return base.log()


def call_of(function: ScalarFunction, argument: Any) -> Any:
    """Return the ball of a function's value; raises `NoValue` outside of its domain."""
    if function.domain == "positive" and not argument > 0:
        raise NoValue(f"{function.name} of a number that is not positive")
    if function.domain == "nonnegative" and not argument >= 0:
        raise NoValue(f"{function.name} of a negative number")
    return finite(function.ball(argument))


def finite(value: Any) -> Any:
    """Return a ball that is a value; raises `NoValue`."""
    if not value.is_finite():
        raise NoValue("undefined")
    return value


class Points:
    """A point of the domain: a rational for each entry, made up when it is first asked for."""

    def __init__(
        self,
        seed: bytes,
        number: int,
        positive: frozenset[str],
        style: str,
        allowed: Mapping[str, tuple[Fraction, ...]] | None = None,
    ) -> None:
        self._seed = seed
        self._allowed = allowed or {}
        self._number = number
        self._positive = positive
        self._style = style
        self.values: dict[tuple[str, tuple[int, ...]], Fraction] = {}

    def entry(self, symbol: str, indices: tuple[int, ...]) -> Fraction:
        """Return the value of an entry."""
        key = (symbol, indices)
        found = self.values.get(key)
        if found is None:
            found = self.values[key] = self._make(symbol, indices)
        return found

    def _make(self, symbol: str, indices: tuple[int, ...]) -> Fraction:
        text = repr((self._number, symbol, indices)).encode()
        wide = int.from_bytes(blake2b(text, key=self._seed[:32], digest_size=8).digest(), "big")
        if symbol in self._allowed:
            return self._allowed[symbol][wide % len(self._allowed[symbol])]
        if self._style == "zero" and symbol not in self._positive:
            return Fraction(0)
        if self._style in ("small", "counting"):
            choices = (1, -1, 2, 0, -2, 3) if self._number else (1, 2, -1, 1, 3, -2)
            above, below = choices[wide % 6], 1
            if self._number > 4:
                below = 1 + (wide >> 8) % 2
        else:
            above, below = wide % 2001 - 1000, 331 + (wide >> 16) % 300
        if self._style == "near":
            below *= 4
        if self._style == "large":
            above = 200 * below + abs(above) * 10
        if symbol in self._positive or self._style in ("positive", "counting", "near"):
            # a witness for an undeclared sign is positive and not 1
            above, below = (abs(above), below) if above else (1, 2)
            above = above if above != below else 2 * below
        return Fraction(above, below)
