"""Logarithms of exact rational functions: positive factors split off, log(e^t) = t.

Only what is proved positive is split off, never −1: log(1−x) = log(x−1) must not pass.
"""

from collections.abc import Callable
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from derivcheck.constructs import scalar
from derivcheck.constructs.signs import is_positive
from derivcheck.engine.evaluate import Env, NoValue
from derivcheck.engine.exact.ring import Value
from derivcheck.term.core import Call, Choice, Mul, Number, Power, Prod, Term

if TYPE_CHECKING:
    from derivcheck.engine.exact.certificate import RationalFunctions

PRIMES = (2, 3, 5, 7, 11, 13)


def log(term: Term, env: Env, algebra: "RationalFunctions") -> Value:
    """Return the logarithm of a term's value, taken apart first as it is written."""
    positive, ring = algebra.symbols, algebra.ring
    match term:
        case Mul() if sum(not is_positive(arg, positive) for arg in term.args) <= 1:
            return ring.add([log(arg, env, algebra) for arg in term.args])
        case Power() if isinstance(term.exponent, Number) and is_positive(term.base, positive):
            return ring.scaled(log(term.base, env, algebra), term.exponent.value)
        case Prod() if is_positive(term.body, positive):
            bodies = [log(term.body, e, algebra) for e in algebra.over(term, env)]
            return ring.add([ring.zero, *bodies])
        case Call() if term.function == "exp":
            return algebra.value(term.args[0], env)
        case Call() if (expansion := scalar(term.function).expansion) is not None:
            return log(expansion(term.args[0]), env, algebra)
        case Choice():
            return log(algebra.branch(term, env), env, algebra)
        case _:
            return _of_value(algebra.value(term, env), algebra)


def _of_value(value: Value, algebra: "RationalFunctions") -> Value:
    """Return the logarithm of a value by the signs of its factors."""
    ring, names = algebra.ring, algebra.names
    numerator, key = ring.together(value)
    if not numerator:
        raise NoValue("the logarithm of zero")
    factor, powers, core = ring.factored(numerator)
    number = Fraction(int(factor.p), int(factor.q))
    out = [_of_number(abs(number), algebra)]
    unsure = [ring.number(1 if number > 0 else -1)]
    atoms = [*powers, *((atom, -power) for atom, power in key)]
    for atom, power in atoms:
        one = ring.whole(ring.atoms.poly(atom))
        if names.is_positive_atom(atom):
            out.append(ring.scaled(_of_atom(atom, one, algebra), power))
        else:
            unsure.append(ring.power(one, power))
    if core is not None:
        one = ring.whole(core)
        if names.is_positive(core):
            out.append(names.named("log", [one]))
        else:
            unsure.append(one)
    if len(unsure) > 1:
        out.append(names.named("log", [ring.mul(unsure)]))
    elif number < 0:
        raise NoValue("the logarithm of a negative number")
    return ring.add(out)


def _of_atom(atom: int, one: Value, algebra: "RationalFunctions") -> Value:
    exponent = algebra.exponentials.exponent_of(atom)
    if exponent is not None:
        return algebra.names.dense(exponent)
    return algebra.names.named("log", [one])


def _of_number(value: Fraction, algebra: "RationalFunctions") -> Value:
    """Split a rational into small primes, so that log 6 = log 2 + log 3."""
    ring = algebra.ring
    named: Callable[[int], Value] = lambda n: algebra.names.named("log", [ring.number(n)])  # noqa: E731
    out: list[Any] = [ring.zero]
    for sign, rest in ((1, value.numerator), (-1, value.denominator)):
        for prime in PRIMES:
            while rest % prime == 0:
                rest //= prime
                out.append(ring.scaled(named(prime), sign))
        if rest != 1:
            out.append(ring.scaled(named(rest), sign))
    return ring.add(out)
