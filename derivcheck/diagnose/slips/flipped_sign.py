"""A plus where a minus belongs, a minus that was lost or put."""

from collections.abc import Iterator

from msgspec.structs import replace

from derivcheck.diagnose.edits import Change, Edit, Formula, Written, terms
from derivcheck.diagnose.edits.around import Around
from derivcheck.diagnose.page import Example
from derivcheck.diagnose.slips.base import Slip
from derivcheck.source import Span
from derivcheck.syntax import tree as t

# where a term stands that is no part of a sum
_ALONE = ("", "inner", "numerator", "body", "operand", "rows")
_OTHER = {"+": "-", "-": "+"}


def _propose(formula: Formula, around: Around) -> Iterator[Edit]:
    for node in formula.nodes:
        if isinstance(node, t.Summands) and _is_place(node, formula):
            yield from _in_sum(node, formula)
    for term in terms(formula):
        if formula.role(term.node) in _ALONE and _is_place(term.node, formula):
            yield _negated(term.node, formula)


def _is_place(node: t.Tree, formula: Formula) -> bool:
    """Whether a node is a value, and not the argument of a function (that is another slip)."""
    return formula.is_value(node) and not formula.is_argument(node)


def _in_sum(node: t.Summands, formula: Formula) -> Iterator[Edit]:
    start = node.span.start
    for at, (sign, term) in enumerate(zip(node.signs, node.terms, strict=True)):
        found = formula.sign_before(term, start)
        start = term.span.end
        if sign and found:
            yield _with_sign(node, at, found)
        elif at == 0 and not sign:
            first = formula.braced(term)
            change = Change(Span(first.start, first.start), ("-",))
            new = replace(node, signs=("-", *node.signs[1:]))
            yield Edit(node, new, (change,), term.span)


def _with_sign(node: t.Summands, at: int, found: Span) -> Edit:
    """Return the edit that turns a term's sign round; before a first term it goes away."""
    first_minus = at == 0 and node.signs[0] == "-"
    sign = "" if first_minus else _OTHER[node.signs[at]]
    new: t.Tree = replace(node, signs=(*node.signs[:at], sign, *node.signs[at + 1 :]))
    if first_minus and len(node.terms) == 1:
        new = node.terms[0]
    change = Change(found, (sign,) if sign else ())
    return Edit(node, new, (change,), found.to(node.terms[at].span))


def _negated(node: t.Tree, formula: Formula) -> Edit:
    """Return the edit that puts a minus before a term that stands alone."""
    new = Written(t.Summands(node.span, (node,), ("-",)), ("-", formula.braced(node)))
    if formula.role(node) == "body":
        new = Written(t.Group(node.span, "(", new.tree), ("(", *new.pieces, ")"))
    return formula.replaced(node, new)


SLIP = Slip(
    code="flipped-sign",
    says="a sign is the wrong way round here",
    means="One term has a plus where a minus belongs, or a minus was lost or put on the way. With "
    "this one sign turned round the line is right.",
    advice="look at the brackets that were multiplied out, and at the minus before a sum.",
    cost=10,
    propose=_propose,
    accepted=Example(r"x (1 - x) = x - x^2"),
    rejected=Example(r"x (1 - x) = x + x^2"),
    joins="value",
    keeps_shape=True,
)
