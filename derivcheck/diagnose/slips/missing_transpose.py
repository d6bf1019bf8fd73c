"""A transpose that was left out."""

from collections.abc import Iterator

from msgspec.structs import replace

from derivcheck.diagnose.edits import Change, Edit, Formula, Written
from derivcheck.diagnose.edits.around import Around
from derivcheck.diagnose.page import Example
from derivcheck.diagnose.slips.base import Slip
from derivcheck.source import Span
from derivcheck.syntax import latex
from derivcheck.syntax import tree as t


def _propose(formula: Formula, around: Around) -> Iterator[Edit]:
    for node in formula.nodes:
        if can_be_transposed(node, formula) and not _is_number(node, formula, around):
            yield transposed(node, around.transpose, formula)
        elif isinstance(node, t.Scripts) and _is_inverse(node) and formula.is_value(node):
            yield from _inverse_of_transpose(node, around.transpose, formula)
    if isinstance(formula.tree, (t.Summands, t.Product, t.Big, t.Fraction_)):
        yield _turned(formula, around.transpose)


def _is_inverse(node: t.Scripts) -> bool:
    """Whether a node is ``A^{-1}``."""
    return node.sup is not None and not node.primes and latex(node.sup) in ("-1", "- 1")


def _inverse_of_transpose(node: t.Scripts, mark: str, formula: Formula) -> Iterator[Edit]:
    """Yield ``A^{-\\top}`` for ``A^{-1}``."""
    span = formula.script_span(node.sup) if node.sup is not None else None
    if span is not None:
        sign = mark.removeprefix("^").strip("{}")
        yield Edit(node, None, (Change(span, (f"^{{-{sign}}}",)),), node.span)


def _is_number(node: t.Tree, formula: Formula, around: Around) -> bool:
    """Whether a node is a number that is differentiated: the loss of ∂J/∂x."""
    base = node.base if isinstance(node, t.Scripts) else node
    known = latex(node) in around.numbers or latex(base) in around.numbers
    return known and formula.role(node) == "operand"


def _turned(formula: Formula, mark: str) -> Edit:
    """Return the edit that makes a column of a whole side that is a row, or a row of a column."""
    edit = formula.replaced(formula.tree, turned(formula.tree, mark), more=6)
    says = (
        "all of this lies the other way round: rows stand where columns belong, or columns for rows"
    )
    return replace(edit, says=says)


def can_be_transposed(node: t.Tree, formula: Formula) -> bool:
    """Whether a node is a name or a bracket that may get a transpose."""
    if isinstance(node, t.Scripts):
        if node.sup is not None or node.primes:
            return False
    elif not isinstance(node, (t.Name, t.Group)):
        return False
    if not formula.is_value(node) or formula.is_function(node):
        return False
    return not (isinstance(node, t.Group) and formula.is_argument(node.inner))


def with_transpose(tree: t.Tree, mark: str) -> t.Scripts:
    """Return a tree with a transpose behind it, as the writer writes one."""
    sign = t.Name(tree.span, mark.removeprefix("^").strip("{}"))
    if isinstance(tree, t.Scripts):
        return replace(tree, sup=sign)
    return t.Scripts(tree.span, tree, None, sign, 0)


def turned(tree: t.Tree, mark: str) -> Written:
    """Return the transpose of all of a tree, in brackets."""
    new = with_transpose(t.Group(tree.span, "(", tree), mark)
    return Written(new, ("\\left(", tree.span, "\\right)", mark))


def transposed(node: t.Tree, mark: str, formula: Formula) -> Edit:
    """Return the edit that puts a transpose behind a node."""
    end = formula.braced(node).end
    return Edit(node, with_transpose(node, mark), (Change(Span(end, end), (mark,)),), node.span)


SLIP = Slip(
    code="missing-transpose",
    says="a transpose is missing here",
    means="A row is needed where a column stands, or the other way round: the shapes of a product "
    "only fit, or only give the right value, with a transpose.",
    advice="write the shape below each factor; neighbours must agree in their inner sizes.",
    cost=11,
    propose=_propose,
    accepted=Example(r"\frac{\partial (u_o^\top v_c)}{\partial U} = v_c y^\top"),
    rejected=Example(r"\frac{\partial (u_o^\top v_c)}{\partial U} = v_c y"),
    joins="shape",
)
