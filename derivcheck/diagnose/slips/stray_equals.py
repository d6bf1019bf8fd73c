"""An equals sign typed where the formula goes on."""

from collections.abc import Iterator

from derivcheck.diagnose.edits import Change, Edit, Formula
from derivcheck.diagnose.edits.around import Around
from derivcheck.diagnose.page import Example
from derivcheck.diagnose.slips.base import Slip
from derivcheck.source import Span

_SIGNS = (" - ", " + ", " ")


def _propose(formula: Formula, around: Around) -> Iterator[Edit]:
    if around.next is None:
        return
    end = formula.tree.span.end
    for far, sign in enumerate(_SIGNS):
        change = Change(Span(end, end), (sign, around.next.tree.span))
        yield Edit(formula.tree, None, (change,), formula.tree.span, more=far)


SLIP = Slip(
    code="stray-equals",
    says="the equals sign behind this does not belong there",
    means="An = stands in the middle of a formula. What is before it and what is behind it are "
    "together equal to the line before.",
    advice="take the = away, or put the sign there that was meant.",
    cost=9,
    propose=_propose,
    accepted=Example("$$ x (x - \\log x) = x^2 - x \\log x $$", document=True),
    rejected=Example("$$ x (x - \\log x) = x^2 = x \\log x $$", document=True),
)
