"""Whether an edited formula may have the wanted value: looked at in one small world, at a point.

What passes is no proof; what fails is not looked at again.
"""

from derivcheck.check.relate import Mismatch, relate
from derivcheck.constructs.differentiate import NotDifferentiable
from derivcheck.engine.evaluate import NoValue
from derivcheck.engine.modular.images import components
from derivcheck.engine.points.balls import Balls, Points
from derivcheck.engine.statement import Statement, World
from derivcheck.engine.worlds.patterns import size_choices, worlds
from derivcheck.source import Span
from derivcheck.term.context import Context
from derivcheck.term.tensor import Tensor

# kinds of points, tried until both sides of a statement are defined
STYLES = ("mixed", "positive", "counting")
# term evaluations for one candidate
BUDGET = 60_000
_NOWHERE = Span(0, 0)


class Screen:
    """Compares values with a wanted one, of one context."""

    def __init__(self, wanted: Tensor, context: Context, seed: bytes) -> None:
        self.wanted = wanted
        self._context = context
        self._seed = seed
        self._rooms: dict[frozenset[object], tuple[World, ...]] = {}
        self._balls: dict[tuple[int, str], Balls] = {}

    def statement(self, value: Tensor, other: Tensor | None = None) -> Statement | None:
        """Return the statement that a value is the wanted one, None if it cannot be."""
        found, _ = relate(other or self.wanted, value, self._context, _NOWHERE)
        return None if isinstance(found, Mismatch) else found

    def passes(self, statement: Statement) -> bool:
        """Whether both sides agree at the points looked at; False where that is not known."""
        try:
            statement.ready  # noqa: B018 - derivatives are carried out here, once
            found = self._worlds(statement)
            return bool(found) and all(self._agree(statement, world) for world in found)
        except (NotDifferentiable, KeyError):
            return False

    def _worlds(self, statement: Statement) -> tuple[World, ...]:
        """Return a world in which few indices coincide, and one in which many do."""
        maps = statement.symbols & statement.context.maps.keys()
        key: frozenset[object] = frozenset((*statement.free, *statement.axes, *maps))
        if key not in self._rooms:
            self._rooms[key] = self._made(statement)
        return self._rooms[key]

    def _made(self, statement: Statement) -> tuple[World, ...]:
        for sizes in size_choices(statement, {}):
            found = worlds(statement, sizes)
            if found:
                chosen = dict.fromkeys((len(found) - 1, 0))
                return tuple(found[at] for at in chosen)
        return ()

    def _agree(self, statement: Statement, world: World) -> bool:
        left, right = statement.ready
        for style in STYLES:
            balls = self._at(world, style)
            balls.walk.budget = BUDGET
            try:
                return all(
                    balls.value(left, env).overlaps(balls.value(right, env))
                    for env in components(statement, world)
                )
            except NoValue:
                continue
        return False

    def _at(self, world: World, style: str) -> Balls:
        key = id(world), style
        if key not in self._balls:
            points = Points(self._seed, 1, self._context.positive, style)
            self._balls[key] = Balls(points, world, BUDGET)
        return self._balls[key]
