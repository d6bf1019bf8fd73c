"""Brackets, columns side by side, and lists with dots."""

import math
from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np

from tests.mutation.oracle.tokens import split
from tests.mutation.oracle.values import Malformed, Unreadable, Untyped, Value, scalar
from tests.mutation.oracle.world import Env, World

if TYPE_CHECKING:
    from tests.mutation.oracle.reader import Meaning, Reader

HOLE = r"\hole"  # the letter that no formula has


def bracket(reader: "Reader") -> "Meaning":
    inner = reader.group()
    items = split(inner, ",")
    if len(items) == 1:
        if not inner:
            raise Malformed("an empty bracket")
        return reader.inside(inner)
    if [r"\dots"] not in items:
        raise Unreadable("a list")
    sort, general = template(items, reader)
    body = _general(general, sort, reader)

    def columns(world: World, env: Env) -> Value:
        parts = [body(world, {**env, HOLE: at}) for at in range(world.sizes[sort])]
        if any(np.ndim(part) and part.shape[1] != 1 for part in parts):
            raise Untyped("rows side by side")
        return np.hstack([np.reshape(part, (-1, 1)) for part in parts])

    return columns


def dotted(reader: "Reader", start: int) -> "Meaning":
    """Read ``f_1 + … + f_o + … + f_{|V|}`` as the sum over all words; raises `Malformed`."""
    tokens = reader.tokens
    depth, end = 0, len(tokens)
    for at in range(start, len(tokens)):
        depth += (tokens[at] in "([{") - (tokens[at] in ")]}")
        if depth < 0:
            end = at
            break
    signs = {token for token in tokens[start:end] if token in ("+", "-")}
    if signs - {"+"}:
        raise Malformed("dots between different signs")
    sort, general = template(split(tokens[start:end], "+"), reader)
    reader.at = end
    body = _general(general, sort, reader)

    def value(world: World, env: Env) -> Value:
        parts = [scalar(body(world, {**env, HOLE: at})) for at in range(world.sizes[sort])]
        return sum(parts[1:], start=parts[0]) if parts else math.nan

    return value


def _general(tokens: list[str], sort: str, reader: "Reader") -> "Meaning":
    outer, reader.scope = reader.scope, reader.scope.bind(HOLE, sort)
    body = reader.inside(tokens)
    reader.scope = outer
    return body


def _last(
    at: Callable[[list[str], list[str]], list[str]],
    first: list[str],
    last: list[str],
    reader: "Reader",
) -> str:
    """Return the sort whose size the last item has where the first one has 1."""
    for size, sort in reader.scope.notation.sizes.items():
        written = ["|", "V", "|"] if size == "|V|" else [size]
        if at(first, ["{", *written, "}"]) == last:
            return sort
    raise Malformed("dots that do not say what runs")


def template(items: list[list[str]], reader: "Reader") -> tuple[str, list[str]]:
    """Return the sort and the general item of a list with dots from 1 to its size."""

    def at(item: list[str], word: list[str]) -> list[str]:
        # only subscripts vary; other numerals are what they are
        out: list[str] = []
        for n, token in enumerate(item):
            out.extend(word if token == "1" and n and item[n - 1] == "_" else [token])
        return out

    first, last = items[0], items[-1]
    general = at(first, ["{", HOLE, "}"])
    sort = _last(at, first, last, reader)
    if general == first:
        raise Malformed("dots that do not say what runs")
    for n, item in enumerate(items[1:-1], 2):
        between = (at(first, [word]) for word in (str(n), "o", "0"))
        if item != [r"\dots"] and item not in between:
            raise Malformed("dots that do not say what runs")
    return sort, general
