"""Whether a statement is defined where its sums are taken apart as well."""

from derivcheck.constructs import scalar
from derivcheck.engine.statement import Statement
from derivcheck.term.core import ALWAYS, Call, Number, Power, Prod, Sum, Term


def keeps_its_domain(statement: Statement) -> bool:
    """Whether drawing factors out of sums leaves a statement defined where it was.

    ``Σ_{w≠o} a_w/(n−1)`` is an empty sum at n = 1, and no division by zero.
    """
    return not any(
        isinstance(node, (Sum, Prod)) and _may_be_empty(node) and not _is_total(node.body)
        for side in statement.ready
        for node in side.walk()
    )


def _may_be_empty(term: Sum | Prod) -> bool:
    return term.where is not ALWAYS or not (term.index.sort.minimum or term.index.sort.fixed)


def _is_total(term: Term) -> bool:
    """Whether a term is certainly defined everywhere."""
    for node in term.walk():
        if isinstance(node, Power) and not _is_natural(node.exponent):
            return False
        if isinstance(node, Call) and scalar(node.function).domain != "real":
            return False
    return True


def _is_natural(exponent: Term) -> bool:
    return isinstance(exponent, Number) and exponent.value.denominator == 1 and exponent.value >= 0
