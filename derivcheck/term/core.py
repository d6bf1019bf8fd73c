"""The term language: real scalars built from components, with explicit bound indices.

A tensor never occurs inside a term.  ``U(ŷ − y)`` is the term ``Σ_w U[i,w]·(ŷ[w] − y[w])``
in the free index ``i``; which axes it has is said by `derivcheck.term.tensor.Tensor`.
One small language with explicit indices means that differentiation, substitution and
every engine have one place each where binding is treated.

Nodes are immutable and *interned*: two structurally equal nodes are the same object, so
equality is identity, hashing is cheap, and evaluators may memoise on a node.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from derivcheck.source.kept import kept
from derivcheck.term.node import Node as Node

# --- index sorts and index terms -------------------------------------------------------


class Sort(Node):
    """A finite index set: its name, its size as written, its least size and what divides it."""

    atomic = True

    name: str
    size: str
    minimum: int
    multiple: int

    @property
    def fixed(self) -> int | None:
        """The size if a problem fixes it as a number."""
        return int(self.size) if self.size.isdecimal() else None

    def __repr__(self) -> str:
        return self.name


class Index(Node):
    """A term that denotes an element of a sort, its field ``sort``."""

    if TYPE_CHECKING:

        @property
        def sort(self) -> Sort: ...


class IndexVar(Index):
    """A free or bound index, ``w``; two of the same name and sort are the same index."""

    atomic = True

    name: str
    sort: Sort

    @kept
    def free(self) -> frozenset[IndexVar]:
        return frozenset((self,))

    def __repr__(self) -> str:
        return self.name


class IndexLiteral(Index):
    """A named element: ``1`` is the first, ``-1`` the last."""

    atomic = True

    position: int
    sort: Sort

    def __repr__(self) -> str:
        return str(self.position) if self.position > 0 else self.sort.size


class IndexMap(Index):
    """The value of a map between sorts, ``w_k``: sample ``k`` ↦ a word."""

    map: str
    args: tuple[Index, ...]
    sort: Sort

    @kept
    def symbols(self) -> frozenset[str]:
        return super().symbols | {self.map}

    def __repr__(self) -> str:
        return f"{self.map}[{', '.join(map(repr, self.args))}]"


# --- conditions ------------------------------------------------------------------------


class Condition(Node):
    """Something that is true or false once indices and values are fixed."""


class Always(Condition):
    """The condition that always holds."""

    atomic = True


class Same(Condition):
    """Two indices of one sort denote the same element."""

    left: Index
    right: Index


class Compare(Condition):
    """A comparison of two real scalars; ``sign`` is one of ``= < ≤``."""

    sign: str
    left: Term
    right: Term


class Not(Condition):
    """The negation of a condition."""

    inner: Condition


class All(Condition):
    """All of several conditions."""

    parts: tuple[Condition, ...]


class Any_(Condition):
    """At least one of several conditions."""

    parts: tuple[Condition, ...]


# --- scalar terms ----------------------------------------------------------------------


class Term(Node):
    """A real scalar."""


class Number(Term):
    """An exact rational."""

    atomic = True

    value: Fraction

    def __repr__(self) -> str:
        return str(self.value)


class Constant(Term):
    """A named real constant; ``pi`` is the only one, ``e`` is ``exp(1)``."""

    atomic = True

    name: str


class Size(Term):
    """The number of elements of a sort."""

    atomic = True

    sort: Sort

    def __repr__(self) -> str:
        return self.sort.size


class Entry(Term):
    """A component of a symbol, ``U[i,w]``; a scalar symbol has no indices."""

    symbol: str
    indices: tuple[Index, ...]

    @kept
    def symbols(self) -> frozenset[str]:
        return super().symbols | {self.symbol}

    def __repr__(self) -> str:
        return self.symbol + (f"[{', '.join(map(repr, self.indices))}]" if self.indices else "")


class Add(Term):
    """A sum of finitely many terms."""

    args: tuple[Term, ...]


class Mul(Term):
    """A product of finitely many terms."""

    args: tuple[Term, ...]


class Power(Term):
    """``base`` to the power ``exponent``; a quotient is a power with exponent −1."""

    base: Term
    exponent: Term


class Call(Term):
    """A known scalar function applied to scalars; its meaning is a file in ``constructs/``."""

    function: str
    args: tuple[Term, ...]

    @kept
    def heads(self) -> frozenset[object]:
        return super().heads | {self.function}


class Abstraction(Node):
    """A tensor handed to an unknown function: ``indices ↦ body``."""

    indices: tuple[IndexVar, ...]
    body: Term

    @kept
    def free(self) -> frozenset[IndexVar]:
        return self.body.free - frozenset(self.indices)


class Unknown(Term):
    """A smooth function of which nothing is known, or one of its partial derivatives.

    ``slots`` lists what it was differentiated by: the argument's position and the component
    of that argument.  The order is that of differentiation; partial derivatives commute, so
    evaluators sort the slots once their indices have values.
    """

    function: str
    args: tuple[Index | Abstraction, ...]
    slots: tuple[tuple[int, tuple[Index, ...]], ...]

    @kept
    def symbols(self) -> frozenset[str]:
        return super().symbols | {self.function}


class Inverse(Entry):
    """A component of the inverse of a matrix, itself ``(row, column) ↦ body``.

    ``indices`` are those that the matrix depends on, then the component's row and column.  Equal
    symbols and indices are equal values, so whoever knows no inverses may take it for an entry.
    """

    symbol: str
    indices: tuple[Index, ...]
    matrix: Abstraction


class Sum(Term):
    """The sum of ``body`` over those elements of the index's sort for which ``where`` holds."""

    index: IndexVar
    where: Condition
    body: Term

    @kept
    def free(self) -> frozenset[IndexVar]:
        return (self.body.free | self.where.free) - {self.index}


