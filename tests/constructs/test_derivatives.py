"""Every form of every scalar function, and differentiation, against each other."""

from fractions import Fraction

import numpy as np
import pytest
import sympy
from flint import arb
from hypothesis import given, settings
from hypothesis import strategies as st

from derivcheck.constructs import (
    PiecewiseFunction,
    ScalarFunction,
    TensorFunction,
    constructs,
)
from derivcheck.constructs.differentiate import (
    NotDifferentiable,
    differentiate,
    expand_derivatives,
)
from derivcheck.engine.numeric.compare import NumpyWitness
from derivcheck.engine.numeric.form import evaluate
from derivcheck.engine.outcome import Outcome
from derivcheck.engine.statement import Statement, World
from derivcheck.engine.symbolic.compare import SympyWitness
from derivcheck.engine.symbolic.form import SympyForm
from derivcheck.term.context import Context
from derivcheck.term.core import (
    ALWAYS,
    MINUS_ONE,
    ONE,
    Abstraction,
    Call,
    Choice,
    Compare,
    Derivative,
    Entry,
    IndexMap,
    IndexVar,
    Not,
    Number,
    Prod,
    Same,
    Sort,
    Sum,
    Term,
    Unknown,
    add,
    mul,
    neg,
    number,
    power,
)
from derivcheck.term.tensor import Tensor, scalar

SCALAR = [c for c in constructs().values() if isinstance(c, ScalarFunction)]
TENSOR = [c for c in constructs().values() if isinstance(c, TensorFunction)]
PIECEWISE = [c for c in constructs().values() if isinstance(c, PiecewiseFunction)]
POINTS = {
    "real": (-1.7, -0.6, 0.3, 0.8, 2.1),
    "positive": (0.2, 0.7, 1.3, 4.0),
    "nonnegative": (0.2, 0.7, 1.3, 4.0),
}
X = Entry("x", ())
REALS = Context(variables={"x": ()})
EMPTY = World({}, {}, {})


def value(term, x):
    return float(evaluate(term, EMPTY, {"x": x}, REALS))


def points():
    return [
        pytest.param(construct, x, id=f"{construct.name} at {x}")
        for construct in SCALAR
        for x in POINTS[construct.domain]
    ]


@pytest.mark.parametrize(("construct", "x"), points())
def test_the_forms_of_a_function_agree(construct, x):
    expected = float(construct.numpy(np, np.float64(x)))
    assert value(Call(construct.name, (X,)), x) == expected
    symbol = sympy.Symbol("x", real=True)
    form = construct.sympy(sympy, symbol).subs(symbol, sympy.Rational(str(x)))
    assert float(form.evalf(30)) == pytest.approx(expected, rel=1e-12, abs=1e-15)
    ball = construct.ball(arb(sympy.Rational(str(x)).p) / sympy.Rational(str(x)).q)
    assert ball.is_finite()
    assert float(ball.mid()) == pytest.approx(expected, rel=1e-12, abs=1e-15)
    if construct.expansion is not None:
        assert value(construct.expansion(X), x) == pytest.approx(expected, rel=1e-12, abs=1e-15)
    if construct.range != "real":
        assert expected > 0 if construct.range == "positive" else expected >= 0


@pytest.mark.parametrize(("construct", "x"), points())
def test_the_derivative_of_a_function_is_that_of_its_forms(construct, x):
    derivative = value(construct.derivative(X), x)
    h = 1e-3
    f = construct.numpy
    near, far = (float(f(np, x + step) - f(np, x - step)) for step in (h, 2 * h))
    assert derivative == pytest.approx((8 * near - far) / (12 * h), rel=1e-6, abs=1e-9)
    # by our rules, by the complex step, by SymPy
    term = Call(construct.name, (X,))
    assert value(differentiate(term, X), x) == pytest.approx(derivative, rel=1e-12, abs=1e-15)
    assert value(Derivative(term, X), x) == pytest.approx(derivative, rel=1e-12, abs=1e-15)
    form = SympyForm(EMPTY, Context()).expression(Derivative(term, X), {})
    there = form.subs(sympy.Symbol("x", real=True), sympy.Rational(str(x)))
    assert float(there.evalf(30)) == pytest.approx(derivative, rel=1e-12, abs=1e-15)


