"""Sparse polynomials with rational coefficients and rational, also negative, exponents.

A polynomial is a dictionary from monomials to coefficients; a monomial is a sorted tuple of
(generator number, exponent).  Generators may be added at any time, which SymPy's rings do not
allow and which lets one table serve all steps of a document.
"""

from collections.abc import Mapping
from fractions import Fraction

from derivcheck.engine.outcome import Unsupported

Rational = int | Fraction
Monomial = tuple[tuple[int, Rational], ...]
Poly = dict[Monomial, Rational]

# No true step needs exponents beyond this; what is larger is an attack.
MAX_POWER = 400


class Budget:
    """An allowance of work, counted in products of monomials."""

    def __init__(self, work: int) -> None:
        self.left = work

    def spend(self, work: int) -> None:
        """Take off some work; raises `Unsupported` when nothing is left."""
        self.left -= work
        if self.left < 0:
            raise Unsupported("over budget")


def plain(value: Rational) -> Rational:
    """Return a whole number as an ``int``, which is hashed and multiplied many times faster."""
    return value.numerator if value.denominator == 1 else value


def constant(value: Rational) -> Poly:
    """Return a constant polynomial."""
    return {(): plain(value)} if value else {}


def generator(number: int, exponent: Rational = 1) -> Poly:
    """Return a power of a generator."""
    return {((number, plain(exponent)),): 1}


def over(poly: Poly, divisor: Rational) -> Poly:
    """Return a polynomial divided by a number other than zero."""
    return {monomial: plain(value / Fraction(divisor)) for monomial, value in poly.items()}


def join(left: Monomial, right: Monomial) -> Monomial:
    """Return the product of two monomials."""
    if not left:
        return right
    if not right:
        return left
    exponents = dict(left)
    for number, exponent in right:
        exponents[number] = exponents.get(number, 0) + exponent
    return tuple(sorted((n, e) for n, e in exponents.items() if e))


def invert(monomial: Monomial) -> Monomial:
    """Return the inverse of a monomial."""
    return tuple((number, -exponent) for number, exponent in monomial)


def accumulate(into: Poly, more: Mapping[Monomial, Rational], factor: Rational = 1) -> None:
    """Add a multiple of a polynomial to one that the caller owns."""
    for monomial, coefficient in more.items():
        total = into.get(monomial, 0) + factor * coefficient
        if total:
            into[monomial] = total
        else:
            into.pop(monomial, None)


def minus(left: Poly, right: Poly) -> Poly:
    """Return a difference."""
    out = dict(left)
    accumulate(out, right, -1)
    return out


def shifted(poly: Poly, by: Monomial, factor: Rational, budget: Budget) -> Poly:
    """Return a polynomial times one term."""
    budget.spend(len(poly))
    return {join(monomial, by): factor * value for monomial, value in poly.items()}


def times(left: Poly, right: Poly, budget: Budget) -> Poly:
    """Return a product."""
    if len(left) > len(right):
        left, right = right, left
    out: Poly = {}
    for monomial, value in left.items():
        accumulate(out, shifted(right, monomial, value, budget))
    return out


def content(poly: Poly) -> Monomial:
    """Return the largest monomial that divides all terms, in the Laurent sense."""
    monomials = iter(poly)
    least = dict(next(monomials))
    for monomial in monomials:
        exponents = dict(monomial)
        for number in least.keys() | exponents.keys():
            least[number] = min(least.get(number, 0), exponents.get(number, 0))
    return tuple(sorted((n, e) for n, e in least.items() if e))


def leading(poly: Poly) -> Monomial:
    """Return the greatest monomial by total degree, then by the exponents in order."""
    numbers = sorted({number for monomial in poly for number, _ in monomial})

    def order(monomial: Monomial) -> tuple[Rational, ...]:
        exponents = dict(monomial)
        vector = [exponents.get(number, 0) for number in numbers]
        return (sum(vector), *vector)

    return max(poly, key=order)


def divides(divisor: Monomial, monomial: Monomial) -> bool:
    """Whether each exponent of a monomial reaches the divisor's, all of which are positive."""
    exponents = dict(monomial)
    return all(exponents.get(number, 0) >= exponent for number, exponent in divisor)


def generators(poly: Poly) -> set[int]:
    """Return the generators that occur."""
    return {number for monomial in poly for number, _ in monomial}
