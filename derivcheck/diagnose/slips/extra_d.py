"""A ∂ above or below the line of a fraction that is no derivative."""

from collections.abc import Iterator

from derivcheck.diagnose.edits import Change, Edit, Formula
from derivcheck.diagnose.edits.around import Around
from derivcheck.diagnose.page import Example
from derivcheck.diagnose.slips.base import Slip
from derivcheck.syntax import signs
from derivcheck.syntax import tree as t


def _propose(formula: Formula, around: Around) -> Iterator[Edit]:
    for node in formula.nodes:
        if isinstance(node, t.Error) and node.code == "missing-derivative-symbol":
            for token in formula.tokens_in(node.span):
                if token.text in signs.PARTIAL or token.text == "d":
                    yield Edit(node, None, (Change(token.span),), token.span)


SLIP = Slip(
    code="extra-d",
    says="this ∂ does not belong here",
    means="A ∂ stands in a fraction that is an ordinary quotient and no derivative.",
    advice="leave the ∂ away.",
    cost=9,
    propose=_propose,
    accepted=Example(r"\sigma(x) (1 - \sigma(x)) = \frac{e^x}{(e^x + 1)^2}"),
    rejected=Example(r"\sigma(x) (1 - \sigma(x)) = \frac{e^x}{\partial (e^x + 1)^2}"),
)
