"""A product whose factors do not fit as they stand: transposes and order both are wrong."""

from collections.abc import Iterator, Sequence
from itertools import product

from msgspec.structs import replace

from derivcheck.diagnose.edits import Edit, Formula, Term, Written, saying, terms
from derivcheck.diagnose.edits.around import Around
from derivcheck.diagnose.edits.formula import is_transpose
from derivcheck.diagnose.page import Example
from derivcheck.diagnose.slips.base import Slip
from derivcheck.diagnose.slips.missing_transpose import (
    can_be_transposed,
    turned,
    with_transpose,
)
from derivcheck.syntax import tree as t

# of factors whose shapes fit as they stand, in a product that means another thing
_MIXED_UP = "the order and the transposes of these factors are mixed up"


def _propose(formula: Formula, around: Around) -> Iterator[Edit]:
    for term in terms(formula):
        for at in range(len(term.units) - 1):
            for edit in _arranged(term, at, around.transpose):
                yield edit if around.misfit else saying(edit, _MIXED_UP)


def _arranged(term: Term, at: int, mark: str) -> Iterator[Edit]:
    """Yield two neighbours, in both orders, each with and without a transpose."""
    pair = [_both(term, at, mark), _both(term, at + 1, mark)]
    place = term.units[at].span.to(term.units[at + 1].span)
    if len(pair[0]) < 2 or len(pair[1]) < 2:
        return
    for first, second in product((0, 1), repeat=2):
        chosen: Sequence[Written] = (pair[0][first], pair[1][second])
        if first and second:
            yield term.with_units(at, at + 2, chosen, place)
        if first or second:
            yield term.with_units(at, at + 2, chosen[::-1], place, more=first + second - 1)


def _both(term: Term, at: int, mark: str) -> list[Written]:
    """Return a factor as it stands, and with the transpose put or taken away."""
    unit = term.units[at]
    node, formula = unit.nodes[0], term.formula
    out = [term.written(at)]
    if len(unit.nodes) > 1:
        return out
    if isinstance(node, t.Scripts) and node.sup is not None and is_transpose(node.sup):
        span = formula.script_span(node.sup)
        if span is not None and span.end == node.span.end and node.sub is None:
            out.append(Written(node.base, (node.base.span,)))
        elif span is not None and span.end == node.span.end:
            kept = replace(node.span, end=span.start)
            out.append(Written(replace(node, sup=None), (kept,)))
    elif is_fraction(node):
        out.append(turned(node, mark))
    elif can_be_transposed(node, formula):
        out.append(Written(with_transpose(node, mark), (formula.braced(node), mark)))
    return out


def is_fraction(node: t.Tree) -> bool:
    """Whether a node is a derivative whose operand stands above the line."""
    if not isinstance(node, t.Derive) or node.operand is None:
        return False
    return node.operand.span.end <= node.variable.span.start


SLIP = Slip(
    code="wrong-shape",
    says="the shapes of these factors do not fit as they stand",
    means="The factors are the right ones, but their order and their transposes are not: the "
    "product means nothing, or something of another shape.",
    advice="write the shape below each factor; neighbours must agree in their inner sizes, and the "
    "outer ones are the shape of the result.",
    cost=13,
    propose=_propose,
    accepted=Example(r"\frac{\partial (u_o^\top v_c)}{\partial U} = v_c y^\top"),
    rejected=Example(r"\frac{\partial (u_o^\top v_c)}{\partial U} = y v_c"),
    joins="shape",
)
