"""Which signs a term can have, from what is known of its parts; all three is the safe answer.

What is known is a set of symbols that are positive, and signs of certain terms, kept by a
canonical form so that x − y and y − x are one quantity.
"""

from collections.abc import Mapping
from fractions import Fraction
from functools import cached_property

from msgspec import Struct, field

from derivcheck.constructs import scalar
from derivcheck.engine.cases.tidy import Monomial, ordered, polynomial
from derivcheck.term.core import (
    ALWAYS,
    MINUS_ONE,
    Add,
    All,
    Always,
    Any_,
    Call,
    Choice,
    Compare,
    Condition,
    Constant,
    Entry,
    Mul,
    Not,
    Number,
    Power,
    Prod,
    Same,
    Size,
    Sum,
    Term,
    add,
    neg,
)

Signs = frozenset[int]
ANY: Signs = frozenset((-1, 0, 1))
POSITIVE: Signs = frozenset((1,))
NEGATIVE: Signs = frozenset((-1,))
NULL: Signs = frozenset((0,))
NONNEGATIVE: Signs = frozenset((0, 1))
NOT_POSITIVE: Signs = frozenset((-1, 0))
NONZERO: Signs = frozenset((-1, 1))

Key = frozenset[tuple[Monomial, Fraction]]
_RANGES = {"positive": POSITIVE, "nonnegative": NONNEGATIVE, "real": ANY}


class Known(Struct, frozen=True, dict=True):
    """What is known of signs."""

    positive: frozenset[str] = frozenset()
    quantities: Mapping[Key, Signs] = field(default_factory=dict)

    @cached_property
    def _memo(self) -> dict[Term, Signs]:
        return {}

    def signs(self, term: Term) -> Signs:
        """Return the signs that a term can have where it is defined; none if they contradict."""
        done = self._memo.get(term)
        if done is None:
            done = _structural(term, self)
            if len(done) > 1 and not isinstance(term, (Number, Entry)):
                done &= self._of_polynomial(term)
            if len(done) > 1 and self.quantities:
                done = self._looked_up(term, done)
            self._memo[term] = done
        return done

    def _of_polynomial(self, term: Term) -> Signs:
        poly = polynomial(term)
        if poly is None:
            return ANY
        out = NULL
        for monomial, coefficient in poly.items():
            out = _plus(out, _monomial_signs(monomial, coefficient, term, self))
        return out

    def _looked_up(self, term: Term, found: Signs) -> Signs:
        key = quantity(term)
        if key is None:
            return found
        known = self.quantities.get(key[0])
        return found if known is None else found & frozenset(sign * key[1] for sign in known)

    def with_signs(self, term: Term, signs: Signs) -> "Known":
        """Return this with the signs of a term added."""
        key = quantity(term)
        if key is None:
            return self
        before = self.quantities.get(key[0], ANY)
        now = before & frozenset(sign * key[1] for sign in signs)
        return Known(self.positive, {**self.quantities, key[0]: now})

    def truth(self, condition: Condition) -> bool | None:
        """Return whether a condition holds, None where that is not known."""
        match condition:
            case Always():
                return True
            case Same():
                return True if condition.left is condition.right else None
            case Compare():
                return self._comparison(condition)
            case Not():
                inner = self.truth(condition.inner)
                return None if inner is None else not inner
            case All():
                parts = [self.truth(part) for part in condition.parts]
                return False if False in parts else None if None in parts else True
            case Any_():
                parts = [self.truth(part) for part in condition.parts]
                return True if True in parts else None if None in parts else False
            case _:
                return None

    def _comparison(self, condition: Compare) -> bool | None:
        signs = self.signs(distance(condition))
        holds = {"=": NULL, "<": NEGATIVE, "≤": NOT_POSITIVE}[condition.sign]
        if signs <= holds:
            return True
        return None if signs & holds else False


def distance(condition: Compare) -> Term:
    """Return left − right of a comparison."""
    return add(condition.left, neg(condition.right))


def quantity(term: Term) -> tuple[Key, int] | None:
    """Return a term up to a rational factor, and that factor's sign; None if it is too long."""
    poly = polynomial(term)
    if not poly:
        return None
    lead = ordered(poly)[0][1]
    scaled = {monomial: coefficient / lead for monomial, coefficient in poly.items()}
    return frozenset(scaled.items()), 1 if lead > 0 else -1


def _monomial_signs(monomial: Monomial, coefficient: Fraction, whole: Term, known: Known) -> Signs:
    out = POSITIVE if coefficient > 0 else NEGATIVE
    for node, exponent in monomial:
        # the whole term itself is what is being asked
        inner = _structural(node, known) if node is whole else known.signs(node)
        out = _times(out, _powered(inner, exponent))
    return out


def _structural(term: Term, known: Known) -> Signs:
    match term:
        case Number():
            return frozenset(((term.value > 0) - (term.value < 0),))
        case Constant():
            return POSITIVE
        case Size():
            return POSITIVE if term.sort.minimum > 0 else NONNEGATIVE
        case Entry():
            return POSITIVE if term.symbol in known.positive else ANY
        case Call():
            return _call(term, known)
        case Add():
            out = NULL
            for arg in term.args:
                out = _plus(out, known.signs(arg))
            return out
        case Mul():
            out = POSITIVE
            for arg in term.args:
                out = _times(out, known.signs(arg))
            return out
        case Power():
            return _power(term, known)
        case Sum() | Prod():
            return _family(term, known)
        case Choice() if term.branches:
            return frozenset().union(*(known.signs(value) for _, value in term.branches))
        case _:
            return ANY


def _call(term: Call, known: Known) -> Signs:
    found = _RANGES[scalar(term.function).range]
    if term.function == "sqrt":
        return found & (known.signs(term.args[0]) & NONNEGATIVE or NONNEGATIVE)
    if term.function == "log":
        return known.signs(add(term.args[0], MINUS_ONE)) or ANY
    return found


def _power(term: Power, known: Known) -> Signs:
    base = known.signs(term.base)
    exponent = term.exponent
    if isinstance(exponent, Number) and exponent.value.denominator == 1:
        return _powered(base, int(exponent.value))
    return POSITIVE if base == POSITIVE else NONNEGATIVE


def _family(term: Sum | Prod, known: Known) -> Signs:
    body = known.signs(term.body)
    combine = _plus if isinstance(term, Sum) else _times
    out = body
    for _ in range(3):
        out |= combine(out, body)
    whole = term.where is ALWAYS and term.index.sort.minimum > 0
    return out if whole else out | (NULL if isinstance(term, Sum) else POSITIVE)


def _powered(base: Signs, n: int) -> Signs:
    """Return the signs of an integer power where it is defined."""
    if n == 0:
        return POSITIVE
    if n < 0:
        base -= NULL
    return frozenset(sign if n % 2 else sign * sign for sign in base) or ANY


def _times(left: Signs, right: Signs) -> Signs:
    return frozenset(a * b for a in left for b in right)


def _plus(left: Signs, right: Signs) -> Signs:
    out: set[int] = set()
    for a in left:
        for b in right:
            out |= ANY if a * b < 0 else {a or b}
    return frozenset(out)
