from fractions import Fraction

import pytest
import sympy

from derivcheck.constructs.differentiate import expand_derivatives
from derivcheck.engine.outcome import Outcome, Unsupported
from derivcheck.engine.statement import Statement, World
from derivcheck.engine.symbolic import form
from derivcheck.engine.symbolic.compare import SympyWitness
from derivcheck.engine.symbolic.form import SymbolTable, SympyForm
from derivcheck.engine.worlds.chosen import chosen_world
from derivcheck.term.context import Context
from derivcheck.term.core import (
    ALWAYS,
    MINUS_ONE,
    ONE,
    ZERO,
    Abstraction,
    Call,
    Choice,
    Compare,
    Constant,
    Derivative,
    Entry,
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
    DISTINCT,
    FALSE,
    NAIVE,
    NEGATIVE,
    REPEATED,
    TRUE,
    VOCAB,
    WORLD,
    c,
    d,
    exp,
    i,
    j,
    k,
    log,
    o,
    one_minus,
    score,
    sigmoid,
    softmax,
    u,
    v,
    w,
    word,
    x,
    y,
)

REALS = Context(variables=dict.fromkeys("abxyp", ()), positive=frozenset("p"))
A, B, X, Y, P = (Entry(name, ()) for name in "abxyp")
HALF = number(Fraction(1, 2))
EMPTY = World({}, {}, {})
SIZES = {"Vocab": 5, "Dim": 2, "Sample": 3}


def to_sympy(term, world, env=None, context=None):
    """Return one component of a term; ``env`` gives values to indices that the world does not."""
    return SympyForm(world, context or Context()).expression(term, dict(env or {}))


def call(name, arg):
    return Call(name, (arg,))


def sqrt(arg):
    return call("sqrt", arg)


def compare(left, right, context=REALS, world=EMPTY, axes=()):
    return SympyWitness(context).compare(Statement(axes, left, right, context), world)


@pytest.mark.parametrize("world", [WORLD, REPEATED], ids=["distinct", "repeated"])
@pytest.mark.parametrize("case", TRUE, ids=lambda case: case.name)
def test_true_gradients_are_equal(case, world):
    assert SympyWitness(CONTEXT).compare(case.statement(), world) is Outcome.EQUAL


@pytest.mark.parametrize("world", [WORLD, REPEATED], ids=["distinct", "repeated"])
@pytest.mark.parametrize("case", FALSE, ids=lambda case: case.name)
def test_false_gradients_differ(case, world):
    outcome = SympyWitness(CONTEXT).compare(case.statement(), world)
    # what is left of a false identity between logarithms is no proof of the contrary
    expected = Outcome.NO_ANSWER if "entropy" in case.name else Outcome.DIFFERENT
    assert outcome is expected


def test_one_witness_judges_all_steps_the_same_as_fresh_ones():
    witness = SympyWitness(CONTEXT)
    cases = [*TRUE, *FALSE] * 2
    together = [
        witness.compare(case.statement(), world) for case in cases for world in (WORLD, REPEATED)
    ]
    apart = [
        SympyWitness(CONTEXT).compare(case.statement(), world)
        for case in cases
        for world in (WORLD, REPEATED)
    ]
    assert together == apart


