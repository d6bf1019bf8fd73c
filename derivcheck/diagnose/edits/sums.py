"""Sums without their Σ, and what is left of them."""

from derivcheck.diagnose.edits.around import Operator, renamed
from derivcheck.diagnose.edits.edit import Change, Edit
from derivcheck.diagnose.edits.formula import Formula, bare
from derivcheck.source import Span
from derivcheck.syntax import tree as t

# where what is left needs no brackets
_WHOLE = ("", "inner", "numerator", "denominator")


def bound_letter(node: t.Big) -> str | None:
    """Return the letter that a Σ binds, None where that is not one letter."""
    below = node.lower
    while isinstance(below, (t.Related, t.Items)):
        below = below.items[0]
    return below.text if isinstance(below, t.Name) else None


def head_of(node: t.Big, formula: Formula) -> Operator:
    """Return a Σ without what stands under it."""
    return Operator(node, (Span(node.span.start, formula.braced(node.body).start),))


def without_sum(node: t.Big, formula: Formula) -> Edit:
    """Return the edit that takes a Σ away."""
    inner = bare(node.body)
    if formula.role(node) in _WHOLE and inner is not node.body:
        start, end = formula.braced(inner).start, formula.braced(inner).end
        changes = (Change(Span(node.span.start, start)), Change(Span(end, node.span.end)))
        return Edit(node, inner, changes, node.span)
    head = Span(node.span.start, formula.braced(node.body).start)
    return Edit(node, node.body, (Change(head),), node.span)


def collapsed(node: t.Big, bound: str, letter: str, formula: Formula, more: int) -> Edit:
    """Return the edit that leaves the one term of a Σ whose index is ``letter``."""
    changes = [Change(Span(node.span.start, formula.braced(node.body).start))]
    body: t.Tree = node.body
    for found in body.walk():
        if isinstance(found, t.Name) and found.text == bound and not found.accent:
            changes.append(Change(found.span, (letter,)))
    body = renamed(body, bound, letter)
    return Edit(node, body, tuple(changes), node.span, more)
