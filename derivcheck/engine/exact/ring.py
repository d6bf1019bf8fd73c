"""Rational functions as sums of fractions over factored denominators.

A value is ``Σ numerator / Π atom^power``: numerators are python-flint polynomials with rational
coefficients, a denominator is a key of atoms with their powers and is never multiplied out.
An atom is a generator, or a polynomial that stood in a denominator as a whole; it need not be
irreducible.  Fractions over different keys stay apart until it matters whether their sum is
zero: then they are put over the least common multiple of the keys, and the sum is zero if and
only if that numerator is the zero polynomial.

Calls of the library cannot be interrupted, so each is paid for beforehand, in estimated
products of terms (`Work`); what cannot be afforded has no value.
"""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Any

from derivcheck.engine.evaluate import NoValue
from derivcheck.engine.exact.atoms import CALL, Atoms, Key, Work, height

# no polynomial may have more terms, a higher degree or longer coefficients
MAX_TERMS = 200_000
MAX_DEGREE = 100_000
MAX_BITS = 50_000
# bounds of bit lengths are loose; from here on the coefficients are looked at
LOOSE_BITS = 512
# more fractions than these are put together before they are multiplied
MAX_PARTS = 48


class RingFull(Exception):
    """There are more generators than the ring has room for."""


class Value:
    """A sum of fractions, with bounds for what their numerators hold.

    ``up`` and ``down`` bound the bit lengths of coefficients and of their common denominator,
    ``degree`` the total degree.
    """

    __slots__ = ("degree", "down", "parts", "up")

    def __init__(self, parts: Mapping[Key, Any], up: int, down: int, degree: int) -> None:
        self.parts = parts
        self.up = up
        self.down = down
        self.degree = degree