@pytest.mark.parametrize("construct", SCALAR, ids=lambda c: c.name)
def test_a_function_is_undefined_outside_its_domain(construct):
    if construct.domain == "real":
        assert np.isfinite(value(Call(construct.name, (X,)), -2.5))
        return
    assert not np.isfinite(value(Call(construct.name, (X,)), -2.5))
    assert not construct.ball(arb(-5) / 2).is_finite()


# --- tensors: abbreviations, judged at one point by NumPy

PLACE = Sort("Place", "n", 1, 1)
SLOT = IndexVar("s", PLACE)
VECTORS = Context(sorts=(PLACE,), variables={"p": (PLACE,), "q": (PLACE,)})
REFERENCES = {
    "softmax": lambda p, q: np.exp(p) / np.exp(p).sum(),
    "norm": lambda p, q: np.linalg.norm(p),
    "diag": lambda p, q: np.diag(p),
    "cross-entropy": lambda p, q: -(p * np.log(q)).sum(),
}
SCALAR_REFERENCES = {"max": max, "min": min}
PIECEWISE_REFERENCES = {
    "absolute value": (abs, np.sign),
    "relu": (lambda x: max(0.0, x), lambda x: float(x > 0)),
    "sign": (np.sign, lambda x: 0.0),
}


@pytest.mark.parametrize("construct", [c for c in TENSOR if c.arity is None], ids=lambda c: c.name)
@pytest.mark.parametrize("values", [(0.4, -1.5, 0.7), (2.0, 2.0, -3.0), (-1.0, -2.0, -4.0)])
def test_a_function_of_several_scalars_has_the_value_of_its_meaning(construct, values):
    assert construct.name in SCALAR_REFERENCES, "a new construct needs a reference here"
    names = "abc"
    result = construct.apply(tuple(Tensor((), (), Entry(name, ())) for name in names))
    context = Context(variables=dict.fromkeys(names, ()))
    point = dict(zip(names, map(np.asarray, values), strict=True))
    got = evaluate(result.body, EMPTY, point, context)
    assert float(got) == SCALAR_REFERENCES[construct.name](*values)


@pytest.mark.parametrize("construct", PIECEWISE, ids=lambda c: c.name)
@pytest.mark.parametrize("x", [-1.75, -0.25, 0.5, 3.0])
def test_a_function_by_cases_has_the_value_and_slope_of_its_meaning(construct, x):
    assert construct.name in PIECEWISE_REFERENCES, "a new construct needs a reference here"
    function, slope = PIECEWISE_REFERENCES[construct.name]
    term = construct.value(X)
    assert value(term, x) == function(x)
    assert value(term, 0.0) == function(0.0)
    assert value(differentiate(term, X), x) == slope(x)
    assert value(Derivative(term, X), x) == slope(x)


@pytest.mark.parametrize("construct", PIECEWISE, ids=lambda c: c.name)
def test_a_function_by_cases_has_no_derivative_at_its_border(construct):
    assert np.isnan(value(differentiate(construct.value(X), X), 0.0))


OF_VECTORS = [c for c in TENSOR if c.arity and c.name != "trace"]


@pytest.mark.parametrize("construct", OF_VECTORS, ids=lambda c: c.name)
def test_a_tensor_function_has_the_value_of_its_meaning(construct):
    assert construct.name in REFERENCES, "a new construct needs a reference here"
    args = tuple(
        Tensor((PLACE, None), (SLOT,), Entry(name, (SLOT,))) for name in "pq"[: construct.arity]
    )
    result = construct.apply(args)
    values = {"p": np.array([0.1, 0.6, 0.3]), "q": np.array([0.5, 0.2, 0.3])}
    got = evaluate(result.body, World({PLACE: 3}, {}, {}), values, VECTORS, result.indices)
    assert np.allclose(got, REFERENCES[construct.name](**values))


# --- differentiation of whole terms

