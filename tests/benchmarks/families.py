"""Six families of gradients, for every engine the same: ours as terms, SymPy's as expressions.

How to use it, with ``sizes`` one of `SIZES` (or `LARGE`), a triple (|V|, d, K)::

    for family in FAMILIES:
        statement = family.statement("right")     # gradient = closed form; a fresh object
        world = family.world(sizes)               # the one world at that size: o, c, w_k given
        outcome, why = modular.compare(statement, world, fields)     # decide

        form = family.sympy("right", sizes)       # loss, variables, closed form for each
        for by, closed in form.components:        # build + differentiate + decide
            assert sympy.cancel(without_exp(sympy.diff(form.loss, by) - closed)) == 0

A `Statement` carries out its derivatives when it is first compared and keeps them, so whoever
measures build + differentiate + decide asks for a new one each time.  Variants are ``"right"``
and ``"wrong"``; in the wrong one a sign is flipped, which shows in the first component.

The gradients are those of ``naive = −log softmax(u·v_c)[o]`` and of
``negative = −log σ(u_o·v_c) − Σ_k log σ(−u_{w_k}·v_c)``: by v_c, by every entry of U, by u_o,
by the samples' columns.  In ``repeated`` samples repeat a word, in the others they do not.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from derivcheck.engine.statement import Statement, World
from derivcheck.term.context import Context
from derivcheck.term.core import (
    ALWAYS,
    MINUS_ONE,
    ONE,
    Derivative,
    IndexVar,
    Same,
    Sum,
    Term,
    add,
    mul,
    neg,
)
from tests.engine.word2vec_terms import (
    CONTEXT,
    DIM,
    DISTINCT,
    NAIVE,
    NEGATIVE,
    SAMPLE,
    VOCAB,
    c,
    i,
    k,
    n,
    o,
    score,
    sigmoid,
    softmax,
    u,
    v,
    w,
    word,
    y,
)

if TYPE_CHECKING:
    import sympy

Sizes = tuple[int, int, int]
Variant = Literal["right", "wrong"]

SIZES: tuple[Sizes, ...] = ((3, 2, 2), (5, 3, 3), (10, 5, 4), (20, 8, 7))
LARGE: Sizes = (200, 32, 31)
SIGNS: dict[Variant, Term] = {"right": ONE, "wrong": MINUS_ONE}


@dataclass(frozen=True)
class SympyForm:
    """A loss in plain symbols and, for each variable, what its derivative should be."""

    loss: "sympy.Expr"
    components: tuple[tuple["sympy.Symbol", "sympy.Expr"], ...]


@dataclass(frozen=True)
class Family:
    """One gradient with its closed form, in both languages."""

    name: str
    axes: tuple[IndexVar, ...]
    gradient: Term
    closed: Callable[[Term], Term]  # takes the sign that is flipped in the wrong variant
    context: Context
    samples: Callable[[int], tuple[int, ...]]  # the words of K samples; o is word 0, c word 1
    plain: "Callable[[_Plain], dict[sympy.Symbol, Callable[[int], sympy.Expr]]]"

    def statement(self, variant: Variant) -> Statement:
        """Return ``gradient = closed form``, nothing of it worked out yet."""
        return Statement(self.axes, self.gradient, self.closed(SIGNS[variant]), self.context)

    def world(self, sizes: Sizes) -> World:
        """Return the world of a size in which the benchmarks look."""
        words, rows, count = sizes
        elements: dict[IndexVar, int] = {o: 0, c: 1}
        samples = {(at,): element for at, element in enumerate(self.samples(count))}
        return World({VOCAB: words, DIM: rows, SAMPLE: count}, elements, {"w_k": samples})

    def sympy(self, variant: Variant, sizes: Sizes) -> SympyForm:
        """Return the same at one size in SymPy's symbols, derivatives not taken."""
        plain = _Plain(sizes, self.samples(sizes[2]))
        sign = 1 if variant == "right" else -1
        components = tuple((by, closed(sign)) for by, closed in self.plain(plain).items())
        loss = plain.naive() if self.name.startswith("softmax") else plain.negative()
        return SympyForm(loss, components)


class _Plain:
    """The entries of U and v_c as SymPy symbols, and the losses in them."""

    def __init__(self, sizes: Sizes, samples: tuple[int, ...]) -> None:
        import sympy

        words, self.rows, _ = sizes
        self.samples = samples
        self.v = [sympy.Symbol(f"v_{row}", real=True) for row in range(self.rows)]
        self.u = [
            [sympy.Symbol(f"u_{row}_{at}", real=True) for row in range(self.rows)]
            for at in range(words)
        ]
        self.scores = [
            sympy.Add(*(a * b for a, b in zip(column, self.v, strict=True))) for column in self.u
        ]

    def exponentials(self) -> "list[sympy.Expr]":
        import sympy

        return [sympy.exp(score) for score in self.scores]

    def softmax(self) -> "list[sympy.Expr]":
        import sympy

        each = self.exponentials()
        total = sympy.Add(*each)
        return [one / total for one in each]

    def sigmoid(self, at: int, sign: int) -> "sympy.Expr":
        import sympy

        return 1 / (1 + sympy.exp(-sign * self.scores[at]))

    def naive(self) -> "sympy.Expr":
        import sympy

        return -sympy.log(self.softmax()[0])

    def negative(self) -> "sympy.Expr":
        import sympy

        logs = [sympy.log(self.sigmoid(at, -1)) for at in self.samples]
        return sympy.Add(-sympy.log(self.sigmoid(0, 1)), *(-log for log in logs))


