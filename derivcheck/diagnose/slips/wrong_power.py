"""A square that was lost, or put."""

from collections.abc import Iterator

from msgspec.structs import replace

from derivcheck.diagnose.edits import Change, Edit, Formula, saying, terms
from derivcheck.diagnose.edits.around import Around
from derivcheck.diagnose.edits.formula import is_transpose
from derivcheck.diagnose.page import Example
from derivcheck.diagnose.slips.base import Slip
from derivcheck.diagnose.slips.missing_transpose import can_be_transposed
from derivcheck.source import Span
from derivcheck.syntax import tree as t

_EXTRA = "this power does not belong here"
_HIGH = "this power is one too high"
_LOW = "this power is one too low"
_MISSING = "a square is missing here"


def _propose(formula: Formula, around: Around) -> Iterator[Edit]:
    for node in formula.nodes:
        if isinstance(node, t.Scripts) and isinstance(node.sup, t.Numeral):
            yield from _lower(node, formula)
        elif isinstance(node, t.Scripts) and _is_letter(node.sup):
            yield from _by_one(node)
        elif can_be_transposed(node, formula):
            yield _squared(node, node, formula)
        elif isinstance(node, t.Prefix) and formula.is_value(node):
            yield _squared_function(node)
    for term in terms(formula):
        for unit in term.units:
            if isinstance(unit.nodes[-1], t.Group) and unit.argument is not None:
                yield _squared(unit.nodes[-1], unit.nodes[-1], formula)
    for node in formula.nodes:
        if isinstance(node, t.Fraction_) and not isinstance(node.denominator, t.Group):
            yield _squared_below(node, formula)


def _lower(node: t.Scripts, formula: Formula) -> Iterator[Edit]:
    """Yield the base alone, and with another power."""
    assert isinstance(node.sup, t.Numeral)
    span = formula.script_span(node.sup)
    if span is not None and node.sub is None:
        yield saying(Edit(node, node.base, (Change(span),), node.span), _EXTRA)
    elif span is not None:
        yield saying(Edit(node, replace(node, sup=None), (Change(span),), node.span), _EXTRA)
    for other in ("2", "3"):
        if other != node.sup.text:
            new = replace(node, sup=t.Numeral(node.sup.span, other))
            yield Edit(node, new, (Change(node.sup.span, (other,)),), node.span, more=1)


def _is_letter(sup: t.Tree | None) -> bool:
    return isinstance(sup, t.Name) and not is_transpose(sup)


def _by_one(node: t.Scripts) -> Iterator[Edit]:
    """Yield a power with a letter as exponent one lower and one higher: ``x^{a-1}`` for ``x^a``."""
    span = node.sup.span if node.sup is not None else node.span
    for sign, says in (("-", _HIGH), ("+", _LOW)):
        edit = Edit(node, None, (Change(span, ("{", span, f" {sign} 1}}")),), node.span, more=1)
        yield saying(edit, says)


def _squared_function(node: t.Prefix) -> Edit:
    """Return the edit that squares a function: ``\\tanh^2 x``."""
    end = node.span.start + len(node.function)
    edit = Edit(node, None, (Change(Span(end, end), ("^2",)),), node.span, more=1)
    return saying(edit, _MISSING)


def _squared(node: t.Tree, place: t.Tree, formula: Formula) -> Edit:
    two = t.Numeral(node.span, "2")
    new = (
        replace(node, sup=two)
        if isinstance(node, t.Scripts)
        else t.Scripts(node.span, node, None, two, 0)
    )
    end = formula.braced(node).end
    edit = Edit(node, new, (Change(Span(end, end), ("^2",)),), place.span, more=1)
    return saying(edit, _MISSING)


def _squared_below(node: t.Fraction_, formula: Formula) -> Edit:
    """Return the edit that squares all that stands below the line."""
    below = node.denominator
    two = t.Numeral(below.span, "2")
    new = t.Scripts(below.span, t.Group(below.span, "(", below), None, two, 0)
    change = Change(below.span, formula.fenced(below.span.start, ("(", below.span, ")^2")))
    return saying(Edit(below, new, (change,), node.span), _MISSING)


SLIP = Slip(
    code="wrong-power",
    says="a power is wrong here, or a square is missing",
    means="A square was lost or put: the quotient rule squares what stands below the line, and the "
    "derivative of a power has one power less.",
    advice="write the rule down, with the letters of this line in it.",
    cost=14,
    propose=_propose,
    accepted=Example(r"\frac{\partial \sigma(x)}{\partial x} = \frac{e^{-x}}{(1 + e^{-x})^2}"),
    rejected=Example(r"\frac{\partial \sigma(x)}{\partial x} = \frac{e^{-x}}{1 + e^{-x}}"),
    joins="value",
)