class Prod(Term):
    """The product of ``body`` over those elements of the index's sort for which ``where`` holds."""

    index: IndexVar
    where: Condition
    body: Term

    @kept
    def free(self) -> frozenset[IndexVar]:
        return (self.body.free | self.where.free) - {self.index}


class Choice(Term):
    """The value of the first branch whose condition holds; undefined where none does."""

    branches: tuple[tuple[Condition, Term], ...]


class Derivative(Term):
    """The partial derivative of ``body`` by one component of a symbol."""

    body: Term
    variable: Entry


ALWAYS = Always()
ZERO = Number(Fraction(0))
ONE = Number(Fraction(1))
MINUS_ONE = Number(Fraction(-1))


def number(value: int | Fraction) -> Number:
    """Return a numeral."""
    return Number(Fraction(value))


def add(*args: Term) -> Term:
    """Return a sum, flattened; literal zeros are left out."""
    flat: list[Term] = []
    for arg in args:
        flat.extend(arg.args if isinstance(arg, Add) else (arg,))
    kept = tuple(arg for arg in flat if arg is not ZERO)
    if not kept:
        return ZERO
    return kept[0] if len(kept) == 1 else Add(kept)


def mul(*args: Term) -> Term:
    """Return a product, flattened; literal ones are left out and signs are gathered.

    A literal zero absorbs the others only when they are defined everywhere, which is not
    known here, so it stays (`derivcheck.constructs.differentiate` drops them where that is safe).
    """
    flat: list[Term] = []
    for arg in args:
        flat.extend(arg.args if isinstance(arg, Mul) else (arg,))
    kept = tuple(arg for arg in flat if arg is not ONE)
    if not kept:
        return ONE
    return kept[0] if len(kept) == 1 else Mul(kept)


def neg(arg: Term) -> Term:
    """Return ``−arg``."""
    return Number(-arg.value) if isinstance(arg, Number) else mul(MINUS_ONE, arg)


def power(base: Term, exponent: Term) -> Term:
    """Return ``base^exponent``."""
    return base if exponent is ONE else Power(base, exponent)


def quotient(numerator: Term, denominator: Term) -> Term:
    """Return ``numerator / denominator``; nothing is cancelled."""
    if isinstance(numerator, Number) and isinstance(denominator, Number) and denominator.value:
        return Number(numerator.value / denominator.value)
    return mul(numerator, Power(denominator, MINUS_ONE))


def all_of(*parts: Condition) -> Condition:
    """Return the conjunction of conditions."""
    kept = tuple(part for part in parts if part is not ALWAYS)
    if not kept:
        return ALWAYS
    return kept[0] if len(kept) == 1 else All(kept)


def indicator(condition: Condition) -> Term:
    """Return 1 where a condition holds and 0 elsewhere."""
    return ONE if condition is ALWAYS else Choice(((condition, ONE), (ALWAYS, ZERO)))
