"""Scalar functions in NumPy, and whether the complex step is exact for them."""

from __future__ import annotations

from functools import cache
from typing import Any

from derivcheck.constructs import scalar
from derivcheck.term.core import Call, Derivative, Node, Term

# far below rounding: the complex step subtracts nothing
COMPLEX_STEP = 1e-100


def apply(function: str, x: Any) -> Any:
    """Apply a construct; outside its real domain the value is nan, for complex steps too."""
    import numpy as np

    construct = scalar(function)
    value = construct.numpy(np, x)
    if construct.domain == "real" or not np.iscomplexobj(x):
        return value
    inside = x.real > 0 if construct.domain == "positive" else x.real >= 0
    return np.where(inside, value, np.nan)


def integer_power(x: Any, n: int) -> Any:
    """Return x^n by squaring: NumPy goes through the logarithm, which spoils complex steps."""
    if n < 0:
        return 1.0 / integer_power(x, -n)
    out = x**0
    while n:
        if n & 1:
            out = out * x
        x = x * x
        n >>= 1
    return out


def is_analytic(body: Term) -> bool:
    """Whether the complex step is exact for a term: no inner derivative, no analytic break.

    Conditions on values compare real parts, so a step stays in its branch; points on a border
    are not met by random points.
    """
    return all(_node_is_analytic(node) for node in body.walk())


def _node_is_analytic(node: Node) -> bool:
    if isinstance(node, Derivative):
        return False
    return not isinstance(node, Call) or _function_is_analytic(node.function)


@cache
def _function_is_analytic(name: str) -> bool:
    """Whether a construct's NumPy form follows the complex step, by trying it."""
    import numpy as np

    construct = scalar(name)
    at = np.array([0.3, 0.9, 1.7] if construct.domain != "real" else [-1.1, -0.3, 0.4, 1.6])
    with np.errstate(all="ignore"):
        try:
            exact = np.imag(construct.numpy(np, at + COMPLEX_STEP * 1j)) / COMPLEX_STEP
            near, far = (
                construct.numpy(np, at + h) - construct.numpy(np, at - h) for h in (1e-3, 2e-3)
            )
        except TypeError:
            return False
    return bool(np.allclose(exact, (8 * near - far) / 12e-3, rtol=1e-7, atol=1e-7))
