"""The NumPy witness: both sides in floating point at random points; evidence, never proof."""

from __future__ import annotations

import hashlib
from math import prod
from typing import TYPE_CHECKING, Any

from derivcheck.engine.numeric.form import Trace, evaluate
from derivcheck.engine.numeric.names import plain_names
from derivcheck.engine.outcome import Outcome, Unsupported
from derivcheck.engine.statement import Statement, World
from derivcheck.term.context import Context, free_indices, unfold
from derivcheck.term.core import Derivative, IndexVar, Sort, Term

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

POINTS = 2  # at which both sides must be finite
ATTEMPTS = 6
# where the perturbed copies of a variable would have more entries than this, some components
# are drawn at random instead of looking at all
MAX_ENTRIES = 1 << 20
DRAWN = 8
# relative to the largest number met: rounding is below the first, real differences above
# the second; what lies between is no answer.  The rough ones are for central differences.
EXACT = (1e-9, 1e-6)
ROUGH = (1e-6, 1e-3)


class NumpyWitness:
    """The everyday check at larger sizes, at points that derive from a seed."""

    def __init__(self, context: Context, seed: bytes) -> None:
        del context  # each statement brings its own; kept for symmetry with the other witnesses
        self._seed = seed

    def compare(self, statement: Statement, world: World) -> Outcome:
        """Return whether both sides agree at random points.

        ``EQUAL`` means within rounding (a difference of 1e-13 is not seen), ``DIFFERENT``
        clearly beyond it; overflow, points outside the domain and all else get ``NO_ANSWER``.
        """
        import numpy as np

        seed = hashlib.sha256(self._seed + statement.digest).digest()
        rng = np.random.Generator(np.random.PCG64(int.from_bytes(seed, "big")))
        agreed = 0
        for attempt in range(ATTEMPTS):
            try:
                outcome = _at_point(statement, world, rng, attempt)
            except (Unsupported, RecursionError, MemoryError):
                return Outcome.NO_ANSWER
            if outcome is Outcome.DIFFERENT:
                return outcome
            agreed += outcome is Outcome.EQUAL
            if agreed == POINTS:
                return Outcome.EQUAL
        return Outcome.NO_ANSWER


def _at_point(statement: Statement, world: World, rng: Any, attempt: int) -> Outcome:
    values = random_point(statement.context, statement.symbols, world, rng, positive=attempt % 2)
    answer = Outcome.EQUAL
    for some, axes in _components(statement, world, rng):
        trace = Trace()
        left, right = (
            evaluate(side, some, values, statement.context, axes, trace) for side in statement.sides
        )
        outcome = _judge(left, right, trace)
        if outcome is Outcome.DIFFERENT:
            return outcome
        if outcome is Outcome.NO_ANSWER:
            answer = outcome
    return answer


def _judge(left: Any, right: Any, trace: Trace) -> Outcome:
    import numpy as np

    if not (np.isfinite(left).all() and np.isfinite(right).all()):
        return Outcome.NO_ANSWER
    near, far = ROUGH if trace.rough else EXACT
    scale = max(trace.scale, 1e-100)
    distance = float(np.abs(left - right).max(initial=0.0))
    if distance <= near * scale:
        return Outcome.EQUAL
    return Outcome.DIFFERENT if distance > far * scale else Outcome.NO_ANSWER


def _components(
    statement: Statement, world: World, rng: Any
) -> Iterator[tuple[World, tuple[IndexVar, ...]]]:
    """Yield worlds and axes that together cover the components, or some drawn at random."""
    sizes = [world.sizes[axis.sort] for axis in statement.axes]
    if prod(sizes) * _perturbed(statement, world) <= MAX_ENTRIES:
        yield world, statement.axes
        return
    for _ in range(DRAWN):
        at = {axis: int(rng.integers(n)) for axis, n in zip(statement.axes, sizes, strict=True)}
        yield World(world.sizes, {**world.indices, **at}, world.maps), ()


def _perturbed(statement: Statement, world: World) -> int:
    """Return the number of entries of the largest variable that is differentiated by, or 0."""
    names = {
        node.variable.symbol
        for side in statement.sides
        for node in side.walk()
        if isinstance(node, Derivative)
    }
    shapes = [statement.context.variables.get(name, ()) for name in names]
    return max((prod(world.sizes[sort] for sort in sorts) for sorts in shapes), default=0)


