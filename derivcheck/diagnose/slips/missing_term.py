"""A term that was dropped."""

from collections.abc import Iterator, Sequence
from itertools import combinations

from derivcheck.diagnose.edits import Change, Edit, Formula, Written, terms
from derivcheck.diagnose.edits.around import (
    Around,
    distinct,
    operator_of,
    printed,
    with_other_letters,
)
from derivcheck.diagnose.edits.formula import bare
from derivcheck.diagnose.page import Example
from derivcheck.diagnose.slips.base import Slip
from derivcheck.source import Span
from derivcheck.syntax import tree as t

# terms that stand nowhere as they are
MOST = 24
_ONE = Written(t.Numeral(Span(0, 0), "1"), ("1",))


def _propose(formula: Formula, around: Around) -> Iterator[Edit]:
    nodes = [node for node in formula.nodes if isinstance(node, t.Summands)]
    alone = [
        term.node
        for term in terms(formula)
        if formula.role(term.node) in ("", "inner", "numerator", "denominator")
    ]
    found = [(one, 3 + rank // 3) for rank, one in enumerate((_ONE, *around.summands))]
    further = distinct(_further(formula, around), MOST)
    found += [(one, 5 + rank // 3) for rank, one in enumerate(further)]
    for far, node in enumerate(sorted((*nodes, *alone), key=lambda node: node.span.start)):
        if formula.is_value(node):
            yield from _with_terms(node, far // 2, found, formula, around)


def _further(formula: Formula, around: Around) -> Iterator[Written]:
    """Yield terms that stand nowhere as they are: ∂a/∂x of ∂/∂x (a + b), with other letters."""
    for other in (*around.beside, formula):
        for node in other.nodes:
            if isinstance(node, t.Derive) and node.operand is not None:
                inner = bare(node.operand)
                for term in inner.terms if isinstance(inner, t.Summands) else ():
                    yield operator_of(node, other).applied(other.written(term))
            elif isinstance(node, t.Product):
                yield from _multiplied_out(node, other)
            elif isinstance(node, t.Scripts):
                yield from _mixed(node)
    yield from around.atoms
    for one in around.summands:
        yield from with_other_letters(one, around)


def _multiplied_out(node: t.Product, formula: Formula) -> Iterator[Written]:
    """Yield ``a b`` and ``a c`` of ``a (b + c)``."""
    for factor in node.factors:
        inner = bare(factor)
        for term in inner.terms if isinstance(inner, t.Summands) else ():
            factors = tuple(term if one is factor else one for one in node.factors)
            spans = [(formula.braced(one),) for one in factors]
            pieces = [piece for span in spans for piece in (" ", *span)][1:]
            yield Written(t.Product(node.span, factors, node.signs), tuple(pieces))


def _mixed(node: t.Scripts) -> Iterator[Written]:
    """Yield ``2 a b`` of ``(a + b)^2``."""
    inner = bare(node.base)
    square = isinstance(node.sup, t.Numeral) and node.sup.text == "2" and node.sub is None
    if square and isinstance(inner, t.Summands):
        two = t.Numeral(node.span, "2")
        for first, second in combinations(inner.terms, 2):
            yield printed(t.Product(node.span, (two, first, second), ("", "")))


def _with_terms(
    node: t.Tree,
    far: int,
    found: Sequence[tuple[Written, int]],
    formula: Formula,
    around: Around,
) -> Iterator[Edit]:
    old = node if isinstance(node, t.Summands) else t.Summands(node.span, (node,), ("",))
    end = formula.braced(node).end
    # brackets that stand around nothing that needs them have lost something
    lonely = formula.role(node) == "inner" and not formula.is_argument(node)
    lonely = lonely and (old.signs[0] == "-" or len(old.terms) == 1)
    for one, rank in found:
        if isinstance(one.tree, t.Summands):
            continue
        if one is not _ONE and not around.fitting.as_term(old.terms[0], one.tree):
            continue
        for sign in "+-":
            more = rank + far - 3 * lonely
            new = t.Summands(node.span, (*old.terms, one.tree), (*old.signs, sign))
            change = Change(Span(end, end), (f" {sign} ", *one.pieces))
            if sign == "+" and old.signs[0] == "-":
                new = t.Summands(node.span, (one.tree, *old.terms), ("", *old.signs))
                change = Change(Span(node.span.start, node.span.start), (*one.pieces, " "))
                more -= 3 if one is _ONE and not lonely else 0
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
    keeps_shape=True,
)
