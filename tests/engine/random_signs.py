"""Random statements about signs, roots and logarithms, with an evaluation of their own.

Each statement is a rule of which some are false (√a² = a, 1{a>0} + 1{a<0} = 1), at random
arguments, inside of something random.  Values are floats; where a step of the evaluation is
too near to a border to be sure, the point is left out.
"""

import math
from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from itertools import product
from random import Random

from derivcheck.constructs import PiecewiseFunction, constructs
from derivcheck.constructs.extremes import largest, smallest
from derivcheck.engine.statement import Statement
from derivcheck.term.context import Context
from derivcheck.term.core import (
    ALWAYS,
    MINUS_ONE,
    ONE,
    ZERO,
    Add,
    Always,
    Call,
    Choice,
    Compare,
    Condition,
    Entry,
    Index,
    IndexVar,
    Mul,
    Not,
    Number,
    Power,
    Size,
    Sort,
    Sum,
    Term,
    add,
    mul,
    neg,
    number,
    power,
)
from derivcheck.term.substitute import substitute

PLACE = Sort("Place", "d", 1, 1)
AT, OTHER = IndexVar("i", PLACE), IndexVar("j", PLACE)
X, Y = Entry("x", ()), Entry("y", ())
P, Q = Entry("p", (AT,)), Entry("q", (AT,))
CONTEXT = Context(sorts=(PLACE,), variables={"x": (), "y": (), "p": (PLACE,), "q": (PLACE,)})
VALUES = (-3.0, -2.0, -1.0, -0.5, 0.0, 0.0, 0.25, 1.0, 2.0, 3.0, 1 / 3)
NEAR = 1e-9
HALF = number(Fraction(1, 2))

Env = Mapping[object, float]


class Undefined(Exception):
    """There is no value here, or it is too near to a border to tell."""


# --- building


def _cases(name: str) -> Callable[[Term], Term]:
    construct = constructs()[name]
    assert isinstance(construct, PiecewiseFunction)
    return construct.value


absolute, relu, sign = _cases("absolute value"), _cases("relu"), _cases("sign")


def sqrt(term: Term) -> Term:
    return Call("sqrt", (term,))


def log(term: Term) -> Term:
    return Call("log", (term,))


def exp(term: Term) -> Term:
    return Call("exp", (term,))


def square(term: Term) -> Term:
    return power(term, number(2))


def inverse(term: Term) -> Term:
    return power(term, MINUS_ONE)


def minus(left: Term, right: Term) -> Term:
    return add(left, neg(right))


def one_where(condition: Condition) -> Term:
    return Choice(((condition, ONE), (ALWAYS, ZERO)))


def above(term: Term) -> Term:
    return one_where(Compare("<", ZERO, term))


def below(term: Term) -> Term:
    return one_where(Compare("<", term, ZERO))


def null(term: Term) -> Term:
    return one_where(Compare("=", term, ZERO))


def _atom(random: Random, letters: tuple[Term, ...]) -> Term:
    kind = random.random()
    if kind < 0.7:
        return random.choice(letters)
    if kind < 0.8:
        return number(random.choice([1, 2, -1, 3]))
    if kind < 0.9:
        return add(random.choice(letters), number(random.choice([1, -1, 2])))
    return minus(letters[0], letters[-1]) if len(letters) > 1 else add(letters[0], ONE)


def _term(random: Random, letters: tuple[Term, ...], depth: int) -> Term:
    if depth == 0:
        return _atom(random, letters)
    one, two = (_term(random, letters, depth - 1) for _ in range(2))
    made = [
        add(one, two), mul(one, two), neg(one), absolute(one), relu(one), largest(one, two),
        smallest(one, two), sign(one), sqrt(one), log(one), inverse(one), square(one), exp(one),
    ]  # fmt: skip
    return random.choice(made)


def _rules(a: Term, b: Term, c: Term) -> list[tuple[Term, Term]]:
    return [
        (sqrt(square(a)), absolute(a)),
        (sqrt(square(a)), a),
        (log(mul(a, b)), add(log(a), log(b))),
        (log(square(a)), mul(number(2), log(a))),
        (log(square(a)), mul(number(2), log(absolute(a)))),
        (log(mul(a, inverse(b))), minus(log(a), log(b))),
        (log(add(ONE, neg(a))), log(add(a, MINUS_ONE))),
        (log(sqrt(a)), mul(HALF, log(a))),
        (exp(log(a)), absolute(a)),
        (absolute(mul(a, b)), mul(absolute(a), absolute(b))),
        (absolute(add(a, b)), add(absolute(a), absolute(b))),
        (relu(a), mul(HALF, add(a, absolute(a)))),
        (minus(relu(a), relu(neg(a))), a),
        (add(relu(a), relu(neg(a))), a),
        (largest(a, b), mul(HALF, add(a, b, absolute(minus(a, b))))),
        (smallest(a, b), mul(HALF, add(a, b, absolute(minus(a, b))))),
        (largest(a, largest(b, c)), largest(largest(a, b), c)),
        (largest(a, smallest(a, b)), a),
        (largest(a, b), a),
        (add(largest(a, b), smallest(a, b)), add(a, b)),
        (square(sign(a)), ONE),
        (mul(sign(a), sign(b)), sign(mul(a, b))),
        (mul(a, inverse(absolute(a))), sign(a)),
        (mul(absolute(a), sign(a)), absolute(a)),
        (add(above(a), below(a)), ONE),
        (add(above(a), below(a), null(a)), ONE),
        (null(a), ZERO),
        (mul(above(a), above(b)), above(smallest(a, b))),
        (mul(above(a), above(b)), above(mul(a, b))),
        (above(a), mul(HALF, add(ONE, sign(a)))),
        (mul(sqrt(a), sqrt(b)), sqrt(mul(a, b))),
        (mul(sqrt(a), sqrt(a)), absolute(a)),
        (sqrt(mul(square(a), b)), mul(a, sqrt(b))),
        (sqrt(mul(a, inverse(b))), mul(sqrt(a), inverse(sqrt(b)))),
        (inverse(add(ONE, sqrt(a))), mul(minus(ONE, sqrt(a)), inverse(minus(ONE, a)))),
        (mul(a, inverse(sqrt(a))), sqrt(a)),
    ]