def random_point(
    context: Context, symbols: frozenset[str], world: World, rng: Any, positive: int = 0
) -> dict[str, Any]:
    """Return random arrays for the variables among some symbols, constrained ones left out.

    Entries have the order of 1/√n, n the shortest axis, so that inner products have order one;
    symbols declared positive are positive, with ``positive`` all are.
    """
    import numpy as np

    values = {}
    for name, sorts in context.variables.items():
        if name not in symbols or name in context.one_hot:
            continue
        shape = [world.sizes[sort] for sort in sorts]
        array = rng.standard_normal(shape) / np.sqrt(min(shape, default=1))
        if positive or name in context.positive:
            array = np.abs(array) + 0.1 / np.sqrt(min(shape, default=1))
        values[name] = array
    return values


def numpy_function(term: Term, axes: Sequence[IndexVar], context: Context) -> Callable[..., Any]:
    """Return a NumPy function of a term's symbols, given by keyword.

    The names are plain (``\\hat y`` is ``hat_y``): arrays for variables, elements counted from 0
    for free indices (``o=3``), integer arrays for maps (``w_k=[1, 4]``); one-hot vectors follow
    from their element unless given.  The function returns an array over ``axes`` (a float
    without any) and raises ``TypeError`` for a missing or unknown name or a wrong shape.
    """
    unfolded = unfold(term, context)
    names = _keywords(unfolded, axes, context)

    def function(**arguments: Any) -> Any:
        values, world = _read_arguments(arguments, names, context)
        result = evaluate(unfolded, world, values, context, axes)
        return result.copy() if axes else float(result)

    function.__name__ = "value"
    function.__doc__ = "Return the value; keywords: " + ", ".join(names.values())
    return function


def _keywords(term: Term, axes: Sequence[IndexVar], context: Context) -> dict[object, str]:
    indices = [index for index in free_indices((term,)) if index not in axes]
    for symbol in sorted(term.symbols & context.one_hot.keys()):
        indices.extend(i for i in context.one_hot[symbol].free if i not in indices)
    symbols = sorted(term.symbols & (context.variables.keys() | context.maps.keys()))
    objects: list[object] = [*symbols, *indices]
    keys = [*symbols, *(f"{index.name}" for index in indices)]
    plain = plain_names(dict.fromkeys(keys))
    return {thing: plain[key] for thing, key in zip(objects, keys, strict=True)}


def _read_arguments(
    arguments: Mapping[str, Any], names: Mapping[object, str], context: Context
) -> tuple[dict[str, Any], World]:
    import numpy as np

    unknown = arguments.keys() - set(names.values())
    if unknown:
        raise TypeError(f"no such name: {', '.join(sorted(unknown))}")
    values: dict[str, Any] = {}
    indices: dict[IndexVar, int] = {}
    tables: dict[str, Any] = {}
    sizes: dict[Sort, int] = {}
    for thing, name in names.items():
        if name not in arguments:
            if thing in context.one_hot:
                continue
            raise TypeError(f"{name} is missing; the names are {', '.join(names.values())}")
        if isinstance(thing, IndexVar):
            indices[thing] = int(arguments[name])
        elif isinstance(thing, str) and thing in context.variables:
            values[thing] = np.asarray(arguments[name], float)
            _take_sizes(name, values[thing].shape, context.variables[thing], sizes)
        elif isinstance(thing, str):
            tables[thing] = np.asarray(arguments[name], int)
            _take_sizes(name, tables[thing].shape, context.maps[thing][0], sizes)
    maps = {
        name: {at: int(element) for at, element in np.ndenumerate(table)}
        for name, table in tables.items()
    }
    _check_elements(indices, tables, names, context, sizes)
    return values, World(sizes, indices, maps)


def _take_sizes(
    name: str, shape: tuple[int, ...], sorts: tuple[Sort, ...], sizes: dict[Sort, int]
) -> None:
    wanted = " × ".join(sort.size for sort in sorts) or "a scalar"
    if len(shape) != len(sorts):
        raise TypeError(f"{name} has shape {shape}, it should be {wanted}")
    for size, sort in zip(shape, sorts, strict=True):
        if sizes.setdefault(sort, size) != size:
            raise TypeError(f"{name} has shape {shape}, but {sort.size} is {sizes[sort]}")


def _check_elements(
    indices: Mapping[IndexVar, int],
    tables: Mapping[str, Any],
    names: Mapping[object, str],
    context: Context,
    sizes: Mapping[Sort, int],
) -> None:
    for index, at in indices.items():
        if index.sort in sizes and not 0 <= at < sizes[index.sort]:
            raise TypeError(f"{names[index]} = {at} is no element of 0 … {sizes[index.sort] - 1}")
    for name, table in tables.items():
        size = sizes.get(context.maps[name][1])
        if size is not None and table.size and not (0 <= table.min() <= table.max() < size):
            raise TypeError(f"{names[name]} has elements outside 0 … {size - 1}")
