import numpy as np
import pytest

from derivcheck.constructs.differentiate import expand_derivatives
from derivcheck.engine.numeric.compare import NumpyWitness, numpy_function, random_point
from derivcheck.engine.numeric.form import Trace, evaluate
from derivcheck.engine.outcome import Outcome, Unsupported
from derivcheck.engine.statement import Statement, World
from derivcheck.term.context import Context, Definition
from derivcheck.term.core import (
    ALWAYS,
    MINUS_ONE,
    ONE,
    ZERO,
    Abstraction,
    Call,
    Choice,
    Compare,
    Derivative,
    Entry,
    IndexLiteral,
    Not,
    Prod,
    Same,
    Size,
    Sum,
    Unknown,
    add,
    mul,
    neg,
    number,
    power,
    quotient,
)
from tests.engine.word2vec_terms import (
    CONTEXT,
    DIM,
    FALSE,
    NAIVE,
    NEGATIVE,
    REPEATED,
    SAMPLE,
    TRUE,
    VOCAB,
    c,
    d,
    exp,
    i,
    j,
    k,
    log,
    o,
    score,
    softmax,
    u,
    v,
    w,
    word,
    x,
    y,
)

LARGER = World(
    {VOCAB: 11, DIM: 7, SAMPLE: 5},
    {o: 0, c: 1},
    {"w_k": {(0,): 2, (1,): 3, (2,): 4, (3,): 5, (4,): 9}},
)
HUGE = World(
    {VOCAB: 10_000, DIM: 300, SAMPLE: 10},
    {o: 0, c: 1},
    {"w_k": {(at,): 7 * at + 3 for at in range(10)}},
)
A, X = Entry("a", ()), Entry("x", ())
REALS = Context(variables={"a": (), "x": ()})
EMPTY = World({}, {}, {})
RNG = np.random.default_rng(5)


def compare(left, right, context=REALS, world=EMPTY, axes=(), seed=b"seed"):
    return NumpyWitness(context, seed).compare(Statement(axes, left, right, context), world)


def point(world):
    return random_point(CONTEXT, frozenset("UV"), world, np.random.default_rng(1))


@pytest.mark.parametrize("world", [LARGER, REPEATED], ids=["distinct", "repeated"])
@pytest.mark.parametrize("case", TRUE, ids=lambda case: case.name)
def test_true_gradients_agree(case, world):
    assert NumpyWitness(CONTEXT, b"s").compare(case.statement(), world) is Outcome.EQUAL


@pytest.mark.parametrize("world", [LARGER, REPEATED], ids=["distinct", "repeated"])
@pytest.mark.parametrize("case", FALSE, ids=lambda case: case.name)
def test_false_gradients_differ(case, world):
    assert NumpyWitness(CONTEXT, b"s").compare(case.statement(), world) is Outcome.DIFFERENT


@pytest.mark.slow
@pytest.mark.parametrize("cases", [TRUE, FALSE], ids=["true", "false"])
def test_huge_sizes(cases):
    expected = Outcome.EQUAL if cases is TRUE else Outcome.DIFFERENT
    for case in cases:
        outcome = NumpyWitness(CONTEXT, b"s").compare(case.statement(), HUGE)
        # one word in ten thousand is not among the components drawn
        unseen = case.name == "naive by U, wrong word"
        assert outcome is (Outcome.EQUAL if unseen else expected), case.name


def test_values_are_those_of_numpy_code():
    values = point(LARGER)
    U, centre = values["U"], values["V"][:, 1]
    scores = U.T @ centre
    expected = np.exp(scores) / np.exp(scores).sum()
    assert np.allclose(evaluate(softmax(w), LARGER, values, CONTEXT, (w,)), expected)
    assert np.isclose(evaluate(NAIVE, LARGER, values, CONTEXT), -np.log(expected[0]))
    sampled = [2, 3, 4, 5, 9]
    negative = np.log1p(np.exp(-scores[0])) + np.log1p(np.exp(scores[sampled])).sum()
    assert np.isclose(evaluate(NEGATIVE, LARGER, values, CONTEXT), negative)
    gradient = evaluate(d(NAIVE, u(w)), LARGER, values, CONTEXT, (i, w))
    assert np.allclose(gradient, np.outer(centre, expected - np.eye(11)[0]), atol=1e-14)
    transposed = evaluate(d(NAIVE, u(w)), LARGER, values, CONTEXT, (w, i))
    assert np.array_equal(transposed, gradient.T)


