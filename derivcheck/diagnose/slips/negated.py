"""The whole side has the opposite sign."""

from collections.abc import Iterator

from derivcheck.diagnose.edits import Edit, Formula, Written
from derivcheck.diagnose.edits.around import Around
from derivcheck.diagnose.page import Example
from derivcheck.diagnose.slips.base import Slip
from derivcheck.syntax import tree as t


def _propose(formula: Formula, around: Around) -> Iterator[Edit]:
    tree = formula.tree
    if isinstance(tree, t.Summands) and len(tree.terms) > 1:
        group = t.Group(tree.span, "(", tree)
        new = t.Summands(tree.span, (group,), ("-",))
        left, right = ("\\left(", "\\right)") if _is_tall(tree) else ("(", ")")
        yield formula.replaced(tree, Written(new, ("-", left, tree.span, right)))


def _is_tall(tree: t.Tree) -> bool:
    return any(isinstance(node, (t.Fraction_, t.Big)) for node in tree.walk())


SLIP = Slip(
    code="negated",
    says="every term here has the opposite sign",
    means="The whole side is right but for its sign: each of its terms has the opposite one. So it "
    "comes out where log P is differentiated and not the loss −log P.",
    advice="look at the minus before the first line; is it carried to every term?",
    cost=10,
    propose=_propose,
    accepted=Example(r"x (1 - x) = x - x^2"),
    rejected=Example(r"x (1 - x) = x^2 - x"),
    keeps_shape=True,
)
