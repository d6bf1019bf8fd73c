"""Modular images: equality of terms by arithmetic modulo a random safe prime.

Each variable gets a random image modulo ``p``, and each monomial of an exponent a random
image modulo ``q`` (``p = 2q + 1``); then ``exp(t) ↦ g^(image of t)``, so e^{a+b} = e^a e^b
holds by arithmetic.  A difference that is not zero as a rational function of degree D in
variables and exponentials is zero at a random point with probability at most D/q
(Schwartz–Zippel; Gonnet, "Determining equivalence of expressions in random polynomial time",
STOC 1984).  Images have no sign: conditions on real values have no answer here.
"""

from collections.abc import Sequence
from fractions import Fraction

from derivcheck.constructs import scalar
from derivcheck.engine.evaluate import BUDGET, Env, NoValue, Walk
from derivcheck.engine.modular.exponents import (
    Exponents,
    LogForm,
    Monomial,
    Polynomial,
    key_of,
    log_form,
)
from derivcheck.engine.modular.primes import Field
from derivcheck.engine.outcome import Outcome
from derivcheck.engine.statement import Statement, World
from derivcheck.term.core import Abstraction, Call, Number, Power, Term, Unknown

MAX_POWER = 4096
DIVISION = "a division by zero"


class Residues(Walk[int]):
    """Images modulo ``p`` in one world; values are integers below ``p``."""

    def __init__(
        self, field: Field, world: World, positive: frozenset[str], budget: int = BUDGET
    ) -> None:
        super().__init__(world, budget)
        self.field = field
        self.positive = positive
        self._exponents = Exponents(self, world, budget)
        self._entries: dict[tuple[str, tuple[int, ...]], int] = {}
        self._monomials: dict[Monomial, int] = {}
        self._powers: dict[object, int] = {}

    def move(self, world: World) -> None:
        """Go to another world; images of entries and exponents stay what they are."""
        super().move(world)
        self._exponents.move(world)

    def exponent(self, term: Term, env: Env) -> Polynomial:
        """Return a term as a polynomial, to stand in an exponent."""
        return self._exponents.value(term, env)

    def log_form(self, term: Term, env: Env) -> LogForm:
        """Return the logarithm of a term, taken apart."""
        return log_form(term, env, self)

    def number(self, value: int | Fraction) -> int:
        p = self.field.p
        if value.denominator == 1:
            return value.numerator % p
        return value.numerator * pow(value.denominator, -1, p) % p

    def constant(self, name: str) -> int:
        return self.field.image(self.field.p, "constant", name)

    def entry(self, symbol: str, indices: tuple[int, ...]) -> int:
        key = (symbol, indices)
        found = self._entries.get(key)
        if found is None:
            found = self._entries[key] = self.field.image(self.field.p, "entry", key)
        return found

    def add(self, values: Sequence[int]) -> int:
        return sum(values) % self.field.p

    def mul(self, values: Sequence[int]) -> int:
        p = self.field.p
        if len(values) == 2:
            return values[0] * values[1] % p
        out = 1
        for value in values:
            out = out * value % p
        return out

    def inverse(self, value: int) -> int:
        """Return the inverse; zero has none."""
        if value == 0:
            raise NoValue(DIVISION)
        return self.field.inverse(value)

    def power(self, term: Power, env: Env) -> int:
        exponent = term.exponent
        if isinstance(exponent, Number) and exponent.value.denominator == 1:
            n = int(exponent.value)
            if abs(n) > MAX_POWER:
                raise NoValue("over budget: a power too high")
            base = self.value(term.base, env)
            return pow(base if n >= 0 else self.inverse(base), abs(n), self.field.p)
        raise NoValue("a power that is no integer")

    def call(self, term: Call, env: Env) -> int:
        (argument,) = term.args
        if term.function == "exp":
            return self.power_of_g(self.exponent(argument, env))
        if term.function == "log":
            return self._log(self.log_form(argument, env))
        expansion = scalar(term.function).expansion
        if expansion is not None:
            return self.value(expansion(argument), env)
        # named by the image of its argument; a root's own relation is used beforehand (`roots`)
        return self.field.image(self.field.p, term.function, self.value(argument, env))

    def unknown(self, term: Unknown, env: Env) -> int:
        """Name a value of an unknown function by the images of its arguments."""
        from itertools import product

        given: list[object] = []
        for arg in term.args:
            if isinstance(arg, Abstraction):
                ranges = [range(self.world.sizes[i.sort]) for i in arg.indices]
                given.append(
                    tuple(
                        self.value(arg.body, {**env, **dict(zip(arg.indices, at, strict=True))})
                        for at in product(*ranges)
                    )
                )
            else:
                given.append(("index", self.index(arg, env)))
        slots = sorted(
            (slot, tuple(self.index(i, env) for i in indices)) for slot, indices in term.slots
        )
        return self.field.image(self.field.p, "unknown", term.function, given, slots)

    def compare(self, sign: str, left: int, right: int) -> bool:
        raise NoValue("a condition on values")

    def power_of_g(self, exponent: Polynomial) -> int:
        """Return the image of e to an exponent."""
        key = key_of(exponent)
        found = self._powers.get(key)
        if found is None:
            found = self._powers[key] = self._power_of_g(exponent)
        return found

    def _power_of_g(self, exponent: Polynomial) -> int:
        p, q = self.field.p, self.field.q
        total, factor = 0, 1
        for monomial, coefficient in exponent.items():
            logarithm = _is_log(monomial)
            if logarithm is not None and coefficient.denominator == 1:
                n = int(coefficient)
                if abs(n) > MAX_POWER:
                    raise NoValue("over budget: a power too high")
                base = logarithm if n >= 0 else self.inverse(logarithm)
                factor = factor * pow(base, abs(n), p) % p
                continue
            image = self._monomials.get(monomial)
            if image is None:
                image = self._monomials[monomial] = self.field.image(q, "monomial", monomial)
            scale = 1 if coefficient.denominator == 1 else pow(coefficient.denominator, -1, q)
            total += coefficient.numerator * scale * image
        return self.field.power_of_g(total % q) * factor % p

    def _log(self, form: LogForm) -> int:
        p = self.field.p
        total = self._polynomial(form.exponent)
        for factor, residue in form.atoms:
            if residue != 1:
                total += self.number(factor) * self.field.image(p, "log", residue)
        return total % p

    def _polynomial(self, polynomial: Polynomial) -> int:
        p, total = self.field.p, 0
        for monomial, coefficient in polynomial.items():
            value = self.number(coefficient)
            for atom, power in monomial:
                image = self._atom(atom)
                value = value * pow(image if power >= 0 else self.inverse(image), abs(power), p) % p
            total += value
        return total % p

    def _atom(self, atom: tuple[str, object]) -> int:
        kind, what = atom
        if kind == "entry":
            assert isinstance(what, tuple)
            return self.entry(*what)
        if kind == "value":
            assert isinstance(what, int)
            return what
        if kind == "log":
            return 0 if what == 1 else self.field.image(self.field.p, "log", what)
        return self.field.image(self.field.p, kind, what)


