"""Whether an edited formula may have the wanted value: looked at in one small world, at a point.

What passes is no proof; what fails is not looked at again.
"""

from collections.abc import Iterator, Sequence
from functools import cached_property

from derivcheck.check.reading.relate import statement_of
from derivcheck.constructs.differentiate import NotDifferentiable, expand_derivatives
from derivcheck.engine.evaluate import NoValue
from derivcheck.engine.inverses import small_sizes
from derivcheck.engine.modular.images import components
from derivcheck.engine.points.balls import Balls, Points
from derivcheck.engine.statement import Statement, World
from derivcheck.engine.worlds.patterns import extreme_worlds, size_choices, worlds
from derivcheck.term.context import Context, constrain, impose, unfold
from derivcheck.term.core import Add, Derivative, IndexLiteral, Inverse, Mul, Term
from derivcheck.term.inverse import written_out
from derivcheck.term.tensor import Tensor

# kinds of points, tried until both sides of a statement are defined
STYLES = ("mixed", "positive", "counting")
# term evaluations for one candidate
BUDGET = 60_000
# worlds that are gone through for one that tells what is wrong
MOST_WORLDS = 40


class Screen:
    """Compares values with a wanted one, of one context.

    ``wrong`` is what stands in the document; a world that tells it from the wanted value is one
    of those looked at.
    """

    def __init__(
        self, wanted: Tensor, context: Context, seed: bytes, wrong: Tensor | None = None
    ) -> None:
        self._wanted = wanted
        self._wrong = wrong
        self._context = context
        self._seed = seed
        self._learned: list[World] = []
        self._ready: dict[Term, Term] = {}
        # limited variables that are differentiated by: they are taken for free
        self._varied: frozenset[str] = frozenset()
        self._rooms: dict[frozenset[object], tuple[World, ...]] = {}
        self._balls: dict[tuple[int, str], Balls] = {}
        # sizes of matrices whose inverses are written out
        self._few: dict[str, int] = {}
        self.spent = 0  # term evaluations

    def passes(self, value: Tensor) -> bool:
        """Whether a value agrees with the wanted one at the points looked at.

        False as well where that is not known.
        """
        statement = statement_of(self._wanted, value, self._context)
        if statement is None:
            return False
        if statement.varied != self._varied:
            self._varied = statement.varied
            self._ready.clear()
        try:
            sides = self._sides(statement)
            found = self._worlds(statement, sides)
            return bool(found) and all(self._agree(statement, sides, world) for world in found)
        except (NotDifferentiable, KeyError):
            return False

    def _sides(self, statement: Statement) -> tuple[Term, Term]:
        """Return both sides, inverses of matrices written out for few rows."""
        left, right = self._made_ready(statement.left), self._made_ready(statement.right)
        if Inverse not in left.heads and Inverse not in right.heads:
            self._few = {}
            return left, right
        few = small_sizes((left, right))
        self._few = {sort.name: size for sort, size in few.items()}
        rows = min(few.values(), default=1)
        return written_out(left, rows), written_out(right, rows)

    def _made_ready(self, term: Term) -> Term:
        """Return a term as `Statement.ready` has it, summand by summand and factor by factor.

        Candidates differ in one place, so that most of their parts are made ready already.
        """
        done = self._ready.get(term)
        if done is None:
            done = self._ready[term] = self._made(term)
        return done

    def _made(self, term: Term) -> Term:
        if isinstance(term, (Add, Mul)):
            return type(term)(tuple(map(self._made_ready, term.args)))
        apart = self._apart(term) if isinstance(term, Derivative) else None
        if apart is not None:
            return self._made_ready(apart)
        unfolded = constrain(unfold(term, self._context), self._context, self._varied)
        return impose(expand_derivatives(unfolded), self._context)

    def _apart(self, term: Derivative) -> Term | None:
        """Return the derivative of a sum or of a multiple as a sum or a multiple."""
        body, by = term.body, term.variable
        if isinstance(body, Add):
            return Add(tuple(Derivative(part, by) for part in body.args))
        if not isinstance(body, Mul) or not body.symbols.isdisjoint(self._context.definitions):
            return None
        varies = [by.symbol in part.symbols for part in body.args]
        if varies.count(True) != 1:
            return None
        pairs = zip(body.args, varies, strict=True)
        return Mul(tuple(Derivative(part, by) if varying else part for part, varying in pairs))

    def _worlds(self, statement: Statement, sides: tuple[Term, Term]) -> tuple[World, ...]:
        """Return a world in which few indices coincide, and one in which many do."""
        left, right = sides
        maps = [m for m in self._context.maps if m in left.symbols or m in right.symbols]
        named = IndexLiteral in left.heads or IndexLiteral in right.heads
        free = (*left.free, *right.free, *statement.axes)
        key: frozenset[object] = frozenset((*free, *maps, named, *self._few.items()))
        if key not in self._rooms:
            more = [one for one in self._more() if _is_room(one, (*free, *maps), statement)]
            self._rooms[key] = (*self._usual(statement), *more)
        return self._rooms[key]

    def _usual(self, statement: Statement) -> tuple[World, ...]:
        for sizes in size_choices(statement, self._few):
            found = extreme_worlds(statement, sizes)
            if found:
                return found
        return ()

    def learn(self, world: World) -> None:
        """Look at a further world: one in which a value that had passed was refuted."""
        self._learned.append(world)
        self._rooms.clear()

    def _more(self) -> Iterator[World]:
        if self._telling is not None:
            yield self._telling
        yield from self._learned

    @cached_property
    def _telling(self) -> World | None:
        """A world that tells what is wrong from the wanted value, where the usual ones do not."""
        if self._wrong is None:
            return None
        statement = statement_of(self._wanted, self._wrong, self._context)
        if statement is None:
            return None
        try:
            sides = self._sides(statement)
            if not all(self._agree(statement, sides, one) for one in self._usual(statement)):
                return None
            sizes = size_choices(statement, self._few)
            every = (worlds(statement, size, MOST_WORLDS) for size in sizes)
            found = next((one for one in every if one), [])
            return next((one for one in found if not self._agree(statement, sides, one)), None)
        except (NotDifferentiable, KeyError):
            return None

    def _agree(self, statement: Statement, sides: tuple[Term, Term], world: World) -> bool:
        left, right = sides
        for style in STYLES:
            balls = self._at(world, style)
            balls.budget = BUDGET
            try:
                return all(
                    balls.value(left, env).overlaps(balls.value(right, env))
                    for env in components(statement, world)
                )
            except NoValue:
                continue
            finally:
                self.spent += BUDGET - balls.budget
        return False

    def _at(self, world: World, style: str) -> Balls:
        key = id(world), style
        if key not in self._balls:
            points = Points(self._seed, 1, self._context.positive, style)
            self._balls[key] = Balls(points, world, BUDGET)
        return self._balls[key]


def _is_room(world: World, names: Sequence[object], statement: Statement) -> bool:
    """Whether a world gives a value to each index and map of a statement."""
    axes = set(statement.axes)
    if any(axis.sort not in world.sizes for axis in axes):
        return False
    return all(one in axes or one in world.indices or one in world.maps for one in names)
