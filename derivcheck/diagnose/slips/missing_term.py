"""A term that was dropped."""

from collections.abc import Iterator, Sequence

from derivcheck.diagnose.edits import Change, Edit, Formula, Written, terms
from derivcheck.diagnose.edits.around import Around
from derivcheck.diagnose.page import Example
from derivcheck.diagnose.slips.base import Slip
from derivcheck.source import Span
from derivcheck.syntax import tree as t

_ONE = Written(t.Numeral(Span(0, 0), "1"), ("1",))


def _propose(formula: Formula, around: Around) -> Iterator[Edit]:
    nodes = [node for node in formula.nodes if isinstance(node, t.Summands)]
    alone = [
        term.node
        for term in terms(formula)
        if formula.role(term.node) in ("", "inner", "numerator", "denominator")
    ]
    for far, node in enumerate(sorted((*nodes, *alone), key=lambda node: node.span.start)):
        if formula.is_value(node):
            yield from _with_terms(node, far // 2, (_ONE, *around.summands), formula)


def _with_terms(
    node: t.Tree, far: int, found: Sequence[Written], formula: Formula
) -> Iterator[Edit]:
    old = node if isinstance(node, t.Summands) else t.Summands(node.span, (node,), ("",))
    end = formula.braced(node).end
    for rank, one in enumerate(found):
        if isinstance(one.tree, t.Summands):
            continue
        for sign in "+-":
            more = 3 + far + rank // 3
            new = t.Summands(node.span, (*old.terms, one.tree), (*old.signs, sign))
            change = Change(Span(end, end), (f" {sign} ", *one.pieces))
            if sign == "+" and old.signs[0] == "-":
                new = t.Summands(node.span, (one.tree, *old.terms), ("", *old.signs))
                change = Change(Span(node.span.start, node.span.start), (*one.pieces, " "))
                more = far if one is _ONE else more
            yield Edit(node, new, (change,), node.span, more)


SLIP = Slip(
    code="missing-term",
    says="a term is missing here",
    means="A sum has lost one of its terms on the way.",
    advice="go through the line before term by term.",
    cost=17,
    propose=_propose,
    accepted=Example(r"x^2 + 2x + 1 = (x + 1)^2"),
    rejected=Example(r"x^2 + 2x + 1 = (x + 1)(x)"),
)
