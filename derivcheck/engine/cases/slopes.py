"""Identities that hold because both sides have the same slopes and meet at one point.

Where logarithms enter linearly, or sines, images know too little of them: log(1+e^x) is a
name.  But if the domain of both sides is connected, the derivative of their difference by
*every* variable vanishes, and the sides agree at one point inside, then they agree everywhere.

The domain is taken as the product of an interval for each entry: the positive reals for
symbols declared so, all reals for the others.  That both sides are defined and smooth on all
of it is checked by signs alone: what stands under logarithms and roots is positive, what
stands under a line is not zero.  No conditions on values, no unknown functions.  The slopes
and the values at the point are compared for every size by the cutoff argument; the point has
all entries 0, or 1 where they are positive, so that log n stays log n.
"""

from collections.abc import Callable, Iterator
from math import log2

from derivcheck.constructs import scalar
from derivcheck.constructs.differentiate import NotDifferentiable, differentiate
from derivcheck.engine.cases.sign_sets import NONZERO, POSITIVE, Known
from derivcheck.engine.cases.simplify import reduced
from derivcheck.engine.every_size.cutoff import AllSizes, Ready
from derivcheck.engine.statement import Statement, World
from derivcheck.term.core import (
    ONE,
    ZERO,
    Call,
    Compare,
    Entry,
    IndexVar,
    Number,
    Power,
    Sort,
    Term,
    Unknown,
)
from derivcheck.term.substitute import replace_entries

# functions of which images know no relation that their slopes have
NAMES = frozenset({"log", "sin", "cos"})
MAX_VARIABLES = 8

Prove = Callable[[Statement], AllSizes]


def prove_by_slopes(statement: Statement, prove: Prove) -> AllSizes:
    """Return whether the sides of a statement have equal slopes and meet at a point."""
    sides = statement.ready
    positive = statement.context.positive
    refusal = AllSizes(False, "slopes say nothing here")
    if not any(_is_named(node) for side in sides for node in side.walk()):
        return refusal
    if not all(_is_smooth(side, Known(positive)) for side in sides):
        return refusal
    variables = _variables(sides)
    if not variables or len(variables) > MAX_VARIABLES:
        return refusal
    error = 0.0
    worlds: list[World] = []
    for part in _parts(statement, variables):
        found = part if isinstance(part, AllSizes) else prove(part)
        if not found.proved:
            return refusal
        error += 2.0 ** -min(found.bits, 900)
        worlds.extend(found.worlds)
    return AllSizes(True, None, int(-log2(error)), tuple(worlds))


def _is_named(node: object) -> bool:
    return isinstance(node, Call) and node.function in NAMES


def _is_smooth(side: Term, known: Known) -> bool:
    """Whether a side is defined and smooth wherever its variables have their signs."""
    for node in side.walk():
        if isinstance(node, (Compare, Unknown)):
            return False
        if isinstance(node, Call):
            domain = scalar(node.function).domain
            if domain != "real" and known.signs(node.args[0]) != POSITIVE:
                return False
        if isinstance(node, Power):
            whole = isinstance(node.exponent, Number) and node.exponent.value.denominator == 1
            wanted = NONZERO if whole else POSITIVE
            plain = whole and isinstance(node.exponent, Number) and node.exponent.value >= 0
            if not plain and not known.signs(node.base) <= wanted:
                return False
    return True


def _variables(sides: tuple[Term, Term]) -> dict[str, tuple[Sort, ...]]:
    out: dict[str, tuple[Sort, ...]] = {}
    for side in sides:
        for node in side.walk():
            if isinstance(node, Entry):
                out[node.symbol] = tuple(index.sort for index in node.indices)
    return out


def _parts(
    statement: Statement, variables: dict[str, tuple[Sort, ...]]
) -> Iterator[Statement | AllSizes]:
    """Yield what must hold: at the point, and of the slopes by each variable."""
    left, right = (_at_point(side, statement) for side in statement.ready)
    yield Ready(statement.axes, left, right, statement.context)
    for symbol, sorts in sorted(variables.items()):
        at = tuple(IndexVar(f"∂{number}", sort) for number, sort in enumerate(sorts))
        try:
            slopes = [differentiate(side, Entry(symbol, at)) for side in statement.ready]
        except NotDifferentiable as error:
            yield AllSizes(False, str(error))
            return
        yield Ready(statement.axes, slopes[0], slopes[1], statement.context)


def _at_point(side: Term, statement: Statement) -> Term:
    positive = statement.context.positive
    placed = replace_entries(side, lambda entry: ONE if entry.symbol in positive else ZERO)
    return reduced(placed, Known(positive))
