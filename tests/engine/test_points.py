"""Balls at several points at once are those at each alone; what images spare is no witness."""

import gc
from typing import Any
from weakref import ref

import pytest

from derivcheck.engine.evaluate import BUDGET, Walk
from derivcheck.engine.modular.images import Residues
from derivcheck.engine.modular.primes import draw
from derivcheck.engine.points.balls import Balls, Points
from derivcheck.engine.points.refute import find_counterexample
from derivcheck.engine.points.together import Together, agree_together
from derivcheck.engine.statement import Statement, World
from derivcheck.engine.worlds.patterns import worlds
from derivcheck.term.core import (
    ALWAYS,
    MINUS_ONE,
    ONE,
    ZERO,
    Abstraction,
    Call,
    Choice,
    Compare,
    Entry,
    Node,
    Power,
    Prod,
    Same,
    Sum,
    Term,
    Unknown,
    add,
    mul,
    neg,
    number,
    quotient,
)
from tests.engine.word2vec_terms import CONTEXT, DIM, REPEATED, VOCAB, WORLD, i, o, u, w

FIELDS = (draw(b"points", 0),)
x = Entry("x", ())
total = Sum(w, ALWAYS, Call("exp", (u(w),)))
SOFT = quotient(Call("exp", (u(o),)), total)
PASSED = Sum(w, ALWAYS, mul(u(w), Choice(((Same(w, o), ONE), (ALWAYS, ZERO)))))
TERMS = [
    SOFT,
    PASSED,
    Call("tanh", (add(x, number(2)),)),
    Power(mul(x, x), number(3)),
    Power(total, x),
    Prod(w, ALWAYS, add(ONE, mul(u(w), u(w)))),
    Sum(w, Same(w, o), x),
]


def points(style: str = "mixed") -> list[Points]:
    return [Points(b"together", at, CONTEXT.positive, style) for at in range(3)]


@pytest.mark.parametrize("term", TERMS, ids=repr)
def test_each_value_is_that_of_its_point(term: Term) -> None:
    env = {**WORLD.indices, i: 1}
    together = Together(points(), WORLD, BUDGET).value(term, env)
    alone = [Balls(point, WORLD).value(term, env) for point in points()]
    assert [str(ball) for ball in together] == [str(ball) for ball in alone]


def claim(left: Term, right: Term) -> Statement:
    return Statement((i,), left, right, CONTEXT)


def agreed(statement: Statement, style: str = "mixed") -> int:
    return agree_together(statement, points(style), (WORLD, REPEATED), BUDGET)


def test_sides_agree_in_every_world_or_up_to_the_first_at_which_they_do_not() -> None:
    assert agreed(claim(PASSED, u(o))) == 2
    assert agreed(claim(PASSED, neg(u(o)))) == 0
    # |V| = 5 in the first world only
    assert agreed(claim(mul(u(o), Sum(w, ALWAYS, ONE)), mul(number(5), u(o)))) == 1


def test_what_is_undefined_at_one_point_is_left_to_each_alone() -> None:
    log = Call("log", (x,))
    assert agreed(claim(log, log)) == 0
    assert agreed(claim(log, log), "positive") == 2
    over = Power(add(x, neg(x)), MINUS_ONE)
    assert agreed(claim(over, over)) == 0
    sign = Choice(((Compare("<", ZERO, x), ONE), (ALWAYS, ZERO)))
    assert agreed(claim(sign, sign)) == 0
    assert agree_together(claim(PASSED, u(o)), points(), (WORLD,), 3) == 0


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (quotient(u(o), total), u(o)),
        # the same at one word
        (Sum(w, ALWAYS, u(w)), u(o)),
        (SOFT, ONE),
        (Call("log", (mul(x, x),)), mul(number(2), Call("log", (add(x, ONE),)))),
        (PASSED, u(o)),
    ],
)
def test_images_spare_points_and_change_no_witness(left: Term, right: Term) -> None:
    statement = claim(left, right)
    assert find_counterexample(statement, fields=FIELDS) == find_counterexample(statement)


def test_a_world_in_which_images_agree_costs_one_point(monkeypatch: pytest.MonkeyPatch) -> None:
    tried: list[object] = []
    found = Balls.move_to
    monkeypatch.setattr(
        Balls, "move_to", lambda self, point, at: tried.append(at) or found(self, point, at)
    )
    statement = claim(Sum(w, ALWAYS, u(w)), u(o))
    alone = worlds(statement, {VOCAB: 1, DIM: 1})
    assert alone is not None
    assert find_counterexample(statement, fields=FIELDS) is not None
    assert all(tried.count(world) == 1 for world in alone)


def test_the_nodes_of_a_class_are_those_met_on_a_walk() -> None:
    for kind in (Sum, Entry, Term, Node):
        assert SOFT.nodes_of(kind) == tuple(n for n in SOFT.walk() if isinstance(n, kind))


def test_walks_that_are_done_with_are_gone_at_once() -> None:
    env = {**WORLD.indices, i: 1}
    walks: list[Walk[Any]] = [
        Residues(FIELDS[0], WORLD, CONTEXT.positive),
        Balls(points()[0], WORLD),
        Together(points(), WORLD, BUDGET),
    ]
    gone = [ref(walk) for walk in walks]
    gc.disable()
    try:
        for walk in walks:
            walk.value(SOFT, env)
        del walk
        walks.clear()
        assert [one() for one in gone] == [None] * 3
    finally:
        gc.enable()


def test_balls_at_the_same_point_of_another_world_are_those_of_that_world() -> None:
    unknown = Unknown("f", (Abstraction((w,), u(w)),), ())
    point = points()[0]
    small = World({VOCAB: 1, DIM: 2}, {o: 0}, {})
    moved = Balls(point, WORLD)
    moved.value(unknown, {**WORLD.indices, i: 1})
    moved.move(small)
    again = Balls(point, small)
    assert str(moved.value(unknown, {i: 1, o: 0})) == str(again.value(unknown, {i: 1, o: 0}))
