"""How likely a false statement is to pass the modular test, as a number.

One trial errs with probability at most ε = D/q + (h/158)/2^126: D bounds the degree of the
cleared difference (integer literals in exponents count by their size), h the bit length of
its coefficients, and q ≥ 2^158.  A coefficient of h bits has at most h/158 prime divisors of
that length, and each is drawn with probability at most 2^-126: it must be the first that
is met from a start among 2^80 · 2^76, with gaps of less than 2^30 in all (by Cramér's
estimate 2^29).  The trials are independent; errors are added up over worlds and components.
"""

from collections import Counter
from collections.abc import Mapping
from fractions import Fraction
from math import log2, prod

from derivcheck.engine.statement import Statement, World
from derivcheck.term.core import (
    Add,
    Call,
    Choice,
    Mul,
    Number,
    Power,
    Prod,
    Sort,
    Sum,
    Term,
)

# independent trials of the modular test
TRIALS = 1


def error_bound(statement: Statement, all_worlds: list[World]) -> int:
    """Return b such that the error is at most 2^-b, summed over worlds and components."""
    total = 0.0
    counts = Counter(tuple(world.sizes.items()) for world in all_worlds)
    for items, count in counts.items():
        sizes = dict(items)
        scale = _Scale(sizes)
        sides = [scale.of(side) for side in statement.ready]
        degree = 1 + sum(d for d, _ in sides)
        height = 1 + sum(h for _, h in sides)
        components = prod(sizes[axis.sort] for axis in statement.axes)
        single = degree / 2**158 + (height / 158) / 2**126
        total += count * components * min(1.0, single) ** TRIALS
    return max(0, int(-log2(total))) if total else 999


class _Scale:
    """Bounds of terms in one world, each subterm once."""

    def __init__(self, sizes: Mapping[Sort, int]) -> None:
        self._sizes = sizes
        self._memo: dict[Term, tuple[float, float]] = {}
        self._weights: dict[Term, float] = {}

    def of(self, term: Term) -> tuple[float, float]:
        """Return bounds for degree and coefficient bits of numerator and denominator together."""
        done = self._memo.get(term)
        if done is None:
            done = self._memo[term] = self._of(term)
        return done

    def _of(self, term: Term) -> tuple[float, float]:
        match term:
            case Number():
                return 0, _bits(term.value)
            case Add() | Mul():
                parts = [self.of(arg) for arg in term.args]
                return sum(d for d, _ in parts), sum(h for _, h in parts) + len(parts)
            case Power():
                d, h = self.of(term.base)
                n = self.weight(term.exponent)
                return n * max(d, 1), n * (h + 1)
            case Sum() | Prod():
                d, h = self.of(term.body)
                n = self._sizes[term.index.sort]
                return n * d, n * (h + 1)
            case Choice():
                parts = [self.of(value) for _, value in term.branches]
                return max(d for d, _ in parts), max(h for _, h in parts)
            case Call():
                # exp(t) is a product of generators, one a monomial of t, to the power of its
                # coefficient; a logarithm is a name that is shared where arguments agree, and
                # what was drawn out of it; the rest are quotients of exponentials
                d, h = self.of(term.args[0])
                return 2 * self.weight(term.args[0]) + d + 2, h + 4
            case _:
                return 1, 1

    def weight(self, term: Term) -> float:
        """Return a bound for the sum of the coefficients of an exponent, written out."""
        done = self._weights.get(term)
        if done is None:
            done = self._weights[term] = self._weight(term)
        return done

    def _weight(self, term: Term) -> float:
        match term:
            case Number():
                return float(max(1, abs(term.value.numerator), term.value.denominator))
            case Add():
                return sum(self.weight(arg) for arg in term.args)
            case Mul():
                return prod(self.weight(arg) for arg in term.args)
            case Power() if isinstance(term.exponent, Number) and abs(term.exponent.value) <= 64:
                return pow(self.weight(term.base), int(abs(term.exponent.value)) or 1)
            case Sum():
                return self._sizes[term.index.sort] * self.weight(term.body)
            case Choice():
                return max(self.weight(value) for _, value in term.branches)
            case _:
                return 1.0


def _bits(value: Fraction) -> int:
    return value.numerator.bit_length() + value.denominator.bit_length()
