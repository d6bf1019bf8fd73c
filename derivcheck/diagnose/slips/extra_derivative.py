"""A ∂/∂x before something that is differentiated already."""

from collections.abc import Iterator

from derivcheck.diagnose.edits import Edit, Formula, Written
from derivcheck.diagnose.edits.around import Around
from derivcheck.diagnose.page import Example
from derivcheck.diagnose.slips.base import Slip
from derivcheck.syntax import tree as t


def _propose(formula: Formula, around: Around) -> Iterator[Edit]:
    for node in formula.nodes:
        if isinstance(node, t.Derive) and node.operand is not None and formula.is_value(node):
            inner = formula.written(node.operand)
            if isinstance(node.operand, t.Summands):
                group = t.Group(node.operand.span, "(", node.operand)
                inner = Written(group, ("(", node.operand.span, ")"))
            yield formula.replaced(node, inner)


SLIP = Slip(
    code="extra-derivative",
    says="this is differentiated once too often",
    means="A term carries ∂/∂x although its derivative is written out already.",
    advice="when a derivative is carried out, its ∂/∂x goes away.",
    cost=15,
    propose=_propose,
    accepted=Example(r"\frac{\partial}{\partial x} (x^2 + x^3) = 2x + 3x^2"),
    rejected=Example(
        r"\frac{\partial}{\partial x} (x^2 + x^3) = 2x + \frac{\partial}{\partial x} 3x^2"
    ),
)
