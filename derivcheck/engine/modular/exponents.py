"""Exponents as sparse polynomials, and what stands under a logarithm as a sum of exponentials.

An exponent is brought to a sum of monomials over named atoms, and each monomial has an image
of its own: with e^x and e^{x²} evaluated at one x the error bound would fail, the points
lying on a curve.  A logarithm is brought to ``t + log(r)``: positive factors split off,
log(e^t) = t, and from a sum of exponentials the least exponent in a translation-invariant
order is drawn out, so that log(1+e^{-x}) and log(1+e^x) − x meet.
"""

from collections.abc import Sequence
from fractions import Fraction
from operator import itemgetter
from typing import TYPE_CHECKING, Any
from weakref import proxy

from msgspec import Struct

from derivcheck.constructs import scalar
from derivcheck.constructs.signs import is_positive
from derivcheck.engine.evaluate import Env, NoValue, Walk
from derivcheck.engine.statement import World
from derivcheck.term.core import Add, Call, Choice, Mul, Number, Power, Prod, Sum, Term, Unknown

if TYPE_CHECKING:
    from derivcheck.engine.modular.images import Residues

# a kind and what it is; atoms of one kind can be compared
Atom = tuple[str, Any]
Monomial = tuple[tuple[Atom, int], ...]
# coefficients are integers wherever they can be: arithmetic with them is much faster
Coefficient = int | Fraction
Polynomial = dict[Monomial, Coefficient]
Key = tuple[tuple[Monomial, Coefficient], ...]

# beyond this many terms a polynomial or a sum of exponentials is one opaque atom
MAX_TERMS = 400

ONE: Monomial = ()


def key_of(polynomial: Polynomial) -> Key:
    """Return a polynomial as a hashable, ordered key."""
    return tuple(sorted(polynomial.items(), key=itemgetter(0)))


def plus(a: Polynomial, b: Polynomial) -> Polynomial:
    """Return the sum of two polynomials."""
    out = dict(a)
    add_to(out, b)
    return out


def add_to(out: Polynomial, more: Polynomial) -> None:
    """Add a polynomial to one that the caller owns."""
    for monomial, coefficient in more.items():
        total = out.get(monomial, 0) + coefficient
        if total:
            out[monomial] = total
        else:
            out.pop(monomial, None)


def _plain(value: Fraction) -> Coefficient:
    return value.numerator if value.denominator == 1 else value


def scaled(a: Polynomial, factor: Coefficient) -> Polynomial:
    """Return a multiple of a polynomial."""
    return {m: c * factor for m, c in a.items()} if factor else {}


def _join(a: Monomial, b: Monomial) -> Monomial:
    if not a or not b:
        return a or b
    if a[-1][0] < b[0][0]:
        return a + b
    if b[-1][0] < a[0][0]:
        return b + a
    powers = dict(a)
    for atom, power in b:
        total = powers.get(atom, 0) + power
        if total:
            powers[atom] = total
        else:
            powers.pop(atom, None)
    return tuple(sorted(powers.items()))


def _times(a: Polynomial, b: Polynomial) -> Polynomial:
    out: Polynomial = {}
    for m, c in a.items():
        for n, d in b.items():
            joined = _join(m, n)
            total = out.get(joined, 0) + c * d
            if total:
                out[joined] = total
            else:
                out.pop(joined, None)
    return out


def _monomial(values: Sequence[Polynomial]) -> Polynomial:
    """Return the product of polynomials of one term each."""
    product = ONE
    factor: Coefficient = 1
    for value in values:
        ((monomial, coefficient),) = value.items()
        product = _join(product, monomial)
        factor = factor * coefficient
    return {product: factor}


