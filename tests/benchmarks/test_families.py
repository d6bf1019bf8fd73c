"""That the families of the benchmarks are what they say, in both languages."""

import pytest
import sympy

from derivcheck.engine.decision import draw_fields
from derivcheck.engine.modular import images as modular
from derivcheck.engine.outcome import Outcome
from tests.benchmarks.families import FAMILIES, SIZES, Family, Variant, without_exp

FIELDS = draw_fields(b"families")


def agrees(family: Family, variant: Variant) -> bool:
    """Whether SymPy finds the first component of a gradient equal to its closed form."""
    form = family.sympy(variant, SIZES[0])
    by, closed = form.components[0]
    return sympy.cancel(without_exp(sympy.diff(form.loss, by) - closed)) == 0


@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family.name)
def test_right_forms_are_equal_and_wrong_ones_are_not(family: Family) -> None:
    for variant, outcome in (("right", Outcome.EQUAL), ("wrong", Outcome.DIFFERENT)):
        for sizes in SIZES[:2]:
            statement, world = family.statement(variant), family.world(sizes)
            assert modular.compare(statement, world, FIELDS) == (outcome, "")
        assert agrees(family, variant) is (outcome is Outcome.EQUAL)
