"""The exact certificate: it certifies what is proved, and nothing that is false."""

from fractions import Fraction

import pytest

import derivcheck
from derivcheck.engine import decide, decision
from derivcheck.engine.every_size import cutoff
from derivcheck.engine.exact import certificate as exact
from derivcheck.engine.outcome import Outcome
from derivcheck.engine.statement import Statement, World
from derivcheck.term.context import Context
from derivcheck.term.core import (
    ALWAYS,
    MINUS_ONE,
    ONE,
    ZERO,
    Abstraction,
    Call,
    Derivative,
    Entry,
    IndexVar,
    Power,
    Sort,
    Sum,
    Term,
    Unknown,
    add,
    mul,
    neg,
    number,
    power,
    quotient,
)
from tests.benchmarks.families import FAMILIES, SIZES, Family
from tests.engine import test_cutoff, word2vec_terms
from tests.engine.word2vec_terms import Case

EQUAL, DIFFERENT, NO_ANSWER = Outcome.EQUAL, Outcome.DIFFERENT, Outcome.NO_ANSWER
FIELDS = decision.draw_fields(b"exact")
V = Sort("Vocab", "|V|", 1, 1)
w = IndexVar("w", V)
x, y, z, p, q = (Entry(name, ()) for name in "xyzpq")
CONTEXT = Context(
    sorts=(V,),
    variables={"x": (), "y": (), "z": (), "p": (), "q": (), "a": (V,)},
    positive=frozenset("pq"),
)
NOTHING = World({V: 3}, {}, {})


def exp(term: Term) -> Term:
    return Call("exp", (term,))


def log(term: Term) -> Term:
    return Call("log", (term,))


def root(term: Term) -> Term:
    return Call("sqrt", (term,))


def call(name: str, term: Term) -> Term:
    return Call(name, (term,))


def half(term: Term) -> Term:
    return mul(number(Fraction(1, 2)), term)


def plus_one(term: Term) -> Term:
    return add(term, ONE)


def statement(left: Term, right: Term) -> Statement:
    return Statement((), left, right, CONTEXT)


def compare(left: Term, right: Term, world: World = NOTHING) -> tuple[Outcome, str]:
    return exact.compare(statement(left, right), world, exact.Work(exact.WORK))


def for_every_size(claim: Statement) -> Outcome:
    """Return what the certificate says at the sizes that settle all sizes."""
    try:
        named = cutoff.with_sums_named(claim)
        worlds = list(cutoff.grid(named))
    except cutoff.NotCovered:
        return NO_ANSWER
    return exact.certify(named, worlds)[0] if worlds else NO_ANSWER


# --- for every size


@pytest.mark.parametrize("name", test_cutoff.TRUE)
def test_a_true_statement_is_certified_for_every_size(name: str) -> None:
    assert for_every_size(test_cutoff.TRUE[name]) is EQUAL


@pytest.mark.parametrize("name", test_cutoff.FALSE)
def test_a_trap_is_not_certified(name: str) -> None:
    assert for_every_size(test_cutoff.FALSE[name]) is not EQUAL


@pytest.mark.parametrize("case", word2vec_terms.TRUE, ids=lambda case: case.name)
def test_a_gradient_is_certified(case: Case) -> None:
    # some are true only where no sample is o
    assert for_every_size(case.statement(word2vec_terms.DISTINCT)) is EQUAL


def test_samples_that_may_be_o_are_seen() -> None:
    by_o = next(case for case in word2vec_terms.TRUE if case.name == "negative by u_o")
    assert for_every_size(by_o.statement()) is DIFFERENT


@pytest.mark.parametrize("case", word2vec_terms.FALSE, ids=lambda case: case.name)
def test_a_wrong_gradient_is_not_certified(case: Case) -> None:
    assert for_every_size(case.statement()) is not EQUAL


@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family.name)
def test_right_and_wrong_forms_at_growing_sizes(family: Family) -> None:
    for sizes in SIZES[:3]:
        world = family.world(sizes)
        right, wrong = (family.statement(variant) for variant in ("right", "wrong"))
        assert exact.certify(right, [world]) == (EQUAL, "")
        # without logarithms in it a difference is certain
        assert exact.certify(wrong, [world]) == (DIFFERENT, "")


