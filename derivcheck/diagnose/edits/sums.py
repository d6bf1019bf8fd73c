"""Sums without their Σ, and what is left of them."""

from derivcheck.diagnose.edits.around import Operator, renamed
from derivcheck.diagnose.edits.edit import Change, Edit
from derivcheck.diagnose.edits.formula import Formula
from derivcheck.source import Span
from derivcheck.syntax import tree as t


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
