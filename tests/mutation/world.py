"""Worlds of plain NumPy arrays, and what the formulas of word2vec are worth in them.

Nothing of derivcheck is used here; derivatives are central differences.
"""

import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

Value = Any  # a float, or an array with two axes
Env = dict[str, int]
Meaning = Callable[["World", Env], Value]

STEP = 1e-5
CONDITION = re.compile(r"(\w|w_\w|w_\{\w+[+,]\w+\})(=|\\neq)(\w|w_\w|w_\{\w+[+,]\w+\})")


class Unreadable(Exception):
    """A notation that this evaluator does not know."""


class Untyped(Exception):
    """Shapes that do not fit."""


class Numeral(float):
    """A number that was written out."""


@dataclass(frozen=True)
class World:
    """Sizes through the arrays, and what every letter is; elements count from 0."""

    U: NDArray[np.float64]
    V: NDArray[np.float64]
    x: float
    letters: dict[str, int]
    samples: tuple[int, ...]  # w_k
    window: tuple[int, ...]  # w_{t+j}
    drawn: tuple[tuple[int, ...], ...]  # w_{j,k}
    weights: dict[str, NDArray[np.float64]] = field(default_factory=dict)  # of the unknown J


def sigmoid(x: float) -> float:
    return 1 / (1 + math.exp(-x))


def log(x: float) -> float:
    return math.log(x) if x > 0 else math.nan


def vector(value: Value, size: int) -> NDArray[np.float64]:
    """Return a column as a flat array."""
    if np.shape(value) != (size, 1):
        raise Untyped(f"{np.shape(value)} for a column of length {size}")
    return np.asarray(value)[:, 0]


def matrix(value: Value, world: World) -> NDArray[np.float64]:
    if np.shape(value) != world.U.shape:
        raise Untyped(f"{np.shape(value)} for the outside vectors")
    return np.asarray(value)


def naive_softmax(v: NDArray[np.float64], word: int, U: NDArray[np.float64]) -> float:
    scores = U.T @ v
    return float(np.log(np.exp(scores).sum()) - scores[word])


def neg_sample(
    v: NDArray[np.float64], word: int, U: NDArray[np.float64], samples: Sequence[int]
) -> float:
    return -log(sigmoid(U[:, word] @ v)) - sum(log(sigmoid(-U[:, s] @ v)) for s in samples)


def unknown_loss(v: NDArray[np.float64], word: int, U: NDArray[np.float64], world: World) -> float:
    inner = world.weights["v"] @ v + (world.weights["U"] * U).sum()
    return float(np.sin(inner + world.weights["word"][word]))


def predicted(world: World) -> NDArray[np.float64]:
    weights = np.exp(world.U.T @ world.V[:, world.letters["c"]])
    return weights / weights.sum()


def add(left: Value, right: Value) -> Value:
    if isinstance(left, Numeral) and isinstance(right, Numeral):
        return Numeral(float(left) + float(right))
    small, large = sorted((left, right), key=np.ndim)
    if np.ndim(small) == np.ndim(large):
        if np.shape(small) != np.shape(large):
            raise Untyped(f"{np.shape(left)} + {np.shape(right)}")
    elif not (isinstance(small, Numeral) and (1 in large.shape or small == 0)):
        raise Untyped("a scalar and an array")
    return left + right


def times(left: Value, right: Value) -> Value:
    if np.ndim(left) == 0 or np.ndim(right) == 0:
        both = isinstance(left, Numeral) and isinstance(right, Numeral)
        return Numeral(left * right) if both else left * right
    if left.shape[1] != right.shape[0]:
        raise Untyped(f"{left.shape} @ {right.shape}")
    product = left @ right
    return float(product[0, 0]) if product.shape == (1, 1) else product


def over(left: Value, right: Value) -> Value:
    if np.ndim(right):
        raise Untyped("a quotient by an array")
    return left / right if right else math.nan


def negative(value: Value) -> Value:
    return Numeral(-value) if isinstance(value, Numeral) else -value


def transposed(value: Value) -> Value:
    return value.T if np.ndim(value) else value


def real(value: Value) -> float:
    if np.ndim(value):
        raise Untyped("a function of an array")
    return float(value)


