"""A transpose too many."""

from collections.abc import Iterator

from msgspec.structs import replace

from derivcheck.diagnose.edits import Change, Edit, Formula
from derivcheck.diagnose.edits.around import Around
from derivcheck.diagnose.edits.formula import is_transpose
from derivcheck.diagnose.page import Example
from derivcheck.diagnose.slips.base import Slip
from derivcheck.syntax import tree as t


def _propose(formula: Formula, around: Around) -> Iterator[Edit]:
    for node in formula.nodes:
        if isinstance(node, t.Scripts) and node.sup is not None and is_transpose(node.sup):
            edit = untransposed(node, formula)
            if edit is not None and formula.is_value(node):
                yield edit


def untransposed(node: t.Scripts, formula: Formula) -> Edit | None:
    """Return the edit that takes a transpose away."""
    assert node.sup is not None
    mark = formula.script_span(node.sup)
    if mark is None:
        return None
    plain = node.sub is None and not node.primes
    new = node.base if plain else replace(node, sup=None)
    return Edit(node, new, (Change(mark),), node.span)


SLIP = Slip(
    code="extra-transpose",
    says="this transpose does not belong here",
    means="Something is transposed that should not be: the shapes of a product only fit, or only "
    "give the right value, without it.",
    advice="write the shape below each factor; neighbours must agree in their inner sizes.",
    cost=9,
    propose=_propose,
    accepted=Example(
        r"\frac{\partial J_{\text{naive-softmax}}}{\partial v_c} = U (\hat y - y)", part="b"
    ),
    rejected=Example(
        r"\frac{\partial J_{\text{naive-softmax}}}{\partial v_c} = U^\top (\hat y - y)", part="b"
    ),
    joins="shape",
)
