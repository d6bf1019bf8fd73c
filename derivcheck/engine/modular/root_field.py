"""Images with square roots as new generators: arithmetic modulo r² = a.

A value is a polynomial in generators r₁, r₂, … over F_p, each of degree at most one; r_k² is
a value in the generators before it.  No root is taken in F_p, and nothing is used of a root
but its square, so what vanishes here vanishes for either sign of each root.

Why a difference whose coefficients all vanish is zero at every real point where both sides
are defined: let A be the polynomials in the entries and the roots modulo the relations, a
free module over the polynomials in the entries, and d₁, d₂, … all that stands under a line.
Each d_i has an inverse here only if its norm is not zero, so it divides no zero in A, and the
difference is n / (d₁ d₂ …) with n in A.  That it vanishes says n = 0 in A, which is an
identity of polynomials modulo r² = a, and holds at every real point; there d_i ≠ 0 as both
sides are defined.

Exponentials, logarithms and unknown functions of roots are not covered.
"""

from collections.abc import Sequence
from fractions import Fraction

from derivcheck.engine.evaluate import BUDGET, Env, NoValue, Walk
from derivcheck.engine.modular.images import MAX_POWER, Residues, components
from derivcheck.engine.modular.primes import Field
from derivcheck.engine.outcome import Outcome
from derivcheck.engine.statement import Statement, World
from derivcheck.term.core import Call, Node, Number, Power, Term, Unknown

# different roots in one statement
MAX_ROOTS = 4

# coefficients by sets of generators, as bits; zeros are left out
Value = dict[int, int]


class RootField(Walk[Value]):
    """Images with roots, in one world."""

    def __init__(
        self, field: Field, world: World, positive: frozenset[str], budget: int = BUDGET
    ) -> None:
        super().__init__(world, budget)
        self._plain = Residues(field, world, positive, budget)
        self._p = field.p
        self._squares: list[Value] = []

    def number(self, value: Fraction) -> Value:
        return self._scalar(self._plain.number(value))

    def constant(self, name: str) -> Value:
        return self._scalar(self._plain.constant(name))

    def entry(self, symbol: str, indices: tuple[int, ...]) -> Value:
        return self._scalar(self._plain.entry(symbol, indices))

    def _scalar(self, residue: int) -> Value:
        return {0: residue} if residue else {}

    def add(self, values: Sequence[Value]) -> Value:
        out: Value = {}
        for value in values:
            for roots, coefficient in value.items():
                out[roots] = (out.get(roots, 0) + coefficient) % self._p
        return {roots: coefficient for roots, coefficient in out.items() if coefficient}

    def mul(self, values: Sequence[Value]) -> Value:
        out = self._scalar(1)
        for value in values:
            out = self._product(out, value)
        return out

    def _product(self, left: Value, right: Value) -> Value:
        parts = []
        for a, c in left.items():
            for b, d in right.items():
                part: Value = {a ^ b: c * d % self._p}
                for at in range(len(self._squares)):
                    if a & b & 1 << at:
                        part = self._product(part, self._squares[at])
                parts.append(part)
        return self.add(parts)

    def inverse(self, value: Value) -> Value:
        """Return 1/(a + b·r) as (a − b·r)/(a² − b²r²); raises `NoValue` where that is 1/0."""
        if not value:
            raise NoValue("a division by zero")
        highest = max(value).bit_length() - 1
        if highest < 0:
            return self._scalar(pow(value[0], -1, self._p))
        bit = 1 << highest
        conjugate = {m: (-c if m & bit else c) % self._p for m, c in value.items()}
        return self._product(conjugate, self.inverse(self._product(value, conjugate)))

    def power(self, term: Power, env: Env) -> Value:
        exponent = term.exponent
        if not isinstance(exponent, Number) or exponent.value.denominator != 1:
            raise NoValue("a power that is no integer")
        n, base = int(exponent.value), self.value(term.base, env)
        if abs(n) > MAX_POWER:
            raise NoValue("over budget: a power too high")
        out, base = self._scalar(1), base if n >= 0 else self.inverse(base)
        n = abs(n)
        while n:
            if n & 1:
                out = self._product(out, base)
            base, n = self._product(base, base), n >> 1
        return out

    def call(self, term: Call, env: Env) -> Value:
        if term.function == "sqrt":
            return self._root(self.value(term.args[0], env))
        return self._plain_value(term, env)

    def unknown(self, term: Unknown, env: Env) -> Value:
        return self._plain_value(term, env)

    def _plain_value(self, term: Term, env: Env) -> Value:
        if has_roots(term):
            raise NoValue("a function of a root")
        return self._scalar(self._plain.value(term, env))

    def _root(self, square: Value) -> Value:
        if not square:
            return {}
        if square in self._squares:
            return {1 << self._squares.index(square): 1}
        if len(self._squares) == MAX_ROOTS:
            raise NoValue("too many roots")
        self._squares.append(square)
        return {1 << len(self._squares) - 1: 1}

    def compare(self, sign: str, left: Value, right: Value) -> bool:
        raise NoValue("a condition on values")


def has_roots(node: Node) -> bool:
    """Whether a square root occurs."""
    return any(isinstance(part, Call) and part.function == "sqrt" for part in node.walk())


def compare(
    statement: Statement, world: World, fields: Sequence[Field], budget: int = BUDGET
) -> tuple[Outcome, str]:
    """Compare both sides in one world as `modular.compare` does, with roots as generators."""
    left, right = statement.folded
    try:
        for field in fields:
            algebra = RootField(field, world, statement.context.positive, budget)
            for env in components(statement, world):
                if algebra.value(left, env) != algebra.value(right, env):
                    return Outcome.DIFFERENT, ""
    except NoValue as error:
        return Outcome.NO_ANSWER, str(error)
    return Outcome.EQUAL, ""


def lost_bits(*sides: Term) -> int:
    """Return by how many bits the error bound of one trial grows: norms double degrees.

    Each division by something with k roots multiplies the degree by at most 2^k; divisions
    inside of others add up.
    """
    divisions = {
        node
        for side in sides
        for node in side.walk()
        if isinstance(node, Power)
        and isinstance(node.exponent, Number)
        and node.exponent.value < 0
        and has_roots(node.base)
    }
    return MAX_ROOTS * (1 + len(divisions))
