"""Which of two sides is the larger one: everywhere, by signs; at points, by balls.

A proof by the signs of what they are made of is confirmed by balls at real points, as every proof.
"""

from collections.abc import Iterator

from derivcheck.constructs.signs import is_nonnegative, is_positive, is_positive_sum
from derivcheck.engine.cases.tidy import canonical_names, polynomial, term_of
from derivcheck.engine.evaluate import NoValue
from derivcheck.engine.inverses import has_inverses
from derivcheck.engine.modular.images import components
from derivcheck.engine.points.balls import Balls, Points
from derivcheck.engine.statement import Statement
from derivcheck.engine.worlds.patterns import extreme_worlds, size_choices
from derivcheck.term.core import Add, Mul, Number, Term, add, mul, neg, number

_STYLES = ("mixed", "small", "positive", "mixed", "small", "near")


def always_less(statement: Statement, *, strict: bool) -> bool:
    """Whether the left side is less than the right one wherever both are defined, by signs.

    With ``strict`` false, whether it is never more.  Raises `NotDifferentiable`.
    """
    positive = statement.context.positive
    forms = tuple(_differences(*statement.ready))
    if any(is_positive(one, positive) or is_positive_sum(one, positive) for one in forms):
        return True
    return not strict and any(is_nonnegative(one, positive) for one in forms)


def _differences(left: Term, right: Term) -> Iterator[Term]:
    """Yield forms of the right side less the left one, as they stand and multiplied out."""
    plain = add(right, _negative(left))
    yield plain
    multiplied = polynomial(canonical_names(plain))
    if multiplied is not None:
        yield term_of(multiplied)


def _negative(term: Term) -> Term:
    """Return −a, and of −a what it was, summand by summand."""
    match term:
        case Add(args=args):
            return add(*map(_negative, args))
        case Mul(args=(Number(value=value), *rest)) if value < 0:
            return mul(number(-value), *rest)
        case Number(value=value):
            return number(-value)
        case _:
            return neg(term)


def compared_at_points(statement: Statement) -> Iterator[tuple[bool, bool]]:
    """Yield of points at which both sides are defined whether the left one is less in every
    component, and whether it is more in one.  Raises `NotDifferentiable`.
    """
    if has_inverses(statement):
        return
    context, (left, right) = statement.context, statement.ready
    world = next(
        (one for sizes in size_choices(statement, {}) for one in extreme_worlds(statement, sizes)),
        None,
    )
    if world is None:
        return
    for trial, style in enumerate(_STYLES):
        points = Points(statement.digest, trial, context.positive, style, context.values)
        balls = Balls(points, world)
        try:
            for term in statement.originals:
                for env in components(statement, world):
                    balls.value(term, env)
            pairs = [
                (balls.value(left, env), balls.value(right, env))
                for env in components(statement, world)
            ]
        except (NoValue, KeyError):
            continue
        yield all(a < b for a, b in pairs), any(a > b for a, b in pairs)
