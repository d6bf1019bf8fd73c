"""What a point shows of two sides under an assumption, and never of sides that are equal there."""

import pytest

from derivcheck.engine.points.differ import differ_under
from derivcheck.engine.statement import Statement
from derivcheck.term.context import Assumption
from derivcheck.term.core import Call, Entry, Not, Same, add, mul, number
from tests.engine.word2vec_terms import CONTEXT, DISTINCT, i, k, o, u, w, word

SAME = Assumption("", (), Same(w, o))
OTHER = Assumption("", (), Not(Same(w, o)))
y = Entry("y", (w,))


@pytest.mark.parametrize("context", [CONTEXT, DISTINCT])
def test_what_holds_in_one_case_differs_in_the_other(context) -> None:
    for left, right in ((u(w), u(o)), (mul(y, u(w)), u(o))):
        statement = Statement((i,), left, right, context)
        assert not differ_under(statement, SAME)
        assert differ_under(statement, OTHER)
    marked = Statement((i,), mul(y, u(w)), number(0), context)
    assert differ_under(marked, SAME) and not differ_under(marked, OTHER)


def test_what_is_wrong_in_each_case_differs_in_both() -> None:
    statement = Statement((i,), mul(number(117), u(w)), u(o), CONTEXT)
    assert differ_under(statement, SAME) and differ_under(statement, OTHER)


def test_the_assumptions_of_the_context_hold_as_well() -> None:
    met = Assumption("", (), Same(word(k), o))
    statement = Statement((i,), u(word(k)), u(o), DISTINCT)
    # there is no such word, so that nothing can be said
    assert not differ_under(statement, met)
    assert differ_under(
        Statement((i,), u(word(k)), u(o), CONTEXT), Assumption("", (), Not(Same(w, o)))
    )


def test_what_is_nowhere_defined_differs_nowhere() -> None:
    never = Call("log", (add(mul(number(-1), mul(u(w), u(w))), number(-1)),))
    assert not differ_under(Statement((i,), never, u(o), CONTEXT), SAME)
