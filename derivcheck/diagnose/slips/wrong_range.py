"""A Σ over too much or too little."""

from collections.abc import Iterator

from msgspec.structs import replace

from derivcheck.diagnose.edits import Change, Edit, Formula, Written
from derivcheck.diagnose.edits.around import Around, printed
from derivcheck.diagnose.edits.sums import bound_letter
from derivcheck.diagnose.page import Example
from derivcheck.diagnose.slips.base import Slip
from derivcheck.diagnose.slips.wrong_case import opposite
from derivcheck.source import Span
from derivcheck.syntax import latex
from derivcheck.syntax import tree as t


def _propose(formula: Formula, around: Around) -> Iterator[Edit]:
    for node in formula.nodes:
        if isinstance(node, t.Big):
            yield from _lower(node, formula, around)
            yield from _bounds(node, formula)
            yield from _ranges(node, formula, around)


def _lower(node: t.Big, formula: Formula, around: Around) -> Iterator[Edit]:
    """Yield another condition below the Σ: turned round, dropped, or put."""
    lower, letter = node.lower, bound_letter(node)
    if lower is None or letter is None:
        return
    if isinstance(lower, t.Related) and len(lower.items) == 2:
        turned = opposite(lower, formula)
        if turned is not None and node.upper is None:
            yield replace(turned, place=node.span)
        if lower.signs == ("≠",):
            yield formula.replaced(lower, formula.written(lower.items[0]), node.span)
    if isinstance(lower, t.Items) and len(lower.items) == 2:
        condition = lower.items[1]
        if isinstance(condition, t.Related) and len(condition.items) == 2:
            turned = opposite(condition, formula)
            if turned is not None:
                yield replace(turned, place=node.span)
        yield formula.replaced(lower, formula.written(lower.items[0]), node.span)
    if node.upper is None:
        for far, other in enumerate(around.letters[:8]):
            if other != letter:
                names = (t.Name(lower.span, letter), t.Name(lower.span, other))
                new = Written(t.Related(lower.span, names, ("≠",)), (f"{letter} \\neq {other}",))
                yield formula.replaced(lower, new, node.span, more=2 + far // 2)


def _bounds(node: t.Big, formula: Formula) -> Iterator[Edit]:
    """Yield a sum that begins at another number, or ends one later or earlier."""
    lower, upper = node.lower, node.upper
    if isinstance(lower, t.Related) and isinstance(lower.items[-1], t.Numeral):
        first = lower.items[-1]
        for other in ("1", "0"):
            if other != first.text:
                new = Written(t.Numeral(first.span, other), (other,))
                yield formula.replaced(first, new, node.span)
    if isinstance(upper, t.Summands) and len(upper.terms) == 2:
        yield formula.replaced(upper, formula.written(upper.terms[0]), node.span)


def _ranges(node: t.Big, formula: Formula, around: Around) -> Iterator[Edit]:
    """Yield the range of another Σ of the chain."""
    for far, operator in enumerate(around.operators[:6]):
        head = operator.head
        if isinstance(head, t.Big) and head.kind == node.kind:
            new = replace(node, lower=head.lower, upper=head.upper)
            span = Span(node.span.start, formula.braced(node.body).start)
            change = Change(span, (*operator.pieces, " "))
            same = isinstance(head, t.Big) and bound_letter(head) == bound_letter(node)
            yield Edit(node, new, (change,), node.span, more=0 if same else 1 + far // 2)
    for far, size in enumerate(around.sizes):
        if node.upper is not None:
            more = far // 2 + (0 if latex(size) in around.ends else 3)
            yield formula.replaced(node.upper, printed(size), node.span, more=more)


SLIP = Slip(
    code="wrong-range",
    says="this sum runs over too much or too little",
    means="A Σ begins or ends at the wrong place, leaves out what belongs to it, or takes in what "
    "does not.",
    advice="write the first and the last term of the sum out.",
    cost=14,
    propose=_propose,
    accepted=Example(r"\sum_{k=1}^K x = K x"),
    rejected=Example(r"K x + \sum_{k=1}^K x = K x + \sum_{k=1}^d x"),
)
