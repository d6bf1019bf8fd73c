"""Numbers and arrays with two axes, and the operations by which formulas join them.

A column has the shape ``(n, 1)``, a row ``(1, n)``; a product that leaves ``(1, 1)`` is a
scalar.  What is not defined is ``nan``.  All functions are analytic, so that the same code
serves for derivatives by complex step.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

Value = Any  # a float or complex number, or an array with two axes
Array = NDArray[Any]


class Unreadable(Exception):
    """A notation that this reader does not know: nothing is said of the formula."""


class Malformed(Exception):
    """No formula under any reading: a bracket left open, an operator without operand."""


class Untyped(Exception):
    """Shapes that do not fit, an index that is not bound: the formula means nothing."""


class Unbound(Untyped):
    """An index letter that nothing binds and the statement does not speak of."""


class Numeral(float):
    """A number that was written out; only numerals are stretched to vectors."""


def add(left: Value, right: Value) -> Value:
    if isinstance(left, Numeral) and isinstance(right, Numeral):
        return Numeral(float(left) + float(right))
    small, large = (left, right) if np.ndim(left) < np.ndim(right) else (right, left)
    if np.ndim(small) == np.ndim(large):
        if np.shape(small) != np.shape(large):
            raise Untyped(f"{np.shape(left)} + {np.shape(right)}")
    elif not (isinstance(small, Numeral) and (1 in np.shape(large) or small == 0)):
        raise Untyped("a scalar and an array")
    return left + right


def negative(value: Value) -> Value:
    return Numeral(-value) if isinstance(value, Numeral) else -value


def times(left: Value, right: Value) -> Value:
    if np.ndim(left) == 0 or np.ndim(right) == 0:
        both = isinstance(left, Numeral) and isinstance(right, Numeral)
        return Numeral(left * right) if both else left * right
    if left.shape[1] != right.shape[0]:
        raise Untyped(f"{left.shape} @ {right.shape}")
    product = left @ right
    return product[0, 0] if product.shape == (1, 1) else product


def dot(left: Value, right: Value) -> Value:
    """Return ``left · right``: of two columns the inner product."""
    if np.ndim(left) and np.shape(left) == np.shape(right) and 1 in np.shape(left):
        return (left * right).sum()
    return times(left, right)


def product(factors: Sequence[Value]) -> Value:
    """Multiply by the first grouping that fits; where several fit, they agree."""
    try:
        out = factors[0]
        for factor in factors[1:]:
            out = times(out, factor)
        return out
    except Untyped as error:
        for cut in range(1, len(factors) - 1):
            try:
                return times(product(factors[:cut]), product(factors[cut:]))
            except Untyped:
                continue
        raise error


def over(left: Value, right: Value) -> Value:
    if np.ndim(right):
        raise Untyped("a quotient by an array")
    if right == 0:
        return left * np.nan
    quotient = left / right
    both = isinstance(left, Numeral) and isinstance(right, Numeral)
    return Numeral(quotient) if both else quotient


def power(base: Value, exponent: Value) -> Value:
    if np.ndim(exponent):
        raise Untyped("an array as an exponent")
    whole = isinstance(exponent, Numeral) and exponent == int(exponent)
    if np.ndim(base):
        if not whole or base.shape[0] != base.shape[1] or exponent < 1:
            raise Untyped(f"a power of {base.shape}")
        return np.linalg.matrix_power(base, int(exponent))
    if whole:
        if base == 0 and exponent < 0:
            return np.nan
        raised = base ** int(exponent)
        return Numeral(raised) if isinstance(base, Numeral) else raised
    return np.exp(exponent * log(base))


def transposed(value: Value) -> Value:
    return value.T if np.ndim(value) else value


def scalar(value: Value) -> Value:
    if np.ndim(value):
        raise Untyped("an array where a number is expected")
    return value


def log(value: Value) -> Value:
    # where it is not defined its imaginary part, the derivative, must not be a number either
    undefined = complex(np.nan, np.nan) if np.iscomplexobj(value) else np.nan
    return np.where(np.real(value) > 0, np.log(value), undefined)[()]


def exp(value: Value) -> Value:
    return np.exp(value)


def sigmoid(value: Value) -> Value:
    return 1 / (1 + np.exp(-value))


def tanh(value: Value) -> Value:
    return np.tanh(value)


def root(value: Value) -> Value:
    """Return the square root; at 0 it has no derivative."""
    if value == 0 and not np.iscomplexobj(value):
        return value
    return np.sqrt(value) if np.real(value) > 1e-12 else complex(np.nan, np.nan)


def norm(value: Value) -> Value:
    if np.ndim(value) and 1 not in np.shape(value):
        raise Untyped("the norm of a matrix")
    return root((value * value).sum() if np.ndim(value) else value * value)


def softmax(scores: Array) -> Array:
    weights = np.exp(scores)
    return weights / weights.sum()
