"""Whether a step is true, by the evaluator of this folder alone."""

from dataclasses import dataclass
from functools import cache

import numpy as np

from tests.mutation.reference import read
from tests.mutation.world import Numeral, Unreadable, Untyped, Value
from tests.mutation.worlds import worlds

# central differences of numbers of this size are good to 1e-9
CLOSE = 1e-6


@dataclass(frozen=True)
class Opinion:
    """True, false, or None with the reason why nothing can be said."""

    true: bool | None
    why: str = ""


@cache
def _values(latex: str, part: str) -> tuple[Value, ...]:
    meaning = read(latex, part)
    return tuple(meaning(world, {}) for world in worlds(part))


def opinion(left: str, right: str, part: str) -> Opinion:
    """Return whether ``left = right`` in every world at which both are defined."""
    try:
        meaning = read(right, part)
        compared = 0
        for world, expected in zip(worlds(part), _values(left, part), strict=True):
            same = _same(expected, meaning(world, {}))
            if same is False:
                return Opinion(False)
            compared += same is True
    except (Unreadable, Untyped) as error:
        return Opinion(None, f"{type(error).__name__}: {error}")
    except OverflowError:
        return Opinion(None, "overflow")
    return Opinion(True) if compared else Opinion(None, "nowhere defined")


def _same(left: Value, right: Value) -> bool | None:
    """Compare two values; None where one is not defined."""
    if not (np.all(np.isfinite(left)) and np.all(np.isfinite(right))):
        return None
    if np.shape(left) != np.shape(right):
        zero = any(isinstance(side, Numeral) and side == 0 for side in (left, right))
        if not zero:
            raise Untyped(f"{np.shape(left)} = {np.shape(right)}")
    return bool(np.all(np.abs(left - right) < CLOSE * (1 + np.abs(left))))
