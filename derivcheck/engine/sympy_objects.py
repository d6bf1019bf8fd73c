"""SymPy objects for people who work by hand in a notebook: a loss at small sizes, its symbols."""

from collections.abc import Iterator, Mapping
from itertools import islice, product
from typing import Any

from derivcheck.engine.numpy_form import NumpyForm
from derivcheck.engine.statement import World
from derivcheck.engine.sympy_form import SymbolTable, to_sympy
from derivcheck.term.context import Context, unfold
from derivcheck.term.core import IndexVar, Sort, Term

MAX_TRIES = 5000


def sympy_loss(term: Term, sizes: Mapping[str, int], context: Context) -> Any:
    """Return a scalar term as a SymPy expression at given sizes, by sort name.

    Free indices and maps get elements that satisfy the context's assumptions, as different
    from each other as the sizes permit and dealt out in order of their names (`example_world`
    says which).  Symbols are named by components from one: ``U_1_3``.  Raises ``ValueError``
    if a size is missing or the assumptions cannot be met, `Unsupported` for what SymPy cannot
    express.
    """
    unfolded = unfold(term, context)
    return to_sympy(unfolded, example_world(unfolded, sizes, context), {}, context)


def sympy_components(symbol: str, sizes: Mapping[str, int], context: Context) -> Any:
    """Return the components of a variable as a SymPy array of the symbols in `sympy_loss`.

    ``loss.diff(sympy_components("U", sizes, context))`` is the gradient, in the shape of U.
    Raises ``ValueError`` for an unknown variable or a missing size.
    """
    import sympy

    if symbol not in context.variables:
        raise ValueError(f"no variable is called {symbol}")
    shape = [_size(sort, sizes) for sort in context.variables[symbol]]
    table = SymbolTable(context.positive)
    entries = [table.component(symbol, at) for at in product(*map(range, shape))]
    return sympy.Array(entries, tuple(shape)) if shape else entries[0]


def example_world(term: Term, sizes: Mapping[str, int], context: Context) -> World:
    """Return a world at given sizes in which the assumptions hold and indices differ if they can.

    Raises ``ValueError`` if a size is missing or no assignment of elements was found.
    """
    known = {sort: _size(sort, sizes) for sort in _sorts(term, context)}
    cells = list(_cells(term, context, known))
    for choice in islice(_deals(cells, known), MAX_TRIES):
        world = _world(choice, known)
        if _admissible(world, context):
            return world
    raise ValueError("no assignment that meets the assumptions was found at these sizes")


def _size(sort: Sort, sizes: Mapping[str, int]) -> int:
    if sort.name not in sizes:
        raise ValueError(f"the size of {sort.name} ({sort.size}) is missing")
    size = sizes[sort.name]
    if size < max(sort.minimum, 1) or size % sort.multiple:
        raise ValueError(f"{sort.name} cannot have {size} elements")
    return size


def _sorts(term: Term, context: Context) -> list[Sort]:
    found = {node for node in term.walk() if isinstance(node, Sort)}
    for name in term.symbols & context.maps.keys():
        found.update((*context.maps[name][0], context.maps[name][1]))
    for assumption in context.assumptions:
        if assumption.condition.symbols <= term.symbols:
            found.update(n for n in assumption.condition.walk() if isinstance(n, Sort))
    return sorted(found, key=lambda sort: sort.name)


Cell = tuple[IndexVar | str, tuple[int, ...], Sort]


def _cells(term: Term, context: Context, sizes: Mapping[Sort, int]) -> Iterator[Cell]:
    indices = set(term.free)
    for symbol in term.symbols & context.one_hot.keys():
        indices |= context.one_hot[symbol].free
    for assumption in context.assumptions:
        if assumption.condition.symbols <= term.symbols:
            indices |= assumption.condition.free - set(assumption.quantified)
    for index in sorted(indices, key=lambda i: (i.sort.name, i.name)):
        yield index, (), index.sort
    for name in sorted(term.symbols & context.maps.keys()):
        source, target = context.maps[name]
        for at in product(*(range(sizes[sort]) for sort in source)):
            yield name, at, target


def _deals(cells: list[Cell], sizes: Mapping[Sort, int]) -> Iterator[list[tuple[Cell, int]]]:
    """Yield assignments, beginning with elements dealt out in turn; the last cells vary first."""
    dealt: dict[Sort, int] = {}
    choices = []
    for _, _, sort in cells:
        first, size = dealt.get(sort, 0), sizes[sort]
        dealt[sort] = first + 1
        choices.append([(first + step) % size for step in range(size)])
    for elements in product(*choices):
        yield list(zip(cells, elements, strict=True))


def _world(choice: list[tuple[Cell, int]], sizes: Mapping[Sort, int]) -> World:
    indices: dict[IndexVar, int] = {}
    maps: dict[str, dict[tuple[int, ...], int]] = {}
    for (name, at, _), element in choice:
        if isinstance(name, IndexVar):
            indices[name] = element
        else:
            maps.setdefault(name, {})[at] = element
    return World(sizes, indices, maps)


def _admissible(world: World, context: Context) -> bool:
    for assumption in context.assumptions:
        condition = assumption.condition
        open_ = condition.free - set(assumption.quantified) - world.indices.keys()
        if open_ or not condition.symbols <= world.maps.keys():
            continue  # speaks of something that the term does not have
        fixed = {i: at for i, at in world.indices.items() if i not in assumption.quantified}
        if not NumpyForm(world, {}, fixed).holds(condition).data.all():
            return False
    return True
