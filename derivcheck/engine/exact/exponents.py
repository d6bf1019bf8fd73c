"""Exponentials as powers of algebraically independent generators.

An exponent is brought to a sparse polynomial in entries and other atoms.  Of all exponents met
a basis over the rationals is kept; e^t is the product of the basis' exponentials to the power
of the coordinates of t.  Exponents that are linearly independent over the rationals have
algebraically independent exponentials when they are polynomials without relations between
their letters (J. Ax, "On Schanuel's conjectures", Ann. of Math. 93 (1971)), so for such
exponents nothing is lost; soundness needs only e^{a+b} = e^a·e^b.
"""

from collections.abc import Sequence
from fractions import Fraction

from derivcheck.engine.evaluate import Env, NoValue, Walk
from derivcheck.engine.exact.atoms import CALL
from derivcheck.engine.exact.names import Names, number_poly, single
from derivcheck.engine.exact.ring import Value
from derivcheck.engine.outcome import Unsupported
from derivcheck.engine.statement import World
from derivcheck.engine.symbolic.laurent import (
    Budget,
    Monomial,
    Poly,
    Rational,
    accumulate,
    invert,
    times,
)
from derivcheck.term.core import Call, Number, Power, Term, Unknown

# an exponent's terms, the power of an exponential, and the common denominator of such powers
MAX_TERMS = 2_000
MAX_POWER = 4096
MAX_SCALE = 5040


class Rescale(Exception):
    """An exponential is needed to a fraction of its power: number of the basis, denominator."""

    def __init__(self, at: int, scale: int) -> None:
        super().__init__(at, scale)
        self.at = at
        self.scale = scale


class Exponents(Walk[Poly]):
    """Exponents in one world; what is no polynomial is taken over from ``values``."""

    def __init__(self, names: Names, values: Walk[Value], world: World) -> None:
        super().__init__(world)
        self._names = names
        self._values = values

    def number(self, value: Fraction) -> Poly:
        return number_poly(value)

    def constant(self, name: str) -> Poly:
        return single(self._names.number_of(("constant", name)))

    def entry(self, symbol: str, indices: tuple[int, ...]) -> Poly:
        return single(self._names.number_of(("entry", symbol, indices)))

    def add(self, values: Sequence[Poly]) -> Poly:
        out: Poly = {}
        for value in values:
            self._names.ring.work.spend(CALL + 10 * len(value))
            accumulate(out, value)
        return out

    def mul(self, values: Sequence[Poly]) -> Poly:
        out: Poly | None = None
        for value in values:
            out = value if out is None else self._times(out, value)
        return number_poly(Fraction(1)) if out is None else out

    def _times(self, left: Poly, right: Poly) -> Poly:
        if len(left) * len(right) > MAX_TERMS:
            raise NoValue("over budget: an exponent with too many terms")
        self._names.ring.work.spend(CALL + 50 * len(left) * len(right))
        try:
            return times(left, right, Budget(MAX_TERMS))
        except Unsupported as error:
            raise NoValue(str(error)) from error

    def power(self, term: Power, env: Env) -> Poly:
        exponent = term.exponent
        if isinstance(exponent, Number) and exponent.value.denominator == 1:
            n = int(exponent.value)
            base = self.value(term.base, env)
            if 0 <= n <= 8:
                return self.mul([base] * n)
            if -8 <= n < 0 and len(base) == 1:
                ((monomial, coefficient),) = base.items()
                inverse: Poly = {invert(monomial): 1 / Fraction(coefficient)}
                return self.mul([inverse] * -n)
        return self._taken_over(term, env)

    def call(self, term: Call, env: Env) -> Poly:
        return self._taken_over(term, env)

    def unknown(self, term: Unknown, env: Env) -> Poly:
        return self._taken_over(term, env)

    def compare(self, sign: str, left: Poly, right: Poly) -> bool:
        raise NoValue("a condition on values")

    def _taken_over(self, term: Term, env: Env) -> Poly:
        return self._names.sparse(self._values.value(term, env))


