"""Arrays whose axes are index variables: broadcasting by name instead of by position."""

from __future__ import annotations

from math import prod
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from derivcheck.engine.outcome import Unsupported
from derivcheck.term.core import IndexVar

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

# numbers in one array: 128 MB of doubles
MAX_ELEMENTS = 1 << 24


class Labelled(Struct, frozen=True, eq=False):
    """An array and the index variable of each of its axes, pairwise different."""

    dims: tuple[IndexVar, ...]
    data: Any  # numpy.ndarray

    def size(self, dim: IndexVar) -> int:
        """Return the length of an axis."""
        return int(self.data.shape[self.dims.index(dim)])

    def to(self, dims: Sequence[IndexVar], sizes: Mapping[IndexVar, int]) -> Any:
        """Return the plain array over the given axes, in this order, broadcast to their sizes.

        The result may be a read-only view.
        """
        import numpy as np

        spread = _spread(self, tuple(dims))
        return np.broadcast_to(spread, tuple(sizes[dim] for dim in dims))


def union(arrays: Sequence[Labelled]) -> dict[IndexVar, int]:
    """Return all axes of some arrays with their lengths, in order of appearance."""
    sizes: dict[IndexVar, int] = {}
    for array in arrays:
        for dim, size in zip(array.dims, array.data.shape, strict=True):
            sizes.setdefault(dim, size)
    return sizes


def check_size(sizes: Mapping[IndexVar, int]) -> None:
    """Raise `Unsupported` if an array with these axes is too large to hold."""
    if prod(sizes.values()) > MAX_ELEMENTS:
        raise Unsupported("an array would be too large")


def elementwise(function: Callable[..., Any], *arrays: Labelled) -> Labelled:
    """Return a function of arrays, applied entry by entry over the union of their axes."""
    sizes = union(arrays)
    check_size(sizes)
    dims = tuple(sizes)
    return Labelled(dims, function(*(_spread(array, dims) for array in arrays)))


def contract(factors: Sequence[Labelled], over: IndexVar, size: int) -> Labelled:
    """Return the sum over one axis of a product, without building the product."""
    import numpy as np

    sizes = union(factors)
    present = over in sizes
    dims = tuple(dim for dim in sizes if dim != over)
    check_size({dim: sizes[dim] for dim in dims})
    letters = {dim: at for at, dim in enumerate(sizes)}
    if len(letters) > 40:
        raise Unsupported("too many axes")
    operands: list[Any] = []
    for factor in factors:
        operands.extend((factor.data, [letters[dim] for dim in factor.dims]))
    # looking for an order of contraction pays only where there is much to do
    order = "greedy" if prod(sizes.values()) > 10_000 else False
    total = np.einsum(*operands, [letters[dim] for dim in dims], optimize=order)
    return Labelled(dims, total if present else total * size)


def diagonal(array: Labelled, dim: IndexVar, same: IndexVar) -> Labelled:
    """Return the part of an array where one axis equals another, or one axis renamed."""
    import numpy as np

    if dim not in array.dims:
        return array
    if same not in array.dims:
        return Labelled(tuple(same if d == dim else d for d in array.dims), array.data)
    letters = {d: at for at, d in enumerate(array.dims)}
    letters[dim] = letters[same]
    dims = tuple(d for d in array.dims if d != dim)
    inner = [letters[d] for d in array.dims]
    return Labelled(dims, np.einsum(array.data, inner, [letters[d] for d in dims]))


def _spread(array: Labelled, dims: tuple[IndexVar, ...]) -> Any:
    """Return the data with axes in the order of ``dims``, of length one where it has none."""
    if array.dims == dims:
        return array.data
    order = [array.dims.index(dim) for dim in dims if dim in array.dims]
    data = array.data.transpose(order) if order != sorted(order) else array.data
    return data.reshape([array.size(dim) if dim in array.dims else 1 for dim in dims])