# --- identities between functions

f_x = Unknown("f", (Abstraction((), x),), ())
f_2x = Unknown("f", (Abstraction((), add(x, x)),), ())
f_xx = Unknown("f", (Abstraction((), mul(number(2), x)),), ())

IDENTITIES = {
    "e^{a+b} = e^a e^b": (exp(add(x, y)), mul(exp(x), exp(y))),
    "e^x e^{-x} = 1": (mul(exp(x), exp(neg(x))), ONE),
    "(e^{x/2})² = e^x": (power(exp(half(x)), number(2)), exp(x)),
    "e^x = (e^{x/6})^6, smaller fractions later": (
        mul(exp(x), exp(half(x)), exp(mul(number(Fraction(1, 3)), x))),
        power(exp(mul(number(Fraction(1, 6)), x)), number(11)),
    ),
    "e^{e^x + y} = e^{e^x} e^y": (exp(add(exp(x), y)), mul(exp(exp(x)), exp(y))),
    "e^{x/(1+y) + z}": (
        exp(add(quotient(x, plus_one(y)), z)),
        mul(exp(z), exp(quotient(x, plus_one(y)))),
    ),
    "e^{log p + x} = p e^x": (exp(add(log(p), x)), mul(p, exp(x))),
    "e^{-2 log p} = 1/p²": (exp(mul(number(-2), log(p))), power(p, number(-2))),
    "e^{(x+y)²}": (
        exp(power(add(x, y), number(2))),
        mul(exp(power(x, number(2))), exp(mul(number(2), x, y)), exp(power(y, number(2)))),
    ),
    "1/(x²−1) from parts": (
        quotient(ONE, add(power(x, number(2)), MINUS_ONE)),
        half(add(quotient(ONE, add(x, MINUS_ONE)), neg(quotient(ONE, plus_one(x))))),
    ),
    "a quotient of quotients": (
        quotient(ONE, add(quotient(ONE, x), quotient(ONE, y))),
        quotient(mul(x, y), add(x, y)),
    ),
    "σ(−x) = 1 − σ(x)": (call("sigmoid", neg(x)), add(ONE, neg(call("sigmoid", x)))),
    "tanh x = 2σ(2x) − 1": (
        call("tanh", x),
        add(mul(number(2), call("sigmoid", mul(number(2), x))), MINUS_ONE),
    ),
    "log σ(x) − log σ(−x) = x": (
        add(log(call("sigmoid", x)), neg(log(call("sigmoid", neg(x))))),
        x,
    ),
    "softplus(x) − softplus(−x) = x": (
        add(call("softplus", x), neg(call("softplus", neg(x)))),
        x,
    ),
    "log(1+e^x) = x + log(1+e^{-x})": (
        log(plus_one(exp(x))),
        add(x, log(plus_one(exp(neg(x))))),
    ),
    "log(e^x + e^y) = x + log(1 + e^{y−x})": (
        log(add(exp(x), exp(y))),
        add(x, log(plus_one(exp(add(y, neg(x)))))),
    ),
    "log pq = log p + log q": (log(mul(p, q)), add(log(p), log(q))),
    "log(6 p/q)": (
        log(quotient(mul(number(6), p), q)),
        add(log(number(2)), log(number(3)), log(p), neg(log(q))),
    ),
    "log p² = 2 log p": (log(power(p, number(2))), mul(number(2), log(p))),
    "log(2x) = log 2 + log x": (log(mul(number(2), x)), add(log(number(2)), log(x))),
    "log of expanded and factored": (
        log(add(mul(x, x), mul(number(2), x), ONE)),
        log(power(add(x, ONE), number(2))),
    ),
    "(√a)² = a": (power(root(plus_one(mul(x, x))), number(2)), plus_one(mul(x, x))),
    "√a³ = a √a": (power(root(plus_one(x)), number(3)), mul(plus_one(x), root(plus_one(x)))),
    "1/√a = √a/a": (quotient(ONE, root(plus_one(x))), quotient(root(plus_one(x)), plus_one(x))),
    "1/(1+√a) = (√a−1)/(a−1)": (
        quotient(ONE, plus_one(root(x))),
        quotient(add(root(x), MINUS_ONE), add(x, MINUS_ONE)),
    ),
    "√(4x) = 2√x": (root(mul(number(4), x)), mul(number(2), root(x))),
    "√(p²x) = p√x": (root(mul(p, p, x)), mul(p, root(x))),
    "√e^{2x} = e^x": (root(exp(mul(number(2), x))), exp(x)),
    "√e^{−2x} = e^{−x}": (root(exp(mul(number(-2), x))), exp(neg(x))),
    "√(x/p²) = √x/p": (root(quotient(x, mul(p, p))), quotient(root(x), p)),
    "(√(x/y))² = x/y": (power(root(quotient(x, y)), number(2)), quotient(x, y)),
    "a root in a root": (
        power(add(power(root(plus_one(root(x))), number(2)), MINUS_ONE), number(2)),
        x,
    ),
    "f(2x) = f(x+x)": (f_2x, f_xx),
    "sin(2x) = sin(x+x)": (call("sin", mul(number(2), x)), call("sin", add(x, x))),
    "e^{sin x}": (
        exp(add(call("sin", x), y)),
        mul(exp(y), exp(call("sin", mul(x, ONE)))),
    ),
}

