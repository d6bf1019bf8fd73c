"""A derivative by another variable than the one that was differentiated by."""

from collections.abc import Iterator
from functools import partial

from derivcheck.diagnose.edits import Edit, Formula, Written, only_if
from derivcheck.diagnose.edits.around import Around, distinct, printed, with_other_letters
from derivcheck.diagnose.page import Example
from derivcheck.diagnose.slips.base import Slip
from derivcheck.syntax import latex
from derivcheck.syntax import tree as t


def _propose(formula: Formula, around: Around) -> Iterator[Edit]:
    variables = _variables(around)
    for node in formula.nodes:
        if isinstance(node, t.Derive):
            same = with_other_letters(formula.written(node.variable), around)
            for far, variable in enumerate(distinct((*variables, *same))):
                old, new = node.variable, variable.tree
                if latex(new) != latex(old):
                    edit = formula.replaced(old, variable, old.span, more=far // 3)
                    yield only_if(edit, partial(around.fitting.instead, old, new, formula))


def _variables(around: Around) -> list[Written]:
    """Return what may be differentiated by: what is so elsewhere, then the other names."""
    found: dict[str, Written] = {}
    for formula in (around.own, *around.beside):
        for node in formula.nodes:
            if isinstance(node, t.Derive):
                found.setdefault(latex(node.variable), formula.written(node.variable))
    for written in around.atoms:
        found.setdefault(latex(written.tree), written)
    for tree in around.variables:
        found.setdefault(latex(tree), printed(tree))
    return list(found.values())[:16]


SLIP = Slip(
    code="wrong-variable",
    says="the other side is the derivative by another variable",
    means="What is differentiated by on one side is not what was differentiated by on the other: "
    "∂J/∂v_c stands where the value is ∂J/∂U.",
    advice="compare the shape of the result with that of the variable below the ∂.",
    cost=10,
    propose=_propose,
    accepted=Example(
        r"\frac{\partial J_{\text{naive-softmax}}}{\partial U} = v_c (\hat y - y)^\top", part="d"
    ),
    rejected=Example(
        r"\frac{\partial J_{\text{naive-softmax}}}{\partial v_c} = v_c (\hat y - y)^\top", part="d"
    ),
    joins="shape",
    begins=True,
)
