"""A concrete smooth function that stands for an unknown one in numerical checks.

With t the combined linear form of all arguments,  f_e(x) = sin(c_e·t(x) + φ_e) + r_e·s(x):
``e`` are its index arguments, all coefficients derive from a hash of its name.  A statement
that holds for every function holds for this one.
"""

from __future__ import annotations

import hashlib
from functools import reduce
from typing import TYPE_CHECKING, Any

from derivcheck.engine.numeric.labelled import Labelled, contract, elementwise
from derivcheck.term.core import Abstraction, Index, Unknown

if TYPE_CHECKING:
    from derivcheck.engine.numeric.form import NumpyForm
    from derivcheck.engine.statement import World


def unknown_value(term: Unknown, form: NumpyForm) -> Labelled:
    """Return the value of an unknown function or of one of its partial derivatives."""
    import numpy as np

    world = form.world
    at = [form.element(arg) for arg in term.args if not isinstance(arg, Abstraction)]
    sizes = [world.sizes[arg.sort] for arg in term.args if not isinstance(arg, Abstraction)]
    speed, phase, slope = (_chosen(term.function, role, sizes, at) for role in "cpr")
    inner = elementwise(lambda c, t, p: c * t + p, speed, _form(term, "t", form, world), phase)
    order = len(term.slots)
    # the n-th derivative of the sine is the sine a quarter turn further, n times
    wave = elementwise(lambda a, c: np.sin(a + order * np.pi / 2) * c**order, inner, speed)
    wave = reduce(_times, (_slot(term, "t", slot, form, world) for slot in term.slots), wave)
    if order > 1:
        return wave
    if order == 1:
        line = _slot(term, "s", term.slots[0], form, world)
    else:
        line = _form(term, "s", form, world)
    return elementwise(lambda a, r, b: a + r * b, wave, slope, line)


def _times(left: Labelled, right: Labelled) -> Labelled:
    return elementwise(lambda a, b: a * b, left, right)


def _coefficients(name: str, role: str, shape: list[int]) -> Any:
    import numpy as np

    seed = hashlib.sha256(f"{name}\0{role}\0{shape}".encode()).digest()
    rng = np.random.Generator(np.random.PCG64(int.from_bytes(seed[:16], "big")))
    return rng.uniform(0.5, 1.5, shape) * rng.choice([-1.0, 1.0], shape)


def _chosen(name: str, role: str, sizes: list[int], at: list[Labelled]) -> Labelled:
    """Return a coefficient that depends on the index arguments, each in its own way."""
    out = Labelled((), _coefficients(name, role, []))
    for number, (size, element) in enumerate(zip(sizes, at, strict=True)):
        table = _coefficients(name, f"{role}{number}", [size])
        out = _times(out, Labelled(element.dims, table[element.data]))
    return out


def _weights(term: Unknown, role: str, position: int, world: World) -> Any:
    arg = term.args[position]
    assert isinstance(arg, Abstraction)
    shape = [world.sizes[index.sort] for index in arg.indices]
    return _coefficients(term.function, f"{role}{position}", shape)


def _form(term: Unknown, role: str, form: NumpyForm, world: World) -> Labelled:
    """Return a linear form in all components of all arguments."""
    import numpy as np

    total = Labelled((), np.asarray(0.0))
    for position, arg in enumerate(term.args):
        if isinstance(arg, Abstraction):
            weights = _weights(term, role, position, world)
            part = _applied(arg, Labelled(arg.indices, weights), form, world)
            total = elementwise(lambda a, b: a + b, total, part)
    return total


def _applied(arg: Abstraction, weights: Labelled, form: NumpyForm, world: World) -> Labelled:
    for index in arg.indices:
        form = form.within(index)
    value = form.value(arg.body)
    if not arg.indices:
        return _times(value, weights)
    out = contract([value, weights], arg.indices[0], world.sizes[arg.indices[0].sort])
    for index in arg.indices[1:]:
        out = contract([out], index, world.sizes[index.sort])
    return out


def _slot(
    term: Unknown,
    role: str,
    slot: tuple[int, tuple[Index, ...]],
    form: NumpyForm,
    world: World,
) -> Labelled:
    """Return the coefficient of one component of one argument in a linear form."""
    position, indices = slot
    weights = _weights(term, role, position, world)
    if not indices:
        return Labelled((), weights)
    return elementwise(lambda *at: weights[at], *(form.element(index) for index in indices))