NONE = {
    "e = 4": (exp(ONE), number(4)),
    "√x² = x": (root(power(x, number(2))), x),
    "√x√y = √(xy)": (mul(root(x), root(y)), root(mul(x, y))),
    "√(x/y)·y = √(xy), wrong for y < 0": (mul(root(quotient(x, y)), y), root(mul(x, y))),
    "√(x²p) = x√p": (root(mul(x, x, p)), mul(x, root(p))),
    "log(1−x) = log(x−1)": (log(add(ONE, neg(x))), log(add(x, MINUS_ONE))),
    "log x² = 2 log x": (log(power(x, number(2))), mul(number(2), log(x))),
    "log xy = log x + log y": (log(mul(x, y)), add(log(x), log(y))),
    "log(x/(1+y)) = log x − log(1+y)": (
        log(quotient(x, plus_one(y))),
        add(log(x), neg(log(plus_one(y)))),
    ),
    "log(x + xy) = log x + log(1+y)": (
        log(add(x, mul(x, y))),
        add(log(x), log(plus_one(y))),
    ),
    "log(px − x) = log x + log(p−1)": (
        log(add(mul(p, x), neg(x))),
        add(log(x), log(add(p, MINUS_ONE))),
    ),
    "√x(1+√x) = 1+x": (mul(root(x), plus_one(root(x))), plus_one(x)),
    "√(2x) = √x": (root(mul(number(2), x)), root(x)),
    "√(1/x) = √x": (root(quotient(ONE, x)), root(x)),
    "x + 10⁻³⁰ = x": (add(x, number(Fraction(1, 10**30))), x),
    "σ(−x) = −σ(x)": (call("sigmoid", neg(x)), neg(call("sigmoid", x))),
    "e^{x/2} = e^x/2": (exp(half(x)), half(exp(x))),
    "e^{x+y} = e^x + e^y": (exp(add(x, y)), add(exp(x), exp(y))),
    "e^{xy} = e^x e^y": (exp(mul(x, y)), mul(exp(x), exp(y))),
    "e^{x²} = (e^x)²": (exp(power(x, number(2))), power(exp(x), number(2))),
    "f(x) = f(2x)": (f_x, f_2x),
    "sin x = cos x": (call("sin", x), call("cos", x)),
    "π = 22/7": (derivcheck.term.core.Constant("pi"), number(Fraction(22, 7))),
    "x/0 = x/0": (quotient(x, add(x, neg(x))), quotient(x, add(y, neg(y)))),
    "0·log 0 = 0": (mul(ZERO, log(add(x, neg(x)))), ZERO),
    "t^y = t^y": (Power(p, y), Power(p, y)),
}


@pytest.mark.parametrize("name", IDENTITIES)
def test_an_identity_is_certified(name: str) -> None:
    left, right = IDENTITIES[name]
    assert compare(left, right) == (EQUAL, "")
    # and it is not the same by accident of both being anything
    assert compare(add(left, mul(x, number(Fraction(1, 10**40)))), right)[0] is not EQUAL


