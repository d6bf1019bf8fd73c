"""Assumptions on indices as checks on partial assignments, so that bad patterns die early."""

from collections.abc import Callable, Mapping, Sequence
from itertools import product

from msgspec import Struct

from derivcheck.engine.worlds.cells import Cell
from derivcheck.term.context import Assumption
from derivcheck.term.core import (
    All,
    Always,
    Any_,
    Condition,
    Index,
    IndexLiteral,
    IndexMap,
    IndexVar,
    Not,
    Same,
    Sort,
)

Values = Sequence[int]
Look = Callable[[Values], int]


class Constraint(Struct, frozen=True):
    """A condition on cells; it can be checked once the cell at ``last`` has its value."""

    last: int
    holds: Callable[[Values], bool]


def constraints(
    assumptions: Sequence[Assumption], cells: Sequence[Cell], sizes: Mapping[Sort, int]
) -> list[Constraint]:
    """Return the assumptions with their quantified indices spelled out."""
    places: dict[object, int] = {}
    for at, cell in enumerate(cells):
        places[cell.index if cell.index is not None else (cell.map, cell.args)] = at
    out = []
    for assumption in assumptions:
        ranges = [range(sizes[index.sort]) for index in assumption.quantified]
        for values in product(*ranges):
            env = dict(zip(assumption.quantified, values, strict=True))
            ground = _Ground(places, len(cells) - 1, env, sizes)
            try:
                holds = ground.condition(assumption.condition)
            except _Missing:
                # what speaks of the third sample admits no assignment with two samples
                out.append(Constraint(-1, lambda values: False))
                continue
            out.append(Constraint(ground.last, holds))
    return out


class _Missing(Exception):
    """A condition names an element by a position that does not exist."""


class _Ground:
    """Turns a condition into a check on cell values, noting the last cell it reads."""

    def __init__(
        self,
        places: Mapping[object, int],
        final: int,
        env: Mapping[IndexVar, int],
        sizes: Mapping[Sort, int],
    ) -> None:
        self._places = places
        self._final = final
        self._env = env
        self._sizes = sizes
        self.last = -1

    def condition(self, condition: Condition) -> Callable[[Values], bool]:
        match condition:
            case Always():
                return lambda values: True
            case Same():
                left, right = self.index(condition.left), self.index(condition.right)
                return lambda values: left(values) == right(values)
            case Not():
                inner = self.condition(condition.inner)
                return lambda values: not inner(values)
            case All():
                parts = [self.condition(part) for part in condition.parts]
                return lambda values: all(part(values) for part in parts)
            case Any_():
                parts = [self.condition(part) for part in condition.parts]
                return lambda values: any(part(values) for part in parts)
            case _:
                raise AssertionError("an assumption speaks of indices only")

    def index(self, index: Index) -> Look:
        if isinstance(index, IndexVar) and index in self._env:
            value = self._env[index]
            return lambda values: value
        if isinstance(index, IndexVar):
            return self._cell(self._places[index])
        if isinstance(index, IndexLiteral):
            element = self._sizes[index.sort] - 1 if index.position < 0 else index.position - 1
            if element >= self._sizes[index.sort]:
                raise _Missing
            return lambda values: element
        assert isinstance(index, IndexMap)
        name = index.map
        if all(isinstance(arg, IndexVar) and arg in self._env for arg in index.args):
            args = tuple(self._env[arg] for arg in index.args if isinstance(arg, IndexVar))
            return self._cell(self._places[name, args])
        looks = [self.index(arg) for arg in index.args]
        self.last = self._final
        return lambda values: values[self._places[name, tuple(look(values) for look in looks)]]

    def _cell(self, place: int) -> Look:
        self.last = max(self.last, place)
        return lambda values: values[place]
