"""Subscripts: letters, positions, mapped elements; and the variables of derivatives."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.mutation.oracle.tokens import closing, split
from tests.mutation.oracle.values import Malformed, Unreadable, Untyped
from tests.mutation.oracle.world import Env, World

if TYPE_CHECKING:
    from tests.mutation.oracle.reader import Scope

At = Callable[[World, Env], int]


@dataclass(frozen=True)
class Index:
    """An element of a sort; ``sort`` is None for a position, which fits any."""

    sort: str | None
    at: At
    last: bool = False


def letter(name: str, sort: str) -> Index:
    return Index(sort, lambda world, env: env[name] if name in env else world.letters[name])


def read(tokens: list[str], scope: "Scope") -> list[Index]:
    """Return the indices that a subscript names: ``i``, ``ik``, ``j,k``, ``w_{t+j}``."""
    items = split(tokens, ",")
    if len(items) > 1:
        whole = [one for item in items for one in _run(item, scope)]
        # u_{i, w_i} is u_{w_i}, an odd way of writing it
        if len(whole) == 2 and len(items[1]) > 1:
            return [whole[1]]
        return whole
    return _run(tokens, scope)


def _run(tokens: list[str], scope: "Scope") -> list[Index]:
    out: list[Index] = []
    at = 0
    while at < len(tokens):
        token = tokens[at]
        if tokens[at + 1 : at + 2] == ["_"]:
            end = closing(tokens, at + 2) + 1 if tokens[at + 2 : at + 3] == ["{"] else at + 3
            out.append(_mapped(token, "".join(tokens[at + 2 : end]).strip("{}"), scope))
            at = end
        elif tokens[at : at + 3] == ["|", "V", "|"]:
            out.append(Index(None, lambda world, env: -1, last=True))
            at += 3
        else:
            out.append(_single(token, scope))
            at += 1
    if not out:
        raise Malformed("an empty subscript")
    return out


def _single(token: str, scope: "Scope") -> Index:
    if token.isdigit() and token not in scope.notation.elements:
        number = int(token)
        if number == 0:
            raise Untyped("elements count from 1")
        return Index(None, lambda world, env: number - 1)
    sort = scope.sort(token)
    if sort is None:
        raise Unreadable(f"the subscript {token}")
    return letter(token, sort)


def _mapped(base: str, sub: str, scope: "Scope") -> Index:
    """Return ``w_k``, ``w_{t+j}``, ``w_{j,k}``, ``c_k``."""
    window = re.fullmatch(r"t([+-])(\w)", sub)
    key = f"{base}_t" if window else base
    letters = (
        [window[2]] if window else [part for part in re.split(r",|(?<=\w)(?=\w)", sub) if part]
    )
    found = scope.notation.maps.get(f"{key}{len(letters)}")
    if found is None:
        raise Unreadable(f"{base}_{{{sub}}}")
    if window and window[1] == "-":
        raise Unreadable(sub)
    sources = []
    for name, source in zip(letters, found.sources, strict=True):
        index = _single(name, scope)
        if index.sort not in (None, source):
            raise Untyped(f"{name} is no {source}")
        sources.append(index)
    table = f"{key}{len(letters)}"

    def at(world: World, env: Env) -> int:
        where = tuple(index.at(world, env) for index in sources)
        if any(n >= size for n, size in zip(where, world.maps[table].shape, strict=True)):
            raise Unreadable("a position beyond the last")
        return int(world.maps[table][where])

    return Index(found.target, at)


def to_sort(index: Index, sort: str, scope: "Scope") -> At:
    """Return an index as an element of a sort; of columns, a sample stands for its word."""
    if index.sort in (None, sort):
        return lambda world, env: position(index.at(world, env), world.sizes[sort])
    for name, through in scope.notation.maps.items():
        if through.sources == (index.sort,) and through.target == sort:
            return lambda world, env: int(world.maps[name][index.at(world, env)])
    raise Untyped(f"an element of {index.sort} where one of {sort} is expected")


def element(index: Index, sort: str) -> At:
    """Return an index as an element of a sort, nothing in between."""
    if index.sort not in (None, sort):
        raise Untyped(f"an element of {index.sort} where one of {sort} is expected")
    return lambda world, env: position(index.at(world, env), world.sizes[sort])


def position(at: int, size: int) -> int:
    if at >= size:
        raise Unreadable("a position beyond the last")
    return at % size


@dataclass(frozen=True)
class Variable:
    """What a derivative is by: entries of one array, and the shape that they have together."""

    array: str
    places: Callable[[World, Env], list[list[tuple[int, ...]]]]  # row by row
    whole: bool  # a vector or matrix rather than one entry


def variable(tokens: list[str], scope: "Scope") -> Variable:
    """Read what stands below the line of a derivative."""
    if tokens[0] == "(" or r"\sum" in tokens or "^" in tokens:
        raise Malformed("a derivative by an expression")
    base, rest = tokens[0], tokens[1:]
    if rest[:1] != ["_"]:
        if rest:
            raise Malformed("a derivative by a product")
        return _symbol(base, scope)
    end = closing(rest, 1) + 1 if rest[1:2] == ["{"] else 2
    if rest[end:]:
        raise Malformed("a derivative by a product")
    sub = rest[2 : end - 1] if rest[1] == "{" else rest[1:2]
    return _component(base, read(sub, scope), scope)


def _symbol(base: str, scope: "Scope") -> Variable:
    if base not in scope.notation.arrays:
        alias = scope.notation.defined.get(base)
        if alias is not None and alias.array is not None:
            return _symbol(alias.array, scope)
        if base in scope.notation.defined:
            raise Unreadable(f"a derivative by {base}, which is defined")
        raise Unreadable(f"a derivative by {base}")
    sorts = scope.notation.arrays[base]

    def places(world: World, env: Env) -> list[list[tuple[int, ...]]]:
        if not sorts:
            return [[()]]
        shape = world.arrays[base].shape
        table = [[(row, column) for column in range(shape[1])] for row in range(shape[0])]
        if scope.notation.rows and len(sorts) == 1:
            return [[entry for (entry,) in table]]
        return table

    return Variable(base, places, bool(sorts))


def _component(base: str, found: list[Index], scope: "Scope") -> Variable:
    matrix = scope.notation.columns.get(base)
    if matrix is not None and len(found) == 1:
        column = to_sort(found[0], scope.notation.arrays[matrix][1], scope)

        def places(world: World, env: Env) -> list[list[tuple[int, ...]]]:
            at = column(world, env)
            rows = [(row, at) for row in range(world.arrays[matrix].shape[0])]
            return [rows] if scope.notation.rows else [[row] for row in rows]

        return Variable(matrix, places, True)
    sorts = scope.notation.arrays.get(base)
    if sorts is None:
        raise Unreadable(f"a derivative by a component of {base}")
    if len(sorts) != len(found):
        raise Untyped(f"{base} has {len(sorts)} indices")
    ats = [element(index, sort) for index, sort in zip(found, sorts, strict=True)]
    pad = (0,) if len(sorts) == 1 else ()
    return Variable(base, lambda world, env: [[(*(at(world, env) for at in ats), *pad)]], False)