class Exponentials:
    """A growing basis of exponents with a generator for each one's exponential.

    ``scales`` says of which fraction: generator number n stands for e^{basis[n] / scales[n]}.
    """

    def __init__(self, names: Names, scales: dict[int, int]) -> None:
        self._names = names
        self._scales = scales
        self._basis: list[Poly] = []
        self._generators: list[int] = []
        self._numbers: dict[int, int] = {}
        # reduced exponents with their pivot and what they are in the basis
        self._rows: list[tuple[Monomial, Poly, dict[int, Rational]]] = []
        self._known: dict[frozenset[tuple[Monomial, Rational]], Value] = {}

    def exp(self, exponent: Poly) -> Value:
        """Return the exponential of an exponent."""
        key = frozenset(exponent.items())
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = self._exp(exponent)
        return found

    def exponent_of(self, generator: int) -> Poly | None:
        """Return what a generator is the exponential of, or None."""
        at = self._numbers.get(generator)
        if at is None:
            return None
        scale = self._scales.get(at, 1)
        return {monomial: Fraction(c) / scale for monomial, c in self._basis[at].items()}

    def _exp(self, exponent: Poly) -> Value:
        ring = self._names.ring
        rest: Poly = {}
        factors = []
        for monomial, coefficient in exponent.items():
            argument = self._log_argument(monomial, coefficient)
            if argument is None:
                rest[monomial] = coefficient
            else:
                factors.append(ring.power(argument, _power(coefficient)))
        powers = [(self._generators[at], n) for at, n in self._coordinates(rest).items()]
        return ring.mul([ring.monomial(powers), *factors])

    def _log_argument(self, monomial: Monomial, coefficient: Rational) -> Value | None:
        """Return r if the summand is a whole multiple of log r: e^{n log r} = r^n."""
        if len(monomial) != 1 or monomial[0][1] != 1 or Fraction(coefficient).denominator != 1:
            return None
        return self._names.log_argument(monomial[0][0])

    def _coordinates(self, exponent: Poly) -> dict[int, int]:
        """Return an exponent in multiples of the scaled basis, which grows if need be."""
        self._names.ring.work.spend(CALL + 10 * len(self._rows))
        rest = dict(exponent)
        found: dict[int, Rational] = {}
        for pivot, row, combination in self._rows:
            factor = rest.get(pivot)
            if factor:
                self._names.ring.work.spend(20 * len(row))
                accumulate(rest, row, -factor)
                for at, c in combination.items():
                    found[at] = found.get(at, 0) + factor * c
        if rest:
            at = self._grow(exponent)
            self._add_row(rest, found, at)
            found = {at: 1}
        return {at: self._whole(at, coefficient) for at, coefficient in found.items()}

    def _grow(self, exponent: Poly) -> int:
        names = self._names
        at = len(self._basis)
        numbers = {number for monomial in exponent for number, _ in monomial}
        if not all(names.is_entry(number) for number in numbers):
            names.related = True
        generator = names.ring.generator()
        names.positive.add(generator)
        self._basis.append(exponent)
        self._generators.append(generator)
        self._numbers[generator] = at
        return at

    def _add_row(self, rest: Poly, found: dict[int, Rational], at: int) -> None:
        pivot = next(iter(rest))
        scale = 1 / Fraction(rest[pivot])
        row: Poly = {monomial: scale * c for monomial, c in rest.items()}
        combination: dict[int, Rational] = {other: -scale * c for other, c in found.items()}
        combination[at] = scale
        self._rows.append((pivot, row, combination))

    def _whole(self, at: int, coefficient: Rational) -> int:
        scale = self._scales.get(at, 1)
        multiple = Fraction(coefficient) * scale
        if multiple.denominator != 1:
            needed = scale * multiple.denominator
            if needed > MAX_SCALE:
                raise NoValue("over budget: fractions of an exponent too small")
            raise Rescale(at, needed)
        return _power(multiple)


def _power(value: Rational) -> int:
    n = int(value)
    if abs(n) > MAX_POWER:
        raise NoValue("over budget: a power too high")
    return n