class Exponents(Walk[Polynomial]):
    """Exponents: polynomials over entries and opaque values."""

    def __init__(self, residues: "Residues", world: World, budget: int) -> None:
        super().__init__(world, budget)
        self._residues = proxy(residues)  # they hold these

    def number(self, value: Fraction) -> Polynomial:
        return {ONE: _plain(value)} if value else {}

    def constant(self, name: str) -> Polynomial:
        return {((("constant", name), 1),): 1}

    def entry(self, symbol: str, indices: tuple[int, ...]) -> Polynomial:
        return {((("entry", (symbol, indices)), 1),): 1}

    def add(self, values: Sequence[Polynomial]) -> Polynomial:
        out: Polynomial = {}
        for value in values:
            add_to(out, value)
        return out

    def mul(self, values: Sequence[Polynomial]) -> Polynomial:
        if all(len(value) == 1 for value in values):
            return _monomial(values)
        out: Polynomial = {ONE: 1}
        for value in values:
            if len(out) * len(value) > MAX_TERMS:
                raise NoValue("an exponent with too many terms")
            out = _times(out, value)
        return out

    def power(self, term: Power, env: Env) -> Polynomial:
        exponent = term.exponent
        if isinstance(exponent, Number) and exponent.value.denominator == 1:
            n = int(exponent.value)
            base = self.value(term.base, env)
            if 0 <= n <= 8 and len(base) ** n <= MAX_TERMS:
                return self.mul([base] * n)
            if n < 0 and len(base) == 1:
                ((monomial, coefficient),) = base.items()
                inverse = tuple((atom, -power * -n) for atom, power in monomial)
                return {inverse: _plain(Fraction(coefficient) ** n)}
        return self._opaque(term, env)

    def call(self, term: Call, env: Env) -> Polynomial:
        if term.function == "log":
            form = self._residues.log_form(term.args[0], env)
            out = dict(form.exponent)
            for factor, residue in form.atoms:
                out = plus(out, {((("log", residue), 1),): factor})
            return out
        return self._opaque(term, env)

    def unknown(self, term: Unknown, env: Env) -> Polynomial:
        return self._opaque(term, env)

    def compare(self, sign: str, left: Polynomial, right: Polynomial) -> bool:
        raise NoValue("a condition on values")

    def _opaque(self, term: Term, env: Env) -> Polynomial:
        """Name a value by its image: two values share the name only if they are equal."""
        return {((("value", self._residues.value(term, env)), 1),): 1}


class LogForm(Struct, frozen=True):
    """``log f = exponent + Σ factor · log(residue)``."""

    exponent: Polynomial
    atoms: tuple[tuple[Fraction, int], ...]


def log_form(term: Term, env: Env, residues: "Residues") -> LogForm:
    """Return the logarithm of a term, positive factors split off; −1 is never split off."""
    positive = residues.positive
    match term:
        case Number() if term.value > 0:
            return _of_number(term.value)
        case Mul() if _splits(term.args, positive):
            return _sum_of(log_form(arg, env, residues) for arg in term.args)
        case Power() if isinstance(term.exponent, Number) and is_positive(term.base, positive):
            return _multiple(log_form(term.base, env, residues), term.exponent.value)
        case Prod() if is_positive(term.body, positive):
            return _sum_of(log_form(term.body, e, residues) for e in residues.over(term, env))
        case Call() if term.function == "exp":
            return LogForm(residues.exponent(term.args[0], env), ())
        case Call() if (expansion := scalar(term.function).expansion) is not None:
            return log_form(expansion(term.args[0]), env, residues)
        case Choice():
            return log_form(residues.branch(term, env), env, residues)
        case Add() | Sum():
            return _of_sum(term, env, residues)
        case _:
            return LogForm({}, ((Fraction(1), residues.value(term, env)),))


def _splits(args: Sequence[Term], positive: frozenset[str]) -> bool:
    """Whether the logarithm of a product may be split: all factors positive, or all but one."""
    return sum(not is_positive(arg, positive) for arg in args) <= 1


