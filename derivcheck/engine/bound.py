"""How likely a false statement is to pass the modular test, as a number.

One trial errs with probability at most ε = D/q + (h/60)/2^49: D bounds the degree of the
cleared difference (integer literals in exponents count by their size), h the bit length of
its coefficients, q ≥ 2^60, and a prime among the 2^49 and more safe primes of that length
divides a coefficient of h bits in at most h/60 cases.  Three independent trials, added up
over worlds and components.
"""

from fractions import Fraction
from math import log2

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
    Unknown,
)

TRIALS = 3


def error_bound(statement: Statement, all_worlds: list[World]) -> int:
    """Return b such that the error is at most 2^-b, summed over worlds and components."""
    total = 0.0
    for world in all_worlds:
        degree = height = 1
        for side in statement.ready:
            d, h = _weight(side, world.sizes, {})
            degree, height = degree + d, height + h
        components = 1
        for axis in statement.axes:
            components *= world.sizes[axis.sort]
        single = degree / 2**60 + (height / 60) / 2**49
        total += components * min(1.0, single) ** TRIALS
    return max(0, int(-log2(total))) if total else 999


def _weight(term: Term, sizes: "object", memo: dict[Term, tuple[int, int]]) -> tuple[int, int]:
    """Return bounds for the degree and the coefficient bits of numerator and denominator."""
    done = memo.get(term)
    if done is None:
        done = memo[term] = _weigh(term, sizes, memo)
    return done


def _weigh(term: Term, sizes: "object", memo: dict[Term, tuple[int, int]]) -> tuple[int, int]:
    match term:
        case Number():
            return 0, _bits(term.value)
        case Add() | Mul():
            parts = [_weight(arg, sizes, memo) for arg in term.args]
            return sum(d for d, _ in parts), sum(h for _, h in parts) + len(parts)
        case Power():
            d, h = _weight(term.base, sizes, memo)
            if isinstance(term.exponent, Number):
                n = abs(term.exponent.value.numerator)
                return n * max(d, 1), n * (h + 1)
            e, k = _weight(term.exponent, sizes, memo)
            return d + e, h + k
        case Sum() | Prod():
            d, h = _weight(term.body, sizes, memo)
            n = _size(sizes, term.index.sort)
            return n * d, n * (h + 1)
        case Choice():
            parts = [_weight(value, sizes, memo) for _, value in term.branches]
            return max(d for d, _ in parts), max(h for _, h in parts)
        case Call():
            d, h = _weight(term.args[0], sizes, memo)
            # coefficients of exponents count by their size
            return max(1, d) * (1 << min(h, 40)) if h > 4 else max(1, d) * 16, h + 2
        case Unknown():
            return 1, 1
        case _:
            return 1, 1


def _size(sizes: "object", sort: Sort) -> int:
    return int(sizes[sort])  # type: ignore[index]


def _bits(value: Fraction) -> int:
    return value.numerator.bit_length() + value.denominator.bit_length()
