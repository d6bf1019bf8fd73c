"""Another index than the one that belongs."""

from collections.abc import Iterator
from itertools import pairwise

from derivcheck.diagnose.edits import Change, Edit, Formula, Written
from derivcheck.diagnose.edits.around import Around
from derivcheck.diagnose.page import Example
from derivcheck.diagnose.slips.base import Slip
from derivcheck.source import Span
from derivcheck.syntax import tree as t


def _propose(formula: Formula, around: Around) -> Iterator[Edit]:
    for node in formula.nodes:
        if isinstance(node, (t.Name, t.Numeral)) and _is_index(node, formula):
            for far, letter in enumerate(around.letters[:10]):
                if letter != node.text:
                    new = Written(t.Name(node.span, letter), (letter,))
                    yield formula.replaced(node, new, _named(node, formula), more=far // 3)
        elif isinstance(node, t.Scripts) and isinstance(node.sub, t.Product):
            yield from _exchanged(node.sub, formula)
    yield from _across(formula)


def _across(formula: Formula) -> Iterator[Edit]:
    """Yield ``u_o v_c`` for ``u_c v_o``."""
    for node in formula.nodes:
        if not isinstance(node, t.Product):
            continue
        for one, two in pairwise(node.factors):
            if isinstance(one, t.Scripts) and isinstance(two, t.Scripts) and one.sub and two.sub:
                changes = (
                    Change(one.sub.span, (two.sub.span,)),
                    Change(two.sub.span, (one.sub.span,)),
                )
                yield Edit(node, None, changes, one.span.to(two.span))


def _is_index(node: t.Tree, formula: Formula) -> bool:
    """Whether a letter is an index: of a name, or the one that a Σ binds."""
    for above in (node, *formula.ancestors(node)):
        role = formula.role(above)
        if role in ("sub", "lower"):
            return not any(formula.role(one) == "variable" for one in formula.ancestors(above))
        if role not in ("factors", "items"):
            return False
    return False


def _named(node: t.Tree, formula: Formula) -> Span:
    """Return what is pointed at: the name with its index."""
    for above in formula.ancestors(node):
        if isinstance(above, t.Scripts):
            return above.span
    return node.span


def _exchanged(sub: t.Product, formula: Formula) -> Iterator[Edit]:
    """Yield ``X_{ki}`` for ``X_{ik}``."""
    if len(sub.factors) == 2 and sub.signs == ("",):
        one, two = sub.factors
        new = t.Product(sub.span, (two, one), ("",))
        yield formula.replaced(sub, Written(new, (two.span, " ", one.span)))


SLIP = Slip(
    code="wrong-subscript",
    says="this index is another one than belongs here",
    means="A name carries the index of something else: u_w for u_o, or the letter that a Σ runs "
    "over where a fixed one is meant.",
    advice="say in words what the index stands for in this term.",
    cost=14,
    propose=_propose,
    accepted=Example(r"\frac{\partial (u_o^\top v_c)}{\partial v_c} = u_o"),
    rejected=Example(r"\frac{\partial (u_o^\top v_c)}{\partial v_c} = u_c"),
    unread="unbound-index",
)
