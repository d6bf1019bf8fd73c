"""Roots and logarithms taken apart where the signs of what stands under them are known.

√(p·a) = √p·√a and √(p²) = p for p ≥ 0, log(p·a) = log p + log a for p > 0: equal wherever the
left side is defined.  Nothing is drawn out whose sign is not known.
"""

from fractions import Fraction
from math import isqrt

from derivcheck.engine.cases.factoring import factored
from derivcheck.engine.cases.sign_sets import NONNEGATIVE, NOT_POSITIVE, NULL, POSITIVE, Known
from derivcheck.engine.cases.tidy import Monomial, polynomial, term_of
from derivcheck.term.core import (
    ONE,
    ZERO,
    Call,
    Number,
    Power,
    Prod,
    Sum,
    Term,
    add,
    mul,
    number,
    power,
)

# primes that are drawn out of numbers under a root
_PRIMES = (2, 3, 5, 7, 11, 13)


def root(argument: Term, known: Known) -> Term:
    """Return √argument with factors that are not negative drawn out."""
    if known.signs(argument) == NULL:
        return ZERO
    coefficient, monomial = _oriented(argument, known)
    drawn = [_root_of_number(abs(coefficient))]
    kept: list[Term] = [number(-1)] if coefficient < 0 else []
    # where a factor is zero the others may be negative: √(0·(−1)) is defined, 0·√(−1) is not
    plain = coefficient > 0 and all(known.signs(base) <= NONNEGATIVE for base, _ in monomial)
    wanted = NONNEGATIVE if plain else POSITIVE
    for base, exponent in monomial:
        if known.signs(base) <= wanted:
            half, odd = divmod(exponent, 2)
            drawn.extend((power(base, number(half)), Call("sqrt", (base,)) if odd else ONE))
        else:
            kept.append(power(base, number(exponent)))
    if kept:
        drawn.append(Call("sqrt", (mul(*kept),)))
    return mul(*(part for part in drawn if not _is_unit_power(part)))


def _oriented(term: Term, known: Known) -> tuple[Fraction, Monomial]:
    """Return a term's factors, those that cannot be positive with their sign changed."""
    coefficient, monomial = factored(term)
    out: list[tuple[Term, int]] = []
    for base, exponent in monomial:
        poly = polynomial(base)
        if poly and known.signs(base) <= NOT_POSITIVE:
            coefficient *= (-1) ** (exponent % 2)
            base = term_of({m: -c for m, c in poly.items()})
        out.append((base, exponent))
    return coefficient, tuple(out)


def _is_unit_power(term: Term) -> bool:
    return isinstance(term, Power) and term.exponent is ZERO


def _root_of_number(value: Fraction) -> Term:
    """Return √(a/b) as a rational times roots of small primes and of what is left of a·b."""
    whole, outside = value.numerator * value.denominator, Fraction(1, value.denominator)
    exact = isqrt(whole)
    if exact * exact == whole:
        return number(outside * exact)
    inside: list[Term] = []
    for prime in _PRIMES:
        count = 0
        while whole % prime == 0:
            whole, count = whole // prime, count + 1
        outside *= prime ** (count // 2)
        if count % 2:
            inside.append(Call("sqrt", (number(prime),)))
    exact = isqrt(whole)
    if exact * exact == whole:
        outside *= exact
    else:
        inside.append(Call("sqrt", (number(whole),)))
    return mul(number(outside), *inside)


def logarithm(argument: Term, known: Known) -> Term:
    """Return log(argument) with positive factors drawn out."""
    coefficient, monomial = _oriented(argument, known)
    drawn: list[Term] = []
    kept: list[Term] = [number(coefficient)] if coefficient <= 0 else []
    if coefficient > 0 and coefficient != 1:
        drawn.append(Call("log", (number(coefficient),)))
    for base, exponent in monomial:
        if known.signs(base) == POSITIVE:
            drawn.append(mul(number(exponent), _plain(base, known)))
        else:
            kept.append(power(base, number(exponent)))
    if kept:
        drawn.append(Call("log", (mul(*kept),)))
    return add(*drawn) if drawn else ZERO


def _plain(base: Term, known: Known) -> Term:
    """Return the logarithm of a positive factor."""
    if isinstance(base, Call) and base.function == "exp":
        return base.args[0]
    # a product may be positive where its factors are not
    if isinstance(base, Prod) and known.signs(base.body) == POSITIVE:
        return Sum(base.index, base.where, Call("log", (base.body,)))
    if isinstance(base, Call) and base.function == "sqrt":
        return mul(number(Fraction(1, 2)), Call("log", (base.args[0],)))
    return Call("log", (base,))


def undecided_factor(term: Call, known: Known) -> Term | None:
    """Return a factor under a root or logarithm whose sign would let it be drawn out."""
    _, monomial = _oriented(term.args[0], known)
    wanted = POSITIVE if term.function == "log" else NONNEGATIVE
    unsure = [(base, n) for base, n in monomial if not known.signs(base) <= wanted]
    if len(unsure) == 1 and unsure[0][1] % 2:
        return None
    return next((base for base, _ in unsure if not isinstance(base, Number)), None)