class Ring:
    """Polynomials in a fixed number of generators, the atoms of denominators, and arithmetic."""

    def __init__(self, room: int, work: Work) -> None:
        import flint

        self.work = work
        self.room = room
        self.context = flint.fmpq_mpoly_ctx.get(("x", room))
        self.zero = Value({}, 0, 0, 0)
        self._fmpq = flint.fmpq
        self._weight = 1 + room // 32  # a monomial has so many words more
        self._used = 0
        self.one = self.context.constant(1)
        self._numbers: dict[int | Fraction, Value] = {}
        self.atoms = Atoms(self.context, room, work, self._product)
        # generators with the polynomial that their square is
        self.squares: dict[int, Any] = {}

    # --- values

    def generator(self) -> int:
        """Return a new generator; raises `RingFull`."""
        if self._used == self.room:
            raise RingFull
        self._used += 1
        return self._used - 1

    def monomial(self, powers: Iterable[tuple[int, int]]) -> Value:
        """Return a product of powers of generators; negative ones go below."""
        poly, degree = self.one, 0
        below = []
        for generator, power in powers:
            if power < 0:
                below.append((generator, -power))
            else:
                factor = self.context.gen(generator)
                poly = poly * (factor if power == 1 else factor**power)
                degree += power
        return Value({tuple(sorted(below)): poly}, 1, 0, degree)

    def number(self, value: int | Fraction) -> Value:
        """Return a constant."""
        found = self._numbers.get(value)
        if found is None:
            up, down = value.numerator.bit_length(), value.denominator.bit_length() - 1
            if up + down > MAX_BITS:
                raise NoValue("over budget: a number too long")
            poly = self.context.constant(self._fmpq(value.numerator, value.denominator))
            found = Value({(): poly}, up, down, 0) if value else self.zero
            self._numbers[value] = found
        return found

    def whole(self, poly: Any) -> Value:
        """Return a polynomial as a value."""
        return self._measured_value({(): poly})

    # --- arithmetic

    def add(self, values: Sequence[Value]) -> Value:
        """Return a sum; fractions over the same key become one."""
        if len(values) == 1:
            return values[0]
        self.work.spend(CALL)
        gathered: dict[Key, list[Any]] = {}
        up = down = degree = 0
        for value in values:
            for key, poly in value.parts.items():
                gathered.setdefault(key, []).append(poly)
            up, degree = max(up, value.up), max(degree, value.degree)
            down += value.down
        bits = up + down + len(values).bit_length()
        return self._checked(self._totals(gathered), bits, down, degree)

    def _totals(self, gathered: Mapping[Key, Sequence[Any]]) -> dict[Key, Any]:
        """Return the sums that are not zero."""
        parts = {}
        for key, polys in gathered.items():
            total = polys[0] if len(polys) == 1 else self._total(polys)
            if total:
                parts[key] = total
        return parts

    def _total(self, polys: Sequence[Any]) -> Any:
        """Add polynomials in pairs, so that long sums do not cost their square."""
        rest = list(polys)
        self.work.spend(CALL + sum(map(len, rest)) * self._weight * len(rest).bit_length())
        while len(rest) > 1:
            paired = [a + b for a, b in zip(rest[::2], rest[1::2], strict=False)]
            rest = paired + ([rest[-1]] if len(rest) % 2 else [])
        return rest[0]

    def scaled(self, value: Value, factor: int | Fraction) -> Value:
        """Return a multiple."""
        return self.mul([self.number(factor), value])

    def minus(self, left: Value, right: Value) -> Value:
        """Return a difference."""
        return self.add([left, self.scaled(right, -1)])

    def mul(self, values: Sequence[Value]) -> Value:
        """Return a product."""
        for value in values:
            if not value.parts:
                return self.zero
        out: Value | None = None
        for value in values:
            out = value if out is None else self._times(out, value)
        return self.number(1) if out is None else out

    def _times(self, left: Value, right: Value) -> Value:
        pairs = len(left.parts) * len(right.parts)
        if pairs == 1:
            return self._times_one(left, right)
        if pairs > MAX_PARTS:
            left, right = self._together(left), self._together(right)
        self.work.spend(CALL)
        gathered: dict[Key, list[Any]] = {}
        most = 1
        for key, poly in left.parts.items():
            for other_key, other in right.parts.items():
                a, below = self.atoms.cancelled(poly, other_key)
                b, above = self.atoms.cancelled(other, key)
                product = self._product(a, b, left.up + right.up)
                gathered.setdefault(self.atoms.join(above, below), []).append(product)
                most = max(most, min(len(a), len(b)))
        up = left.up + right.up + most.bit_length() + pairs.bit_length()
        down = left.down + right.down
        return self._checked(self._totals(gathered), up, down, left.degree + right.degree)

    def _times_one(self, left: Value, right: Value) -> Value:
        """Multiply two single fractions."""
        ((key, a),) = left.parts.items()
        ((other, b),) = right.parts.items()
        if other:
            a, other = self.atoms.cancelled(a, other)
        if key:
            b, key = self.atoms.cancelled(b, key)
        up, down, degree = left.up + right.up, left.down + right.down, left.degree + right.degree
        many, few = len(a), len(b)
        product = self._product(a, b, up)
        if key and other:
            key = self.atoms.join(key, other)
        # a product may vanish by the square of a root
        parts = {key or other: product} if product else {}
        up += min(many, few).bit_length()
        if up + down > LOOSE_BITS or degree > MAX_DEGREE:
            return self._checked(parts, up, down, degree)
        return Value(parts, up, down, degree)

    def _product(self, a: Any, b: Any, bits: int) -> Any:
        terms = len(a) * len(b)
        if terms > MAX_TERMS:
            raise NoValue("over budget: too many terms")
        self.work.spend(CALL + terms * self._weight * (1 + bits // 64))
        return self.folded(a * b) if self.squares else a * b

    def power(self, value: Value, n: int) -> Value:
        """Return the n-th power, n an integer."""
        if n < 0:
            return self.power(self.inverse(value), -n)
        out, square = self.number(1), value
        while n:
            if n & 1:
                out = self._times(out, square)
            n >>= 1
            if n:
                square = self._times(square, square)
        return out

    def inverse(self, value: Value) -> Value:
        """Return 1/value; raises `NoValue` where the value is identically zero."""
        numerator, key = self.together(value)
        if not numerator:
            raise NoValue("a division by zero")
        factor, powers, core = self.factored(numerator)
        below = list(powers)
        if core is not None:
            below.append((self.atoms.atom_of(core), 1))
        above = self.atoms.product(key) * (1 / factor)
        return self._measured_value({tuple(sorted(below)): above})

    def factored(self, poly: Any) -> tuple[Any, list[tuple[int, int]], Any]:
        """Return a polynomial as number · Π generator^power · rest.

        The rest has leading coefficient 1 and no generator divides it; None stands for 1.
        """
        self.work.spend(CALL + len(poly) * self._weight)
        content = poly.term_content()
        powers = []
        if not content.is_constant():
            powers = [(at, int(power)) for at, power in enumerate(content.monoms()[0]) if power]
        factor = poly.leading_coefficient()
        if len(poly) == 1:
            return factor, powers, None
        core = poly / content
        return factor, powers, core / core.leading_coefficient()

    # --- putting together

    def is_zero(self, value: Value) -> bool:
        """Whether a value is zero as a rational function (modulo the squares of roots)."""
        return not self.together(value)[0]

    def together(self, value: Value) -> tuple[Any, Key]:
        """Return a value as one fraction, cancelled as far as atoms divide its numerator."""
        parts = self._settled(value.parts)
        if not parts:
            return self.context.constant(0), ()
        return self._over_one(list(parts.items()))

    def _together(self, value: Value) -> Value:
        numerator, key = self.together(value)
        return self._measured_value({key: numerator} if numerator else {})

    def _settled(self, parts: Mapping[Key, Any]) -> dict[Key, Any]:
        """Add up fractions over the same atoms, those with the most atoms first.

        What cancels becomes a fraction over fewer atoms and is added up with those.
        """
        waiting: dict[frozenset[int], dict[Key, list[Any]]] = {}
        for key, poly in parts.items():
            support = frozenset(atom for atom, _ in key)
            waiting.setdefault(support, {}).setdefault(key, []).append(poly)
        done: dict[Key, Any] = {}
        while waiting:
            support = max(waiting, key=lambda atoms: (len(atoms), sorted(atoms)))
            group = waiting.pop(support)
            fractions = [(key, self._total(polys)) for key, polys in group.items()]
            numerator, key = self._over_one([pair for pair in fractions if pair[1]])
            rest = frozenset(atom for atom, _ in key)
            if numerator and rest != support:
                waiting.setdefault(rest, {}).setdefault(key, []).append(numerator)
            elif numerator:
                done[key] = numerator
        return done

    def _over_one(self, fractions: Sequence[tuple[Key, Any]]) -> tuple[Any, Key]:
        """Return a sum of fractions as one, over the least common multiple of their keys."""
        if not fractions:
            return self.context.constant(0), ()
        if len(fractions) == 1:
            key, poly = fractions[0]
            return self.atoms.cancelled(poly, key)
        common: dict[int, int] = {}
        for key, _ in fractions:
            for atom, power in key:
                common[atom] = max(power, common.get(atom, 0))
        summands = []
        for key, poly in fractions:
            have = dict(key)
            lacks = [(atom, power - have.get(atom, 0)) for atom, power in sorted(common.items())]
            missing = tuple(pair for pair in lacks if pair[1])
            self.work.spend(10 * len(poly))
            bits = sum(height(poly)) + self.atoms.bits(missing)
            summands.append(self._product(poly, self.atoms.product(missing), bits))
        return self.atoms.cancelled(self._total(summands), tuple(sorted(common.items())))

    # --- roots

    def folded(self, poly: Any) -> Any:
        """Return a polynomial with squares of roots replaced by what they are."""
        degrees = poly.degrees()
        for root in self.squares:
            if degrees[root] > 1:
                return self._fold(poly, root)
        return poly

    def _fold(self, poly: Any, root: int) -> Any:
        self.work.spend(len(poly) * (CALL + 4 * self.room))
        by_power: dict[int, dict[tuple[int, ...], Any]] = {}
        for monomial, coefficient in poly.terms():
            whole, left = divmod(int(monomial[root]), 2)
            lowered = (*monomial[:root], left, *monomial[root + 1 :])
            by_power.setdefault(whole, {})[lowered] = coefficient
        out = self.context.constant(0)
        for power, terms in sorted(by_power.items()):
            part = self.context.from_dict(terms)
            for _ in range(power):
                part = self._product(part, self.squares[root], sum(height(part)))
            out = out + part
        return self.folded(out)

    # --- bounds

    def _degree(self, poly: Any) -> int:
        return int(poly.total_degree()) if poly else 0

    def _checked(self, parts: Mapping[Key, Any], up: int, down: int, degree: int) -> Value:
        """Return a value if it is within bounds; loose bounds are measured again first."""
        if degree > MAX_DEGREE:
            degree = max((self._degree(poly) for poly in parts.values()), default=0)
        if up + down > LOOSE_BITS:
            up, down = self._measured(parts)
        if degree > MAX_DEGREE or up + down > MAX_BITS:
            raise NoValue("over budget: a degree or coefficient too large")
        return Value(parts, up, down, degree)

    def _measured_value(self, parts: Mapping[Key, Any]) -> Value:
        up, down = self._measured(parts)
        degree = max((self._degree(poly) for poly in parts.values()), default=0)
        return self._checked(parts, up, down, degree)

    def _measured(self, parts: Mapping[Key, Any]) -> tuple[int, int]:
        up, down = 0, 0
        for poly in parts.values():
            self.work.spend(len(poly) * 10)
            own_up, own_down = height(poly)
            up, down = max(up, own_up), max(down, own_down)
        return up, down
