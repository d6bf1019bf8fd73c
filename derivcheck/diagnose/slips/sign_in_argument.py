"""f(−x) where f(x) belongs, or the other way round."""

from collections.abc import Iterator

from msgspec.structs import replace

from derivcheck.diagnose.edits import Change, Edit, Formula, Written
from derivcheck.diagnose.edits.around import Around
from derivcheck.diagnose.page import Example
from derivcheck.diagnose.slips.base import Slip
from derivcheck.source import Span
from derivcheck.syntax import latex
from derivcheck.syntax import tree as t


def _propose(formula: Formula, around: Around) -> Iterator[Edit]:
    """Yield arguments turned round; those that stand elsewhere in the chain are likelier."""
    known = {
        latex(node)
        for other in (*around.beside, formula)
        for node in other.nodes
        if other.is_argument(node) and not isinstance(node, t.Group)
    }
    for edit in _edits(formula):
        assert edit.new is not None
        yield edit if latex(edit.new) in known else replace(edit, more=edit.more + 2)


def _edits(formula: Formula) -> Iterator[Edit]:
    for node in formula.nodes:
        if isinstance(node, t.Group) and formula.is_argument(node.inner):
            yield from _flipped(node.inner, node.span, formula)
        elif (formula.role(node) == "sup" and _is_e(formula.parent(node))) or (
            formula.role(node) == "argument" and not isinstance(node, t.Group)
        ):
            yield from _flipped(node, node.span, formula)


def _is_e(node: t.Tree | None) -> bool:
    return isinstance(node, t.Scripts) and isinstance(node.base, t.Name) and node.base.text == "e"


def _flipped(node: t.Tree, place: Span, formula: Formula) -> Iterator[Edit]:
    """Yield the argument with the opposite sign, if it is one term."""
    if not isinstance(node, t.Summands):
        new = Written(t.Summands(node.span, (node,), ("-",)), ("-", node.span))
        yield formula.replaced(node, new, place)
    elif node.signs == ("-",):
        yield formula.replaced(node, formula.written(node.terms[0]), place)
    elif node.signs[0] == "":
        yield from _turned(node, place, formula)


def _turned(node: t.Summands, place: Span, formula: Formula) -> Iterator[Edit]:
    """Yield −(a + b) as −a − b."""
    changes = [Change(Span(node.span.start, node.span.start), ("-",))]
    start = node.terms[0].span.end
    for sign, term in zip(node.signs[1:], node.terms[1:], strict=True):
        found = formula.sign_before(term, start)
        if found is None:
            return
        changes.append(Change(found, ("-" if sign == "+" else "+",)))
        start = term.span.end
    signs = ("-", *("-" if sign == "+" else "+" for sign in node.signs[1:]))
    yield Edit(node, replace(node, signs=signs), tuple(changes), place, more=2)


SLIP = Slip(
    code="sign-in-argument",
    says="the sign inside this function is the wrong way round",
    means="A function is applied to x where it should be applied to −x, or the other way round: "
    "σ(x) for σ(−x), e^x for e^{−x}.",
    advice="copy what stands inside the function from the line before; only a rule may change it.",
    cost=11,
    propose=_propose,
    accepted=Example(r"\sigma(x) = \frac{1}{1 + e^{-x}}"),
    rejected=Example(r"\sigma(x) = \frac{1}{1 + e^{x}}"),
    joins="value",
    keeps_shape=True,
)
