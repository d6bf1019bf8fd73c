"""Proof for every size: what holds at small sizes only must not pass for general.

Each trap is a statement that an engine which looks at a few sizes, or at generic points,
or names atoms by their values, would prove.
"""

from fractions import Fraction

import pytest

from derivcheck.engine.decide import decide
from derivcheck.engine.decision import Tools, draw_fields
from derivcheck.engine.every_size.cutoff import prove
from derivcheck.engine.statement import Statement
from derivcheck.term.context import Assumption, Context
from derivcheck.term.core import (
    ALWAYS,
    MINUS_ONE,
    ONE,
    ZERO,
    All,
    Any_,
    Call,
    Choice,
    Derivative,
    Entry,
    IndexLiteral,
    IndexMap,
    IndexVar,
    Not,
    Power,
    Prod,
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
    power,
    quotient,
)

V, D, K = Sort("Vocab", "|V|", 1, 1), Sort("Dim", "d", 1, 1), Sort("Sample", "K", 1, 1)
w, x, z, o = (IndexVar(name, V) for name in "wxzo")
i, j = IndexVar("i", D), IndexVar("j", D)
k, other = IndexVar("k", K), IndexVar("l", K)
FIELDS = draw_fields(b"tests")
TOOLS = Tools(FIELDS, None, None)
N = Size(V)


def sample(index: IndexVar) -> IndexMap:
    return IndexMap("s", (index,), V)


DISTINCT = (
    Assumption("s_k ≠ o", (k,), Not(Same(sample(k), o))),
    Assumption(
        "k ≠ l ⇒ s_k ≠ s_l", (k, other), Any_((Same(k, other), Not(Same(sample(k), sample(other)))))
    ),
)


def context(*assumptions: Assumption) -> Context:
    return Context(
        sorts=(V, D, K),
        variables={"a": (V,), "b": (V,), "U": (D, V), "v": (D,), "t": (), "M": (V, V)},
        maps={"s": ((K,), V)},
        assumptions=assumptions,
    )


def total(body: Term, index: IndexVar = w, where: object = ALWAYS) -> Term:
    return Sum(index, where, body)  # type: ignore[arg-type]


def a(index: object = w) -> Term:
    return Entry("a", (index,))  # type: ignore[arg-type]


def b(index: object = w) -> Term:
    return Entry("b", (index,))  # type: ignore[arg-type]


def exp(term: Term) -> Term:
    return Call("exp", (term,))


def log(term: Term) -> Term:
    return Call("log", (term,))


def score(index: object) -> Term:
    return Sum(i, ALWAYS, mul(Entry("U", (i, index)), Entry("v", (i,))))  # type: ignore[arg-type]


def softmax(index: object) -> Term:
    return quotient(exp(score(index)), total(exp(score(x)), x))


def statement(
    left: Term, right: Term, *assumptions: Assumption, axes: tuple[IndexVar, ...] = ()
) -> Statement:
    return Statement(axes, left, right, context(*assumptions))


def minus(term: Term, n: int) -> Term:
    return add(term, number(-n))


def not_(left: IndexVar | IndexMap, right: IndexVar | IndexMap) -> Not:
    return Not(Same(left, right))


def swapped_sign(first: IndexVar, second: IndexVar) -> Term:
    """Return a(first)·b(second) − a(second)·b(first)."""
    return add(mul(a(first), b(second)), neg(mul(a(second), b(first))))


def square(term: Term) -> Term:
    return power(term, number(2))


TRUE = {
    "Σ ŷ = 1": statement(total(softmax(w)), ONE),
    "Σ_w y_w f(w) = f(o)": statement(total(mul(indicator(Same(w, o)), a())), a(o)),
    "Σ_w (a + b) = Σ a + Σ b": statement(total(add(a(), b())), add(total(a()), total(b()))),
    "Σ_w 1 = n": statement(total(ONE), N),
    "(Σ a)² = Σ_w Σ_x a_w a_x": statement(square(total(a())), total(total(mul(a(w), a(x)), x))),
    "Σ_w Σ_x antisymmetric = 0": statement(total(total(swapped_sign(w, x), x)), ZERO),
    "Σ a = a_o + Σ_{w≠o} a": statement(total(a()), add(a(o), total(a(), w, not_(w, o)))),
    "variance": statement(
        total(square(add(a(), neg(quotient(total(a(x), x), N))))),
        add(total(square(a())), neg(quotient(square(total(a())), N))),
    ),
    "log of a sum keeps its name": statement(
        log(quotient(exp(a(o)), total(exp(a())))), add(a(o), neg(log(total(exp(a(x)), x))))
    ),
    "∂ log Σ exp": statement(
        Derivative(log(total(exp(score(w)))), Entry("v", (j,))),
        total(mul(softmax(w), Entry("U", (j, w)))),
        axes=(j,),
    ),
    "a gradient by one word": statement(
        Derivative(log(total(exp(score(w)))), Entry("U", (j, z))),
        mul(softmax(z), Entry("v", (j,))),
        axes=(j,),
    ),
    "repeated samples": statement(
        Derivative(total(square(a(sample(other))), other), a(sample(k))),  # type: ignore[arg-type]
        total(mul(number(2), a(sample(other))), other, Same(sample(other), sample(k))),
    ),
    "distinct samples": statement(
        Derivative(total(square(a(sample(other))), other), a(sample(k))),  # type: ignore[arg-type]
        mul(number(2), a(sample(k))),
        *DISTINCT,
    ),
    "a sample is not o": statement(
        total(a(sample(k)), k, not_(sample(k), o)), total(a(sample(k)), k), *DISTINCT
    ),
}  # fmt: skip

