"""A ∂/∂x that was not carried to a term."""

from collections.abc import Iterator

from derivcheck.diagnose.edits import Edit, Formula, terms
from derivcheck.diagnose.edits.around import Around
from derivcheck.diagnose.edits.terms import product_of
from derivcheck.diagnose.page import Example
from derivcheck.diagnose.slips.base import Slip
from derivcheck.syntax import tree as t


def _propose(formula: Formula, around: Around) -> Iterator[Edit]:
    operators = [one for one in around.operators if isinstance(one.head, t.Derive)]
    for far, term in enumerate(terms(formula)):
        if isinstance(term.node, t.Numeral):
            continue  # that is an extra term, or another number
        if formula.role(term.node) in ("", "terms", "inner", "body", "numerator"):
            inside = _inside(term.node, formula)
            for other, operator in enumerate(operators[:6]):
                new = operator.applied(formula.written(term.node))
                yield formula.replaced(term.node, new, more=inside + other + far // 3)
                for at in range(1, len(term.units)):
                    rest = operator.applied(product_of(term, at, len(term.units)))
                    last = term.units[at].nodes[0]
                    whole = at == len(term.units) - 1 and isinstance(last, t.Big)
                    more = inside + other + far // 3 + (not whole)
                    yield term.with_units(at, len(term.units), [rest], more=more)


def _inside(node: t.Tree, formula: Formula) -> int:
    """Return what a ∂ costs that is not as far out as it may be: before a Σ, before a fraction."""
    role, above = formula.role(node), formula.parent(node)
    if role == "body" and above is not None:
        return 1 + _inside(above, formula)
    return 3 * (role == "numerator")


SLIP = Slip(
    code="missing-derivative",
    says="the derivative sign was not carried to this term",
    means="A derivative of a sum is the sum of the derivatives of all its terms. Here one of the "
    "terms stands without ∂/∂x although it was not differentiated yet.",
    advice="put ∂/∂x before every term, or one bracket around all of them.",
    cost=12,
    propose=_propose,
    accepted=Example(
        r"\frac{\partial}{\partial x} (x^2 + \log x) = "
        r"\frac{\partial}{\partial x} x^2 + \frac{\partial}{\partial x} \log x"
    ),
    rejected=Example(
        r"\frac{\partial}{\partial x} (x^2 + \log x) = \frac{\partial}{\partial x} x^2 + \log x"
    ),
)
