"""The losses of word2vec and their gradients, built by hand with the term operations."""

from dataclasses import dataclass

from msgspec.structs import replace

from derivcheck.engine.statement import Statement, World
from derivcheck.term.context import Assumption, Context
from derivcheck.term.core import (
    ALWAYS,
    MINUS_ONE,
    ONE,
    Any_,
    Call,
    Derivative,
    Entry,
    IndexMap,
    IndexVar,
    Not,
    Same,
    Sort,
    Sum,
    Term,
    add,
    mul,
    neg,
    quotient,
)

VOCAB = Sort("Vocab", "|V|", 1, 1)
DIM = Sort("Dim", "d", 1, 1)
SAMPLE = Sort("Sample", "K", 1, 1)

w, x, o, c = (IndexVar(name, VOCAB) for name in "wxoc")
i, j = (IndexVar(name, DIM) for name in "ij")
k, n = (IndexVar(name, SAMPLE) for name in "kn")


def word(sample: IndexVar) -> IndexMap:
    return IndexMap("w_k", (sample,), VOCAB)


CONTEXT = Context(
    sorts=(VOCAB, DIM, SAMPLE),
    variables={"U": (DIM, VOCAB), "V": (DIM, VOCAB), "y": (VOCAB,), "x": ()},
    maps={"w_k": ((SAMPLE,), VOCAB)},
    one_hot={"y": o},
)
DISTINCT = replace(
    CONTEXT,
    assumptions=(
        Assumption("w_k ≠ o", (k,), Not(Same(word(k), o))),
        Assumption("distinct", (k, n), Any_((Same(k, n), Not(Same(word(k), word(n)))))),
    ),
)
WORLD = World({VOCAB: 5, DIM: 2, SAMPLE: 3}, {o: 0, c: 1}, {"w_k": {(0,): 2, (1,): 3, (2,): 4}})
REPEATED = World(
    {VOCAB: 3, DIM: 2, SAMPLE: 4}, {o: 0, c: 1}, {"w_k": {(0,): 1, (1,): 2, (2,): 1, (3,): 1}}
)


def u(at, row=i):
    return Entry("U", (row, at))


def v(row=i):
    return Entry("V", (row, c))


def y(at=w):
    return Entry("y", (at,))


def score(at, bound=j):
    return Sum(bound, ALWAYS, mul(Entry("U", (bound, at)), Entry("V", (bound, c))))


def log(arg):
    return Call("log", (arg,))


def exp(arg):
    return Call("exp", (arg,))


def sigmoid(arg):
    return Call("sigmoid", (arg,))


def one_minus(arg):
    return add(ONE, neg(arg))


def softmax(at):
    return quotient(exp(score(at)), Sum(x, ALWAYS, exp(score(x))))


NAIVE = neg(log(softmax(o)))
NEGATIVE = add(
    neg(log(sigmoid(score(o)))),
    neg(Sum(k, ALWAYS, log(sigmoid(neg(score(word(k))))))),
)


@dataclass(frozen=True)
class Case:
    name: str
    axes: tuple[IndexVar, ...]
    left: Term
    right: Term

    def statement(self, context=CONTEXT):
        return Statement(self.axes, self.left, self.right, context)


def d(loss, by):
    return Derivative(loss, by)


# true in every world
TRUE = (
    Case("cross entropy", (), neg(Sum(w, ALWAYS, mul(y(w), log(softmax(w))))), NAIVE),
    Case(
        "naive by v",
        (i,),
        d(NAIVE, v()),
        Sum(w, ALWAYS, mul(u(w), add(softmax(w), neg(y(w))))),
    ),
    Case(
        "naive by v, by words",
        (i,),
        d(NAIVE, v()),
        add(neg(u(o)), Sum(w, ALWAYS, mul(softmax(w), u(w)))),
    ),
    Case("naive by U", (i, w), d(NAIVE, u(w)), mul(v(), add(softmax(w), neg(y(w))))),
    Case(
        "sigmoid",
        (),
        d(sigmoid(Entry("x", ())), Entry("x", ())),
        mul(sigmoid(Entry("x", ())), one_minus(sigmoid(Entry("x", ())))),
    ),
    Case(
        "negative by v",
        (i,),
        d(NEGATIVE, v()),
        add(
            mul(add(sigmoid(score(o)), MINUS_ONE), u(o)),
            Sum(k, ALWAYS, mul(one_minus(sigmoid(neg(score(word(k))))), u(word(k)))),
        ),
    ),
    Case(
        "negative by u_o",
        (i,),
        d(NEGATIVE, u(o)),
        mul(add(sigmoid(score(o)), MINUS_ONE), v()),
    ),
    Case(
        "negative by u_x",
        (i, k),
        d(NEGATIVE, u(word(k))),
        Sum(
            n,
            Same(word(n), word(k)),
            mul(one_minus(sigmoid(neg(score(word(k))))), v()),
        ),
    ),
)
# each differs somewhere in both worlds
FALSE = (
    Case("cross entropy, sign", (), Sum(w, ALWAYS, mul(y(w), log(softmax(w)))), NAIVE),
    Case(
        "naive by v, sign",
        (i,),
        d(NAIVE, v()),
        Sum(w, ALWAYS, mul(u(w), add(softmax(w), y(w)))),
    ),
    Case(
        "naive by v, no sum",
        (i,),
        d(NAIVE, v()),
        mul(u(o), add(softmax(o), MINUS_ONE)),
    ),
    Case("naive by U, wrong word", (i, w), d(NAIVE, u(w)), mul(v(), softmax(w))),
    Case(
        "sigmoid, no complement",
        (),
        d(sigmoid(Entry("x", ())), Entry("x", ())),
        sigmoid(Entry("x", ())),
    ),
    Case(
        "negative by v, complement lost",
        (i,),
        d(NEGATIVE, v()),
        add(
            mul(add(sigmoid(score(o)), MINUS_ONE), u(o)),
            Sum(k, ALWAYS, mul(sigmoid(neg(score(word(k)))), u(word(k)))),
        ),
    ),
    Case(
        "negative by u_o, sign",
        (i,),
        d(NEGATIVE, u(o)),
        mul(add(ONE, neg(sigmoid(score(o)))), v()),
    ),
    Case(
        "negative by u_k, sign",
        (i, k),
        d(NEGATIVE, u(word(k))),
        Sum(
            n,
            Same(word(n), word(k)),
            mul(MINUS_ONE, one_minus(sigmoid(neg(score(word(k))))), v()),
        ),
    ),
)
