"""The two extreme worlds of a statement are the first and the last of all."""

import pytest

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