def test_indices_conditions_and_sizes():
    values = point(LARGER)
    U = values["U"]

    def value(term, *axes):
        return evaluate(term, LARGER, values, CONTEXT, axes)

    assert value(Size(VOCAB)) == 11
    assert value(Sum(w, Not(Same(w, o)), ONE)) == 10
    assert value(Sum(w, ALWAYS, number(3))) == 33
    assert np.allclose(value(Prod(i, ALWAYS, u(w)), w), U.prod(axis=0))
    assert np.allclose(value(Prod(w, Not(Same(w, o)), number(2))), 2.0**10)
    assert np.allclose(value(u(word(k)), k, i), U[:, [2, 3, 4, 5, 9]].T)
    assert np.allclose(value(u(IndexLiteral(-1, VOCAB)), i), U[:, -1])
    assert np.allclose(value(y(w), w), np.eye(11)[0])
    chosen = Choice(((Same(w, o), u(o)), (Same(w, c), ZERO), (ALWAYS, u(w))))
    expected = U.copy()
    expected[:, 1] = 0
    assert np.allclose(value(chosen, i, w), expected)
    # undefined where no case applies
    assert np.isnan(value(Choice(((Same(w, o), ONE),)), w)).sum() == 10


def test_excluded_summands_may_be_undefined():
    values = point(LARGER)
    inverse = power(add(ONE, neg(y(w))), MINUS_ONE)
    total = evaluate(Sum(w, Not(Same(w, o)), inverse), LARGER, values, CONTEXT)
    assert total == 10


def test_bound_index_of_the_same_name_is_another_index():
    total = Sum(w, ALWAYS, exp(score(w)))
    right = mul(exp(score(w)), v())
    assert compare(d(total, u(w)), right, CONTEXT, LARGER, (i, w)) is Outcome.EQUAL
    captured = Sum(w, ALWAYS, right)
    assert compare(d(total, u(w)), captured, CONTEXT, LARGER, (i, w)) is Outcome.DIFFERENT
    # an index that is free outside with a value, and bound inside
    shadowed = mul(u(o), Sum(o, ALWAYS, u(o)))
    apart = mul(u(o), Sum(w, ALWAYS, u(w)))
    assert compare(shadowed, apart, CONTEXT, LARGER, (i,)) is Outcome.EQUAL


def test_second_derivatives_by_two_symbols_with_the_same_indices():
    loss = exp(Sum(w, ALWAYS, Sum(i, ALWAYS, mul(u(w), Entry("V", (i, w))))))
    left = Derivative(Derivative(loss, u(w)), Entry("V", (j, x)))
    right = expand_derivatives(left)
    assert compare(left, right, CONTEXT, REPEATED, (i, w, j, x)) is Outcome.EQUAL
    same = Derivative(Derivative(loss, u(w)), Entry("V", (i, w)))
    assert compare(same, expand_derivatives(same), CONTEXT, REPEATED, (i, w)) is Outcome.EQUAL
    wrong = mul(loss, Entry("V", (i, w)), u(w))
    assert compare(same, wrong, CONTEXT, REPEATED, (i, w)) is Outcome.DIFFERENT


def test_constraints_are_put_in_after_derivatives():
    loss = neg(Sum(w, ALWAYS, mul(y(w), log(softmax(w)))))
    gradient = Derivative(loss, y(x))
    assert compare(gradient, neg(log(softmax(x))), CONTEXT, LARGER, (x,)) is Outcome.EQUAL
    assert compare(gradient, ZERO, CONTEXT, LARGER, (x,)) is Outcome.DIFFERENT


def test_a_world_need_not_fix_what_the_statement_does_not_mention():
    world = World({VOCAB: 3, DIM: 2}, {}, {})
    assert compare(u(w), u(w), CONTEXT, world, (i, w)) is Outcome.EQUAL
    assert compare(y(w), y(w), CONTEXT, world, (w,)) is Outcome.NO_ANSWER


def any_loss(at):
    outside = Abstraction((j, x), Entry("U", (j, x)))
    return Unknown("J", (Abstraction((i,), v()), at, outside), ())


def test_unknown_functions():
    total = Sum(k, ALWAYS, any_loss(word(k)))
    gradient = Sum(k, ALWAYS, d(any_loss(word(k)), v()))
    assert compare(d(total, v()), gradient, CONTEXT, LARGER, (i,)) is Outcome.EQUAL
    assert compare(d(total, v()), neg(gradient), CONTEXT, LARGER, (i,)) is Outcome.DIFFERENT
    one = mul(Size(SAMPLE), d(any_loss(o), v()))
    assert compare(d(total, v()), one, CONTEXT, LARGER, (i,)) is Outcome.DIFFERENT
    ours = expand_derivatives(d(total, u(w)))
    assert compare(d(total, u(w)), ours, CONTEXT, LARGER, (i, w)) is Outcome.EQUAL
    twice = Derivative(d(any_loss(o), v()), u(w, j))
    axes = (i, j, w)
    assert compare(twice, expand_derivatives(twice), CONTEXT, LARGER, axes) is Outcome.EQUAL


def test_the_complex_step_stays_in_its_branch():
    relu = Choice(((Compare("<", ZERO, X), X), (ALWAYS, ZERO)))
    step = Choice(((Compare("<", ZERO, X), ONE), (ALWAYS, ZERO)))
    assert compare(Derivative(relu, X), step) is Outcome.EQUAL
    assert compare(Derivative(relu, X), add(ONE, neg(step))) is Outcome.DIFFERENT
    trace = Trace()
    evaluate(Derivative(relu, X), EMPTY, {"x": 0.5}, REALS, (), trace)
    assert not trace.rough