FALSE = {
    "n = 3": statement(N, number(3)),
    "n(n−1)(n−2) = 0": statement(mul(N, minus(N, 1), minus(N, 2)), ZERO),
    "(n−1)(n−2)(n−3)(n−4)(n−5) = 0": statement(mul(*(minus(N, m) for m in range(1, 6))), ZERO),
    "the same from sums": statement(
        mul(total(ONE), minus(total(ONE, x), 1), minus(total(ONE, z), 2)), ZERO
    ),
    "Σ a² = (Σ a)²": statement(total(square(a())), square(total(a()))),
    "Σ ab = Σa Σb": statement(total(mul(a(), b())), mul(total(a()), total(b()))),
    "Σ a = n a_o": statement(total(a()), mul(N, a(o))),
    "Σ_{w≠o} a = 0 (n = 1)": statement(total(a(), w, not_(w, o)), ZERO),
    "n Σ a² = (Σ a)² + (a_w − a_x)² (n = 2)": statement(
        mul(N, total(square(a(z)), z)),
        add(square(total(a(z), z)), square(add(a(w), neg(a(x))))),
    ),
    "log n = log n²": statement(log(N), log(square(N))),
    "log n = 0": statement(log(total(ONE)), ZERO),
    "(e^{n−1}−1)(e^{n−2}−1)(e^{n−3}−1) = 0": statement(
        mul(*(add(exp(minus(N, m)), MINUS_ONE) for m in (1, 2, 3))), ZERO
    ),
    "e^{n(n−1)(n−2)(n−3)(n−4)(n−5)} = 1": statement(
        exp(mul(*(minus(N, m) for m in range(1, 6)))), ONE
    ),
    "e^{Σ a} = Σ e^a": statement(exp(total(a())), total(exp(a()))),
    "e^{Σ a − Σ b} = 1 + Σ a − Σ b": statement(
        exp(add(total(a()), neg(total(b())))), add(ONE, total(a()), neg(total(b())))
    ),
    "a_w = a_x": statement(a(w), a(x)),
    "1{w = x} = 0": statement(indicator(Same(w, x)), ZERO),
    "1{w = x} = 1": statement(indicator(Same(w, x)), ONE),
    "1{w≠x}1{x≠z}1{w≠z} = 0 (n < 3)": statement(
        mul(*(indicator(not_(p, q)) for p, q in ((w, x), (x, z), (w, z)))), ZERO
    ),
    "Σ over words that differ from w = 0 (n = 1)": statement(
        total(total(total(mul(a(w), b(x), a(z)), z, not_(z, w)), x, not_(x, w)), w), ZERO
    ),
    "det of three rows (antisymmetric, n < 3)": statement(
        total(total(total(square(mul(
            add(a(w), neg(a(x))), add(a(x), neg(a(z))), add(a(z), neg(a(w))))), z), x)), ZERO
    ),
    "Cauchy–Schwarz as an equality (n = 1)": statement(
        square(total(mul(a(), b()))), mul(total(square(a())), total(square(b())))
    ),
    "u·v = d u_1 v_1 (d = 1)": statement(
        score(o), mul(Size(D), Entry("U", (j, o)), Entry("v", (j,))), axes=(j,)
    ),
    "e^{u·v} = e^{u_j v_j} (d = 1)": statement(
        exp(score(o)), exp(mul(Entry("U", (j, o)), Entry("v", (j,)))), axes=(j,)
    ),
    "e^{ΣΣΣ M_wx} = e^{ΣΣΣ M_ww}, w bound twice": statement(
        exp(total(total(total(Entry("M", (w, x)), x)))),
        exp(total(total(total(Entry("M", (w, w)), x)))),
    ),
    "M = Mᵀ (n = 1)": statement(Entry("M", (w, x)), Entry("M", (x, w))),
    "ŷ_w = ŷ_x": statement(softmax(w), softmax(x)),
    "∂ by one sample, repeats allowed": statement(
        Derivative(total(square(a(sample(other))), other), a(sample(k))),  # type: ignore[arg-type]
        mul(number(2), a(sample(k))),
    ),
    "K Σ_k u_{w_k} = K Σ_{w≠o} u_w": statement(
        mul(Size(K), total(a(sample(k)), k)), mul(Size(K), total(a(), w, not_(w, o))), *DISTINCT
    ),
    "K + 1 = |V| under distinct samples": statement(add(Size(K), ONE), N, *DISTINCT),
    "Σ_k a(w_k) = K a(w_l)": statement(total(a(sample(k)), k), mul(Size(K), a(sample(other)))),
    "a sample is never o, without the assumption": statement(
        total(a(sample(k)), k, not_(sample(k), o)), total(a(sample(k)), k)
    ),
    "Σ_w 1/Σ_x (a_w + b_x) = Σ 1/… of one": statement(
        total(power(total(add(a(w), b(x)), x), MINUS_ONE)),
        quotient(N, total(total(add(a(w), b(x)), x))),
    ),
    "Π a = a_o (n = 1)": statement(Prod(w, ALWAYS, a()), a(o)),
    "1/n = 1/n²": statement(power(N, MINUS_ONE), power(N, number(-2))),
    "√n = n": statement(Call("sqrt", (N,)), N),
    "sin(n(n−1)(n−2)) = 0": statement(
        Call("sin", (mul(N, minus(N, 1), minus(N, 2)),)), ZERO
    ),
    "t^n = t": statement(Power(Entry("t", ()), N), Entry("t", ())),
    "∂ Σ a by a_w = n": statement(Derivative(total(a(x), x), a(w)), N),  # type: ignore[arg-type]
    "a choice that holds where words coincide": statement(
        Choice(((Same(w, x), a(w)), (ALWAYS, a(x)))), a(w)
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", TRUE)
def test_a_true_statement_is_proved_for_every_size(name: str) -> None:
    result = prove(TRUE[name], FIELDS)
    assert result.proved, result.reason
    assert decide(TRUE[name], TOOLS).equal is True


@pytest.mark.parametrize("name", FALSE)
def test_what_holds_at_some_sizes_only_is_not_proved(name: str) -> None:
    assert not prove(FALSE[name], FIELDS).proved
    assert decide(FALSE[name], TOOLS).equal is not True


def test_there_are_enough_traps() -> None:
    assert len(FALSE) >= 30


def test_contradictory_assumptions_prove_nothing() -> None:
    never = Assumption("o ≠ o", (), Not(Same(o, o)))
    trap = statement(a(o), b(o), never)
    assert not prove(trap, FIELDS).proved
    assert decide(trap, TOOLS).equal is None


def test_a_named_half_is_no_whole() -> None:
    half = number(Fraction(1, 2))
    assert decide(statement(mul(half, N), N), TOOLS).equal is False


NAMED = {
    "Π a = a_o Π_{w≠o} a": statement(
        Prod(w, ALWAYS, a()), mul(a(o), Prod(w, not_(w, o), a()))
    ),
    "Π a by a_o": statement(
        Derivative(Prod(w, ALWAYS, a()), a(o)), Prod(w, not_(w, o), a())  # type: ignore[arg-type]
    ),
    "Π a b = Π a Π b": statement(
        Prod(w, ALWAYS, mul(a(), b())), mul(Prod(w, ALWAYS, a()), Prod(x, ALWAYS, b(x)))
    ),
    "two named elements": statement(
        Prod(w, ALWAYS, a()),
        mul(
            Prod(w, All((not_(w, o), not_(w, z))), a()),
            a(o),
            Choice(((Same(o, z), ONE), (ALWAYS, a(z)))),
        ),
    ),
    "rows of a softmax": statement(
        total(total(quotient(exp(Entry("M", (w, x))), total(exp(Entry("M", (w, z))), z)), x)), N
    ),
    "the first word": statement(
        Derivative(total(square(a())), a(IndexLiteral(1, V))),  # type: ignore[arg-type]
        mul(number(2), a(IndexLiteral(1, V))),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", NAMED)
def test_what_is_named_first_is_proved_for_every_size(name: str) -> None:
    result = prove(NAMED[name], FIELDS)
    assert result.proved, result.reason
    assert decide(NAMED[name], TOOLS).equal is True


def test_a_product_may_meet_the_words_of_samples() -> None:
    """A word that was drawn has no name of its own and may be any element."""
    away = Prod(w, not_(w, sample(k)), a())
    assert not prove(statement(away, Prod(w, ALWAYS, a())), FIELDS).proved


def test_an_assumption_on_a_sample_that_is_not_there_admits_nothing() -> None:
    second = Assumption("s_2 ≠ o", (), Not(Same(sample(IndexLiteral(2, K)), o)))  # type: ignore[arg-type]
    trap = statement(total(indicator(Same(sample(k), o)), k), ZERO, second)
    assert not prove(trap, FIELDS).proved
    assert decide(trap, TOOLS).equal is False
