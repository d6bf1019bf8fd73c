"""Which terms are positive wherever they are defined; no is the safe answer."""

from derivcheck.constructs import scalar
from derivcheck.term.core import (
    ALWAYS,
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
            return scalar(term.function).range == "positive"
        case Add() | Mul():
            return all(is_positive(arg, positive) for arg in term.args)
        case Power():
            return is_positive(term.base, positive)
        case Sum():
            whole = term.where is ALWAYS and term.index.sort.minimum > 0
            return whole and is_positive(term.body, positive)
        case Prod():
            return is_positive(term.body, positive)
        case Choice():
            return all(is_positive(value, positive) for _, value in term.branches)
        case _:
            return False
