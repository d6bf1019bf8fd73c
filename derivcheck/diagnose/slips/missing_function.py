"""A lost exp, log or σ."""

from collections.abc import Iterator

from derivcheck.diagnose.edits import Edit, Formula, Written, terms
from derivcheck.diagnose.edits.around import Around
from derivcheck.diagnose.edits.terms import product_of
from derivcheck.diagnose.page import Example
from derivcheck.diagnose.slips.base import Slip
from derivcheck.syntax import latex
from derivcheck.syntax import tree as t


def _propose(formula: Formula, around: Around) -> Iterator[Edit]:
    for far, term in enumerate(terms(formula)):
        for rank, function in enumerate(around.functions):
            whole = product_of(term, 0, len(term.units))
            new = applied(function, whole)
            more = rank + far // 4 + 2 * formula.is_argument(term.node)
            yield formula.replaced(term.node, new, more=_known(new, around, more))
            for end in range(2, len(term.units)):
                new = applied(function, product_of(term, 0, end))
                place = term.units[0].span.to(term.units[end - 1].span)
                more = _known(new, around, rank + far // 4 + 1)
                yield term.with_units(0, end, [new], place, more)
            for at in range(len(term.units)):
                if len(term.units) > 1:
                    new = applied(function, term.written(at))
                    more = _known(new, around, rank + far // 4)
                    yield term.with_units(at, at + 1, [new], term.units[at].span, more)


def _known(new: Written, around: Around, more: int) -> int:
    """Return what an edit costs beside its kind: nothing where the chain has what it puts."""
    return 0 if latex(new.tree) in around.applications else more + 1


def applied(function: Written, argument: Written) -> Written:
    """Return a function applied to something, in brackets."""
    name, bracketed = function.tree, isinstance(argument.tree, t.Group)
    inner = argument.tree if bracketed else t.Group(argument.tree.span, "(", argument.tree)
    pieces = argument.pieces if bracketed else ("(", *argument.pieces, ")")
    if isinstance(name, t.Words):
        command = f"\\{name.text}"
        if isinstance(argument.tree, t.Fraction_):
            tree = t.Prefix(inner.span, command, None, argument.tree, None)
            return Written(tree, (f"{command} ", *argument.pieces))
        return Written(t.Prefix(inner.span, command, None, inner, None), (command, *pieces))
    return Written(t.Product(inner.span, (name, inner), ("",)), (*function.pieces, *pieces))


SLIP = Slip(
    code="missing-function",
    says="a function was lost here",
    means="A log, an exp or a σ that stood around this expression was left out.",
    advice="copy the functions of the line before; only a rule may take one away.",
    cost=16,
    propose=_propose,
    accepted=Example(r"\log (x^2 \exp(x)) = \log(x^2) + x"),
    rejected=Example(r"\log (x^2 \exp(x)) = x^2 + x"),
    keeps_shape=True,
)
