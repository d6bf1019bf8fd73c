"""A fraction upside down, or half of one."""

from collections.abc import Iterator

from derivcheck.diagnose.edits import Edit, Formula, Written, saying, terms
from derivcheck.diagnose.edits.around import Around
from derivcheck.diagnose.page import Example
from derivcheck.diagnose.slips.base import Slip
from derivcheck.diagnose.slips.missing_factor import bracketed
from derivcheck.source import Span
from derivcheck.syntax import tree as t

_ONE = Written(t.Numeral(Span(0, 0), "1"), ("1",))


def _propose(formula: Formula, around: Around) -> Iterator[Edit]:
    for node in formula.nodes:
        if isinstance(node, t.Fraction_) and formula.is_value(node):
            above, below = formula.written(node.numerator), formula.written(node.denominator)
            turned = formula.replaced(node, fraction(below, above))
            yield saying(turned, "this fraction stands upside down")
            upper = formula.replaced(node, bracketed(above), more=1)
            yield saying(upper, "what stands below the line does not belong here")
            lower = formula.replaced(node, fraction(_ONE, below), more=1)
            yield saying(lower, "what stands above the line does not belong here")
    for term in terms(formula):
        for at in range(len(term.units)):
            below = term.written(at)
            if not isinstance(below.tree, (t.Numeral, t.Big, t.Derive, t.Fraction_)):
                new = fraction(_ONE, below)
                edit = term.with_units(at, at + 1, [new], term.units[at].span, more=3)
                yield saying(edit, "one over this belongs here")


def fraction(above: Written, below: Written) -> Written:
    """Return a fraction."""
    tree = t.Fraction_(above.tree.span, above.tree, below.tree)
    return Written(tree, ("\\frac{", *above.pieces, "}{", *below.pieces, "}"))


SLIP = Slip(
    code="upside-down",
    says="above and below the line are mixed up here",
    means="A fraction stands upside down, or one of its halves was lost: the derivative of log x "
    "is 1/x, not x.",
    advice="write the rule down, with the letters of this line in it.",
    cost=15,
    propose=_propose,
    accepted=Example(r"\frac{\partial \log x}{\partial x} = \frac{1}{x}"),
    rejected=Example(r"\frac{\partial \log x}{\partial x} = \frac{x}{1}"),
)
