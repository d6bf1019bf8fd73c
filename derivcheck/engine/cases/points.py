"""Real points of a case: that it is no case of nothing, and where its sides differ."""

from collections.abc import Callable, Sequence
from fractions import Fraction

from derivcheck.engine.cases.sign_sets import Signs
from derivcheck.engine.cases.split import Case
from derivcheck.engine.evaluate import BUDGET, NoValue
from derivcheck.engine.outcome import Outcome
from derivcheck.engine.points.balls import Balls, Points
from derivcheck.engine.statement import World
from derivcheck.term.core import Add, Entry, IndexVar, Mul, Number, Power, Term

# where a point of a case is looked for: integers, which meet ties exactly, then other numbers,
# positive ones near zero, and at last large ones, where 1 − yx has either sign
STYLES = (
    "small",
    "small",
    "zero",
    *["small"] * 4,
    *["mixed"] * 3,
    *["positive"] * 2,
    *["near"] * 4,
    *["large"] * 8,
)
MAX_WORLDS = 4
MAX_POWER = 64


def realise(case: Case, worlds: Sequence[World], seed: bytes, budget: int = BUDGET) -> Outcome:
    """Return EQUAL if a real point of a case is met at which the sides agree.

    DIFFERENT if they differ at one, NO_ANSWER if no point is met.
    """
    for world in worlds[:MAX_WORLDS]:
        for number, style in enumerate(STYLES):
            points = Points(seed, number, case.known.positive, style)
            outcome = _at_point(case, world, points, budget)
            if outcome is not Outcome.NO_ANSWER:
                return outcome
    return Outcome.NO_ANSWER


def _at_point(case: Case, world: World, points: Points, budget: int) -> Outcome:
    balls = Balls(points, world, budget)
    env = dict(world.indices)
    try:
        for term, signs in case.claims:
            if not _has_sign(balls.value(term, env), signs):
                return Outcome.NO_ANSWER
        left, right, *others = case.plain
        for term in others:
            balls.value(term, env)
        equal = balls.value(left, env).overlaps(balls.value(right, env))
    except NoValue:
        return Outcome.NO_ANSWER
    return Outcome.EQUAL if equal else Outcome.DIFFERENT


def _has_sign(ball: object, signs: Signs) -> bool:
    above, below = ball > 0, ball < 0  # type: ignore[operator]
    if above or below:
        return (1 if above else -1) in signs
    # a ball around zero is zero only if it is exact
    return 0 in signs and bool(ball.is_exact())  # type: ignore[attr-defined]


class CasePoints(Points):
    """Points of the statement that lie in a case: entries have the values that it gives them.

    ``values`` holds those of the statement's own entries, the new variables left out.
    """

    def __init__(self, seed: bytes, number: int, style: str, case: Case, world: World) -> None:
        super().__init__(seed, number, case.known.positive, style)
        self._new = Points(seed, number, case.known.positive, style)
        self._case = case
        self._world = world

    def _make(self, symbol: str, indices: tuple[int, ...]) -> Fraction:
        return self._value((symbol, indices), 0)

    def _value(self, key: tuple[str, tuple[int, ...]], start: int) -> Fraction:
        """Return an entry's value, the case's assignments looked at from one on."""
        for at, (atom, value) in enumerate(self._case.values[start:], start):
            if (atom.symbol, self._elements(atom)) == key:
                return self._exact(value, at + 1)
        return self._new.entry(*key)

    def _elements(self, entry: Entry) -> tuple[int, ...]:
        return tuple(
            self._world.indices.get(index, -1) if isinstance(index, IndexVar) else -1
            for index in entry.indices
        )

    def _exact(self, term: Term, start: int) -> Fraction:
        match term:
            case Number():
                return term.value
            case Entry() if -1 not in self._elements(term):
                return self._value((term.symbol, self._elements(term)), start)
            case Add():
                return sum((self._exact(arg, start) for arg in term.args), Fraction(0))
            case Mul():
                out = Fraction(1)
                for arg in term.args:
                    out *= self._exact(arg, start)
                return out
            case Power(exponent=Number(value=n)) if n.denominator == 1 and abs(n) <= MAX_POWER:
                base = self._exact(term.base, start)
                if base or n >= 0:
                    return base ** int(n)
        raise NoValue("no rational value")


def points_in(case: Case, seed: bytes) -> Callable[[World, int, str], Points]:
    """Return what makes points of a case in a world, by their number and kind."""
    return lambda world, number, style: CasePoints(seed, number, style, case, world)
