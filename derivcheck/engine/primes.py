"""Safe primes that nobody can know beforehand.

Modular images are taken modulo ``p = 2q + 1`` with ``p`` and ``q`` prime.  With fixed
primes ``e^{q x} = 1`` would always be "proved", so they are drawn afresh, from a hash.
"""

import hashlib
from dataclasses import dataclass

# q is drawn from [2^60, 2^61); Miller–Rabin with these bases is exact below 2^64
# (J. Sorenson, J. Webster, Math. Comp. 86 (2017), "Strong pseudoprimes to twelve prime bases").
_LOW, _BITS = 1 << 60, 60
_BASES = (2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37)
_SMALL = tuple(n for n in range(3, 400, 2) if all(n % k for k in range(3, int(n**0.5) + 1, 2)))


@dataclass(frozen=True)
class Field:
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


def draw(seed: bytes, trial: int) -> Field:
    """Return the field of one trial; the same seed gives the same field."""
    state = hashlib.sha256(b"derivcheck prime" + seed + bytes([trial])).digest()
    q = _LOW + int.from_bytes(state[:16], "big") % (1 << _BITS) | 1
    while not _both_prime(q):
        q += 2
    p = 2 * q + 1
    salt = hashlib.sha256(b"derivcheck images" + seed + bytes([trial])).digest()
    h = 2 + int.from_bytes(state[16:], "big") % (p - 3)
    return Field(p, q, h * h % p, salt)


def _both_prime(q: int) -> bool:
    p = 2 * q + 1
    if any(q % small == 0 or p % small == 0 for small in _SMALL):
        return False
    return _is_prime(q) and _is_prime(p)


def _is_prime(n: int) -> bool:
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