ROW, WORD, TIME = Sort("Row", "r", 1, 1), Sort("Word", "n", 1, 1), Sort("Time", "T", 1, 1)
i, j = IndexVar("i", ROW), IndexVar("j", ROW)
w, x, o = (IndexVar(name, WORD) for name in "wxo")
t = IndexVar("t", TIME)
CONTEXT = Context(
    sorts=(ROW, WORD, TIME),
    variables={"a": (), "b": (), "p": (), "q": (ROW,), "M": (ROW, WORD)},
    maps={"m": ((TIME,), WORD)},
    positive=frozenset("p"),
)
WORLD = World({ROW: 2, WORD: 3, TIME: 4}, {o: 1}, {"m": {(0,): 2, (1,): 1, (2,): 2, (3,): 0}})
A, B, P = (Entry(name, ()) for name in "abp")
BY = {
    "a": (A, ()),
    "p": (P, ()),
    "q_i": (Entry("q", (i,)), (i,)),
    "M_iw": (Entry("M", (i, w)), (i, w)),
    "M_io": (Entry("M", (i, o)), (i,)),
    "M_jm": (Entry("M", (j, IndexMap("m", (t,), WORD))), (j, t)),
}


def entry_of_q(at=i):
    return Entry("q", (at,))


def entry_of_m(row=i, word=w):
    return Entry("M", (row, word))


def square(term: Term) -> Term:
    return power(term, number(2))


def closed(term: Term) -> Term:
    """Bind the indices that a leaf left open, each by a sum."""
    for index in sorted(term.free - {o}, key=lambda index: index.name):
        term = Sum(index, ALWAYS, term)
    return term


LEAVES = st.sampled_from(
    [
        A,
        B,
        P,
        number(Fraction(1, 2)),
        number(-2),
        entry_of_q(),
        entry_of_m(),
        entry_of_m(i, o),
        entry_of_m(j, IndexMap("m", (t,), WORD)),
        Choice(((Same(w, o), A), (ALWAYS, entry_of_m()))),
    ]
)


def unknown(inner: Term) -> Term:
    arg = Abstraction((i,), mul(entry_of_q(), closed(inner)))
    return Unknown("f", (arg, o, Abstraction((), A)), ())


def larger(inner):
    return st.one_of(
        st.builds(add, inner, inner),
        st.builds(mul, inner, inner),
        st.builds(neg, inner),
        st.builds(square, inner),
        st.builds(lambda f, x: Call(f, (x,)), st.sampled_from(["sin", "cos", "tanh"]), inner),
        st.builds(lambda x: Call("sigmoid", (x,)), inner),
        st.builds(lambda x: Call("exp", (Call("sin", (x,)),)), inner),
        st.builds(lambda x: Call("log", (add(ONE, square(x)),)), inner),
        st.builds(lambda x: Call("sqrt", (add(ONE, square(x)),)), inner),
        st.builds(lambda x: power(add(ONE, square(x)), MINUS_ONE), inner),
        st.builds(lambda x: power(P, Call("sin", (x,))), inner),
        st.builds(closed, inner),
        st.builds(lambda x: Sum(w, Not(Same(w, o)), x), inner),
        st.builds(lambda x: Sum(i, ALWAYS, x), inner),
        st.builds(lambda x: Prod(w, ALWAYS, add(ONE, mul(entry_of_m(i, w), x))), inner),
        st.builds(unknown, inner),
    )


TERMS = st.recursive(LEAVES, larger, max_leaves=6).map(closed)


def numpy_says(left, right, axes):
    return NumpyWitness(CONTEXT, b"t").compare(Statement(axes, left, right, CONTEXT), WORLD)


@pytest.mark.parametrize("name", BY)
@given(term=TERMS)
@settings(max_examples=25, deadline=None, derandomize=True)
@pytest.mark.heavy
def test_derivatives_by_rules_are_those_by_perturbation(name, term):
    variable, axes = BY[name]
    left, right = Derivative(term, variable), differentiate(term, variable)
    assert numpy_says(left, right, axes) is Outcome.EQUAL
    assert numpy_says(left, add(right, ONE), axes) is not Outcome.EQUAL


@pytest.mark.parametrize("name", BY)
@given(term=TERMS)
@settings(max_examples=12, deadline=None, derandomize=True)
@pytest.mark.heavy
def test_derivatives_by_rules_are_those_of_sympy(name, term):
    variable, axes = BY[name]
    left, right = Derivative(term, variable), differentiate(term, variable)
    witness = SympyWitness(CONTEXT)
    answer = witness.compare(Statement(axes, left, right, CONTEXT), WORLD)
    assert answer is not Outcome.DIFFERENT
    wrong = witness.compare(Statement(axes, left, add(right, ONE), CONTEXT), WORLD)
    assert wrong is not Outcome.EQUAL