Closed = dict["sympy.Symbol", Callable[[int], "sympy.Expr"]]


def _softmax_by_v(p: _Plain) -> Closed:
    shares = p.softmax()

    def closed(row: int) -> Callable[[int], Any]:
        def entry(sign: int) -> Any:
            terms = [share * p.u[at][row] for at, share in enumerate(shares)]
            return sum(terms) - sign * p.u[0][row]

        return entry

    return {p.v[row]: closed(row) for row in range(p.rows)}


def _softmax_by_u(p: _Plain) -> Closed:
    shares = p.softmax()

    def closed(at: int, row: int) -> Callable[[int], Any]:
        return lambda sign: (shares[at] - sign * (at == 0)) * p.v[row]

    return {p.u[at][row]: closed(at, row) for at in range(len(p.u)) for row in range(p.rows)}


def _negative_by_v(p: _Plain) -> Closed:
    def closed(row: int) -> Callable[[int], Any]:
        def entry(sign: int) -> Any:
            terms = [(1 - p.sigmoid(at, -1)) * p.u[at][row] for at in p.samples]
            return (p.sigmoid(0, 1) - sign) * p.u[0][row] + sum(terms)

        return entry

    return {p.v[row]: closed(row) for row in range(p.rows)}


def _negative_by_u_o(p: _Plain) -> Closed:
    def closed(row: int) -> Callable[[int], Any]:
        return lambda sign: (p.sigmoid(0, 1) - sign) * p.v[row]

    return {p.u[0][row]: closed(row) for row in range(p.rows)}


def _negative_by_u_k(p: _Plain) -> Closed:
    def closed(at: int, row: int) -> Callable[[int], Any]:
        count = p.samples.count(at)
        return lambda sign: count * (1 - sign * p.sigmoid(at, -1)) * p.v[row]

    # a repeated word is looked at once
    return {
        p.u[at][row]: closed(at, row) for at in dict.fromkeys(p.samples) for row in range(p.rows)
    }


def _distinct(count: int) -> tuple[int, ...]:
    return tuple(range(1, count + 1))


def _repeated(count: int) -> tuple[int, ...]:
    """Return words of which each occurs about three times: 1, 1, 1, 2, 2, 2, 3."""
    return tuple(1 + at // 3 for at in range(count))


def _share(sign: Term) -> Term:
    """Return ``1 − σ(−u_{w_k}·v_c)``, with the sign for the minus in front."""
    return add(ONE, neg(mul(sign, sigmoid(neg(score(word(k)))))))


FAMILIES = (
    Family(
        "softmax by v",
        (i,),
        Derivative(NAIVE, v()),
        lambda sign: Sum(w, ALWAYS, mul(add(softmax(w), neg(mul(sign, y()))), u(w))),
        CONTEXT,
        _distinct,
        _softmax_by_v,
    ),
    Family(
        "softmax by U",
        (i, w),
        Derivative(NAIVE, u(w)),
        lambda sign: mul(add(softmax(w), neg(mul(sign, y()))), v()),
        CONTEXT,
        _distinct,
        _softmax_by_u,
    ),
    Family(
        "negative by v",
        (i,),
        Derivative(NEGATIVE, v()),
        lambda sign: add(
            mul(add(sigmoid(score(o)), neg(sign)), u(o)),
            Sum(k, ALWAYS, mul(_share(ONE), u(word(k)))),
        ),
        CONTEXT,
        _distinct,
        _negative_by_v,
    ),
    Family(
        "negative by u_o",
        (i,),
        Derivative(NEGATIVE, u(o)),
        lambda sign: mul(add(sigmoid(score(o)), neg(sign)), v()),
        DISTINCT,
        _distinct,
        _negative_by_u_o,
    ),
    Family(
        "negative by u_k",
        (i, k),
        Derivative(NEGATIVE, u(word(k))),
        lambda sign: mul(_share(sign), v()),
        DISTINCT,
        _distinct,
        _negative_by_u_k,
    ),
    Family(
        "repeated negatives",
        (i, k),
        Derivative(NEGATIVE, u(word(k))),
        lambda sign: Sum(n, Same(word(n), word(k)), mul(_share(sign), v())),
        CONTEXT,
        _repeated,
        _negative_by_u_k,
    ),
)


def without_exp(expression: "sympy.Expr") -> "sympy.Expr":
    """Return an expression with exponentials as symbols, e^{nt} as the n-th power of e^t's.

    `sympy.cancel` is much faster on it; true identities that need e^{a+b} = e^a·e^b are lost.
    """
    import sympy

    names: dict[sympy.Expr, sympy.Expr] = {}
    symbols: dict[sympy.Expr, sympy.Symbol] = {}
    for found in sorted(expression.atoms(sympy.exp), key=str):
        power, argument = found.args[0].primitive()
        if argument.could_extract_minus_sign():
            power, argument = -power, -argument
        if argument not in symbols:
            symbols[argument] = sympy.Symbol(f"E_{len(symbols)}", positive=True)
        names[found] = symbols[argument] ** power
    return expression.xreplace(names)
