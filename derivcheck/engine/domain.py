"""What must hold for a term as written to be defined: the arguments of logarithms are positive,
those of roots not negative, denominators not zero.

Only places that are evaluated at every point count: not the branches of a case, not the body
of a sum with a condition (which may be empty).  What lies outside of that is no fact.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from derivcheck.constructs import scalar
from derivcheck.engine.sign_sets import NONNEGATIVE, NONZERO, POSITIVE, Signs
from derivcheck.term.core import (
    ALWAYS,
    Add,
    Call,
    Choice,
    Compare,
    IndexVar,
    Mul,
    Number,
    Power,
    Prod,
    Sum,
    Term,
)


@dataclass(frozen=True)
class Requirement:
    """A part of a term has one of these signs, for all values of the bound indices above it."""

    term: Term
    signs: Signs
    bound: tuple[IndexVar, ...]


def requirements(term: Term) -> Iterator[Requirement]:
    """Yield what must hold for a term to be defined."""
    yield from _requirements(term, ())


def _requirements(term: Term, bound: tuple[IndexVar, ...]) -> Iterator[Requirement]:
    match term:
        case Add() | Mul():
            for arg in term.args:
                yield from _requirements(arg, bound)
        case Power():
            yield from _requirements(term.base, bound)
            yield from _requirements(term.exponent, bound)
            yield from _of_power(term, bound)
        case Call():
            yield from _requirements(term.args[0], bound)
            domain = scalar(term.function).domain
            if domain != "real":
                signs = POSITIVE if domain == "positive" else NONNEGATIVE
                yield Requirement(term.args[0], signs, bound)
        case Sum() | Prod():
            if term.where is ALWAYS and term.index.sort.minimum > 0:
                yield from _requirements(term.body, (*bound, term.index))
        case Choice():
            yield from _of_choice(term, bound)


def _of_power(term: Power, bound: tuple[IndexVar, ...]) -> Iterator[Requirement]:
    exponent = term.exponent
    if not isinstance(exponent, Number):
        yield Requirement(term.base, POSITIVE, bound)
    elif exponent.value.denominator == 1:
        if exponent.value < 0:
            yield Requirement(term.base, NONZERO, bound)
    else:
        yield Requirement(term.base, NONNEGATIVE if exponent.value > 0 else POSITIVE, bound)


def _of_choice(term: Choice, bound: tuple[IndexVar, ...]) -> Iterator[Requirement]:
    """The first condition is always looked at; the first value is if it always holds."""
    if not term.branches:
        return
    condition, value = term.branches[0]
    if isinstance(condition, Compare):
        yield from _requirements(condition.left, bound)
        yield from _requirements(condition.right, bound)
    if condition is ALWAYS:
        yield from _requirements(value, bound)


def is_defined_nowhere(term: Term) -> bool:
    """Whether a term has a case without any branch where it is evaluated at every point."""
    match term:
        case Add() | Mul():
            return any(is_defined_nowhere(arg) for arg in term.args)
        case Power():
            return is_defined_nowhere(term.base) or is_defined_nowhere(term.exponent)
        case Call():
            return is_defined_nowhere(term.args[0])
        case Sum() | Prod():
            whole = term.where is ALWAYS and term.index.sort.minimum > 0
            return whole and is_defined_nowhere(term.body)
        case Choice():
            return not term.branches
        case _:
            return False
