"""A Σ on the wrong side of a function: the sum of the logs for the log of the sum."""

from collections.abc import Iterator

from derivcheck.diagnose.edits import Change, Edit, Formula
from derivcheck.diagnose.edits.around import Around
from derivcheck.diagnose.edits.formula import bare
from derivcheck.diagnose.page import Example
from derivcheck.diagnose.slips.base import Slip
from derivcheck.source import Span
from derivcheck.syntax import tree as t


def _propose(formula: Formula, around: Around) -> Iterator[Edit]:
    for node in formula.nodes:
        if isinstance(node, t.Big) and formula.is_value(node):
            yield from _inside(node, formula)
        elif isinstance(node, t.Prefix) and node.rest is None and formula.is_value(node):
            yield from _outside(node, formula)


def _inside(node: t.Big, formula: Formula) -> Iterator[Edit]:
    """Yield ``log Σ x`` for ``Σ log x``, and ``σ(Σ x)`` for ``Σ σ(x)``."""
    inner = _argument(node.body, formula)
    if inner is not None:
        head = Span(node.span.start, formula.braced(node.body).start)
        at = formula.braced(inner).start
        yield Edit(node, None, (Change(head), Change(Span(at, at), (head,))), node.span)


def _argument(tree: t.Tree, formula: Formula) -> t.Tree | None:
    """Return what a function is applied to, without brackets; None of what is no application."""
    if isinstance(tree, t.Prefix):
        return bare(tree.argument) if tree.rest is None else None
    if isinstance(tree, t.Product) and len(tree.factors) == 2:
        function, inner = tree.factors
        return bare(inner) if formula.is_function(function) else None
    return None


def _outside(node: t.Prefix, formula: Formula) -> Iterator[Edit]:
    """Yield ``Σ log x`` for ``log Σ x``."""
    inner = bare(node.argument)
    if isinstance(inner, t.Big):
        head = Span(inner.span.start, formula.braced(inner.body).start)
        changes = (Change(Span(node.span.start, node.span.start), (head, " ")), Change(head))
        yield Edit(node, None, changes, node.span)


SLIP = Slip(
    code="misplaced-sum",
    says="the sum stands on the wrong side of the function here",
    means="The log of a sum is not the sum of the logs, and so with every function that is not "
    "linear: Σ and the function may not change places.",
    advice="write the sum out with two terms: log(a + b) is not log a + log b.",
    cost=13,
    propose=_propose,
    accepted=Example(
        r"\log \left(2 \sum_{k=1}^K x^2\right) = \log 2 + \log \sum_{k=1}^K x^2",
    ),
    rejected=Example(
        r"\log \left(2 \sum_{k=1}^K x^2\right) = \log 2 + \sum_{k=1}^K \log x^2",
    ),
    keeps_shape=True,
)
