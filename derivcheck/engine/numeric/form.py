"""Terms as NumPy array code: every index is an axis, every Σ a contraction.

Derivatives are taken by perturbing entries: by the complex step where everything on the path
is analytic (exact to rounding), else by central differences.  Nothing here uses
`derivcheck.constructs.differentiate`, so that the two can check each other.
"""

from __future__ import annotations

import math
from functools import cache, reduce
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from derivcheck.engine.numeric.functions import apply, integer_power
from derivcheck.engine.numeric.labelled import (
    Labelled,
    check_size,
    contract,
    elementwise,
)
from derivcheck.engine.numeric.slope import slope
from derivcheck.engine.numeric.unknown import unknown_value
from derivcheck.engine.outcome import Unsupported
from derivcheck.engine.statement import World
from derivcheck.term.context import Context
from derivcheck.term.core import (
    Add,
    All,
    Always,
    Any_,
    Call,
    Choice,
    Compare,
    Condition,
    Constant,
    Derivative,
    Entry,
    Index,
    IndexLiteral,
    IndexMap,
    IndexVar,
    Mul,
    Not,
    Number,
    Power,
    Prod,
    Same,
    Size,
    Sum,
    Term,
    Unknown,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


def evaluate(
    term: Term,
    world: World,
    values: Mapping[str, Any],
    context: Context,
    axes: Sequence[IndexVar] = (),
    trace: Trace | None = None,
) -> Any:
    """Return the value of a term at one point, as an array with the given axes.

    ``values`` gives an array for each variable (constrained ones are filled in from
    ``context``); ``world`` gives the sizes, and the values of free indices that are no axes.
    Entries that are undefined are ``nan``.  Raises `Unsupported`, also for arrays that would
    be too large.
    """
    import numpy as np

    arrays = {**constrained(world, context), **values}
    point = {name: Labelled((), np.asarray(value, float)) for name, value in arrays.items()}
    form = NumpyForm(world, point, _fixed(world, axes), trace)
    with np.errstate(all="ignore"):
        result = form.value(term)
        loose = set(result.dims) - set(axes)
        if loose:
            raise Unsupported(f"the indices {loose} have no value")
        return result.to(axes, {axis: world.sizes[axis.sort] for axis in axes})


def constrained(world: World, context: Context) -> dict[str, Any]:
    """Return the arrays of the variables that are one-hot."""
    import numpy as np

    out = {}
    for name, index in context.one_hot.items():
        if index.sort not in world.sizes:
            continue
        try:
            at = NumpyForm(world, {}, dict(world.indices)).element(index)
        except Unsupported:
            continue
        if at.dims:
            continue  # the element is not fixed here: nothing asks for the vector
        out[name] = np.zeros(world.sizes[index.sort])
        out[name][int(at.data)] = 1.0
    return out


def _fixed(world: World, axes: Sequence[IndexVar]) -> dict[IndexVar, int]:
    return {index: at for index, at in world.indices.items() if index not in axes}


class Trace(Struct):
    """What happened on the way to a value: how large numbers became, how exact they are."""

    scale: float = 0.0  # the largest finite magnitude met
    rough: bool = False  # whether differences were taken


class NumpyForm:
    """The values of terms at one point; keeps what it has computed.

    The arrays of ``point`` may have leading axes of their own (``dims``): perturbed copies.
    """

    def __init__(
        self,
        world: World,
        point: Mapping[str, Labelled],
        fixed: Mapping[IndexVar, int],
        trace: Trace | None = None,
    ) -> None:
        import numpy as np

        self._np = np
        self.world = world
        self._point = point
        self._fixed = fixed
        self._memo: dict[Term, Labelled] = {}
        self._shadowing: dict[IndexVar, NumpyForm] = {}
        self.trace = trace or Trace()

    def value(self, term: Term) -> Labelled:
        """Return the value over the term's free indices that have none; raises `Unsupported`."""
        done = self._memo.get(term)
        if done is None:
            done = self._value(term)
            self._memo[term] = done
            size = float(self._np.abs(done.data).max(initial=0.0))
            if self.trace.scale < size < math.inf:
                self.trace.scale = size
        return done

    def _value(self, term: Term) -> Labelled:
        np = self._np
        match term:
            case Number():
                return self._scalar(_double(term))
            case Entry():
                return self._entry(term)
            case Add():
                return reduce(lambda a, b: elementwise(np.add, a, b), map(self.value, term.args))
            case Mul():
                factors = map(self.value, term.args)
                return reduce(lambda a, b: elementwise(np.multiply, a, b), factors)
            case Power():
                return self._power(term)
            case Call():
                (argument,) = map(self.value, term.args)
                return elementwise(lambda x: apply(term.function, x), argument)
            case Sum():
                return self.within(term.index)._sum(term.index, term.where, term.body)
            case Prod():
                return self.within(term.index)._prod(term)
            case Choice():
                return self._choice(term)
            case Size():
                return self._scalar(float(self.world.sizes[term.sort]))
            case Constant(name="pi"):
                return self._scalar(float(np.pi))
            case Unknown():
                return unknown_value(term, self)
            case Derivative():
                return slope(term, self)
            case _:
                raise Unsupported(f"no NumPy form of {type(term).__name__}")

    def _scalar(self, value: float) -> Labelled:
        return Labelled((), self._np.asarray(value))

    # --- components

    def _entry(self, term: Entry) -> Labelled:
        symbol = self.symbol(term.symbol)
        elements = [self.element(index) for index in term.indices]
        batch = len(symbol.dims)
        if any(element.dims for element in elements):
            return self._gather(symbol, elements, batch)
        at = (slice(None),) * batch + tuple(int(element.data) for element in elements)
        return Labelled(symbol.dims, symbol.data[at])

    def _gather(self, symbol: Labelled, elements: list[Labelled], batch: int) -> Labelled:
        dims = [element.dims for element in elements]
        whole = [dim for each in dims for dim in each]
        plain = all(len(each) == 1 for each in dims) and len(set(whole)) == len(whole)
        if plain and all(self._is_range(element) for element in elements):
            return Labelled((*symbol.dims, *whole), symbol.data)
        over = Labelled((), self._np.asarray(0))
        wide = reduce(lambda a, b: elementwise(lambda x, y: x + y, a, b), elements, over)
        sizes = dict(zip(wide.dims, wide.data.shape, strict=True))
        check_size({**dict(zip(symbol.dims, symbol.data.shape, strict=False)), **sizes})
        index = tuple(element.to(wide.dims, sizes) for element in elements)
        return Labelled((*symbol.dims, *wide.dims), symbol.data[(slice(None),) * batch + index])

    def _is_range(self, element: Labelled) -> bool:
        return element.data is _range(element.data.size)

    def element(self, index: Index) -> Labelled:
        """Return the element that an index denotes, an array of integers over its free axes."""
        np = self._np
        if isinstance(index, IndexVar):
            if index in self._fixed:
                return Labelled((), np.asarray(self._fixed[index]))
            size = self.size(index)
            return Labelled((index,), _range(size))
        if isinstance(index, IndexMap):
            table = self._table(index)
            args = [self.element(arg) for arg in index.args]
            return elementwise(lambda *at: table[at], *args)
        assert isinstance(index, IndexLiteral)
        size = self.world.sizes[index.sort]
        if index.position > size:
            raise Unsupported(f"there is no element {index.position} of {size}")
        return Labelled((), np.asarray(size - 1 if index.position < 0 else index.position - 1))

    def size(self, index: IndexVar) -> int:
        """Return the size of an index's sort; raises `Unsupported`."""
        if index.sort not in self.world.sizes:
            raise Unsupported(f"the index {index} has no range")
        return self.world.sizes[index.sort]

    def _table(self, index: IndexMap) -> Any:
        if index.map not in self.world.maps:
            raise Unsupported(f"the map {index.map} has no values")
        values = self.world.maps[index.map]
        shape = tuple(1 + max(at) for at in zip(*values, strict=True))
        table = self._np.zeros(shape, int)
        for at, element in values.items():
            table[at] = element
        return table

    # --- sums and cases

    def within(self, index: IndexVar) -> NumpyForm:
        """Return the form in which an index is bound: an outer index of that name is hidden."""
        if index not in self._fixed:
            return self
        if index not in self._shadowing:
            fixed = {i: at for i, at in self._fixed.items() if i is not index}
            self._shadowing[index] = NumpyForm(self.world, self._point, fixed, self.trace)
        return self._shadowing[index]

    def _sum(self, index: IndexVar, where: Condition, body: Term) -> Labelled:
        if isinstance(body, Add):
            parts = [self._sum(index, where, arg) for arg in body.args]
            return reduce(lambda a, b: elementwise(self._np.add, a, b), parts)
        factors = [self.value(arg) for arg in (body.args if isinstance(body, Mul) else (body,))]
        if not isinstance(where, Always):
            holds = self.holds(where)
            # what a condition excludes may be undefined there
            factors = [
                elementwise(lambda c, x: self._np.where(c, x, 0.0), holds, x) for x in factors
            ]
            factors.append(Labelled(holds.dims, holds.data.astype(float)))
        return contract(factors, index, self.size(index))

    def _prod(self, term: Prod) -> Labelled:
        np = self._np
        body = elementwise(
            lambda c, x: np.where(c, x, 1.0), self.holds(term.where), self.value(term.body)
        )
        if term.index not in body.dims:
            return Labelled(body.dims, body.data ** self.size(term.index))
        dims = tuple(dim for dim in body.dims if dim is not term.index)
        return Labelled(dims, body.data.prod(axis=body.dims.index(term.index)))

    def _choice(self, term: Choice) -> Labelled:
        out = self._scalar(float("nan"))
        for condition, value in reversed(term.branches):
            if isinstance(condition, Always):
                out = self.value(value)
            else:
                out = elementwise(self._np.where, self.holds(condition), self.value(value), out)
        return out

    def holds(self, condition: Condition) -> Labelled:
        """Return where a condition holds, an array of booleans over its free axes."""
        np = self._np
        match condition:
            case Always():
                return Labelled((), np.asarray(True))
            case Same():
                left, right = self.element(condition.left), self.element(condition.right)
                return elementwise(np.equal, left, right)
            case Compare():
                compare = {"=": np.equal, "<": np.less, "≤": np.less_equal}[condition.sign]
                left, right = self.value(condition.left), self.value(condition.right)
                return elementwise(lambda a, b: compare(a.real, b.real), left, right)
            case Not():
                return elementwise(np.logical_not, self.holds(condition.inner))
            case All():
                parts = map(self.holds, condition.parts)
                return reduce(lambda a, b: elementwise(np.logical_and, a, b), parts)
            case Any_():
                parts = map(self.holds, condition.parts)
                return reduce(lambda a, b: elementwise(np.logical_or, a, b), parts)
            case _:
                raise Unsupported(f"no NumPy form of {type(condition).__name__}")

    def _power(self, term: Power) -> Labelled:
        np = self._np
        base = self.value(term.base)
        exponent = term.exponent
        if isinstance(exponent, Number) and exponent.value.denominator == 1:
            if abs(exponent.value) > 10_000:
                raise Unsupported("too high a power")
            n = int(exponent.value)
            return elementwise(lambda x: integer_power(x, n), base)
        above = self.value(exponent)
        # real powers of what is not positive are undefined (zero to a positive power aside)
        return elementwise(
            lambda x, n: np.where((x.real > 0) | ((x == 0) & (n.real > 0)), x**n, np.nan),
            base,
            above,
        )

    def symbol(self, name: str) -> Labelled:
        """Return the array of a symbol, perturbed copies first; raises `Unsupported`."""
        if name not in self._point:
            raise Unsupported(f"{name} has no value")
        return self._point[name]

    @property
    def batch(self) -> frozenset[IndexVar]:
        """The axes along which symbols have perturbed copies."""
        return frozenset(dim for array in self._point.values() for dim in array.dims)

    def moved(self, name: str, array: Labelled) -> NumpyForm:
        """Return the form at a point where one symbol has another array."""
        return NumpyForm(self.world, {**self._point, name: array}, self._fixed, self.trace)


@cache
def _range(size: int) -> Any:
    import numpy as np

    out = np.arange(size)
    out.flags.writeable = False
    return out


def _double(term: Number) -> float:
    try:
        return float(term.value)
    except OverflowError as error:
        raise Unsupported("a number beyond the range of doubles") from error