@pytest.mark.parametrize("name", NONE)
def test_what_is_no_identity_is_not_certified(name: str) -> None:
    left, right = NONE[name]
    assert compare(left, right)[0] is not EQUAL


# --- what costs too much

ENTRIES = [Entry(f"x{at}", ()) for at in range(40)]
DEAR = {
    "(x+1)^4096": Power(plus_one(x), number(4096)),
    "(x+1)^100000": Power(plus_one(x), number(100_000)),
    "a product of 30 sums": mul(*(plus_one(entry) for entry in ENTRIES[:30])),
    "a power of a sum of five": Power(add(*ENTRIES[:5]), number(60)),
    "towers of powers": Power(Power(Power(x, number(4096)), number(4096)), number(4096)),
    "towers of numbers": Power(Power(Power(number(7), number(4096)), number(4096)), number(4096)),
    "10,000 entries": add(*(Entry(f"y{at}", ()) for at in range(10_000))),
    "10,000 logarithms": add(*(log(add(x, number(at))) for at in range(1, 10_001))),
    "10,000 fractions": add(*(power(add(x, number(at)), MINUS_ONE) for at in range(10_000))),
    "e^{x/n} for 10,000 n": add(*(exp(quotient(x, number(at))) for at in range(1, 10_001))),
    "a sum under a power in an exponent": exp(Power(add(*ENTRIES), number(8))),
    "a sum of 40 sigmoids is not 0": Sum(w, ALWAYS, call("sigmoid", Entry("a", (w,)))),
}


@pytest.mark.heavy
@pytest.mark.parametrize("name", DEAR)
def test_what_costs_too_much_has_no_answer(name: str) -> None:
    outcome, why = compare(DEAR[name], ZERO, World({V: 40}, {}, {}))
    assert outcome is NO_ANSWER
    assert why.startswith("over budget")


def test_worlds_share_one_allowance() -> None:
    claim, world = FAMILIES[0].statement("right"), FAMILIES[0].world(SIZES[0])
    assert exact.certify(claim, [world], allowance=50_000)[0] is EQUAL
    assert exact.certify(claim, [world] * 20, allowance=50_000) == (NO_ANSWER, "over budget")


# --- as a witness of the engine

TOOLS = decision.Tools(FIELDS, None, None, exact=True)
GRADIENT = Statement((), Derivative(exp(mul(x, y)), x), mul(y, exp(mul(x, y))), CONTEXT)
NO_CERTIFICATE = statement(log(mul(x, mul(x, y))), log(mul(y, mul(x, x))))


def test_a_certificate_takes_the_place_of_an_error_bound() -> None:
    with_it = decide.decide(GRADIENT, TOOLS)
    without = decide.decide(GRADIENT, decision.Tools(FIELDS, None, None))
    assert (with_it.equal, with_it.methods, with_it.error_bound) == (
        True, ("modular", "exact", "balls"), None,
    )  # fmt: skip
    assert (without.equal, without.methods) == (True, ("modular", "balls"))
    assert without.error_bound


def test_a_weak_bound_asks_for_a_certificate(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(decide, "LEAST_BITS", 10**6)
    tools = decision.Tools(FIELDS, None, None)
    found = decide.decide(GRADIENT, tools)
    assert (found.equal, found.error_bound) == (True, None)
    assert "exact" in found.methods
    monkeypatch.setattr(exact, "certify", lambda *_: (NO_ANSWER, "over budget"))
    assert decide.decide(GRADIENT, tools).equal is None


def test_no_certificate_leaves_the_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exact, "certify", lambda *_: (NO_ANSWER, "over budget"))
    found = decide.decide(GRADIENT, TOOLS)
    assert found.equal is True
    assert found.error_bound
    assert "exact" not in found.methods


def test_a_certain_difference_is_a_disagreement(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exact, "certify", lambda *_: (DIFFERENT, ""))
    with pytest.raises(decide.Disagreement):
        decide.decide(GRADIENT, TOOLS)