IDENTITIES = {
    "exp of a sum": (exp(add(A, B)), mul(exp(A), exp(B))),
    "exp of a double": (exp(mul(number(2), A)), power(exp(A), number(2))),
    "half exponents": (power(exp(mul(HALF, A)), number(2)), exp(A)),
    "sigmoid of minus": (sigmoid(neg(X)), one_minus(sigmoid(X))),
    "tanh by sigmoid": (
        call("tanh", X),
        add(mul(number(2), sigmoid(mul(number(2), X))), MINUS_ONE),
    ),
    "log of a product": (log(mul(exp(A), exp(B))), add(A, B)),
    "log sigmoid": (log(sigmoid(X)), add(X, neg(log(add(ONE, exp(X)))))),
    "log odds": (add(log(sigmoid(X)), neg(log(sigmoid(neg(X))))), X),
    "softplus": (add(call("softplus", X), neg(call("softplus", neg(X)))), X),
    "log of a quotient": (log(quotient(P, number(6))), add(log(P), neg(log(number(6))))),
    "log of numbers": (log(number(12)), add(mul(number(2), log(number(2))), log(number(3)))),
    "two squares": (
        quotient(add(power(A, number(2)), neg(power(B, number(2)))), add(A, B)),
        add(A, neg(B)),
    ),
    "partial fractions": (
        quotient(ONE, add(power(X, number(2)), MINUS_ONE)),
        mul(HALF, add(quotient(ONE, add(X, MINUS_ONE)), neg(quotient(ONE, add(X, ONE))))),
    ),
    "power by exp": (power(P, A), exp(mul(A, log(P)))),
    "power rule": (Derivative(power(P, A), P), mul(A, power(P, add(A, MINUS_ONE)))),
    "root": (mul(*[sqrt(add(ONE, power(X, number(2))))] * 2), add(ONE, power(X, number(2)))),
    "derivative of a root": (
        Derivative(sqrt(add(ONE, power(X, number(2)))), X),
        quotient(X, sqrt(add(ONE, power(X, number(2))))),
    ),
    "root of four": (
        sqrt(add(number(4), mul(number(4), power(X, number(2))))),
        mul(number(2), sqrt(add(ONE, power(X, number(2))))),
    ),
    "sine and cosine": (
        add(power(call("sin", X), number(2)), power(call("cos", X), number(2))),
        ONE,
    ),
    "pi": (call("cos", Constant("pi")), MINUS_ONE),
}
FALSEHOODS = {
    "exp of a sum": (exp(add(A, B)), add(exp(A), exp(B))),
    "exp of a product": (exp(mul(A, B)), mul(exp(A), exp(B))),
    "tiny": (sigmoid(X), add(sigmoid(X), number(Fraction(1, 10**60)))),
    "tanh": (call("tanh", X), add(mul(number(2), sigmoid(X)), MINUS_ONE)),
    "e is no fraction": (exp(ONE), number(Fraction(2721, 1001))),
    "numbers": (number(2), number(3)),
}
# equal nowhere, or at single points, or not known to be different
UNDECIDED = {
    "log of minus": (log(add(ONE, neg(X))), log(add(X, MINUS_ONE))),
    "root of a square": (sqrt(power(X, number(2))), X),
    "e and pi": (add(exp(ONE), Constant("pi")), number(6)),
    "no real value": (sqrt(neg(ONE)), sqrt(neg(ONE))),
    "root of a negative number": (
        power(number(-8), number(Fraction(1, 3))),
        mul(number(2), power(MINUS_ONE, number(Fraction(1, 3)))),
    ),
    "one over zero": (power(ZERO, MINUS_ONE), power(ZERO, MINUS_ONE)),
    "log of zero": (log(ZERO), log(ZERO)),
    "sine of a double": (
        call("sin", mul(number(2), X)),
        mul(number(2), call("sin", X), call("cos", X)),
    ),
    "huge number": (power(number(9), power(number(9), number(9))), ONE),
    "huge exponent": (power(add(X, ONE), number(10**9)), ONE),
    "exp of a huge logarithm": (exp(mul(number(10**9), log(number(2)))), ONE),
    "log of what is never positive": (
        add(log(neg(add(ONE, power(X, number(2))))), ONE),
        log(neg(add(ONE, power(X, number(2))))),
    ),
}


@pytest.mark.parametrize("name", IDENTITIES)
def test_identities(name):
    assert compare(*IDENTITIES[name]) is Outcome.EQUAL


