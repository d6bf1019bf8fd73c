"""Names with their subscripts, and losses with their arguments."""

from typing import TYPE_CHECKING

import numpy as np

from tests.mutation.oracle import indices
from tests.mutation.oracle.tokens import split
from tests.mutation.oracle.values import Malformed, Numeral, Unreadable, Untyped, Value
from tests.mutation.oracle.world import Env, World

if TYPE_CHECKING:
    from tests.mutation.oracle.reader import Meaning, Reader


def name(reader: "Reader") -> "Meaning":
    token = reader.take()
    if token == r"\hat":
        token = f"\\hat {''.join(reader.braced())}"
    if token == r"\text":
        token = f"\\text{{{''.join(reader.braced())}}}"
    sub = None
    if reader.here == "_":
        reader.take()
        sub = reader.braced()
    key = token if sub is None else f"{token}_{''.join(sub)}"
    notation = reader.scope.notation
    if key in notation.losses:
        return loss(reader, key)
    if sub is not None and token in notation.columns:
        return _column(token, sub, reader)
    if token in notation.arrays:
        return _symbol(notation.arrays[token], lambda world: world.arrays[token], sub, reader)
    if token in notation.defined:
        symbol = notation.defined[token]
        return _symbol(symbol.sorts, symbol.value, sub, reader)
    if sub is None and token in notation.sizes:
        sort = notation.sizes[token]
        return lambda world, env: float(world.sizes[sort])
    if sub is None and token in notation.columns:
        raise Untyped(f"{token} without its index")
    raise Unreadable(f"the name {key}")


def _column(token: str, sub: list[str], reader: "Reader") -> "Meaning":
    notation = reader.scope.notation
    matrix = notation.columns[token]
    found = indices.read(sub, reader.scope)
    if len(found) == 2 and token in notation.arrays:
        return _symbol(notation.arrays[token], lambda world: world.arrays[token], sub, reader)
    if len(found) != 1:
        raise Unreadable(f"{token} with {len(found)} indices")
    at = indices.to_sort(found[0], notation.arrays[matrix][1], reader.scope)
    if notation.rows:
        return lambda world, env: world.column(matrix, at(world, env)).T
    return lambda world, env: world.column(matrix, at(world, env))


def _symbol(
    sorts: tuple[str, ...], value: object, sub: list[str] | None, reader: "Reader"
) -> "Meaning":
    assert callable(value)
    if sub is None:
        if not sorts:
            return lambda world, env: np.asarray(value(world))[()]
        if reader.scope.notation.rows and len(sorts) == 1:
            return lambda world, env: value(world).T
        return lambda world, env: value(world)
    found = indices.read(sub, reader.scope)
    if len(found) != len(sorts):
        raise Untyped(f"{len(found)} indices where {len(sorts)} are expected")
    ats = [indices.element(index, sort) for index, sort in zip(found, sorts, strict=True)]
    pad = (0,) if len(sorts) == 1 else ()
    return lambda world, env: value(world)[(*(at(world, env) for at in ats), *pad)]


def loss(reader: "Reader", key: str) -> "Meaning":
    """Read a loss of a column, a word and a matrix, or of a whole window."""
    found = reader.scope.notation.losses[key]
    if reader.here != "(":
        if not found.bare:
            raise Unreadable(f"{key} without arguments")
        return lambda world, env: found.value(world, env, *_defaults(world))
    items = split([";" if token == "," else token for token in reader.group()], ";")
    if any(not item for item in items):
        raise Malformed("an argument is missing")
    if found.arguments:
        if ["".join(item) for item in items[1:-1]] != list(found.arguments):
            raise Unreadable(f"the arguments {items}")
        items = [items[0], ["o"], items[-1]]
    if len(items) != 3:
        raise Unreadable(f"{key} of {len(items)} arguments")
    word = indices.read(items[1], reader.scope)
    if len(word) != 1:
        raise Unreadable(f"the word {items[1]}")
    at = indices.to_sort(word[0], "Vocab", reader.scope)
    own = "".join(items[1]) == "w_{t+j}"
    vector, matrix = reader.inside(items[0]), reader.inside(items[2])

    def value(world: World, env: Env) -> Value:
        v, U = vector(world, env), matrix(world, env)
        if isinstance(v, Numeral) or np.shape(v) != _way(world.arrays["V"][:, [0]], reader):
            raise Untyped(f"{np.shape(v)} for a column")
        if np.shape(U) != world.arrays["U"].shape:
            raise Untyped(f"{np.shape(U)} for the outside vectors")
        return found.value(world, env, np.reshape(v, (-1,)), at(world, env), U, own)

    return value


def _way(column: np.ndarray, reader: "Reader") -> tuple[int, ...]:
    return column.T.shape if reader.scope.notation.rows else column.shape


def _defaults(world: World) -> tuple[object, ...]:
    v = world.arrays["V"][:, world.letters["c"]]
    return v, world.letters["o"], world.arrays["U"], False