def _sum_of(forms: "object") -> LogForm:
    exponent: Polynomial = {}
    atoms: list[tuple[Fraction, int]] = []
    for form in forms:  # type: ignore[attr-defined]
        exponent = plus(exponent, form.exponent)
        atoms.extend(form.atoms)
    return LogForm(exponent, tuple(atoms))


def _multiple(form: LogForm, factor: Fraction) -> LogForm:
    atoms = tuple((coefficient * factor, residue) for coefficient, residue in form.atoms)
    return LogForm(scaled(form.exponent, factor), atoms)


def _of_number(value: Fraction) -> LogForm:
    """Split a rational into small primes, so that log 6 = log 2 + log 3."""
    out: list[tuple[Fraction, int]] = []
    for sign, rest in ((1, value.numerator), (-1, value.denominator)):
        for prime in (2, 3, 5, 7, 11, 13):
            while rest % prime == 0:
                rest //= prime
                out.append((Fraction(sign), prime))
        if rest != 1:
            out.append((Fraction(sign), rest))
    return LogForm({}, tuple(out))


def _of_sum(term: Term, env: Env, residues: "Residues") -> LogForm:
    """Draw the least exponential out of a sum of exponentials."""
    try:
        spread = exponentials(term, env, residues)
    except NoValue:
        spread = {}
    if len(spread) < 2:
        return LogForm({}, ((Fraction(1), residues.value(term, env)),))
    least = min(spread, key=lambda exponent: _Order(exponent, residues))
    pivot = dict(least)
    shift = residues.power_of_g(scaled(pivot, -1))
    residue = residues.value(term, env) * shift % residues.field.p
    return LogForm(pivot, ((Fraction(1), residue),))


class _Order:
    """A translation-invariant total order on exponents: by the image of each monomial.

    ``a < b`` if the leading coefficient of ``b − a`` is positive, monomials being ordered by
    their images; adding one exponent to both changes nothing.
    """

    def __init__(self, key: Key, residues: "Residues") -> None:
        self._polynomial = dict(key)
        self._residues = residues

    def __lt__(self, other: "_Order") -> bool:
        difference = plus(other._polynomial, scaled(self._polynomial, -1))
        if not difference:
            return False
        leading = min(difference)
        return difference[leading] > 0


def exponentials(term: Term, env: Env, residues: "Residues") -> dict[Key, int]:
    """Return a term as Σ coefficient · exp(key), coefficients as residues."""
    p = residues.field.p
    match term:
        case Call() if term.function == "exp":
            return {key_of(residues.exponent(term.args[0], env)): 1}
        case Add():
            return _merged([exponentials(arg, env, residues) for arg in term.args], p)
        case Sum():
            each = residues.over(term, env)
            return _merged([exponentials(term.body, e, residues) for e in each], p)
        case Choice():
            return exponentials(residues.branch(term, env), env, residues)
        case Mul():
            out: dict[Key, int] = {(): 1}
            for arg in term.args:
                other = exponentials(arg, env, residues)
                if len(out) * len(other) > MAX_TERMS:
                    raise NoValue("too many exponentials")
                out = _merged(
                    [
                        {key_of(plus(dict(a), dict(b))): c * d % p}
                        for a, c in out.items()
                        for b, d in other.items()
                    ],
                    p,
                )
            return out
        case Power() if isinstance(term.exponent, Number) and term.exponent.value == -1:
            inner = exponentials(term.base, env, residues)
            if len(inner) == 1:
                ((exponent, coefficient),) = inner.items()
                inverse = key_of(scaled(dict(exponent), -1))
                return {inverse: residues.inverse(coefficient)}
    return {(): residues.value(term, env)}


def _merged(parts: list[dict[Key, int]], p: int) -> dict[Key, int]:
    out: dict[Key, int] = {}
    for part in parts:
        for key, coefficient in part.items():
            out[key] = (out.get(key, 0) + coefficient) % p
    return {key: coefficient for key, coefficient in out.items() if coefficient}