@pytest.mark.parametrize("name", FALSEHOODS)
def test_falsehoods(name):
    assert compare(*FALSEHOODS[name]) is Outcome.DIFFERENT


@pytest.mark.parametrize("name", [n for n in UNDECIDED if "never" not in n])
def test_what_is_left_open(name):
    assert compare(*UNDECIDED[name]) is Outcome.NO_ANSWER


def test_what_is_nowhere_defined_is_never_equal():
    assert compare(*UNDECIDED["log of what is never positive"]) is not Outcome.EQUAL


def test_nested_powers_run_over_the_budget():
    term = add(A, B)
    for _ in range(9):
        term = power(add(term, X), number(9))
    assert compare(term, ZERO) is Outcome.NO_ANSWER


@pytest.mark.heavy
def test_the_budget_is_for_all_components_together():
    loss = NEGATIVE
    for _ in range(3):
        loss = Call("sin", (mul(loss, add(NEGATIVE, loss)),))
    left = d(d(loss, u(w)), Entry("V", (j, x)))
    assert compare(left, ZERO, CONTEXT, WORLD, (i, j, w, x)) is Outcome.NO_ANSWER


def test_derivatives_that_cannot_all_be_taken_are_not_begun(monkeypatch):
    taken = []
    real = SympyWitness._component
    monkeypatch.setattr(SympyWitness, "_component", lambda *args: taken.append(1) or real(*args))
    left = d(NEGATIVE, u(w))
    right = expand_derivatives(left)
    monkeypatch.setattr(form, "MAX_NODES", 120)
    assert compare(left, right, CONTEXT, WORLD, (i, w)) is Outcome.NO_ANSWER
    assert not taken
    monkeypatch.setattr(form, "MAX_NODES", 10_000)
    assert compare(left, right, CONTEXT, WORLD, (i, w)) is Outcome.EQUAL
    assert len(taken) == 10


def test_deep_terms_get_no_answer():
    term = X
    for _ in range(3000):
        term = call("sin", term)
    assert compare(term, X) is Outcome.NO_ANSWER


def test_conditions_on_reals_become_piecewise():
    relu = Choice(((Compare("<", ZERO, X), X), (ALWAYS, ZERO)))
    form = to_sympy(Derivative(relu, X), EMPTY)
    x_ = sympy.Symbol("x", real=True)
    assert form == sympy.Piecewise((1, x_ > 0), (0, True))
    assert compare(relu, relu) is Outcome.EQUAL
    assert compare(relu, X) is Outcome.NO_ANSWER


def test_names_are_those_of_components_counted_from_one():
    form = to_sympy(score(w), WORLD, {w: 4})
    U_1_5, U_2_5, V_1_2, V_2_2 = sympy.symbols("U_1_5 U_2_5 V_1_2 V_2_2", real=True)
    assert form == U_1_5 * V_1_2 + U_2_5 * V_2_2


def test_different_symbols_never_share_a_name():
    left, right = Entry("\\hat y", ()), Entry("hat_y", ())
    assert to_sympy(add(left, neg(right)), EMPTY) != 0
    assert compare(left, right) is Outcome.DIFFERENT


def test_sizes_products_and_excluded_summands():
    assert to_sympy(Size(VOCAB), WORLD) == 5
    assert to_sympy(Sum(w, Not(Same(w, o)), ONE), WORLD) == 4
    product = Prod(w, ALWAYS, add(ONE, y(w)))
    assert to_sympy(product, WORLD, {}, CONTEXT) == 2
    assert to_sympy(Prod(w, Not(Same(w, o)), y(w)), WORLD, {}, CONTEXT) == 0


def test_constraints_are_put_in_after_derivatives():
    loss = neg(Sum(w, ALWAYS, mul(y(w), log(softmax(w)))))
    gradient = Derivative(loss, y(x))
    assert compare(gradient, neg(log(softmax(x))), CONTEXT, WORLD, (x,)) is Outcome.EQUAL
    # the one-hot value is not what is differentiated
    assert compare(gradient, ZERO, CONTEXT, WORLD, (x,)) is not Outcome.EQUAL


