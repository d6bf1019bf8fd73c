"""What must hold for a term as written to be defined: the arguments of logarithms are positive,
those of roots not negative, denominators not zero.

Only places that are evaluated at every point count: not the branches of a case, not the body
of a sum with a condition (which may be empty).  What lies outside of that is no fact.
"""

from collections.abc import Iterator

from msgspec import Struct

from derivcheck.constructs import scalar
from derivcheck.engine.cases.sign_sets import NONNEGATIVE, NONZERO, POSITIVE, Signs
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


class Requirement(Struct, frozen=True):
    """A part of a term has one of these signs, for all values of the bound indices above it."""

    term: Term
    signs: Signs
    bound: tuple[IndexVar, ...]


def requirements(term: Term) -> Iterator[Requirement]:
    """Yield what must hold for a term to be defined."""
    for part, bound in evaluated_parts(term):
        yield from _of_part(part, bound)


def evaluated_parts(term: Term) -> Iterator[tuple[Term, tuple[IndexVar, ...]]]:
    """Yield each part that is evaluated wherever a term is, with the indices bound above it."""
    seen: set[tuple[Term, tuple[IndexVar, ...]]] = set()
    stack: list[tuple[Term, tuple[IndexVar, ...]]] = [(term, ())]
    while stack:
        place = stack.pop()
        if place in seen:
            continue
        seen.add(place)
        yield place
        stack.extend(reversed(_below(*place)))


def _of_part(part: Term, bound: tuple[IndexVar, ...]) -> Iterator[Requirement]:
    if isinstance(part, Power):
        yield from _of_power(part, bound)
    if isinstance(part, Call):
        domain = scalar(part.function).domain
        if domain != "real":
            signs = POSITIVE if domain == "positive" else NONNEGATIVE
            yield Requirement(part.args[0], signs, bound)


def _below(part: Term, bound: tuple[IndexVar, ...]) -> list[tuple[Term, tuple[IndexVar, ...]]]:
    """Return the parts directly below a term that are evaluated wherever it is."""
    match part:
        case Add() | Mul() | Call():
            return [(arg, bound) for arg in part.args]
        case Power():
            return [(part.base, bound), (part.exponent, bound)]
        case Sum() | Prod():
            whole = part.where is ALWAYS and part.index.sort.minimum > 0
            return [(part.body, (*bound, part.index))] if whole else []
        case Choice() if part.branches:
            # the first condition is always looked at; the first value is if it always holds
            condition, value = part.branches[0]
            if isinstance(condition, Compare):
                return [(condition.left, bound), (condition.right, bound)]
            return [(value, bound)] if condition is ALWAYS else []
        case _:
            return []


def _of_power(term: Power, bound: tuple[IndexVar, ...]) -> Iterator[Requirement]:
    exponent = term.exponent
    if not isinstance(exponent, Number):
        yield Requirement(term.base, POSITIVE, bound)
    elif exponent.value.denominator == 1:
        if exponent.value < 0:
            yield Requirement(term.base, NONZERO, bound)
    else:
        yield Requirement(term.base, NONNEGATIVE if exponent.value > 0 else POSITIVE, bound)


def is_defined_nowhere(term: Term) -> bool:
    """Whether a term has a case without any branch where it is evaluated at every point."""
    return any(isinstance(p, Choice) and not p.branches for p, _ in evaluated_parts(term))
