"""A ∂ missing above the line of a fraction with one below it, or the other way round."""

from collections.abc import Iterator, Sequence

from derivcheck.diagnose.edits import Change, Edit, Formula
from derivcheck.diagnose.edits.around import Around
from derivcheck.diagnose.page import Example
from derivcheck.diagnose.slips.base import Slip
from derivcheck.document.tokens.token import Kind, Token, group_end
from derivcheck.source import Span
from derivcheck.syntax import signs
from derivcheck.syntax import tree as t


def _propose(formula: Formula, around: Around) -> Iterator[Edit]:
    for node in formula.nodes:
        if isinstance(node, t.Error) and node.code == "missing-derivative-symbol":
            yield from _with_sign(node, formula)


def _with_sign(node: t.Error, formula: Formula) -> Iterator[Edit]:
    tokens = formula.tokens_in(node.span)
    found = next((at for at, token in enumerate(tokens) if token.text in signs.PARTIAL), None)
    sign = "d" if found is None else tokens[found].text
    above, below = _halves(tokens)
    at = below if found is not None and found < below else above
    if at < len(tokens):
        start = tokens[at].span.start
        yield Edit(node, None, (Change(Span(start, start), (sign, " ")),), node.span)


def _halves(tokens: Sequence[Token]) -> tuple[int, int]:
    """Return where what stands above a fraction's line begins, and what stands below it."""
    bar = next((at for at, token in enumerate(tokens) if token.text in signs.FRACTIONS), None)
    if bar is None:
        slash = next((at for at, token in enumerate(tokens) if token.text == "/"), -1)
        return 0, slash + 1
    return _begun(tokens, bar + 1), _begun(tokens, group_end(tokens, bar + 1))


def _begun(tokens: Sequence[Token], at: int) -> int:
    return at + 1 if at < len(tokens) and tokens[at].kind is Kind.OPEN else at


SLIP = Slip(
    code="missing-d",
    says="a ∂ of this derivative is missing",
    means="A derivative has ∂ above the line as well as below it. With one of them only, the "
    "fraction means nothing.",
    advice="write ∂ before what is differentiated, and before the variable.",
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
