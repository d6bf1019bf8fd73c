"""Derivatives in NumPy: entries are perturbed, all that are asked for in one go along new axes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from derivcheck.engine.numeric.functions import COMPLEX_STEP, is_analytic
from derivcheck.engine.numeric.labelled import Labelled, check_size, diagonal, elementwise
from derivcheck.term.core import Derivative, IndexVar
from derivcheck.term.substitute import fresh

if TYPE_CHECKING:
    from derivcheck.engine.numeric.form import NumpyForm

# of central differences of fourth order, whose error is of the order of h⁴
REAL_STEP = 1e-3


def slope(term: Derivative, form: NumpyForm) -> Labelled:
    """Return the value of a derivative; raises `Unsupported`."""
    import numpy as np

    symbol = form.symbol(term.variable.symbol)
    if term.variable.symbol not in term.body.symbols:
        return Labelled((), np.asarray(0.0))
    elements = [form.element(index) for index in term.variable.indices]
    copies = _copies(term, form, elements)
    renamed = [Labelled(tuple(copies[d] for d in e.dims), e.data) for e in elements]
    direction = _direction(symbol, renamed, {copy: form.size(d) for d, copy in copies.items()})
    result = _difference(term, form, direction)
    for dim, copy in copies.items():
        result = diagonal(result, copy, dim)
    return result


def _copies(
    term: Derivative, form: NumpyForm, elements: list[Labelled]
) -> dict[IndexVar, IndexVar]:
    """Return a new axis for each index of the variable: the body may bind one of that name."""
    taken = frozenset(n for n in term.walk() if isinstance(n, IndexVar)) | form.batch
    copies: dict[IndexVar, IndexVar] = {}
    for element in elements:
        for dim in element.dims:
            star = IndexVar(f"{dim.name}*", dim.sort)
            copies.setdefault(dim, fresh(star, taken | frozenset(copies.values())))
    return copies


def _direction(symbol: Labelled, elements: list[Labelled], sizes: dict[IndexVar, int]) -> Labelled:
    """Return, over new axes, arrays that are one at the entry to be perturbed, zero else."""
    import numpy as np

    shape = tuple(sizes.values())
    axes = symbol.data.shape[len(symbol.dims) :]
    check_size(_as_sizes(shape + axes))
    out = np.zeros(shape + axes)
    grid = tuple(np.ogrid[tuple(slice(n) for n in shape)]) if shape else ()
    at = tuple(element.to(tuple(sizes), sizes) for element in elements)
    out[(*grid, *at)] = 1.0
    return Labelled(tuple(sizes), out)


def _difference(term: Derivative, form: NumpyForm, direction: Labelled) -> Labelled:
    """Return the slope by the complex step where that is exact, else by central differences."""
    import numpy as np

    if is_analytic(term.body):
        value = _moved(term, form, direction, COMPLEX_STEP * 1j)
        # where the function itself is undefined its derivative is too
        there = np.isfinite(value.data.real)
        return Labelled(value.dims, np.where(there, value.data.imag / COMPLEX_STEP, np.nan))
    form.trace.rough = True
    h = REAL_STEP
    near, far = (
        elementwise(
            np.subtract,
            _moved(term, form, direction, step),
            _moved(term, form, direction, -step),
        )
        for step in (h, 2 * h)
    )
    return elementwise(lambda a, b: (8 * a - b) / (12 * h), near, far)


def _moved(term: Derivative, form: NumpyForm, direction: Labelled, step: complex) -> Labelled:
    """Return the body's value with the variable moved by a step in each direction."""
    symbol = form.symbol(term.variable.symbol)
    batch = symbol.data.shape[: len(symbol.dims)]
    inner = symbol.data.shape[len(symbol.dims) :]
    outer = direction.data.shape[: len(direction.dims)]
    check_size(_as_sizes(batch + outer + inner))
    base = symbol.data.reshape(batch + (1,) * len(outer) + inner)
    array = Labelled((*symbol.dims, *direction.dims), base + step * direction.data)
    return form.moved(term.variable.symbol, array).value(term.body)


def _as_sizes(shape: tuple[int, ...]) -> dict[Any, int]:
    return dict(enumerate(shape))
