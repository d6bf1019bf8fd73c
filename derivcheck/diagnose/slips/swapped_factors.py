"""Factors in the wrong order."""

from collections.abc import Iterator

from derivcheck.diagnose.edits import Edit, Formula, terms
from derivcheck.diagnose.edits.around import Around
from derivcheck.diagnose.page import Example
from derivcheck.diagnose.slips.base import Slip
from derivcheck.diagnose.slips.wrong_shape import is_fraction
from derivcheck.syntax import tree as t


def _propose(formula: Formula, around: Around) -> Iterator[Edit]:
    for term in terms(formula):
        for at in range(len(term.units) - 1):
            second = term.units[at + 1].nodes[0]
            if not isinstance(second, (t.Big, t.Derive, t.Prefix)) or is_fraction(second):
                new = [term.written(at + 1), term.written(at)]
                place = term.units[at].span.to(term.units[at + 1].span)
                yield term.with_units(at, at + 2, new, place)


SLIP = Slip(
    code="swapped-factors",
    says="these factors are in the wrong order",
    means="Matrices and vectors may not change places: a b^T is a matrix where b^T a is a number.",
    advice="write the shape below each factor; neighbours must agree in their inner sizes.",
    cost=11,
    propose=_propose,
    accepted=Example(r"\frac{\partial (u_o^\top v_c)}{\partial U} = v_c y^\top"),
    rejected=Example(r"\frac{\partial (u_o^\top v_c)}{\partial U} = y^\top v_c"),
    joins="shape",
)
