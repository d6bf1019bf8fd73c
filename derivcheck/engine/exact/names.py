"""What the generators of exact rational functions stand for.

Entries and constants have one each.  The value of a function that is no rational function of
exponentials gets one by name; two values share it only if their arguments are proved equal.
A square root has one of which the square is known.
"""

from collections.abc import Sequence
from fractions import Fraction
from math import isqrt
from typing import Any

from derivcheck.engine.exact.atoms import CALL
from derivcheck.engine.exact.ring import Ring, Value
from derivcheck.engine.symbolic.laurent import Poly, constant, generator, join

# polynomials with more terms are not looked at for their sign
MAX_SIGNED = 500


class Names:
    """A table of generators; ``positive`` names the symbols whose entries are positive."""

    def __init__(self, ring: Ring, positive: frozenset[str]) -> None:
        self.ring = ring
        self._positive = positive
        # atoms that are positive wherever they are defined
        self.positive: set[int] = set()
        # whether a difference that is not zero may still vanish: names can be related
        self.related = False
        # what a logarithm with a name is of
        self.logs: dict[int, Value] = {}
        self._known: dict[object, Value] = {}
        self._values: dict[object, list[tuple[tuple[Value, ...], Value]]] = {}
        self._roots: list[tuple[Value, Value]] = []
        # numbers that stand for entries and atoms in exponents
        self._numbers: dict[object, int] = {}
        self._keys: list[Any] = []
        self._made: dict[int, object] = {}

    # --- generators

    def entry(self, symbol: str, indices: tuple[int, ...]) -> Value:
        """Return the value of an entry."""
        return self._of(("entry", symbol, indices), symbol in self._positive)

    def constant(self, name: str) -> Value:
        """Return the value of a constant; that it has relations to others is not excluded."""
        self.related = True
        return self._of(("constant", name), True)

    def _of(self, key: object, positive: bool) -> Value:
        found = self._known.get(key)
        if found is None:
            made = self.ring.generator()
            self._made[made] = key
            if positive:
                self.positive.add(made)
            found = self._known[key] = self.ring.monomial([(made, 1)])
        return found

    def named(self, kind: object, args: Sequence[Value], positive: bool = False) -> Value:
        """Return the value of a function at its arguments by name."""
        self.related = True
        known = self._values.setdefault(kind, [])
        for others, value in known:
            if all(self.equal(a, b) for a, b in zip(args, others, strict=True)):
                return value
        made = self.ring.generator()
        if positive:
            self.positive.add(made)
        value = self.ring.monomial([(made, 1)])
        if kind == "log":
            self.logs[made] = args[0]
        known.append((tuple(args), value))
        return value

    def equal(self, a: Value, b: Value) -> bool:
        """Whether two values are equal as rational functions."""
        self.ring.work.spend(5 * CALL)
        if a is b:
            return True
        if len(a.parts) == 1 and a.parts.keys() == b.parts.keys():
            return next(iter(a.parts.values())) == next(iter(b.parts.values()))  # type: ignore[no-any-return]
        return self.ring.is_zero(self.ring.minus(a, b))

    def root(self, value: Value) -> Value:
        """Return the square root of a value, squares of what is positive drawn out."""
        ring = self.ring
        numerator, key = ring.together(value)
        if not numerator:
            return ring.zero
        factor, powers, _ = ring.factored(numerator)
        powers += [(atom, -power) for atom, power in key if atom < ring.room]
        outside = [(at, power // 2) for at, power in powers if at in self.positive]
        square = _rational_root(abs(Fraction(int(factor.p), int(factor.q))))
        drawn = ring.scaled(ring.monomial(outside), square or 1)
        rest = ring.mul([value, ring.power(ring.inverse(drawn), 2)])
        return ring.mul([drawn, self._root(rest)])

    def _root(self, value: Value) -> Value:
        ring = self.ring
        numerator, key = ring.together(value)
        if not key and numerator.is_one():
            return ring.number(1)
        for known, found in self._roots:
            if self.equal(known, value):
                return found
        self.related = True
        # t = √(N/D)·D is a polynomial's root: t² = N·D
        made = ring.generator()
        below = Value({key: ring.one}, 1, 0, 0)
        square, _ = ring.together(ring.mul([value, ring.power(ring.inverse(below), 2)]))
        ring.squares[made] = square
        found = ring.mul([ring.monomial([(made, 1)]), below])
        self._roots.append((value, found))
        return found

    # --- signs

    def is_positive(self, poly: Any) -> bool:
        """Whether a polynomial is certainly positive: no term negative, one positive."""
        if len(poly) > MAX_SIGNED:
            return False
        self.ring.work.spend(len(poly) * self.ring.room)
        strict = False
        for monomial, coefficient in poly.terms():
            if coefficient < 0:
                return False
            present = [(at, power) for at, power in enumerate(monomial) if power]
            sure = all(at in self.positive for at, _ in present)
            if not sure and any(power % 2 for at, power in present if at not in self.positive):
                return False
            strict = strict or sure
        return strict

    def is_positive_atom(self, atom: int) -> bool:
        """Whether an atom of a denominator is certainly positive."""
        if atom < self.ring.room:
            return atom in self.positive
        return self.is_positive(self.ring.atoms.poly(atom))

    # --- exponents are sparse polynomials in numbers for entries and atoms

    def number_of(self, key: object) -> int:
        """Return the number of an entry, a constant or an atom in exponents."""
        found = self._numbers.get(key)
        if found is None:
            found = self._numbers[key] = len(self._keys)
            self._keys.append(key)
        return found

    def is_entry(self, number: int) -> bool:
        """Whether a number stands for an entry."""
        return bool(self._keys[number][0] == "entry")

    def log_argument(self, number: int) -> Value | None:
        """Return what a number is the logarithm of, or None."""
        kind, *what = self._keys[number]
        return self.logs.get(what[0]) if kind == "atom" else None

    def sparse(self, value: Value) -> Poly:
        """Return a value as a sparse polynomial in numbers, its denominators as inverses."""
        out: Poly = {}
        for key, poly in value.parts.items():
            self.ring.work.spend(CALL + len(poly) * self.ring.room)
            below = tuple(sorted((self._number(atom), -power) for atom, power in key))
            for monomial, coefficient in poly.terms():
                above = sorted((self._number(at), int(e)) for at, e in enumerate(monomial) if e)
                at = join(tuple(above), below)
                out[at] = out.get(at, 0) + Fraction(int(coefficient.p), int(coefficient.q))
        return {monomial: coefficient for monomial, coefficient in out.items() if coefficient}

    def _number(self, atom: int) -> int:
        return self.number_of(self._made.get(atom, ("atom", atom)))

    def dense(self, poly: Poly) -> Value:
        """Return a sparse polynomial in numbers as a value."""
        ring = self.ring
        summands = [ring.zero]
        for monomial, coefficient in poly.items():
            factors = [ring.power(self._meaning(number), int(e)) for number, e in monomial]
            summands.append(ring.scaled(ring.mul(factors), coefficient))
        return ring.add(summands)

    def _meaning(self, number: int) -> Value:
        kind, *what = self._keys[number]
        if kind == "entry":
            return self.entry(*what)
        if kind == "constant":
            return self.constant(*what)
        return self.ring.whole(self.ring.atoms.poly(what[0]))


def number_poly(value: Fraction) -> Poly:
    """Return a constant exponent."""
    return constant(value.numerator if value.denominator == 1 else value)


def single(number: int) -> Poly:
    """Return the exponent that is one entry or atom."""
    return generator(number)


def _rational_root(value: Fraction) -> Fraction | None:
    top, bottom = isqrt(value.numerator), isqrt(value.denominator)
    return Fraction(top, bottom) if Fraction(top * top, bottom * bottom) == value else None
