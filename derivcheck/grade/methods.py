"""What the rubric asks of the way to an answer: formulas that must be in it."""

from collections.abc import Iterator

from derivcheck.check.finding import PartFinding
from derivcheck.grade.facts import Facts
from derivcheck.grade.model import Reason
from derivcheck.grade.scheme import Scheme

CODE = "missing-method"
"""The code under which a rubric says what a method that is not there costs."""


def methods_of(part: PartFinding, facts: Facts, scheme: Scheme) -> tuple[Reason, ...]:
    """Return what is to be said of the methods that were not found in a part."""
    return tuple(_reasons(part, facts, scheme))


def _reasons(part: PartFinding, facts: Facts, scheme: Scheme) -> Iterator[Reason]:
    found = dict(part.methods).get(scheme.part, ())
    for formula, there in zip(scheme.methods, found or (False,) * len(scheme.methods), strict=True):
        if there:
            continue
        # what was not read may have it, and what was found nowhere is no way at all
        is_open = there is None or bool(facts.unsure) or not found
        said = "this was not found in what was read" if is_open else "this step is missing"
        yield Reason(CODE, said, scheme.cost(CODE), is_open, formula=formula)
