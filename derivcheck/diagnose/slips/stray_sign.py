"""A product sign typed before a minus that was meant to subtract."""

from collections.abc import Iterator

from derivcheck.diagnose.edits import Change, Edit, Formula
from derivcheck.diagnose.edits.around import Around
from derivcheck.diagnose.page import Example
from derivcheck.diagnose.slips.base import Slip
from derivcheck.source import Span
from derivcheck.syntax import signs
from derivcheck.syntax import tree as t


def _propose(formula: Formula, around: Around) -> Iterator[Edit]:
    for node in formula.nodes:
        if isinstance(node, t.Product) and formula.is_value(node):
            start = node.span.start
            for factor in node.factors:
                between = Span(start, factor.span.start)
                start = factor.span.end
                if isinstance(factor, t.Summands) and factor.signs == ("-",):
                    for token in formula.tokens_in(between):
                        if token.text in signs.PRODUCTS:
                            yield Edit(node, None, (Change(token.span),), token.span)


SLIP = Slip(
    code="stray-sign",
    says="this product sign does not belong before a minus",
    means="A sign of multiplication stands before a minus, so that the line multiplies by −b where "
    "it was meant to subtract b.",
    advice="take the product sign away.",
    cost=9,
    propose=_propose,
    accepted=Example(r"x (1 - \log x) = x - x \log x"),
    rejected=Example(r"x (1 - \log x) = x \cdot - x \log x"),
)
