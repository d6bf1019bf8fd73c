"""A world: sizes, arrays of numbers, and which element each letter is."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tests.mutation.oracle.values import Array, Value

Env = dict[str, int]  # the bound letters


@dataclass(frozen=True)
class World:
    """Everything that a formula may speak of; elements count from 0."""

    arrays: Mapping[str, Array]  # scalars have no axis, columns and matrices two
    sizes: Mapping[str, int]
    letters: Mapping[str, int]  # distinguished elements and free letters
    maps: Mapping[str, NDArray[np.int64]]
    moved: bool = False  # whether some entry has left the reals

    def move(self, name: str, at: tuple[int, ...], by: complex) -> "World":
        """Return the world in which one entry is another."""
        array = self.arrays[name].astype(complex)
        array[at] += by
        return replace(self, arrays={**self.arrays, name: array}, moved=True)

    def number(self, name: str) -> Value:
        return self.arrays[name][()]

    def column(self, name: str, at: int) -> Array:
        out: Array = self.arrays[name][:, [at]]
        return out


def slope(value: Any, world: World, name: str, at: tuple[int, ...]) -> Value:
    """Return the derivative of ``value(world)`` by one entry.

    By complex step, whose error is that of rounding; within another derivative, where the
    world is complex already, by central differences of fourth order.
    """
    if not world.moved:
        tiny = 1e-30
        return np.imag(value(world.move(name, at, 1j * tiny))) / tiny
    h = 1e-3
    near = value(world.move(name, at, h)) - value(world.move(name, at, -h))
    far = value(world.move(name, at, 2 * h)) - value(world.move(name, at, -2 * h))
    return (8 * near - far) / (12 * h)
