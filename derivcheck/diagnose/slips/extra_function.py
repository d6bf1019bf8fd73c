"""A function too many, or another one than belongs."""

from collections.abc import Iterator

from msgspec.structs import replace

from derivcheck.diagnose.edits import Edit, Formula, Term, Written, saying, terms
from derivcheck.diagnose.edits.around import Around
from derivcheck.diagnose.page import Example
from derivcheck.diagnose.slips.base import Slip
from derivcheck.diagnose.slips.missing_function import applied
from derivcheck.source import Span
from derivcheck.syntax import latex
from derivcheck.syntax import tree as t

# where what stands alone needs no brackets
_FENCED = ("", "inner", "sup", "numerator", "denominator", "argument", "rows")


def _propose(formula: Formula, around: Around) -> Iterator[Edit]:
    for term in terms(formula):
        for at, unit in enumerate(term.units):
            for argument, place in _arguments(unit.nodes):
                alone = len(term.units) == 1 and _needs_no_brackets(term, argument)
                bare = _bare(argument) if alone else argument
                edit = term.with_units(at, at + 1, [bare], place)
                yield saying(edit, "this function does not belong here")
                for far, function in enumerate(around.functions):
                    new = applied(function, argument)
                    known = latex(new.tree) in around.applications
                    more = 0 if known else 2 + far
                    edit = term.with_units(at, at + 1, [new], place, more=more)
                    yield saying(edit, "another function belongs here")


def _needs_no_brackets(term: Term, argument: Written) -> bool:
    """Whether what a function was applied to may stand without brackets in the place of a term."""
    role = term.formula.role(term.node)
    group = argument.tree
    sum_inside = isinstance(group, t.Group) and isinstance(group.inner, t.Summands)
    return role in _FENCED or (role == "terms" and not sum_inside)


def _bare(written: Written) -> Written:
    """Return what stands in a bracket."""
    assert isinstance(written.tree, t.Group)
    inner = written.tree.inner
    return Written(inner, (inner.span,))


def _arguments(nodes: tuple[t.Tree, ...]) -> Iterator[tuple[Written, Span]]:
    """Yield what a function is applied to, in brackets."""
    node = nodes[-1]
    span = nodes[0].span.to(node.span)
    if len(nodes) == 2 and isinstance(node, t.Group):
        yield Written(replace(node, open="("), (node.span,)), span
    elif isinstance(node, t.Prefix) and node.rest is None and node.sup is None:
        bracket = isinstance(node.argument, t.Group)
        inner = node.argument if bracket else t.Group(node.span, "(", node.argument)
        pieces = (node.argument.span,) if bracket else ("(", node.argument.span, ")")
        yield Written(inner, pieces), span
    elif (
        isinstance(node, t.Scripts)
        and isinstance(node.base, t.Name)
        and node.base.text == "e"
        and node.sup is not None
    ):
        yield Written(t.Group(node.span, "(", node.sup), ("(", node.sup.span, ")")), span


SLIP = Slip(
    code="extra-function",
    says="this function does not belong here, or another one does",
    means="A log, an exp or a σ stands around this expression that should not, or another one.",
    advice="copy the functions of the line before; only a rule may put one in.",
    cost=16,
    propose=_propose,
    accepted=Example(r"\log (x^2 \exp(x)) = \log(x^2) + x"),
    rejected=Example(r"\log (x^2 \exp(x)) = \log(x^2) + \exp(x)"),
)