def test_bound_index_of_the_same_name_is_another_index():
    # d/du_w of a sum over w: the summand with that word, not all of them
    total = Sum(w, ALWAYS, exp(score(w)))
    assert compare(d(total, u(w)), mul(exp(score(w)), v()), CONTEXT, WORLD, (i, w)) is Outcome.EQUAL
    other = Sum(w, ALWAYS, mul(exp(score(w)), v()))
    assert compare(d(total, u(w)), other, CONTEXT, WORLD, (i, w)) is Outcome.DIFFERENT


def any_loss(at):
    centre = Abstraction((i,), v())
    outside = Abstraction((j, x), Entry("U", (j, x)))
    return Unknown("J", (centre, at, outside), ())


def test_unknown_functions_obey_linearity():
    total = Sum(k, ALWAYS, any_loss(word(k)))
    gradient = Sum(k, ALWAYS, d(any_loss(word(k)), v()))
    assert compare(d(total, v()), gradient, CONTEXT, WORLD, (i,)) is Outcome.EQUAL
    assert compare(d(total, v()), neg(gradient), CONTEXT, WORLD, (i,)) is Outcome.DIFFERENT
    one = d(any_loss(o), v())
    assert compare(d(total, v()), one, CONTEXT, WORLD, (i,)) is Outcome.DIFFERENT


def test_unknown_functions_obey_the_chain_rule():
    inner = mul(A, power(X, number(2)))
    value = Unknown("f", (Abstraction((), inner), Abstraction((), X)), ())
    context = Context(variables={"a": (), "x": ()})
    left = Derivative(Derivative(value, X), A)
    assert compare(left, expand_derivatives(left), context) is Outcome.EQUAL
    wrong = mul(number(2), expand_derivatives(left))
    assert compare(left, wrong, context) is Outcome.DIFFERENT


def test_our_derivatives_agree_with_those_of_sympy():
    for case in TRUE:
        right = expand_derivatives(case.left)
        for world in (WORLD, REPEATED):
            outcome = compare(case.left, right, CONTEXT, world, case.axes)
            assert outcome is Outcome.EQUAL, case.name


def test_unsupported_is_said():
    with pytest.raises(Unsupported):
        to_sympy(u(w), WORLD, {i: 0})
    with pytest.raises(Unsupported):
        to_sympy(Choice(((Same(o, c), ONE),)), WORLD)


def test_loss_as_a_sympy_expression():
    world = chosen_world(Statement((), NEGATIVE, NEGATIVE, DISTINCT), SIZES)
    loss = to_sympy(NEGATIVE, world, {}, DISTINCT)
    table = SymbolTable(DISTINCT.positive)
    matrix = sympy.Array(
        [[table.component("U", (row, column)) for column in range(5)] for row in range(2)]
    )
    assert matrix.shape == (2, 5)
    gradient = loss.diff(matrix)
    assert gradient.shape == (2, 5)
    words = {world.indices[o], *world.maps["w_k"].values()}
    assert len(words) == 4
    # a word that is neither o nor sampled does not occur in the loss
    (rest,) = set(range(5)) - words
    assert all(gradient[row, rest] == 0 for row in range(2))
    assert all(gradient[row, word] != 0 for row in range(2) for word in words)
    assert loss.free_symbols >= set(matrix[:, world.indices[o]])


def test_loss_of_bad_sizes():
    with pytest.raises(ValueError, match="Vocab"):
        chosen_world(Statement((), NAIVE, NAIVE, CONTEXT), {"Dim": 2})
    with pytest.raises(ValueError, match="assumptions"):
        few = {"Vocab": 3, "Dim": 1, "Sample": 4}
        chosen_world(Statement((), NEGATIVE, NEGATIVE, DISTINCT), few)
