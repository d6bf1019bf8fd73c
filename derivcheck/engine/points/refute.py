"""Counterexamples: the smallest world and the simplest numbers that tell two sides apart."""

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from itertools import product

from msgspec import Struct

from derivcheck.engine.evaluate import Env, NoValue
from derivcheck.engine.modular.images import Comparison, components
from derivcheck.engine.modular.primes import Field
from derivcheck.engine.outcome import Outcome
from derivcheck.engine.points.balls import Balls, Points
from derivcheck.engine.statement import Statement, World
from derivcheck.engine.work import Work
from derivcheck.engine.worlds.patterns import admissible, relevant_sorts, worlds
from derivcheck.term.core import Compare, Sort

ATTEMPTS = 8
# a statement with conditions on values may fail at ties only
MORE_ATTEMPTS = 20
MAX_SIZE = 4
DIGITS = 10
# values to be computed at one point in all worlds together, counted beforehand
MOST_WORK = 300_000


class Counterexample(Struct, frozen=True):
    """A point, the first component that differs there, and both values as decimals."""

    world: World
    values: tuple[tuple[str, tuple[int, ...], Fraction], ...]
    component: tuple[int, ...]
    left: str
    right: str
    radius: str


# a point in a world, by its number and kind
Make = Callable[[World, int, str], Points]


def find_counterexample(
    statement: Statement,
    hints: Sequence[World] = (),
    make: Make | None = None,
    only: Mapping[Sort, int] | None = None,
    fields: Sequence[Field] = (),
) -> Counterexample | None:
    """Return a witness at the smallest sizes at which one is found, or None.

    ``hints`` are worlds whose sizes are looked at last, whatever they are; ``make`` makes the
    points, which are any of small numbers without it.  ``only`` are sizes that are given.  With
    ``fields`` a world is left after the first point if images say that the sides are equal there.
    """
    # all assumptions of the part, not only those on what the statement mentions: the witness
    # must be a point that the problem admits
    context = statement.context
    assumptions = context.assumptions
    growing = _growing(statement, only or {})
    for hint in hints:
        growing.append({sort: admissible(sort, hint.sizes.get(sort, 1)) for sort in growing[0]})
    balls: Balls | None = None
    images: Comparison | None = None
    each, work = Work(statement.ready), 0
    for sizes in growing:
        found = worlds(statement, sizes, limit=60, assumptions=assumptions)
        for world in found or ():
            work += each.in_world(world)
            if work > MOST_WORK:
                return None
            for number, style in _styles(statement):
                points = (
                    make(world, number, style)
                    if make is not None
                    else Points(statement.digest, number, context.positive, style, context.values)
                )
                balls = balls or Balls(points, world)
                balls.move_to(points, world)
                counterexample = counterexample_at(statement, world, points, balls)
                if counterexample is not None:
                    return counterexample
                if fields and number == 0 and style == "small":
                    images = images or Comparison(statement, fields, world)
                    if images.at(world)[0] is Outcome.EQUAL:
                        break
    return None


def _styles(statement: Statement) -> list[tuple[int, str]]:
    """Return the kinds of points to try, with their numbers."""
    out = [(number, "small") for number in range(ATTEMPTS)]
    # where roots and logarithms are defined
    out.extend((number, "counting") for number in range(1, 3))
    if any(Compare in side.heads for side in statement.ready):
        out.append((0, "zero"))
        out.extend((number, "small") for number in range(ATTEMPTS, MORE_ATTEMPTS))
    return out


def _growing(statement: Statement, only: Mapping[Sort, int]) -> list[dict[Sort, int]]:
    """Return size assignments from the smallest on, by their sum."""
    sorts = relevant_sorts(statement, statement.context.assumptions)
    ranges = []
    for sort in sorts:
        least = only.get(sort, admissible(sort, 1))
        more = range(MAX_SIZE if sort.fixed is None and sort not in only else 1)
        ranges.append([least + sort.multiple * k for k in more])
    out = [dict(zip(sorts, values, strict=True)) for values in product(*ranges)]
    out.sort(key=lambda sizes: (sum(sizes.values()), tuple(sizes.values())))
    return out[:80]


def counterexample_at(
    statement: Statement, world: World, points: Points, balls: Balls
) -> Counterexample | None:
    """Return the counterexample at a point, or None if the sides agree or are undefined there.

    ``balls`` are at the point.
    """
    left, right = statement.ready
    found: tuple[Env, object, object] | None = None
    try:
        for env in components(statement, world):
            for term in statement.originals:
                balls.value(term, env)
            a, b = balls.value(left, env), balls.value(right, env)
            if found is None and not a.overlaps(b):
                found = (env, a, b)
        if found is not None:
            # Σ_{w≠o} a_w/(n−1) at n = 1: nothing is summed, but what stands there is undefined
            for term in statement.folded:
                balls.value(term, found[0])
    except NoValue:
        return None
    if found is None:
        return None
    env, a, b = found
    left_text, right_text = _apart(a, b)
    return Counterexample(
        world,
        tuple((*key, value) for key, value in sorted(points.values.items())),
        tuple(env[axis] for axis in statement.axes),
        left_text,
        right_text,
        _radius(a, b),
    )


def _apart(a: object, b: object) -> tuple[str, str]:
    """Return two values as decimals, with as many digits as it takes to tell them apart."""
    for digits in (DIGITS, 20, 40, 70):
        left, right = _decimal(a, digits), _decimal(b, digits)
        if left != right:
            break
    return left, right


def _decimal(ball: object, digits: int) -> str:
    text: str = ball.str(digits, radius=False)  # type: ignore[attr-defined]
    if digits > DIGITS:
        return text
    try:
        return f"{float(text):.{digits}g}"
    except ValueError:
        return text


def _radius(a: object, b: object) -> str:
    widest = max(float(ball.rad()) for ball in (a, b))  # type: ignore[attr-defined]
    return f"{widest:.0e}"
