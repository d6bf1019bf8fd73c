"""Random terms: the certificate never contradicts real points, nor images where it is certain."""

import random
from collections import Counter
from fractions import Fraction

import pytest

from derivcheck.engine import decision
from derivcheck.engine.evaluate import Env, NoValue
from derivcheck.engine.exact import certificate as exact
from derivcheck.engine.modular import images as modular
from derivcheck.engine.outcome import Outcome
from derivcheck.engine.points.balls import Balls, Points
from derivcheck.engine.statement import Statement, World
from derivcheck.term.context import Context
from derivcheck.term.core import (
    ALWAYS,
    ONE,
    Call,
    Choice,
    Condition,
    Entry,
    IndexVar,
    Not,
    Power,
    Same,
    Size,
    Sort,
    Sum,
    Term,
    add,
    indicator,
    mul,
    neg,
    number,
    quotient,
)

EQUAL, DIFFERENT = Outcome.EQUAL, Outcome.DIFFERENT
FIELDS = decision.draw_fields(b"random terms")
V = Sort("Vocab", "|V|", 1, 1)
o = IndexVar("o", V)
BOUND = tuple(IndexVar(name, V) for name in "wuvst")
LAST = IndexVar("z", V)
x, y, p = (Entry(name, ()) for name in "xyp")
CONTEXT = Context(
    sorts=(V,),
    variables={"x": (), "y": (), "p": (), "a": (V,), "b": (V,)},
    positive=frozenset("pb"),
)


def call(name: str, term: Term) -> Term:
    return Call(name, (term,))


def exp(term: Term) -> Term:
    return call("exp", term)


def family(name: str, index: IndexVar) -> Term:
    return Entry(name, (index,))


class Made:
    """Random terms and equal ones; scalar, or over a family with sums and cases."""

    def __init__(self, seed: int, indexed: bool) -> None:
        self._dice = random.Random(seed)
        self._indexed = indexed

    def term(self, depth: int, scope: tuple[IndexVar, ...] = (o,)) -> Term:
        dice = self._dice
        if depth == 0 or dice.random() < 0.12:
            return self._leaf(scope)
        kinds = ["add", "add", "mul", "mul", "quotient", "exp", "exp", "power", "call"]
        kind = dice.choice(kinds + ["sum", "sum", "sum", "case"] * self._indexed)
        if kind == "sum":
            return self._sum(depth, scope)
        one = self.term(depth - 1, scope)
        if kind == "exp":
            return exp(one)
        if kind == "power":
            return Power(one, number(dice.choice((-2, 2, 3))))
        if kind == "call":
            return call(dice.choice(("log", "sqrt", "sigmoid", "softplus", "sin", "tanh")), one)
        other = self.term(depth - 1, scope)
        if kind == "case":
            when = Same(dice.choice(scope), dice.choice(scope))
            return Choice(((when, one), (ALWAYS, other)))
        return {"add": add, "mul": mul, "quotient": quotient}[kind](one, other)

    def _leaf(self, scope: tuple[IndexVar, ...]) -> Term:
        dice = self._dice
        if self._indexed and dice.random() < 0.6:
            return dice.choice((family("a", dice.choice(scope)), family("b", dice.choice(scope))))
        plain = [x, y, p, *(number(n) for n in (-2, -1, 1, 2, 3))]
        return dice.choice(plain + [Size(V)] * self._indexed)

    def _sum(self, depth: int, scope: tuple[IndexVar, ...]) -> Term:
        index = BOUND[len(scope) - 1]
        where: Condition = ALWAYS
        if self._dice.random() < 0.3:
            where = Not(Same(index, self._dice.choice(scope)))
        return Sum(index, where, self.term(depth - 1, (*scope, index)))

    def rewritten(self, term: Term) -> Term:
        """Return an equal term, written otherwise; it may be defined at fewer points."""
        other = self.term(1)
        root = call("sqrt", add(ONE, exp(y)))
        ways = [
            add(mul(term, add(ONE, exp(other))), neg(mul(term, exp(other)))),
            quotient(mul(term, add(ONE, exp(other))), add(ONE, exp(other))),
            mul(exp(add(other, x)), term, exp(neg(x)), exp(neg(other))),
            mul(root, term, quotient(ONE, root)),
            add(term, call("log", mul(p, exp(x))), neg(x), neg(call("log", p))),
            add(mul(call("sigmoid", x), term), mul(call("sigmoid", neg(x)), term)),
        ]
        if self._indexed:
            weight = exp(family("a", LAST))
            ways += [
                quotient(Sum(LAST, ALWAYS, mul(term, weight)), Sum(LAST, ALWAYS, weight)),
                Sum(LAST, ALWAYS, mul(indicator(Same(LAST, o)), term)),
                quotient(Sum(LAST, ALWAYS, term), Size(V)),
                add(
                    term,
                    family("a", o),
                    Sum(LAST, Not(Same(LAST, o)), family("a", LAST)),
                    neg(Sum(LAST, ALWAYS, family("a", LAST))),
                ),
            ]
        return self._dice.choice(ways)


def at_points(left: Term, right: Term, world: World) -> list[bool]:
    """Return at some real points where both sides are defined whether they may agree."""
    env: Env = dict(world.indices)
    found = []
    for style in ("mixed", "positive"):
        for count in range(4):
            balls = Balls(Points(b"exact", count, CONTEXT.positive, style), world)
            try:
                found.append(balls.value(left, env).overlaps(balls.value(right, env)))
            except NoValue:
                continue
    return found


def agree(left: Term, right: Term, world: World) -> Outcome:
    """Return what the certificate says; nothing may contradict it."""
    claim = Statement((), left, right, CONTEXT)
    outcome, _ = exact.compare(claim, world, exact.Work(exact.WORK))
    if outcome is EQUAL:
        assert all(at_points(left, right, world))
    if outcome is DIFFERENT:
        # it is said of rational functions of exponentials only, and there images are sure
        assert modular.compare(claim, world, FIELDS)[0] is not EQUAL
    return outcome


def check(seed: int, indexed: bool) -> tuple[Outcome, Outcome]:
    """Return what is said of an equal term and of one that is changed a little."""
    made = Made(seed, indexed)
    world = World({V: 1 + seed % 4}, {o: 0}, {})
    left, right = made.term(3), made.term(3)
    agree(left, right, world)
    same = agree(left, made.rewritten(left), world)
    assert same is not DIFFERENT
    wrong = add(made.rewritten(left), mul(number(Fraction(1, 10**6)), exp(x)))
    changed = agree(left, wrong, world)
    assert changed is not EQUAL
    return same, changed


@pytest.mark.heavy
@pytest.mark.parametrize("indexed", [False, True], ids=["scalar", "indexed"])
def test_random_terms_are_told_apart(indexed: bool) -> None:
    said = Counter(outcome for seed in range(80) for outcome in check(seed, indexed))
    # nearly all that is equal is certified, and much of what is not is certainly different
    assert said[EQUAL] >= 70
    assert said[DIFFERENT] >= 20


@pytest.mark.slow
@pytest.mark.parametrize("indexed", [False, True], ids=["scalar", "indexed"])
def test_many_random_terms_are_told_apart(indexed: bool) -> None:
    for seed in range(1000, 4000):
        check(seed, indexed)
