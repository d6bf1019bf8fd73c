"""A bracket that opens or closes in the wrong place, or that was lost."""

from collections.abc import Iterator
from itertools import combinations

from derivcheck.diagnose.edits import Change, Edit, Formula, saying
from derivcheck.diagnose.edits.around import Around
from derivcheck.diagnose.page import Example
from derivcheck.diagnose.slips.base import Slip
from derivcheck.diagnose.slips.wrong_shape import is_fraction
from derivcheck.source import Span
from derivcheck.syntax import tree as t


def _propose(formula: Formula, around: Around) -> Iterator[Edit]:
    for node in formula.nodes:
        if isinstance(node, t.Group) and node.open in "([":
            if formula.is_value(_whole(node, formula)):
                yield from _moved(node, formula)
        elif isinstance(node, t.Summands) and formula.is_value(node):
            yield from _put(node, formula)


def _whole(node: t.Tree, formula: Formula) -> t.Tree:
    """Return a bracket with the power or transpose behind it."""
    above = formula.parent(node)
    return above if isinstance(above, t.Scripts) and formula.role(node) == "base" else node


def _moved(node: t.Group, formula: Formula) -> Iterator[Edit]:
    """Yield the bracket closed elsewhere, opened elsewhere, or taken away.

    A power or transpose behind it goes where it closes.
    """
    inner, whole = formula.braced(node.inner), _whole(node, formula)
    opening, closing = Span(node.span.start, inner.start), Span(inner.end, whole.span.end)
    if whole is node and not formula.is_argument(node.inner):
        changes = (Change(opening), Change(closing))
        edit = Edit(node, None, changes, node.span, more=1)
        yield saying(edit, "these brackets do not belong here")
    for at in _ends(node, formula):
        changes = (Change(closing), Change(Span(at, at), (closing,)))
        edit = Edit(node, None, changes, Span(node.span.start, max(at, whole.span.end)))
        yield saying(edit, "this bracket closes too early or too late")
    for at in _starts(node, formula):
        changes = (Change(Span(at, at), (opening,)), Change(opening))
        edit = Edit(node, None, changes, Span(min(at, node.span.start), node.span.end), more=1)
        yield saying(edit, "this bracket opens too early or too late")


def _ends(node: t.Group, formula: Formula) -> Iterator[int]:
    """Yield where the bracket may close instead: one term or factor earlier or later."""
    for part in (node.inner, *_last_parts(node.inner)):
        if isinstance(part, t.Summands):
            yield from (formula.braced(term).end for term in part.terms[:-1])
        elif isinstance(part, t.Product):
            yield from (formula.braced(factor).end for factor in part.factors[:-1])
    behind = _whole(node, formula).span.end
    for above in formula.ancestors(_whole(node, formula)):
        if isinstance(above, t.Product):
            parts = above.factors
        elif isinstance(above, t.Summands):
            parts = tuple(one for term in above.terms for one in _factors(term))
        elif isinstance(above, (t.Big, t.Derive)):
            continue
        else:
            break
        yield from (formula.braced(part).end for part in parts if part.span.start >= behind)


def _factors(tree: t.Tree) -> tuple[t.Tree, ...]:
    return tree.factors if isinstance(tree, t.Product) else (tree,)


def _last_parts(tree: t.Tree) -> Iterator[t.Tree]:
    if isinstance(tree, t.Summands):
        yield tree.terms[-1]


def _starts(node: t.Group, formula: Formula) -> Iterator[int]:
    """Yield where the bracket may open instead: some factors earlier or later."""
    above = formula.parent(_whole(node, formula))
    if isinstance(above, t.Product):
        yield from (formula.braced(f).start for f in above.factors if f.span.end <= node.span.start)
    first = node.inner.terms[0] if isinstance(node.inner, t.Summands) else node.inner
    if isinstance(first, t.Product):
        yield from (formula.braced(factor).start for factor in first.factors[1:])


def _openings(tree: t.Tree, formula: Formula) -> Iterator[int]:
    """Yield where a bracket may open in a term: at a factor, under its last Σ, behind its ∂/∂x."""
    factors = _factors(tree)
    yield from (formula.braced(factor).start for factor in factors)
    last = factors[-1]
    if isinstance(last, t.Big):
        yield from _openings(last.body, formula)
    elif isinstance(last, t.Derive) and last.operand is not None and not is_fraction(last):
        yield from _openings(last.operand, formula)


def _before_power(node: t.Tree, formula: Formula) -> list[int]:
    """Return where x ends in ``x^2`` and ``x^T``, if it is so."""
    power = node.sup if isinstance(node, t.Scripts) else None
    span = formula.script_span(power) if power is not None else None
    return [span.start] if span is not None and span.end == node.span.end else []


def _put(node: t.Summands, formula: Formula) -> Iterator[Edit]:
    """Yield ``(a − b) c`` for ``a − b c``, and brackets around terms beside each other."""
    if len(node.terms) < 2:
        return
    for (at, first), (to, last) in combinations(enumerate(node.terms), 2):
        factors = _factors(last)
        ends = [formula.braced(factor).end for factor in factors]
        ends += _before_power(factors[-1], formula)
        starts = list(_openings(first, formula))
        if first is node.terms[0] and node.signs[0]:
            starts.append(node.span.start)
        more = 0 if to - at == 1 else 1
        for begin in starts:
            for end in ends:
                changes = (Change(Span(begin, begin), ("(",)), Change(Span(end, end), (")",)))
                edit = Edit(node, None, changes, Span(begin, end), more)
                yield saying(edit, "brackets are missing here")


SLIP = Slip(
    code="misplaced-bracket",
    says="a bracket is missing here, or stands in the wrong place",
    means="A bracket opens or closes too early or too late, or was left out, so that a factor "
    "belongs to one term where it should belong to all.",
    advice="write all brackets out, also around a sum that is multiplied.",
    cost=15,
    propose=_propose,
    accepted=Example(r"x \log(x) - \log(x) = (x - 1) \log(x)"),
    rejected=Example(r"x \log(x) - \log(x) = x - 1 \log(x)"),
)
