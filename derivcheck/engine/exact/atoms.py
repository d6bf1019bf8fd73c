"""What stands in the denominators of exact rational functions: atoms and their products.

An atom is a generator or a polynomial with leading coefficient 1.  A key says which atoms a
denominator is a product of; it is multiplied out only when fractions are put together.
"""

from collections.abc import Callable
from math import comb
from typing import Any

from derivcheck.engine.evaluate import NoValue

# (atom, power), sorted: what a numerator stands over
Key = tuple[tuple[int, int], ...]

# a call of the library costs this much besides its terms
CALL = 100
# quotients that might have more terms are not tried
MAX_QUOTIENT = 20_000


class Work:
    """An allowance in products of terms, shared by all that a statement needs."""

    def __init__(self, allowance: int) -> None:
        self.left = allowance

    def spend(self, amount: int) -> None:
        """Take off some work; raises `NoValue` when nothing is left."""
        self.left -= amount
        if self.left < 0:
            raise NoValue("over budget")


class Atoms:
    """The generators of a ring and the polynomials met in denominators, by number.

    Generators have their own numbers, below ``room``.
    """

    def __init__(
        self, context: Any, room: int, work: Work, multiply: Callable[[Any, Any, int], Any]
    ) -> None:
        from flint.utils.flint_exceptions import DomainError

        self._context = context
        self._room = room
        self._work = work
        self._weight = 1 + room // 32
        self._multiply = multiply
        self._inexact = DomainError
        self._polys: list[Any] = []
        self._gens: list[tuple[int, ...]] = []
        self._bits: list[int] = []
        self._alike: dict[tuple[int, tuple[int, ...]], list[int]] = {}
        self._joined: dict[tuple[Key, Key], Key] = {}
        self._products: dict[Key, Any] = {(): context.constant(1)}

    def poly(self, atom: int) -> Any:
        """Return an atom as a polynomial."""
        room = self._room
        return self._context.gen(atom) if atom < room else self._polys[atom - room]

    def atom_of(self, poly: Any) -> int:
        """Return the atom that a polynomial with leading coefficient 1 is."""
        degrees = tuple(poly.degrees())
        alike = self._alike.setdefault((len(poly), degrees), [])
        self._work.spend(CALL + 10 * (len(alike) + len(poly)))
        for atom in alike:
            if self.poly(atom) == poly:
                return atom
        atom = self._room + len(self._polys)
        alike.append(atom)
        self._polys.append(poly)
        self._gens.append(tuple(at for at, degree in enumerate(degrees) if degree))
        self._bits.append(sum(height(poly)))
        return atom

    def join(self, a: Key, b: Key) -> Key:
        """Return the key of a product of denominators."""
        if not a or not b:
            return a or b
        found = self._joined.get((a, b))
        if found is None:
            powers = dict(a)
            for atom, power in b:
                powers[atom] = powers.get(atom, 0) + power
            found = self._joined[a, b] = tuple(sorted(powers.items()))
        return found

    def product(self, key: Key) -> Any:
        """Return a key multiplied out."""
        found = self._products.get(key)
        if found is None:
            found = self._products[()]
            for atom, power in key:
                for _ in range(power):
                    found = self._multiply(found, self.poly(atom), self.bits(key))
            self._products[key] = found
        return found

    def bits(self, key: Key) -> int:
        """Return a bound for the bit length of the coefficients of a key multiplied out."""
        room, bits = self._room, self._bits
        return sum(power * (1 + bits[at - room]) for at, power in key if at >= room)

    def cancelled(self, poly: Any, key: Key) -> tuple[Any, Key]:
        """Divide a polynomial by the atoms of a key as far as that goes."""
        if not key or poly.is_constant():
            return poly, key
        left = []
        for atom, power in key:
            while power and (quotient := self._quotient(poly, atom)) is not None:
                poly, power = quotient, power - 1
            if power:
                left.append((atom, power))
        return poly, tuple(left)

    def _quotient(self, poly: Any, atom: int) -> Any:
        """Return the quotient by an atom if it is exact and not too dear to find, else None."""
        divisor = self.poly(atom)
        self._work.spend(len(poly) * self._weight)
        size = len(poly) if atom < self._room else self._size_of_quotient(poly, atom)
        if size > MAX_QUOTIENT:
            return None
        self._work.spend(CALL + size * self._weight)
        try:
            return poly / divisor
        except self._inexact:
            return None

    def _size_of_quotient(self, poly: Any, atom: int) -> int:
        """Return how many terms division by a polynomial may go through, many if it must fail.

        The terms of a quotient come from those of the dividend by replacing the divisor's
        leading term with its others again and again.
        """
        if len(poly) == 1:
            return MAX_QUOTIENT + 1
        divisor, gens = self._polys[atom - self._room], self._gens[atom - self._room]
        degrees = poly.degrees()
        if not all(degrees[at] for at in gens):
            return MAX_QUOTIENT + 1
        rest = max(0, int(poly.total_degree()) * int(divisor.total_degree()) - 1)
        return len(poly) * comb(rest + len(gens), rest) if rest < 64 else MAX_QUOTIENT + 1


def height(poly: Any) -> tuple[int, int]:
    """Return the largest bit lengths of a coefficient's numerator and (less one) denominator."""
    up = down = 0
    for coefficient in poly.coeffs():
        up = max(up, int(coefficient.p).bit_length())
        down = max(down, int(coefficient.q).bit_length() - 1)
    return up, down
