"""A letter that nothing explains, where something else was meant to be typed."""

from collections.abc import Iterator

from msgspec.structs import replace

from derivcheck.diagnose.edits import Change, Edit, Formula, saying, terms
from derivcheck.diagnose.edits.around import Around
from derivcheck.diagnose.page import Example
from derivcheck.diagnose.slips.base import Slip
from derivcheck.source import Span
from derivcheck.syntax import tree as t

# what a letter in the place of an operation may have been
_MEANT = ("- 1", "+ 1", "1", "2")


def _propose(formula: Formula, around: Around) -> Iterator[Edit]:
    for node in formula.nodes:
        if (isinstance(node, t.Name) and node.text in around.unknown) or (
            isinstance(node, (t.Scripts, t.Words)) and _base(node) in around.unknown
        ):
            yield from _instead(node, node.span, around)
            yield from _without(node, formula)


def _base(node: t.Tree) -> str:
    base = node.base if isinstance(node, t.Scripts) else node
    return base.text if isinstance(base, (t.Name, t.Words)) else ""


def _instead(node: t.Tree, place: Span, around: Around) -> Iterator[Edit]:
    for far, text in enumerate(_MEANT):
        yield Edit(node, None, (Change(place, (text,)),), place, more=far // 2)
    for far, atom in enumerate(around.atoms[:10]):
        yield Edit(node, None, (Change(place, atom.pieces),), place, more=2 + far // 2)


def _without(node: t.Tree, formula: Formula) -> Iterator[Edit]:
    """Yield the product without the letter."""
    for term in terms(formula):
        for at, unit in enumerate(term.units):
            if unit.nodes[0] is node and len(term.units) > 1:
                edit = term.with_units(at, at + 1, [], node.span)
                yield saying(replace(edit, new=None), "this letter does not belong here")


SLIP = Slip(
    code="mistyped-symbol",
    says="something else was meant to be typed here",
    means="A letter stands here that nothing explains. With what was probably meant in its place "
    "the line is right.",
    advice="say what the letter stands for, or correct it.",
    cost=8,
    propose=_propose,
    accepted=Example(r"x^2 - x = x (x - 1)"),
    rejected=Example(r"x^2 - x = x (x H)"),
    unread="unknown-symbol",
)
