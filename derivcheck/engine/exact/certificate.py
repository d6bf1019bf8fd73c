"""The exact certificate: both sides as rational functions, their difference the zero polynomial.

A term becomes a sum of fractions of integer polynomials in its entries, in exponentials
(`exact_exponents`) and in named values of other functions (`exact_names`), over denominators
that stay factored (`exact_ring`).  The difference of two sides is zero if and only if its
numerator over the common denominator is the zero polynomial: no prime, no point, no chance of
error.  What would cost too much has no answer.
"""

from collections.abc import Sequence
from fractions import Fraction
from itertools import product

from derivcheck.constructs import scalar
from derivcheck.engine.evaluate import Env, NoValue, Walk
from derivcheck.engine.exact import logs as exact_logs
from derivcheck.engine.exact.atoms import Work
from derivcheck.engine.exact.exponents import MAX_POWER, Exponentials, Exponents, Rescale
from derivcheck.engine.exact.names import Names
from derivcheck.engine.exact.ring import Ring, RingFull, Value
from derivcheck.engine.exact.room import ROOMS, guess, room_for
from derivcheck.engine.modular.images import components
from derivcheck.engine.outcome import Outcome
from derivcheck.engine.statement import Statement, World
from derivcheck.term.core import Abstraction, Call, Mul, Number, Power, Term, Unknown

# what one statement may cost, in products of terms
WORK = 20_000_000


class RationalFunctions(Walk[Value]):
    """Rational functions in one world."""

    def __init__(
        self, world: World, positive: frozenset[str], work: Work, room: int, scales: dict[int, int]
    ) -> None:
        super().__init__(world)
        self.symbols = positive
        self.ring = Ring(room, work)
        self.names = Names(self.ring, positive)
        self.exponents = Exponents(self.names, self, world)
        self.exponentials = Exponentials(self.names, scales)

    def number(self, value: Fraction) -> Value:
        return self.ring.number(value)

    def constant(self, name: str) -> Value:
        return self.names.constant(name)

    def entry(self, symbol: str, indices: tuple[int, ...]) -> Value:
        return self.names.entry(symbol, indices)

    def add(self, values: Sequence[Value]) -> Value:
        return self.ring.add([self.ring.zero, *values])

    def mul(self, values: Sequence[Value]) -> Value:
        return self.ring.mul(values)

    def power(self, term: Power, env: Env) -> Value:
        exponent = term.exponent
        if not isinstance(exponent, Number) or exponent.value.denominator != 1:
            raise NoValue("a power that is no integer")
        n = int(exponent.value)
        if abs(n) > MAX_POWER:
            raise NoValue("over budget: a power too high")
        if n < 0 and isinstance(term.base, Mul):
            # each factor of a denominator is an atom of its own
            factors = [self.ring.power(self.value(arg, env), n) for arg in term.base.args]
            return self.ring.mul(factors)
        return self.ring.power(self.value(term.base, env), n)

    def call(self, term: Call, env: Env) -> Value:
        (argument,) = term.args
        if term.function == "exp":
            return self.exponentials.exp(self.exponents.value(argument, env))
        if term.function == "log":
            return exact_logs.log(argument, env, self)
        if term.function == "sqrt":
            return self.names.root(self.value(argument, env))
        construct = scalar(term.function)
        if construct.expansion is not None:
            return self.value(construct.expansion(argument), env)
        positive = construct.range == "positive"
        return self.names.named(term.function, [self.value(argument, env)], positive)

    def unknown(self, term: Unknown, env: Env) -> Value:
        """Name a value of an unknown function by its arguments."""
        shape: list[object] = []
        given: list[Value] = []
        for arg in term.args:
            if isinstance(arg, Abstraction):
                sizes = [self.world.sizes[i.sort] for i in arg.indices]
                shape.append(("tensor", *sizes))
                for at in product(*map(range, sizes)):
                    inner = {**env, **dict(zip(arg.indices, at, strict=True))}
                    given.append(self.value(arg.body, inner))
            else:
                shape.append(("index", self.index(arg, env)))
        # partial derivatives commute
        slots = sorted(
            (slot, tuple(self.index(i, env) for i in indices)) for slot, indices in term.slots
        )
        return self.names.named((term.function, tuple(shape), tuple(slots)), given)

    def compare(self, sign: str, left: Value, right: Value) -> bool:
        raise NoValue("a condition on values")


def compare(statement: Statement, world: World, work: Work) -> tuple[Outcome, str]:
    """Compare both sides in one world; the reason says why there is no answer.

    EQUAL is a proof.  DIFFERENT is one too: it is said only where no two generators can be
    related, that is of rational functions of entries and exponentials of their polynomials.
    """
    scales: dict[int, int] = {}
    room = room_for(guess(statement, world))
    while True:
        algebra = RationalFunctions(world, statement.context.positive, work, room, scales)
        try:
            return _compare(statement, world, algebra)
        except NoValue as error:
            return Outcome.NO_ANSWER, str(error)
        except Rescale as needed:
            scales[needed.at] = needed.scale
        except RingFull:
            if room == ROOMS[-1]:
                return Outcome.NO_ANSWER, "over budget: too many variables"
            room = room_for(2 * room)


def _compare(statement: Statement, world: World, algebra: RationalFunctions) -> tuple[Outcome, str]:
    left, right = statement.ready
    for env in components(statement, world):
        difference = _difference(algebra, left, right, env)
        if not algebra.ring.is_zero(difference):
            if algebra.names.related:
                return Outcome.NO_ANSWER, "what is known of named values does not settle it"
            return Outcome.DIFFERENT, ""
    return Outcome.EQUAL, ""


def _difference(algebra: RationalFunctions, left: Term, right: Term, env: Env) -> Value:
    return algebra.ring.minus(algebra.value(left, env), algebra.value(right, env))


def certify(
    statement: Statement, worlds: Sequence[World], allowance: int = WORK
) -> tuple[Outcome, str]:
    """Compare both sides in every world with one allowance of work.

    EQUAL only if they are equal in all of them.
    """
    work = Work(allowance)
    for world in worlds:
        outcome, why = compare(statement, world, work)
        if outcome is not Outcome.EQUAL:
            return outcome, why
    return Outcome.EQUAL, ""
