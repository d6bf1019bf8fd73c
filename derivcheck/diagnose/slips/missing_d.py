"""A ∂ missing above the line of a fraction with one below it."""

from collections.abc import Iterator

from derivcheck.diagnose.edits import Change, Edit, Formula
from derivcheck.diagnose.edits.around import Around
from derivcheck.diagnose.page import Example
from derivcheck.diagnose.slips.base import Slip
from derivcheck.document.tokens.token import Kind
from derivcheck.source import Span
from derivcheck.syntax import signs
from derivcheck.syntax import tree as t


def _propose(formula: Formula, around: Around) -> Iterator[Edit]:
    for node in formula.nodes:
        if isinstance(node, t.Error) and node.code == "missing-derivative-symbol":
            yield from _with_sign(node, formula)


def _with_sign(node: t.Error, formula: Formula) -> Iterator[Edit]:
    tokens = formula.tokens_in(node.span)
    below = next((token.text for token in tokens if token.text in signs.PARTIAL), "d")
    after_fraction = [at for at, token in enumerate(tokens) if token.text in signs.FRACTIONS]
    at = after_fraction[0] + 1 if after_fraction else 0
    if at < len(tokens) and tokens[at].kind is Kind.OPEN:
        at += 1
    if at < len(tokens):
        start = tokens[at].span.start
        yield Edit(node, None, (Change(Span(start, start), (below, " ")),), node.span)


SLIP = Slip(
    code="missing-d",
    says="the ∂ above the line is missing",
    means="A derivative has ∂ above the line as well as below it. With one of them only, the "
    "fraction means nothing.",
    advice="write ∂ before what is differentiated.",
    cost=8,
    propose=_propose,
    accepted=Example(
        r"\frac{\partial J_{\text{naive-softmax}}}{\partial U} = v_c (\hat y - y)^\top", part="d"
    ),
    rejected=Example(
        r"\frac{J_{\text{naive-softmax}}}{\partial U} = v_c (\hat y - y)^\top", part="d"
    ),
    joins="shape",
    begins=True,
)
