"""The two extreme worlds of a statement are the first and the last of all."""

import pytest
from msgspec.structs import replace

from derivcheck.engine.statement import Statement
from derivcheck.engine.worlds.patterns import extreme_worlds, size_choices, worlds
from derivcheck.term.context import Assumption, Context
from derivcheck.term.core import IndexVar, Not, Same
from tests.engine.word2vec_terms import CONTEXT, DISTINCT, VOCAB, i, k, o, u, w, word

CONTRADICTING = Context(
    sorts=(VOCAB,),
    variables={"x": ()},
    assumptions=(Assumption("w ≠ w", (), Not(Same(w, w))),),
)
c = IndexVar("c", VOCAB)


@pytest.mark.parametrize("context", [CONTEXT, DISTINCT], ids=["repeated", "distinct"])
@pytest.mark.parametrize(
    ("left", "right"), [(u(w), u(o)), (u(word(k)), u(o)), (u(c), u(w))], ids=["words", "map", "two"]
)
def test_the_extreme_worlds_are_the_last_and_the_first(context, left, right) -> None:
    statement = Statement((i,), left, right, context)
    sizes = next(iter(size_choices(statement, {})))
    every = worlds(statement, sizes)
    assert every
    few, many = every[-1], every[0]
    found = extreme_worlds(statement, sizes)
    assert found == ((few, many) if few != many else (few,))


def test_assumptions_that_contradict_each_other_leave_no_world() -> None:
    statement = Statement((i,), u(w), u(o), CONTRADICTING)
    sizes = {VOCAB: 3, i.sort: 2}
    assert worlds(statement, sizes) == [] and extreme_worlds(statement, sizes) == ()


def test_worlds_are_kept_for_statements_that_ask_for_the_same() -> None:
    context = Context(sorts=(VOCAB, i.sort), variables={"u": (i.sort, VOCAB)})
    apart = replace(context, assumptions=(Assumption("w ≠ o", (), Not(Same(w, o))),))
    sizes = {VOCAB: 3, i.sort: 2}
    one = worlds(Statement((i, c), u(w), u(o), context), sizes)
    other = worlds(Statement((i, c), u(o), u(w), context), sizes)
    fewer = worlds(Statement((i, c), u(w), u(o), apart), sizes)
    larger = worlds(Statement((i, c), u(w), u(o), context), {**sizes, VOCAB: 4})
    assert one and other and fewer and larger
    assert [id(world) for world in one] == [id(world) for world in other]
    assert {world.indices[w] == world.indices[o] for world in one} == {True, False}
    assert {world.indices[w] == world.indices[o] for world in fewer} == {False}
    assert {world.sizes[VOCAB] for world in larger} == {4}
    one.clear()
    assert other and worlds(Statement((i, c), u(w), u(o), context), sizes)
