"""A Σ that was left out, or that stands too far inside."""

from collections.abc import Iterator

from derivcheck.diagnose.edits import Edit, Formula, Written, terms
from derivcheck.diagnose.edits.around import Around, Operator
from derivcheck.diagnose.edits.sums import bound_letter, head_of
from derivcheck.diagnose.edits.terms import Term, product_of
from derivcheck.diagnose.page import Example
from derivcheck.diagnose.slips.base import Slip
from derivcheck.syntax import tree as t


def _propose(formula: Formula, around: Around) -> Iterator[Edit]:
    sums = [one for one in around.operators if isinstance(one.head, t.Big)]
    for far, term in enumerate(terms(formula)):
        for other, operator in enumerate(sums[:4]):
            for at in range(min(len(term.units), 3)):
                if not _is_under(term, at, operator):
                    yield _under(term, at, operator, at + other + far // 4)
        yield from _further_out(term)


def _is_under(term: Term, at: int, operator: Operator) -> bool:
    """Whether what is to go under a Σ is, or is all that stands under, one over its letter."""
    above = term.formula.parent(term.node) if at == 0 else None
    near = (term.units[at].nodes[0], above)
    letters = [bound_letter(node) for node in near if isinstance(node, t.Big)]
    return isinstance(operator.head, t.Big) and bound_letter(operator.head) in letters


def _under(term: Term, at: int, operator: Operator, more: int) -> Edit:
    """Return the edit that puts all factors from one on under a Σ."""
    rest = product_of(term, at, len(term.units))
    return term.with_units(at, len(term.units), [operator.applied(rest)], more=more)


def _further_out(term: Term) -> Iterator[Edit]:
    """Yield ``Σ_k a b`` for ``a Σ_k b``."""
    last = term.units[-1].nodes[-1]
    if isinstance(last, t.Big) and len(term.units) > 1:
        at = len(term.units) - 2
        before = term.written(at)
        operator = head_of(last, term.formula)
        body = term.formula.written(last.body)
        factors = (before.tree, last.body)
        tree = t.Product(last.span, factors, ("",))
        inside = Written(tree, (*before.pieces, " ", *body.pieces))
        yield term.with_units(at, at + 2, [operator.applied(inside)], last.span)


SLIP = Slip(
    code="missing-sum",
    says="a sum sign is missing here",
    means="A Σ was lost on the way, or begins too late, so that one index is left without a range.",
    advice="ask of each index what it runs over; the line before has the Σ.",
    cost=14,
    propose=_propose,
    accepted=Example(r"\sum_{k=1}^K (x + \log x) = K x + \sum_{k=1}^K \log x"),
    rejected=Example(r"\sum_{k=1}^K (x + \log x) = K x + \log x"),
    unread="unbound-index",
)