def _dressed(random: Random, sides: tuple[Term, Term], c: Term) -> tuple[Term, Term]:
    kind = random.random()
    if kind < 0.2:
        return add(sides[0], c), add(sides[1], c)
    if kind < 0.35:
        return mul(c, sides[0]), mul(c, sides[1])
    for limit, function in ((0.45, log), (0.55, sqrt), (0.65, absolute), (0.7, relu)):
        if kind < limit:
            return function(sides[0]), function(sides[1])
    return sides


def _pair(random: Random, letters: tuple[Term, ...]) -> tuple[Term, Term]:
    a, b, c = (_term(random, letters, random.choice([0, 0, 1])) for _ in range(3))
    rule = random.choice(_rules(a, b, c))
    sides = _dressed(random, rule, _term(random, letters, 1))
    return sides if random.random() < 0.5 else sides[::-1]


def about_scalars(random: Random) -> Statement:
    """Return a random statement about x and y."""
    left, right = _pair(random, (X, Y))
    return Statement((), left, right, CONTEXT)


def about_sums(random: Random) -> Statement:
    """Return a random statement about sums over p and q."""
    left, right = _pair(random, random.choice([(P,), (P, Q), (P, X)]))
    swap: dict[IndexVar, Index] = {AT: OTHER}

    def total(term: Term, where: Condition = ALWAYS) -> Term:
        return Sum(AT, where, term)

    other = substitute(right, swap)
    made = [
        (total(left), total(right)),
        (square(total(left)), total(Sum(OTHER, ALWAYS, mul(right, other)))),
        (square(total(left)), total(mul(left, right))),
        (mul(total(left), inverse(Size(PLACE))), total(mul(inverse(Size(PLACE)), right))),
        (absolute(total(left)), absolute(total(right))),
        (sqrt(total(square(left))), sqrt(total(square(right)))),
        (total(mul(above(P), left)), total(right, Compare("<", ZERO, P))),
        (mul(total(left), inverse(total(square(P)))), mul(total(right), inverse(total(square(P))))),
    ]
    left, right = random.choice(made)
    return Statement((), left, right, CONTEXT)


# --- an evaluation of its own


def value(term: Term, env: Env, size: int) -> float:
    """Return the value of a term; raises `Undefined`."""
    match term:
        case Number():
            return float(term.value)
        case Size():
            return float(size)
        case Entry():
            return env[term.symbol, tuple(env[index] for index in term.indices)]
        case Add():
            return math.fsum(value(arg, env, size) for arg in term.args)
        case Mul():
            return math.prod(value(arg, env, size) for arg in term.args)
        case Power():
            base, exponent = value(term.base, env, size), value(term.exponent, env, size)
            if exponent < 0 and abs(base) < NEAR:
                raise Undefined
            return float(base**exponent)
        case Call():
            return _function(term.function, value(term.args[0], env, size))
        case Sum():
            inner = [{**env, term.index: at} for at in range(size)]
            return math.fsum(
                value(term.body, e, size) for e in inner if _holds(term.where, e, size)
            )
        case Choice():
            for condition, body in term.branches:
                if _holds(condition, env, size):
                    return value(body, env, size)
    raise Undefined


def _function(name: str, x: float) -> float:
    if name == "exp":
        return math.exp(min(x, 200.0))
    if (x != 0 and abs(x) < NEAR) or x < 0 or (name == "log" and x == 0):
        raise Undefined
    return math.sqrt(x) if name == "sqrt" else math.log(x)


def _holds(condition: Condition, env: Env, size: int) -> bool:
    match condition:
        case Always():
            return True
        case Not():
            return not _holds(condition.inner, env, size)
        case Compare():
            left, right = value(condition.left, env, size), value(condition.right, env, size)
            if left != right and abs(left - right) < NEAR:
                raise Undefined
            return {"<": left < right, "≤": left <= right, "=": left == right}[condition.sign]
    raise AssertionError(condition)


def points(random: Random, statement: Statement) -> Iterator[tuple[dict[object, float], int]]:
    """Yield points and sizes: a grid for scalars, random ones with many ties for sums."""
    if not {"p", "q"} & statement.symbols:
        for x, y in product(VALUES, VALUES):
            yield {("x", ()): x, ("y", ()): y}, 1
        return
    for size in (1, 2, 3, 4, 5):
        for _ in range(40):
            env: dict[object, float] = {("x", ()): random.choice(VALUES)}
            env |= {(s, (at,)): random.choice(VALUES) for s in "pq" for at in range(size)}
            yield env, size


def differs_at(random: Random, statement: Statement) -> object | None:
    """Return a point at which both sides are defined and differ, None if none is met."""
    for env, size in points(random, statement):
        try:
            left, right = (value(side, env, size) for side in (statement.left, statement.right))
        except (Undefined, OverflowError):
            continue
        if abs(left - right) > 1e-6 * (1 + abs(left) + abs(right)):
            return env, size
    return None
