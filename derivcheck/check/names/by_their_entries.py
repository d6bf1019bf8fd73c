"""Vectors that a text shows entry by entry, ``x = (x_1, \\dots, x_n)``: it says how long x is."""

from collections.abc import Iterator

from msgspec import Struct

from derivcheck.check.names.index_sets import is_size
from derivcheck.elaborate.kinds import TRANSPOSES
from derivcheck.syntax import latex
from derivcheck.syntax import tree as t


class Shown(Struct, frozen=True):
    """A vector with its length, and the set in which it is said to lie."""

    name: t.Name
    size: t.Tree
    space: t.Tree | None


def by_their_entries(tree: t.Tree) -> Iterator[Shown]:
    """Yield the x of ``x = (x_1, \\dots, x_n)`` and ``x = [x_1, \\dots, x_n]^T \\in ℝ^n``."""
    for item in tree.items if isinstance(tree, t.Items) else (tree,):
        match item:
            case t.Related(items=(t.Name() as name, shown, *space), signs=("=", *signs)) if (
                signs in ([], ["∈"])
            ):
                size = _size(name, shown)
                if size is not None:
                    yield Shown(name, size, space[0] if space else None)
            case _:
                pass


def _size(name: t.Name, shown: t.Tree) -> t.Tree | None:
    """Return the n of ``(x_1, x_2, \\dots, x_n)``, transposed or not, or of such a column."""
    transposed = isinstance(shown, t.Scripts) and shown.sub is None and shown.sup is not None
    if isinstance(shown, t.Scripts) and transposed and latex(shown.sup or name) in TRANSPOSES:
        shown = shown.base
    match shown:
        case t.Group(open="(" | "[", inner=t.Items(items=items, separators=separators)) if set(
            separators
        ) == {","}:
            pass
        case t.Matrix(rows=rows) if len(rows) > 1 and all(len(row) == 1 for row in rows):
            items = tuple(row[0] for row in rows)
        case _:
            return None
    subscripts = [_subscript(one, name) for one in items if not isinstance(one, t.Ellipsis_)]
    first = [None if one is None else latex(one) for one in subscripts[:-1]]
    from_one = first == [str(number + 1) for number in range(len(first))]
    dots = len(items) == len(subscripts) + 1 and isinstance(items[-2], t.Ellipsis_)
    size = subscripts[-1]
    return size if first and from_one and dots and size is not None and is_size(size) else None


def _subscript(entry: t.Tree, name: t.Name) -> t.Tree | None:
    """Return the i of the entry x_i of x, None for anything else."""
    match entry:
        case t.Scripts(base=base, sub=sub, sup=None, primes=0) if latex(base) == latex(name):
            return sub
        case _:
            return None