RATIONAL = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.builds(add, inner, inner),
        st.builds(mul, inner, inner),
        st.builds(lambda x: Call("sigmoid", (x,)), st.sampled_from([A, B, neg(A), entry_of_m()])),
        st.builds(lambda x: Sum(i, ALWAYS, x), inner),
        st.builds(lambda x: power(add(ONE, square(x)), MINUS_ONE), inner),
    ),
    max_leaves=3,
).map(closed)


@given(term=RATIONAL)
@settings(max_examples=40, deadline=None, derandomize=True)
def test_sympy_decides_rational_terms(term):
    variable, axes = BY["M_iw"]
    left, right = Derivative(term, variable), differentiate(term, variable)
    witness = SympyWitness(CONTEXT)
    assert witness.compare(Statement(axes, left, right, CONTEXT), WORLD) is Outcome.EQUAL
    wrong = Statement(axes, left, add(right, number(Fraction(1, 10**20))), CONTEXT)
    assert witness.compare(wrong, WORLD) is Outcome.DIFFERENT


@given(term=TERMS)
@settings(max_examples=15, deadline=None, derandomize=True)
def test_second_derivatives(term):
    left = Derivative(Derivative(term, A), Entry("q", (i,)))
    right = expand_derivatives(left)
    assert numpy_says(left, right, (i,)) is not Outcome.DIFFERENT
    other = differentiate(differentiate(term, Entry("q", (i,))), A)
    assert numpy_says(right, other, (i,)) is Outcome.EQUAL


def test_a_bound_index_of_the_variable_is_renamed():
    total = Sum(w, ALWAYS, square(entry_of_m()))
    assert differentiate(total, entry_of_m()).free == {i, w}
    right = mul(number(2), entry_of_m())
    assert numpy_says(Derivative(total, entry_of_m()), right, (i, w)) is Outcome.EQUAL


def test_words_that_repeat_are_counted():
    total = Sum(t, ALWAYS, entry_of_m(i, IndexMap("m", (t,), WORD)))
    left = differentiate(total, entry_of_m())
    counts = evaluate(left, WORLD, {}, CONTEXT, (i, w))
    assert np.array_equal(counts, [[1, 1, 2], [1, 1, 2]])


def test_a_product_with_a_zero_factor_has_a_derivative():
    product = Prod(i, ALWAYS, entry_of_q())
    left = differentiate(product, entry_of_q())
    got = evaluate(left, WORLD, {"q": np.array([0.0, 3.0])}, CONTEXT, (i,))
    assert np.array_equal(got, [3.0, 0.0])


def test_what_does_not_depend_on_the_variable_has_derivative_zero():
    assert differentiate(Sum(w, ALWAYS, entry_of_m()), A) == Number(Fraction(0))


def test_what_has_no_rule_is_refused():
    inner = Derivative(square(A), A)
    with pytest.raises(NotDifferentiable):
        differentiate(inner, A)


def test_cases_on_reals_are_differentiated_branch_by_branch():
    relu = Choice(((Compare("<", number(0), A), A), (ALWAYS, number(0))))
    assert numpy_says(Derivative(relu, A), differentiate(relu, A), ()) is Outcome.EQUAL
    assert scalar(relu).is_scalar


def test_the_trace_is_the_sum_of_the_diagonal():
    (trace,) = (c for c in TENSOR if c.name == "trace")
    other = IndexVar("k", PLACE)
    body = mul(Entry("p", (SLOT,)), Entry("q", (other,)))
    result = trace.apply((Tensor((PLACE, PLACE), (SLOT, other), body),))
    values = {"p": np.array([0.1, 0.6, 0.3]), "q": np.array([0.5, 0.2, 0.3])}
    got = evaluate(result.body, World({PLACE: 3}, {}, {}), values, VECTORS)
    assert float(got) == pytest.approx(np.trace(np.outer(values["p"], values["q"])))
