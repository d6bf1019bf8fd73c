"""A term too many."""

from collections.abc import Iterator

from msgspec.structs import replace

from derivcheck.diagnose.edits import Change, Edit, Formula
from derivcheck.diagnose.edits.around import Around
from derivcheck.diagnose.page import Example
from derivcheck.diagnose.slips.base import Slip
from derivcheck.source import Span
from derivcheck.syntax import latex
from derivcheck.syntax import tree as t


def _propose(formula: Formula, around: Around) -> Iterator[Edit]:
    for node in formula.nodes:
        if isinstance(node, t.Summands) and len(node.terms) > 1 and formula.is_value(node):
            for at in reversed(range(len(node.terms))):
                edit = _without(node, at, formula)
                if edit is not None:
                    yield edit


def _without(node: t.Summands, at: int, formula: Formula) -> Edit | None:
    """Return the edit that takes a term away, with its sign."""
    terms, signs = list(node.terms), list(node.signs)
    start = formula.braced(terms[at - 1]).end if at else node.span.start
    end = formula.braced(terms[at]).end
    if at == 0:
        sign = formula.sign_before(terms[1], end)
        if sign is None:
            return None
        end = sign.end if signs[1] == "+" else sign.start
    del terms[at], signs[at]
    if at == 0 and signs[0] == "+":
        signs[0] = ""
    alone = len(terms) == 1 and signs[0] == ""
    new = terms[0] if alone else replace(node, terms=tuple(terms), signs=tuple(signs))
    again = latex(node.terms[at]) in map(latex, terms)
    change = Change(Span(start, end))
    return Edit(node, new, (change,), node.terms[at].span, more=0 if again else 2)


SLIP = Slip(
    code="extra-term",
    says="this term does not belong here",
    means="A sum has one term too many: it was counted twice, or its derivative is 0.",
    advice="go through the line before term by term.",
    cost=11,
    propose=_propose,
    accepted=Example(r"\frac{\partial (x^2 + 3)}{\partial x} = 2 x"),
    rejected=Example(r"\frac{\partial (x^2 + 3)}{\partial x} = 2 x + 3"),
)
