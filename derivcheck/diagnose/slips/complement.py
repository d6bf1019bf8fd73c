"""σ where 1 − σ belongs, σ − 1 where −σ belongs, or the other way round."""

from collections.abc import Iterator

from msgspec.structs import replace

from derivcheck.diagnose.edits import Change, Edit, Formula, Written, saying, terms
from derivcheck.diagnose.edits.around import Around
from derivcheck.diagnose.page import Example
from derivcheck.diagnose.slips.base import Slip
from derivcheck.source import Span
from derivcheck.syntax import tree as t

_ONE_MINUS = "one minus this belongs here"
_ITSELF = "the “1 −” does not belong here"
# where a sum needs no brackets
_FENCED = ("inner", "numerator", "denominator")
_NOWHERE = Span(0, 0)
_ONE = Written(t.Numeral(_NOWHERE, "1"), ("1",))
# accents of names that stand for probabilities
_ESTIMATES = ("hat", "\\hat", "widehat", "\\widehat")


def _propose(formula: Formula, around: Around) -> Iterator[Edit]:
    for node in formula.nodes:
        if isinstance(node, t.Summands) and formula.is_value(node):
            yield from _without_one(node, formula)
        elif _is_lonely(node, formula):
            new = _difference(_ONE, formula.written(node), alone=True)
            yield saying(formula.replaced(node, new, more=1), _ONE_MINUS)
    for term in terms(formula):
        if _is_complement(formula.parent(term.node)):
            continue  # that one goes away as a whole
        for at, unit in enumerate(term.units):
            if unit.argument is not None or _is_estimate(unit.nodes[-1]):
                alone = len(term.units) == 1 and formula.role(term.node) in _FENCED
                new = _difference(_ONE, term.written(at), alone)
                yield saying(term.with_units(at, at + 1, [new], unit.span), _ONE_MINUS)
                less = _difference(term.written(at), _ONE, alone)
                yield term.with_units(at, at + 1, [less], unit.span, more=5)


def _is_complement(node: t.Tree | None) -> bool:
    """Whether a node is ``1 − x``."""
    if not isinstance(node, t.Summands) or node.signs != ("", "-"):
        return False
    one = node.terms[0]
    return isinstance(one, t.Numeral) and one.text == "1"


def _is_lonely(node: t.Tree, formula: Formula) -> bool:
    """Whether a name stands alone in brackets that it does not need."""
    if not isinstance(node, (t.Name, t.Scripts)) or formula.role(node) != "inner":
        return False
    return not formula.is_argument(node) and not formula.is_function(node)


def _is_estimate(node: t.Tree) -> bool:
    node = node.base if isinstance(node, t.Scripts) else node
    return isinstance(node, t.Name) and node.accent in _ESTIMATES


def _difference(one: Written, two: Written, alone: bool) -> Written:
    """Return ``(x − y)``, without brackets where nothing stands beside it."""
    inner = t.Summands(_NOWHERE, (one.tree, two.tree), ("", "-"))
    pieces = (*one.pieces, " - ", *two.pieces)
    if alone:
        return Written(inner, pieces)
    return Written(t.Group(_NOWHERE, "(", inner), ("(", *pieces, ")"))


def _without_one(node: t.Summands, formula: Formula) -> Iterator[Edit]:
    """Yield ``x`` for ``1 − x``, ``−x`` for ``x − 1``, and ``1 − x`` for a ``−x`` in brackets."""
    if node.signs == ("-",) and formula.role(node) == "inner" and not formula.is_argument(node):
        before = Span(node.span.start, node.span.start)
        new = replace(node, terms=(_ONE.tree, *node.terms), signs=("", "-"))
        yield saying(Edit(node, new, (Change(before, ("1 ",)),), node.span), _ONE_MINUS)
    if len(node.terms) != 2:
        return
    ones = [isinstance(term, t.Numeral) and term.text == "1" for term in node.terms]
    if ones == [True, False] and node.signs == ("", "-"):
        kept = node.terms[1]
        outer = _needless(node, kept, formula)
        yield saying(formula.replaced(outer, formula.written(kept), node.span), _ITSELF)
    if ones == [False, True] and node.signs == ("", "-"):
        kept = node.terms[0]
        negative = t.Summands(node.span, (kept,), ("-",))
        yield formula.replaced(node, Written(negative, ("-", formula.braced(kept))))
        yield formula.replaced(node, formula.written(kept))
    if ones == [False, True] and node.signs == ("-", "+"):
        yield formula.replaced(node, formula.written(node.terms[0]))


def _needless(node: t.Tree, kept: t.Tree, formula: Formula) -> t.Tree:
    """Return the brackets around a difference where a part of it alone needs none, else itself."""
    outer = formula.parent(node)
    plain = isinstance(kept, (t.Name, t.Scripts)) or (
        isinstance(kept, t.Product)
        and len(kept.factors) == 2
        and formula.is_function(kept.factors[0])
    )
    if not plain or not isinstance(outer, t.Group) or formula.is_argument(node):
        return node
    return outer if formula.role(outer) in ("factors", "terms", "") else node


SLIP = Slip(
    code="complement",
    says="this and one minus this are mixed up here",
    means="A value stands where one minus that value belongs, or the other way round: σ for 1 − σ, "
    "or 1 − ŷ for ŷ. Keep in mind that σ(−x) = 1 − σ(x), and that σ(x) − 1 = −σ(−x).",
    advice="put a number in for x, 0 or 1 say, and compare both ways of writing.",
    cost=12,
    propose=_propose,
    accepted=Example(r"\frac{\partial \sigma(x)}{\partial x} = \sigma(x) (1 - \sigma(x))"),
    rejected=Example(r"\frac{\partial \sigma(x)}{\partial x} = \sigma(x) \sigma(x)"),
    joins="value",
    keeps_shape=True,
)