def derivative(operand: Meaning, variable: str, world: World, env: Env) -> Value:
    """Return the central differences of a scalar by a symbol, in the symbol's shape."""
    if variable == "x":
        up, down = (real(operand(replace(world, x=world.x + s), env)) for s in (STEP, -STEP))
        return (up - down) / (2 * STEP)
    name, sub = variable[0].upper(), variable[2:].strip("{}")
    if variable not in ("U", "V") and not re.fullmatch(r"[uv]_(\w+|\{.*\})", variable):
        raise Unreadable(f"by {variable}")
    matrix = getattr(world, name)
    columns = range(matrix.shape[1]) if variable == name else [word_of(sub, world, env)]
    out = np.zeros((matrix.shape[0], len(columns)))
    for at, column in enumerate(columns):
        for row in range(matrix.shape[0]):
            ends = []
            for step in (STEP, -STEP):
                moved = matrix.copy()
                moved[row, column] += step
                ends.append(real(operand(replace(world, **{name: moved}), env)))
            out[row, at] = (ends[0] - ends[1]) / (2 * STEP)
    return out


def word_of(sub: str, world: World, env: Env) -> int:
    """Return the word that a subscript names; a sample stands for its word."""
    letters = world.letters | env
    if sub == "|V|":
        return int(world.U.shape[1]) - 1
    if sub.isdigit():
        if not 0 < int(sub) <= world.U.shape[1]:
            raise Unreadable(sub)
        return int(sub) - 1
    sample = re.fullmatch(r"(?:w_)?([kil])", sub)
    if sample and sample[1] in letters:
        return world.samples[letters[sample[1]]]
    if sub == "w_{t+j}" and "j" in env:
        return world.window[env["j"]]
    drawn = re.fullmatch(r"w_\{j,([kil])\}", sub)
    if drawn and "j" in env and drawn[1] in letters:
        return world.drawn[env["j"]][letters[drawn[1]]]
    if sub in ("o", "c", "w", "x") and sub in letters:
        return letters[sub]
    raise Unreadable(f"the subscript {sub}")


def element_of(name: str, world: World, env: Env) -> int:
    """Return what an index in a condition denotes: a sample or window index, or a word."""
    letters = world.letters | env
    if name in ("k", "i", "l", "j") and name in letters:
        return letters[name]
    return word_of(name, world, env)


def condition(text: str) -> Callable[[World, Env], bool]:
    found = CONDITION.fullmatch(text.strip("."))
    if not found:
        raise Unreadable(f"the condition {text}")
    left, sign, right = found.groups()
    if (left in "kilj") != (right in "kilj"):
        raise Unreadable(text)
    wanted = sign == "="
    return lambda world, env: (
        (element_of(left, world, env) == element_of(right, world, env)) == wanted
    )


def bounds(lower: str, upper: str | None) -> Callable[[World, Env], list[Env]]:
    """Return the assignments that a sum runs through."""
    found = re.fullmatch(r"(\w)\\in(\\text\{Vocab\}|\\\{1,\\dots,K\\\})(?::(.*))?", lower)
    if upper == "K" and re.fullmatch(r"[kil]=1", lower):
        return lambda world, env: [{lower[0]: at} for at in range(len(world.samples))]
    if upper is not None:
        raise Unreadable(f"the range {lower} to {upper}")
    if lower in (r"\substack{-m\leqj\leqm\\j\neq0}", r"-m\leqj\leqm,j\neq0"):
        return lambda world, env: [{"j": at} for at in range(len(world.window))]
    if not found:
        raise Unreadable(f"the range {lower}")
    letter, where, rest = found[1], found[2], found[3]
    over_words = where.startswith(r"\text")
    if (letter in ("w", "x")) != over_words or (not over_words and letter not in "kil"):
        raise Unreadable(f"{letter} over {where}")
    holds = condition(rest) if rest else lambda world, env: True
    return lambda world, env: [
        {letter: at}
        for at in range(world.U.shape[1] if over_words else len(world.samples))
        if holds(world, env | {letter: at})
    ]


def one_hot(world: World) -> NDArray[np.float64]:
    return np.eye(world.U.shape[1])[world.letters["o"]]


def component(vector: Callable[[World], NDArray[np.float64]], sub: str | None) -> Meaning:
    if sub is None:
        return lambda world, env: vector(world)[:, None]
    return lambda world, env: float(vector(world)[word_of(sub, world, env)])
