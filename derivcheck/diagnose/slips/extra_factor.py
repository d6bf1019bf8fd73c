"""A factor too many."""

from collections.abc import Iterator

from derivcheck.diagnose.edits import Edit, Formula, Unit, terms
from derivcheck.diagnose.edits.around import Around
from derivcheck.diagnose.page import Example
from derivcheck.diagnose.slips.base import Slip
from derivcheck.syntax import latex
from derivcheck.syntax import tree as t


def _propose(formula: Formula, around: Around) -> Iterator[Edit]:
    for term in terms(formula):
        for at, unit in enumerate(term.units):
            if len(term.units) > 1 and not isinstance(unit.nodes[0], (t.Big, t.Derive)):
                again = at > 0 and _latex(unit) == _latex(term.units[at - 1])
                yield term.with_units(at, at + 1, [], unit.span, more=0 if again else 3)


def _latex(unit: Unit) -> tuple[str, ...]:
    return tuple(map(latex, unit.nodes))


SLIP = Slip(
    code="extra-factor",
    says="this factor does not belong here",
    means="A product has one factor too many: it was counted twice, or not cancelled.",
    advice="go through the line before factor by factor.",
    cost=12,
    propose=_propose,
    accepted=Example(r"\frac{\partial (x^2)}{\partial x} = 2 x"),
    rejected=Example(r"\frac{\partial (x^2)}{\partial x} = 2 x \sigma(x)"),
)
