"""Sums over index sets, conditions on indices, and cases."""

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np

from tests.mutation.oracle import indices
from tests.mutation.oracle.tokens import closing, split
from tests.mutation.oracle.values import Malformed, Numeral, Unreadable, Untyped, Value, add
from tests.mutation.oracle.world import Env, World

if TYPE_CHECKING:
    from tests.mutation.oracle.reader import Meaning, Reader, Scope

Holds = Callable[[World, Env], bool]
WINDOW = re.compile(r"-m\\leqj\\leqm(?:(?:,|\\\\)j\\neq(\d))?")


def big(reader: "Reader") -> "Meaning":
    """Read Σ with its range and its body, the rest of the product."""
    reader.take()
    if reader.here != "_":
        raise Malformed("a sum that does not say over what")
    reader.take()
    lower, upper = reader.braced(), None
    if reader.here == "^":
        reader.take()
        upper = "".join(reader.braced())
    letter, sort, runs = _range(lower, upper, reader.scope)
    outer, reader.scope = reader.scope, reader.scope.bind(letter, sort)
    body = reader.swallow()
    reader.scope = outer

    def value(world: World, env: Env) -> Value:
        parts = [body(world, {**env, letter: at}) for at in runs(world, env)]
        if not parts:
            # an empty sum is a zero of the shape that the summands would have
            shape = np.shape(body(world, {**env, letter: 0}))
            return np.zeros(shape) if shape else 0.0
        if all(isinstance(part, Numeral) and part == 0 for part in parts):
            return Numeral(0.0)  # Σ 0 is 0, of whatever shape is needed, as a bare 0 is
        out = 0.0 + parts[0]
        for part in parts[1:]:
            out = add(out, 0.0 + part)
        return out

    return value


def _range(
    lower: list[str], upper: str | None, scope: "Scope"
) -> tuple[str, str, Callable[[World, Env], list[int]]]:
    if lower[:1] == [r"\substack"]:
        lower = lower[2 : closing(lower, 1)]
    window = WINDOW.fullmatch("".join(lower))
    if window and upper is None and "Window" in scope.notation.letters.values():
        return "j", "Window", _offsets(window[1])
    letter, rest = lower[0], lower[1:]
    if not re.fullmatch(r"[a-z]", letter):
        raise Unreadable(f"the range {''.join(lower)}")
    sort, start, stop, conditions = _bounds(letter, rest, upper, scope)
    inner = scope.bind(letter, sort)
    holds = [condition(part, inner) for part in conditions]

    def runs(world: World, env: Env) -> list[int]:
        size = world.sizes[sort]
        if start < 0 or stop > 0:
            raise Untyped("a range beyond the set")
        return [
            at
            for at in range(start, size + stop)
            if all(one(world, {**env, letter: at}) for one in holds)
        ]

    return letter, sort, runs


def _offsets(excluded: str | None) -> Callable[[World, Env], list[int]]:
    """The window's words are w_{t-m} … w_{t+m} without w_t, which is the centre word."""
    if excluded != "0":
        raise Unreadable("a window that holds its centre")
    return lambda world, env: list(range(world.sizes["Window"]))


def _bounds(
    letter: str, rest: list[str], upper: str | None, scope: "Scope"
) -> tuple[str, int, int, list[list[str]]]:
    """Return the sort, where the range begins and how far from the end it stops, conditions."""
    notation = scope.notation
    if upper is not None:
        shifted = re.fullmatch(r"(.*?)(?:([+-])(\d))?", upper)
        assert shifted is not None
        sort = notation.sizes.get(shifted[1])
        if sort is None or len(rest) != 2 or rest[0] != "=" or not rest[1].isdigit():
            raise Unreadable(f"the range {letter}{''.join(rest)} to {upper}")
        stop = int(f"{shifted[2]}{shifted[3]}") if shifted[2] else 0
        return sort, int(rest[1]) - 1, stop, []
    own = notation.letters.get(letter)
    if rest[:1] == [r"\in"]:
        head, *conditions = _conditions(rest[1:])
        name = "".join(head)
        listed = re.fullmatch(r"\\\{1,\\dots,(\w+)\\\}", name)
        found = notation.sizes.get(listed[1]) if listed else notation.ranges.get(name)
        if found is None:
            raise Unreadable(f"the set {name}")
        return found, 0, 0, conditions
    if own is None:
        raise Unreadable(f"the range {letter}{''.join(rest)}")
    if rest[:1] == [":"]:
        return own, 0, 0, split(rest[1:], ",")
    if rest[:1] in ([r"\neq"], ["="]):
        if rest[0] == "=" and rest[1:2] and rest[1].isdigit():
            raise Unreadable("a range without an end")
        return own, 0, 0, [[letter, *rest]]
    if rest:
        raise Unreadable(f"the range {letter}{''.join(rest)}")
    return own, 0, 0, []


def _conditions(tokens: list[str]) -> list[list[str]]:
    head, *more = split(tokens, ":")
    return [head, *(part for item in more for part in split(item, ","))]


def condition(tokens: list[str], scope: "Scope") -> Holds:
    """Read ``w = o``, ``w_i ≠ w_k``: elements of one sort that are the same or not."""
    signs = [at for at, token in enumerate(tokens) if token in ("=", r"\neq")]
    if len(signs) != 1:
        raise Unreadable(f"the condition {''.join(tokens)}")
    (at,) = signs
    sides = [indices.read(side, scope) for side in (tokens[:at], tokens[at + 1 :])]
    if any(len(side) != 1 for side in sides):
        raise Unreadable(f"the condition {''.join(tokens)}")
    (left,), (right,) = sides
    if left.sort is None or right.sort is None:
        raise Unreadable("a position in a condition")
    if left.sort != right.sort:
        raise Untyped(f"{left.sort} compared with {right.sort}")
    wanted = tokens[at] == "="
    return lambda world, env: (left.at(world, env) == right.at(world, env)) == wanted


def cases(reader: "Reader") -> "Meaning":
    """Read ``cases``: the value of the first row whose condition holds."""
    reader.take()
    if "".join(reader.braced()) != "cases" or r"\end" not in reader.tokens[reader.at :]:
        raise Unreadable("an environment")
    end = reader.tokens.index(r"\end", reader.at)
    rows = split(reader.tokens[reader.at : end], r"\\")
    reader.at = end + 1
    reader.braced()
    branches = [_branch(row, reader) for row in rows if row]

    def value(world: World, env: Env) -> Value:
        for holds, branch in branches:
            if holds(world, env):
                return branch(world, env)
        return np.nan

    return value


def _branch(row: list[str], reader: "Reader") -> tuple[Holds, "Meaning"]:
    if row.count("&") != 1:
        raise Unreadable("a case without a condition")
    cut = row.index("&")
    when = (
        [token for token in row[cut + 1 :] if token not in (r"\text", "{", "}")]
        if r"\text" in row
        else row[cut + 1 :]
    )
    return condition(when, reader.scope), reader.inside(row[:cut])