def test_central_differences_where_the_complex_step_is_not_exact():
    cube = power(X, number(3))
    twice = Derivative(Derivative(cube, X), X)
    assert compare(twice, mul(number(6), X)) is Outcome.EQUAL
    assert compare(twice, mul(number(7), X)) is Outcome.DIFFERENT
    trace = Trace()
    evaluate(twice, EMPTY, {"x": 0.5}, REALS, (), trace)
    assert trace.rough
    trace = Trace()
    evaluate(Derivative(power(X, number(3)), X), EMPTY, {"x": 0.5}, REALS, (), trace)
    assert not trace.rough


def test_a_derivative_outside_the_domain_has_no_value():
    for term in (log(X), Call("sqrt", (X,)), power(X, A)):
        values = {"x": -0.5, "a": 0.5}
        assert np.isnan(evaluate(term, EMPTY, values, REALS))
        assert np.isnan(evaluate(Derivative(term, X), EMPTY, values, REALS))


def test_high_powers_are_exact():
    value = evaluate(Derivative(power(X, number(201)), X), EMPTY, {"x": -0.99}, REALS)
    assert np.isclose(value, 201 * 0.99**200, rtol=1e-12)


def test_points_inside_the_domain_are_looked_for():
    assert compare(log(mul(X, X)), mul(number(2), log(X))) is Outcome.EQUAL
    assert compare(log(mul(X, X)), mul(number(3), log(X))) is Outcome.DIFFERENT


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (log(neg(mul(X, X))), log(neg(mul(X, X)))),  # nowhere defined
        (exp(exp(exp(add(number(9), mul(X, X))))), ONE),  # overflow
        (power(ZERO, MINUS_ONE), power(ZERO, MINUS_ONE)),
        (power(X, number(10**9)), X),
        (number(10**400), number(10**400)),
        (Entry("z", ()), X),  # no such variable
    ],
)
def test_no_answer(left, right):
    assert compare(left, right) is Outcome.NO_ANSWER


def test_differences_below_rounding_are_not_called_different():
    assert compare(X, add(X, quotient(ONE, number(10**13)))) is not Outcome.DIFFERENT
    close = add(X, quotient(ONE, number(10**7)))
    assert compare(X, close) is Outcome.NO_ANSWER


def test_the_same_seed_gives_the_same_answer_and_arrays_too_large_none():
    worlds = World({VOCAB: 10_000, DIM: 3, SAMPLE: 1}, {o: 0, c: 1}, {"w_k": {(0,): 2}})
    square = mul(softmax(w), softmax(x))
    assert compare(square, square, CONTEXT, worlds, (w, x)) is Outcome.NO_ANSWER
    with pytest.raises(Unsupported):
        evaluate(square, worlds, point(worlds), CONTEXT, (w, x))


def test_function_of_arrays():
    values = point(LARGER)
    loss = numpy_function(NAIVE, (), CONTEXT)
    U, V = values["U"], values["V"]
    scores = U.T @ V[:, 4]
    assert np.isclose(loss(U=U, V=V, o=3, c=4), np.log(np.exp(scores).sum()) - scores[3])
    assert isinstance(loss(U=U, V=V, o=3, c=4), float)
    gradient = numpy_function(d(NEGATIVE, u(w)), (i, w), CONTEXT)
    array = gradient(U=U, V=V, o=3, c=4, w_k=[5, 5, 6])
    assert array.shape == (7, 11)
    assert set(np.flatnonzero(np.abs(array).max(axis=0))) == {3, 5, 6}
    array[0, 0] = 1  # the caller's own


def test_function_with_definitions_and_constraints():
    context = Context(
        sorts=CONTEXT.sorts,
        variables=CONTEXT.variables,
        one_hot=CONTEXT.one_hot,
        definitions={"\\hat y": Definition((w,), softmax(w))},
    )
    estimate = Entry("\\hat y", (w,))
    loss = numpy_function(neg(Sum(w, ALWAYS, mul(y(w), log(estimate)))), (), context)
    values = point(LARGER)
    plain = numpy_function(NAIVE, (), context)
    assert np.isclose(loss(**values, o=2, c=1), plain(**values, o=2, c=1))
    half = np.full(11, 0.5)
    assert loss(**values, o=2, c=1, y=half) != pytest.approx(plain(**values, o=2, c=1))


@pytest.mark.parametrize(
    ("arguments", "match"),
    [
        ({"o": 1}, "missing"),
        ({"o": 1, "c": 1, "z": 3}, "no such name"),
        ({"U": np.zeros(3), "V": np.zeros((2, 5)), "o": 1, "c": 1}, "shape"),
        ({"U": np.zeros((2, 4)), "V": np.zeros((2, 5)), "o": 1, "c": 1}, "is 4"),
        ({"U": np.zeros((2, 5)), "V": np.zeros((2, 5)), "o": 5, "c": 1}, "no element"),
    ],
)
def test_function_with_bad_arguments(arguments, match):
    with pytest.raises(TypeError, match=match):
        numpy_function(NAIVE, (), CONTEXT)(**arguments)