def _is_log(monomial: Monomial) -> int | None:
    """Return r if a monomial is log(r) itself."""
    if len(monomial) == 1 and monomial[0][1] == 1 and monomial[0][0][0] == "log":
        residue = monomial[0][0][1]
        assert isinstance(residue, int)
        return residue
    return None


def components(statement: Statement, world: World) -> list[Env]:
    """Return the environments of all components of a statement."""
    out: list[Env] = [dict(world.indices)]
    for axis in statement.axes:
        out = [{**env, axis: at} for env in out for at in range(world.sizes[axis.sort])]
    return out


class Comparison:
    """The images of both sides of a statement, to be compared in one world after the other."""

    def __init__(
        self, statement: Statement, fields: Sequence[Field], world: World, budget: int = BUDGET
    ) -> None:
        self._statement = statement
        positive = statement.context.positive
        self._images = [Residues(field, world, positive, budget) for field in fields]

    def at(self, world: World) -> tuple[Outcome, str]:
        """Compare both sides in a world; the reason says why there is no answer.

        EQUAL only if all components agree in every trial.  DIFFERENT means that the images
        differ: it keeps from a proof and is no refutation.
        """
        left, right = self._statement.folded
        try:
            for images in self._images:
                images.move(world)
                for env in components(self._statement, world):
                    if images.value(left, env) != images.value(right, env):
                        return Outcome.DIFFERENT, ""
        except NoValue as error:
            return Outcome.NO_ANSWER, str(error)
        return Outcome.EQUAL, ""


def compare(
    statement: Statement, world: World, fields: Sequence[Field], budget: int = BUDGET
) -> tuple[Outcome, str]:
    """Compare both sides in one world, see `Comparison.at`."""
    return Comparison(statement, fields, world, budget).at(world)
