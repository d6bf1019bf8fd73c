"""Which terms are positive wherever they are defined; no is the safe answer."""

from derivcheck.constructs import scalar
from derivcheck.term.core import (
    ALWAYS,
    MINUS_ONE,
    ONE,
    Add,
    Call,
    Choice,
    Constant,
    Entry,
    Mul,
    Number,
    Power,
    Prod,
    Size,
    Sum,
    Term,
)


def is_positive(term: Term, positive: frozenset[str]) -> bool:
    """Whether a term is positive at every point of its domain.

    ``positive`` names the symbols that are declared so.  Sums count only over whole sorts,
    which are not empty (a condition might leave none).
    """
    match term:
        case Number():
            return term.value > 0
        case Constant():
            return True
        case Size():
            return term.sort.minimum > 0
        case Entry():
            return term.symbol in positive
        case Call():
            return scalar(term.function).range == "positive" or (
                term.function == "sqrt" and is_positive(term.args[0], positive)
            )
        case Add():
            return all(is_positive(arg, positive) for arg in term.args) or _is_complement(
                term, positive
            )
        case Mul():
            return all(is_positive(arg, positive) for arg in term.args)
        case Power():
            return is_positive(term.base, positive) or _is_reciprocal_of_nonnegative(term)
        case Sum():
            whole = term.where is ALWAYS and term.index.sort.minimum > 0
            return whole and is_positive(term.body, positive)
        case Prod():
            return is_positive(term.body, positive)
        case Choice():
            return all(is_positive(value, positive) for _, value in term.branches)
        case _:
            return False


def is_nonnegative(term: Term, positive: frozenset[str]) -> bool:
    """Whether a term is not negative at any point of its domain, as x² + y² is."""
    match term:
        case Power() if _is_even(term.exponent):
            return True
        case Call() if scalar(term.function).range == "nonnegative":
            return True
        case Add() | Mul():
            return all(is_nonnegative(arg, positive) for arg in term.args)
        case Sum():
            return is_nonnegative(term.body, positive)
        case Number():
            return term.value >= 0
        case _:
            return is_positive(term, positive)


def is_positive_sum(term: Term, positive: frozenset[str]) -> bool:
    """Whether a term is a sum of what is not negative, one part of it positive, as 1 + x².

    Or a power of such a sum.
    """
    while isinstance(term, Power):
        term = term.base
    if not isinstance(term, Add):
        return False
    every = all(is_nonnegative(arg, positive) for arg in term.args)
    return every and any(is_positive(arg, positive) for arg in term.args)


def _is_reciprocal_of_nonnegative(term: Power) -> bool:
    """Whether a power is ``1/√a`` or ``1/a²``, which is defined only where that is positive."""
    base, exponent = term.base, term.exponent
    if not isinstance(exponent, Number) or exponent.value >= 0:
        return False
    if isinstance(base, Call):
        return scalar(base.function).range == "nonnegative"
    return _is_even(exponent) or (isinstance(base, Power) and _is_even(base.exponent))


def _is_even(exponent: Term) -> bool:
    value = exponent.value if isinstance(exponent, Number) else None
    return value is not None and value.denominator == 1 and value.numerator % 2 == 0


def _is_complement(term: Add, positive: frozenset[str]) -> bool:
    """Whether a sum is ``1 − 1/(1 + p)`` with positive ``p``, as in 1 − σ(x)."""
    if len(term.args) != 2:
        return False
    one, rest = term.args if term.args[0] is ONE else term.args[::-1]
    if one is not ONE or not isinstance(rest, Mul) or len(rest.args) != 2:
        return False
    sign, share = rest.args
    if sign is not MINUS_ONE or not isinstance(share, Power) or share.exponent is not MINUS_ONE:
        return False
    whole = share.base
    return (
        isinstance(whole, Add)
        and ONE in whole.args
        and all(is_positive(arg, positive) for arg in whole.args)
        and len(whole.args) > 1
    )
