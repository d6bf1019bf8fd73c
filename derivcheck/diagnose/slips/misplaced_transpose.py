"""A transpose on the other one of two factors."""

from collections.abc import Iterator

from derivcheck.diagnose.edits import Change, Edit, Formula, terms
from derivcheck.diagnose.edits.around import Around
from derivcheck.diagnose.edits.formula import is_transpose
from derivcheck.diagnose.page import Example
from derivcheck.diagnose.slips.base import Slip
from derivcheck.diagnose.slips.missing_transpose import can_be_transposed
from derivcheck.source import Span
from derivcheck.syntax import tree as t


def _propose(formula: Formula, around: Around) -> Iterator[Edit]:
    for term in terms(formula):
        nodes = [unit.nodes[0] for unit in term.units if len(unit.nodes) == 1]
        for one in nodes:
            if isinstance(one, t.Scripts) and one.sup is not None and is_transpose(one.sup):
                for two in nodes:
                    near = abs(nodes.index(one) - nodes.index(two)) == 1
                    if near and can_be_transposed(two, formula):
                        yield from _moved(one, one.sup, two, formula)


def _moved(one: t.Scripts, mark: t.Tree, two: t.Tree, formula: Formula) -> Iterator[Edit]:
    span = formula.script_span(mark)
    if span is not None:
        end = formula.braced(two).end
        changes = (Change(span), Change(Span(end, end), (span,)))
        yield Edit(one, None, changes, one.span.to(two.span))


SLIP = Slip(
    code="misplaced-transpose",
    says="the transpose stands on the other factor here",
    means="Of two factors the wrong one is transposed: u v^T is a matrix where u^T v is a number.",
    advice="write the shape below each factor; neighbours must agree in their inner sizes.",
    cost=10,
    propose=_propose,
    accepted=Example(r"\frac{\partial (u_o^\top v_c)}{\partial U} = v_c y^\top"),
    rejected=Example(r"\frac{\partial (u_o^\top v_c)}{\partial U} = v_c^\top y"),
)
