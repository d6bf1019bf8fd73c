"""Counterexamples in the writer's symbols."""

from collections.abc import Iterable, Iterator
from fractions import Fraction

from derivcheck.check.finding import Witness
from derivcheck.elaborate.constraints import BEHIND, ONE_HOT_LINES
from derivcheck.elaborate.signature import Signature
from derivcheck.engine.numeric.text import recomputation
from derivcheck.engine.points.refute import Counterexample
from derivcheck.engine.statement import Statement, World
from derivcheck.term.core import Entry, Index, Node

_ARGUMENTS = "stuv"  # of an unknown function of several numbers


def witness_of(statement: Statement, found: Counterexample, signature: Signature) -> Witness:
    """Return a counterexample with elements counted from 1 and columns under their names."""
    world = found.world
    indices: list[tuple[str, int | tuple[int, ...]]] = [
        (index.name, value + 1) for index, value in world.indices.items()
    ]
    for name, values in world.maps.items():
        if not name.endswith(BEHIND):
            indices.append((name, tuple(values[key] + 1 for key in sorted(values))))
    plain = [(name, at, value) for name, at, value in found.values if not name.startswith("·")]
    behind = [one for one in plain if one[0].endswith(BEHIND)]
    plain = [one for one in plain if not one[0].endswith(BEHIND)]
    return Witness(
        sizes=tuple((sort.name, size) for sort, size in world.sizes.items()),
        indices=tuple(indices),
        values=(
            *_grouped(plain, signature),
            *_limited(behind, signature),
            *_one_hot(world, signature),
        ),
        functions=_functions(found),
        component=", ".join(str(at + 1) for at in found.component) or None,
        lhs=found.left,
        rhs=found.right,
        radius=found.radius,
        python=recomputation(statement, found),
        size_names=tuple((sort.name, sort.size) for sort in world.sizes),
    )


def _grouped(
    values: Iterable[tuple[str, tuple[int, ...], Fraction]], signature: Signature
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Gather entries into the vectors and columns that people write."""
    letters = {entry.name: letter for letter, entry in reversed(signature.columns.items())}
    out: dict[str, dict[tuple[int, ...], str]] = {}
    for symbol, at, value in values:
        letter = letters.get(symbol)
        place: tuple[int, ...]
        if letter is not None and len(at) == 2:
            name, place = f"{letter}_{at[1] + 1}", (at[0],)
        else:
            name, place = symbol, at
        out.setdefault(name, {})[place] = str(value)
    return tuple(
        (name, tuple(entries[place] for place in sorted(entries))) for name, entries in out.items()
    )


def _limited(
    values: Iterable[tuple[str, tuple[int, ...], Fraction]], signature: Signature
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the entries of limited symbols at the values of the free variables behind them."""
    free: dict[str, dict[tuple[int, ...], Fraction]] = {}
    for symbol, at, value in values:
        free.setdefault(symbol.removesuffix(BEHIND), {})[at] = value
    for symbol, entries in free.items():
        shown = _values_of(signature.symbols[symbol].domain, entries)
        yield symbol, tuple(shown[at] for at in sorted(shown))


def _one_hot(world: World, signature: Signature) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the matrices that have a one in each line, row by row."""
    for name, places in world.maps.items():
        symbol = name.removesuffix(BEHIND)
        if symbol == name:
            continue
        entry = signature.symbols[symbol]
        over = ONE_HOT_LINES[entry.domain]
        rows, columns = (range(world.sizes[signature.sort(one)]) for one in entry.sorts)
        cells = (((i,), j) if over else ((j,), i) for i in rows for j in columns)
        yield symbol, tuple("1" if places[line] == at else "0" for line, at in cells)


def _values_of(domain: str, free: dict[tuple[int, ...], Fraction]) -> dict[tuple[int, ...], str]:
    """Return a limited symbol's entries, each of which was asked for at the point."""
    if domain == "symmetric":
        return {
            (i, j): str((value + free.get((j, i), value)) / 2) for (i, j), value in free.items()
        }
    if domain == "diagonal":
        return {(i, i): str(value) for (i,), value in free.items()}
    if domain == "distribution":
        total = sum(value**2 for value in free.values())
        return {at: str(value**2 / total) for at, value in free.items()} if total else {}
    squares = sum(value**2 for value in free.values())
    return {at: f"{value}/√{squares}" for at, value in free.items()}


def _functions(found: Counterexample) -> tuple[tuple[str, str], ...]:
    """Name the smooth function that stood for an unknown one: sin of a sum of its arguments."""
    shown: dict[str, dict[tuple[str, tuple[int, ...]], Fraction]] = {}
    for symbol, at, value in found.values:
        if symbol.startswith("·"):
            kind, _, name = symbol[1:].partition(" ")
            function, _, slot = name.partition(" ")
            shown.setdefault(function, {})[f"{kind} {slot}".strip(), at] = value
    return tuple((name, _smooth(parts)) for name, parts in shown.items())


def _smooth(parts: dict[tuple[str, tuple[int, ...]], Fraction]) -> str:
    """Return ``t ↦ sin(2 − 3t)`` where all arguments are numbers; else its phase and weights."""
    phase = parts.get(("phase", ()))
    weights = {kind: value for (kind, at), value in parts.items() if kind != "phase" and not at}
    if phase is None or len(weights) + 1 < len(parts) or not 0 < len(weights) <= len(_ARGUMENTS):
        each = (
            f"{kind}[{','.join(str(i + 1) for i in at)}] = {value}"
            for (kind, at), value in parts.items()
        )
        return f"sin(phase + Σ weight·argument), {', '.join(each)}"
    letters = _ARGUMENTS[: len(weights)] if len(weights) > 1 else "t"
    inner = str(phase)
    for letter, kind in zip(letters, sorted(weights), strict=True):
        weight = weights[kind]
        size = "" if abs(weight) == 1 else str(abs(weight))
        size = f"({size})" if "/" in size else size
        inner += f" {'-' if weight < 0 else '+'} {size}{letter}"
    bound = f"({', '.join(letters)})" if len(letters) > 1 else letters
    return f"{bound} ↦ sin({inner})"


def written_names(node: Node, signature: Signature) -> tuple[tuple[str, str], ...]:
    """Return (symbol, name as written) for what occurs in a term: v_c, u_o, x."""
    letters = {entry.name: letter for letter, entry in reversed(signature.columns.items())}
    out: dict[tuple[str, str], None] = {}
    for inner in node.walk():
        if isinstance(inner, Entry):
            letter = letters.get(inner.symbol)
            name = inner.symbol
            if letter is not None and len(inner.indices) == 2:
                name = f"{letter}_{_index_name(inner.indices[1])}"
            out[inner.symbol, name] = None
    return tuple(sorted(out))


def _index_name(index: Index) -> str:
    text = repr(index)
    return text if len(text) == 1 else "{" + text + "}"
