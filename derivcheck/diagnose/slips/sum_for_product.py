"""A plus where factors belong, or a product where a plus belongs: the rules of log and exp."""

from collections.abc import Iterator

from derivcheck.diagnose.edits import Change, Edit, Formula, saying, terms
from derivcheck.diagnose.edits.around import Around
from derivcheck.diagnose.edits.edit import Piece
from derivcheck.diagnose.page import Example
from derivcheck.diagnose.slips.base import Slip
from derivcheck.source import Span
from derivcheck.syntax import tree as t

_PRODUCT = "a product belongs here, not a sum"
_SUM = "a sum belongs here, not a product"
_DIFFERENCE = "a difference belongs here, not a quotient"


def _propose(formula: Formula, around: Around) -> Iterator[Edit]:
    for node in formula.nodes:
        if isinstance(node, t.Summands) and len(node.terms) == 2 and formula.is_value(node):
            if node.signs == ("", "+"):
                pieces = _side_by_side(node.terms, formula)
                yield saying(_written(node, pieces, formula), _PRODUCT)
        elif isinstance(node, t.Fraction_) and formula.is_value(node) and _is_log(node.numerator):
            above, below = (formula.braced(one) for one in (node.numerator, node.denominator))
            yield saying(_written(node, (above, " - ", below), formula), _DIFFERENCE)
    for term in terms(formula):
        if len(term.units) == 2 and term.signs[1] in ("", "\\cdot", "\\times"):
            first, second = (unit.span for unit in term.units)
            between = Change(Span(first.end, second.start), (" + ",))
            edit = Edit(term.node, None, (between,), term.node.span)
            yield saying(edit, _SUM)


def _is_log(node: t.Tree) -> bool:
    return isinstance(node, t.Prefix) and node.function in ("\\log", "\\ln")


def _side_by_side(trees: tuple[t.Tree, ...], formula: Formula) -> tuple[Piece, ...]:
    first, second = (formula.braced(tree) for tree in trees)
    return (first, " ", second)


def _written(node: t.Tree, pieces: tuple[Piece, ...], formula: Formula) -> Edit:
    change = Change(node.span, formula.fenced(node.span.start, pieces))
    return Edit(node, None, (change,), node.span)


SLIP = Slip(
    code="sum-for-product",
    says="a sum and a product were taken for one another here",
    means="log makes a sum of a product, exp a product of a sum: log(ab) is log a + log b, and "
    "e^(a + b) is e^a e^b. Of a sum log, and of a product exp, is nothing simpler.",
    advice="try the line with small numbers, such as a = b = 1.",
    cost=15,
    propose=_propose,
    accepted=Example(r"Let $a, b \in \mathbb{R}$. $$ e^{a + b} = e^a e^b $$", document=True),
    rejected=Example(r"Let $a, b \in \mathbb{R}$. $$ e^{a + b} = e^a + e^b $$", document=True),
)
