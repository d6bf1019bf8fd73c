"""Safe primes that nobody can know beforehand, proved prime.

Modular images are taken modulo ``p = 2q + 1`` with ``p`` and ``q`` prime.  With fixed
primes ``e^{q x} = 1`` would always be "proved", so they are drawn afresh, from a hash.  They
are wide enough (q ≥ 2^158) for a single image to tell two sides apart.

A prime ``r`` of 81 bits is proved by Miller–Rabin with fixed bases, ``q = 2kr + 1`` and
``p = 2q + 1`` by Pocklington's criterion: if ``r > √q``, ``2^{q−1} = 1`` and
``gcd(2^{(q−1)/r} − 1, q) = 1``, then ``q`` is prime.
"""

import hashlib
from functools import cached_property
from math import gcd
from typing import Any

from flint import fmpz
from msgspec import Struct

# Miller–Rabin with these bases is exact below 3317044064679887385961981 > 2^81
# (J. Sorenson, J. Webster, Math. Comp. 86 (2017), "Strong pseudoprimes to twelve prime bases").
_BASES = (2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41)
_R_LOW = 1 << 80
_Q_LOW = 1 << 158
# multiples of r looked at in one go
_SPAN = 1 << 13
_SMALL = tuple(n for n in range(3, 1000, 2) if all(n % k for k in range(3, int(n**0.5) + 1, 2)))

# powers of the generator are put together from digits of this many bits
_DIGIT = 5


class Field(Struct, frozen=True, dict=True):
    """A safe prime ``p = 2q + 1`` and a generator ``g`` of the subgroup of order ``q``."""

    p: int
    q: int
    g: int
    salt: bytes

    def image(self, modulus: int, *what: object) -> int:
        """Return the pseudo-random image of a named thing, uniform below ``modulus``."""
        text = repr(what).encode()
        wide = hashlib.blake2b(text, key=self.salt, digest_size=32).digest()
        return int.from_bytes(wide, "big") % modulus

    def power_of_g(self, exponent: int) -> int:
        """Return ``g^exponent`` for an exponent below ``q``."""
        p, out = self.p, 1
        for row in self._table:
            digit = exponent & ((1 << _DIGIT) - 1)
            if digit:
                out = out * row[digit] % p
            exponent >>= _DIGIT
        return out

    def inverse(self, value: int) -> int:
        """Return the inverse of what is not zero; FLINT finds it five times as fast as Python."""
        return int(pow(fmpz(value), -1, self._modulus))

    @cached_property
    def _modulus(self) -> Any:
        return fmpz(self.p)

    @cached_property
    def _table(self) -> list[list[int]]:
        """g^(digit · 2^(5·place)) for all digits and places."""
        p, base = self.p, self.g
        table = []
        for _ in range(0, self.q.bit_length(), _DIGIT):
            row = [1]
            for _ in range((1 << _DIGIT) - 1):
                row.append(row[-1] * base % p)
            table.append(row)
            base = row[-1] * base % p
        return table


def draw(seed: bytes, trial: int) -> Field:
    """Return the field of one trial; the same seed gives the same field."""
    state = hashlib.shake_256(b"derivcheck prime" + seed + bytes([trial])).digest(64)
    r = _R_LOW + int.from_bytes(state[:10], "big") | 1
    while not _is_prime(r):
        r += 2
    start = int.from_bytes(state[10:30], "big") % (_Q_LOW // (2 * r))
    q = _safe_prime(r, _Q_LOW // (2 * r) + 1 + start)
    p = 2 * q + 1
    salt = hashlib.sha256(b"derivcheck images" + seed + bytes([trial])).digest()
    h = 2 + int.from_bytes(state[30:], "big") % (p - 3)
    return Field(p, q, h * h % p, salt)


def _safe_prime(r: int, k: int) -> int:
    """Return the least prime ``q = 2k'r + 1`` with k' ≥ k for which ``2q + 1`` is prime too."""
    while True:
        for offset in _survivors(r, k):
            q = 2 * (k + offset) * r + 1
            if pow(2, q - 1, q) == 1 and gcd(pow(2, (q - 1) // r, q) - 1, q) == 1:
                # Pocklington with q for 2q + 1: 2² − 1 = 3 is no divisor
                p = 2 * q + 1
                if pow(2, p - 1, p) == 1 and p % 3:
                    return q
        k += _SPAN


def _survivors(r: int, k: int) -> list[int]:
    """Return offsets for which neither ``q`` nor ``2q + 1`` has a small divisor."""
    fine = bytearray(b"\1") * _SPAN
    for small in _SMALL:
        step = pow(2 * r, -1, small)
        # q = 2(k+t)r + 1 = 0, and 2q + 1 = 4(k+t)r + 3 = 0 modulo the small prime
        for t in (-step - k, -3 * step * pow(2, -1, small) - k):
            first = t % small
            fine[first::small] = bytes(len(range(first, _SPAN, small)))
    return [offset for offset in range(_SPAN) if fine[offset]]


def _is_prime(n: int) -> bool:
    if any(n % small == 0 for small in _SMALL):
        return False
    d, s = n - 1, 0
    while d % 2 == 0:
        d, s = d // 2, s + 1
    for base in _BASES:
        x = pow(base, d, n)
        if x in (1, n - 1):
            continue
        for _ in range(s - 1):
            x = x * x % n
            if x == n - 1:
                break
        else:
            return False
    return True
