"""Laurent polynomials in generators with relations, kept as rewriting rules.

A relation is q·d = 1 for the inverse q of a denominator d, or r^n = a for a root or a cosine.
Rewriting is sound, not complete: what becomes zero is zero; `Relations.cleared` multiplies the
denominators away where that is to be decided.
"""

from fractions import Fraction
from typing import Any

from msgspec import Struct

from derivcheck.engine.outcome import Unsupported
from derivcheck.engine.symbolic.laurent import (
    MAX_POWER,
    Budget,
    Monomial,
    Poly,
    Rational,
    accumulate,
    constant,
    content,
    divides,
    generator,
    generators,
    invert,
    join,
    leading,
    over,
    shifted,
    times,
)


class Generator(Struct, frozen=True):
    """What a generator stands for.

    ``independent``: nothing but ``constants`` is known to relate it to the other independent
    ones.  ``modulus`` (n, a): its n-th power is a.  ``inverse`` d: it is 1/d.
    """

    kind: str  # symbol, constant, exp, log, inverse, root, function, unknown, opaque
    positive: bool = False
    independent: bool = False
    constants: frozenset[int] = frozenset()
    modulus: tuple[int, Poly] | None = None
    inverse: Poly | None = None


class Relations:
    """A growing table of generators with their relations, and arithmetic modulo them."""

    def __init__(self) -> None:
        self.table: list[Generator] = []
        self.keys: list[Any] = []
        self.budget = Budget(0)
        self._numbers: dict[Any, int] = {}
        self._rules: set[int] = set()
        self._leads: dict[int, tuple[Monomial, Poly]] = {}

    def number(self, key: Any, made: Generator) -> int:
        """Return the number of the generator with a key, made now if it is new."""
        found = self._numbers.get(key)
        if found is None:
            found = len(self.table)
            self._numbers[key] = found
            self.keys.append(key)
            self.table.append(made)
            if made.modulus or made.inverse:
                self._rules.add(found)
            if made.inverse:
                lead = leading(made.inverse)
                self._leads[found] = lead, {m: c for m, c in made.inverse.items() if m != lead}
        return found

    def product(self, factors: list[Poly]) -> Poly:
        """Return a product, reduced."""
        out = constant(1)
        for factor in sorted(factors, key=len):
            out = self.reduced(times(out, factor, self.budget))
        return out

    def independent(self, poly: Poly) -> frozenset[int] | None:
        """Return the constants in a polynomial of independent generators, else None."""
        out: frozenset[int] = frozenset()
        for number in generators(poly):
            made = self.table[number]
            below = self.independent(made.inverse) if made.inverse else made.constants
            if below is None or not (made.independent or made.inverse):
                return None
            out |= below
        return out

    def is_positive(self, poly: Poly) -> bool:
        """Whether a polynomial is certainly positive: no term is negative, one is positive."""
        if any(coefficient < 0 for coefficient in poly.values()):
            return False
        signs = [
            [self.table[g].positive or (None if e % 2 else False) for g, e in monomial]
            for monomial in poly
        ]
        return all(None not in sign for sign in signs) and any(all(sign) for sign in signs)

    # --- powers

    def power(self, base: Poly, exponent: Rational) -> Poly:
        """Return a rational power; raises `Unsupported` for 1/0 and for huge powers."""
        fraction = Fraction(exponent)
        if fraction.denominator != 1:
            return self._root(base, fraction)
        if fraction < 0:
            return self.power(self.inverse(base), -fraction)
        if len(base) == 1:
            ((monomial, coefficient),) = base.items()
            if abs(fraction) > MAX_POWER and abs(coefficient) != 1:
                raise Unsupported("too high a power")
            n = int(fraction)
            return self.reduced({tuple((g, e * n) for g, e in monomial): coefficient**n})
        if fraction > MAX_POWER:
            raise Unsupported("too high a power")
        return self.product([base] * int(fraction))

    def inverse(self, poly: Poly) -> Poly:
        """Return 1/poly; raises `Unsupported` where that is 1/0."""
        if not poly:
            raise Unsupported("division by zero")
        top, bottom = self.cleared(poly)
        common = content(top)
        core = {join(m, invert(common)): c for m, c in top.items()}
        lead = Fraction(core[leading(core)])
        factors = [self._inverse_monomial(join(common, bottom)), constant(1 / lead)]
        if len(core) > 1:
            factors.append(generator(self._inverse_of(over(core, lead))))
        return self.product(factors)

    def _inverse_of(self, core: Poly) -> int:
        made = Generator("inverse", self.is_positive(core), inverse=core)
        return self.number(("inverse", frozen(core)), made)

    def _inverse_monomial(self, monomial: Monomial) -> Poly:
        out = constant(1)
        for number, exponent in monomial:
            made = self.table[number]
            if made.inverse is not None and exponent > 0:
                part = self.power(made.inverse, exponent)
            elif made.modulus is not None and exponent > 0:
                n, value = made.modulus
                inverse = self.product([generator(number, n - 1), self.inverse(value)])
                part = self.power(inverse, exponent)
            else:
                part = generator(number, -exponent)
            out = self.product([out, part])
        return out

    def _root(self, base: Poly, exponent: Fraction) -> Poly:
        """Return base^(a/n): positive monomials take it, for the rest r with r^n = rest is new."""
        if not base:
            return {}
        if not base.keys() - {()} and base[()] < 0:
            raise Unsupported("no real value")
        top, bottom = self.cleared(base)
        plain = self._plain_part(content(top))
        core = shifted(top, invert(plain), 1, self.budget)
        size = abs(Fraction(core[leading(core)]))
        inner = self.product([over(core, size), {bottom: 1}])
        factors: list[Poly] = [{tuple((number, e * exponent) for number, e in plain): 1}]
        for part in (constant(size), inner):
            if part != constant(1):
                factors.append(self.power(self._new_root(part, exponent), exponent.numerator))
        return self.product(factors)

    def _new_root(self, value: Poly, exponent: Fraction) -> Poly:
        n = exponent.denominator
        if not value.keys() - {()}:
            exact = _exact_root(Fraction(value[()]), n)
            if exact is not None:
                return constant(exact)
        key = ("root", n, frozen(value))
        return generator(self.number(key, Generator("root", modulus=(n, value))))

    def _plain_part(self, monomial: Monomial) -> Monomial:
        """Return the part of a monomial in positive generators without rules."""
        return tuple(
            (number, exponent)
            for number, exponent in monomial
            if self.table[number].positive and number not in self._rules
        )

    # --- relations

    def reduced(self, poly: Poly) -> Poly:
        """Return the polynomial with all rules applied as far as they go."""
        rules = self._rules
        if not rules or not any(n in rules for monomial in poly for n, _ in monomial):
            return poly
        todo, out = dict(poly), dict[Monomial, Rational]()
        while todo:
            monomial, coefficient = todo.popitem()
            rewritten = self._rewrite(monomial)
            if rewritten is None:
                accumulate(out, {monomial: coefficient})
            else:
                self.budget.spend(len(rewritten))
                accumulate(todo, rewritten, coefficient)
        return out

    def _rewrite(self, monomial: Monomial) -> Poly | None:
        for number, exponent in monomial:
            if number not in self._rules:
                continue
            made = self.table[number]
            if made.modulus is not None and exponent >= made.modulus[0]:
                n, value = made.modulus
                return shifted(value, join(monomial, ((number, -n),)), 1, self.budget)
            if made.inverse is not None:
                lead, tail = self._leads[number]
                if divides(lead, monomial):
                    # q·(lead + tail) = 1
                    without = join(monomial, invert(lead))
                    out: Poly = {join(without, ((number, -1),)): 1}
                    accumulate(out, shifted(tail, without, 1, self.budget), -1)
                    return out
        return None

    def cleared(self, poly: Poly) -> tuple[Poly, Monomial]:
        """Return a numerator without inverses, and the monomial of inverses that it lacks."""
        bottom: dict[int, Rational] = {}
        while True:
            highest = {
                number: exponent
                for monomial in poly
                for number, exponent in monomial
                if self.table[number].inverse is not None
            }
            if not highest:
                return poly, tuple(sorted(bottom.items()))
            number = min(highest)
            most = max(dict(monomial).get(number, 0) for monomial in poly)
            bottom[number] = bottom.get(number, 0) + most
            poly = self._without(poly, number, most)

    def _without(self, poly: Poly, number: int, most: Rational) -> Poly:
        """Return poly·d^most, where d is the inverse of a generator, without that generator."""
        by_power: dict[Rational, Poly] = {}
        for monomial, coefficient in poly.items():
            power = dict(monomial).get(number, 0)
            rest = tuple(pair for pair in monomial if pair[0] != number)
            by_power.setdefault(power, {})[rest] = coefficient
        denominator = self.table[number].inverse
        assert denominator is not None
        out: Poly = {}
        for power, part in by_power.items():
            for _ in range(int(most - power)):
                part = self.reduced(times(part, denominator, self.budget))
            accumulate(out, part)
        return out


def frozen(poly: Poly) -> frozenset[tuple[Monomial, Rational]]:
    """Return a polynomial as a key."""
    return frozenset(poly.items())


def _exact_root(value: Fraction, n: int) -> Fraction | None:
    """Return the exact n-th root of a positive rational, if it is rational."""
    from sympy import integer_nthroot

    if value <= 0:
        return None
    top, exact = integer_nthroot(value.numerator, n)
    bottom, also = integer_nthroot(value.denominator, n)
    return Fraction(int(top), int(bottom)) if exact and also else None
