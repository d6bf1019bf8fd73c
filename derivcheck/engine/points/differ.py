"""Whether two sides differ everywhere, at some point, or meet where a variable vanishes."""

from fractions import Fraction

from derivcheck.constructs.differentiate import NotDifferentiable
from derivcheck.constructs.signs import is_positive
from derivcheck.engine.evaluate import NoValue
from derivcheck.engine.inverses import has_inverses
from derivcheck.engine.modular.images import components
from derivcheck.engine.points.balls import Balls, Points
from derivcheck.engine.points.refute import counterexample_at
from derivcheck.engine.statement import Statement
from derivcheck.engine.worlds.patterns import size_choices, worlds
from derivcheck.term.context import Assumption
from derivcheck.term.core import ZERO, add, neg


def differ_under(statement: Statement, assumption: Assumption) -> bool:
    """Whether both sides are defined and differ at a point that an assumption allows.

    Then there is no proof under it, and it need not be looked for.  False where that is not known.
    """
    speaks = not assumption.condition.free.isdisjoint(statement.free)
    assumptions = (*statement.relevant_assumptions, *((assumption,) if speaks else ()))
    context = statement.context
    try:
        sizes = next(iter(size_choices(statement, {})))
        found = worlds(statement, sizes, assumptions=assumptions)
        if not found or has_inverses(statement):
            return False
        points = Points(statement.digest, 0, context.positive, "small", context.values)
        return counterexample_at(statement, found[-1], points, Balls(points, found[-1])) is not None
    except (NotDifferentiable, NoValue):
        return False


def always_differ(statement: Statement) -> bool:
    """Whether some component's difference is of one sign wherever it is defined."""
    left, right = statement.ready
    positive = statement.context.positive
    return (
        is_positive(add(left, neg(right)), positive)
        or is_positive(add(right, neg(left)), positive)
        or (_is_zero(right) and (is_positive(left, positive) or is_positive(neg(left), positive)))
    )


def _is_zero(term: object) -> bool:
    return term is ZERO


def vanishing(statement: Statement, symbol: str) -> bool:
    """Whether both sides are equal, in every component, at a point where a variable is zero."""
    sizes = next(iter(size_choices(statement, {})))
    found = worlds(statement, sizes)
    if not found:
        return False
    points = _Vanishing(statement.digest, 1, statement.context.positive, "mixed")
    points.symbol = symbol
    balls = Balls(points, found[0])
    left, right = statement.ready
    try:
        return all(
            balls.value(left, env).overlaps(balls.value(right, env))
            for env in components(statement, found[0])
        )
    except NoValue:
        return False


class _Vanishing(Points):
    """A point at which one variable is zero."""

    symbol = ""

    def entry(self, symbol: str, indices: tuple[int, ...]) -> Fraction:
        return Fraction(0) if symbol == self.symbol else super().entry(symbol, indices)
