"""Vectors and matrices by their general entry, ``[a_i]_i`` and ``[a_{ij}]_{m \\times n}``."""

from collections.abc import Iterator

from derivcheck.elaborate import formula, names
from derivcheck.elaborate.failure import Failure, unread
from derivcheck.elaborate.letters import sorts_indexed
from derivcheck.elaborate.scope import Scope
from derivcheck.elaborate.sizes import may_be_size, note_size, written_size
from derivcheck.syntax import latex
from derivcheck.syntax import tree as t
from derivcheck.term.core import IndexVar, Sort
from derivcheck.term.tensor import Tensor

# the letters that count rows and columns; which is which follows from the alphabet
_PAIRS = (("i", "j"), ("j", "k"), ("k", "l"), ("m", "n"), ("r", "s"), ("s", "t"))


def by_entries(tree: t.Scripts, scope: Scope) -> Tensor | None:
    """Return the matrix that a bracket with its size below it shows, or None for anything else.

    Raises `Failure` where the letters that run over rows and columns are not plain.
    """
    size = _size(tree)
    if size is None:
        return _vector(tree, scope)
    assert isinstance(tree.base, t.Group)
    entry = tree.base.inner
    letters = {latex(node) for node in _loose(entry) if latex(node) not in scope.bound}
    pair = next((p for p in _PAIRS if set(p) == letters), None)
    if pair is None:
        message = "I cannot tell which letters run over the rows and columns of this matrix"
        raise unread("unknown-notation", message, tree.span)
    row, column = (
        IndexVar(letter, _sort(letter, count, entry, scope))
        for letter, count in zip(pair, size, strict=True)
    )
    value = _entry(entry, (row, column), scope)
    if not value.is_scalar:
        raise unread("unknown-notation", "I read a matrix by entries that are numbers", tree.span)
    scope.remark("by-entries", f"{row.name} runs over rows, {column.name} over columns", tree.span)
    return Tensor((row.sort, column.sort), (row, column), value.body)


def vector_of(entry: t.Tree, index: t.Name) -> t.Scripts:
    """Return ``[a_i]_i``, the vector that has these entries."""
    return t.Scripts(entry.span, t.Group(entry.span, "[", entry), index, None, 0)


def _vector(tree: t.Scripts, scope: Scope) -> Tensor | None:
    """Return the vector ``[a_i]_i``, or None where i is bound outside or does not stand inside."""
    match tree:
        case t.Scripts(base=t.Group(open="[", inner=entry), sub=t.Name(text=letter)) if (
            tree.sup is None and not tree.primes and letter not in scope.bound
        ):
            pass
        case _:
            return None
    if letter not in {latex(node) for node in _loose(entry)}:
        return None
    sorts = sorts_indexed(entry, letter, scope)
    if len(sorts) != 1:
        raise unread("unknown-index", f"I cannot tell over what {letter} runs here", entry.span)
    (sort,) = sorts
    index = IndexVar(letter, sort)
    value = _entry(entry, (index,), scope)
    if not value.is_scalar:
        return None  # entry i of the vector a_i
    return Tensor(names.vector_shape(index, scope), (index,), value.body)


def _entry(entry: t.Tree, indices: tuple[IndexVar, ...], scope: Scope) -> Tensor:
    """Return the value of an entry, for the indices at which it stands."""
    before = scope.bound
    scope.bound = {**before, **{index.name: index for index in indices}}
    try:
        return formula.value(entry, scope)
    finally:
        scope.bound = before


def _size(tree: t.Scripts) -> tuple[t.Tree, t.Tree] | None:
    """Return the m and n of ``[…]_{m \\times n}``."""
    match tree:
        case t.Scripts(
            base=t.Group(open="[" | "("), sub=t.Product(factors=(rows, columns), signs=("×",)),
            sup=None, primes=0,
        ):  # fmt: skip
            return rows, columns
    return None


def _loose(tree: t.Tree) -> Iterator[t.Tree]:
    """Yield the letters in subscripts that no Σ inside of the tree binds."""
    if isinstance(tree, t.Big):
        names = tree.lower.walk() if tree.lower is not None else ()
        bound = {latex(node) for node in names}
        yield from (node for node in _loose(tree.body) if latex(node) not in bound)
        return
    if isinstance(tree, t.Scripts) and tree.sub is not None:
        yield from (n for n in tree.sub.walk() if isinstance(n, t.Name) and n.text.islower())
    for child in tree.children():
        yield from _loose(child)


def _sort(letter: str, count: t.Tree, entry: t.Tree, scope: Scope) -> Sort:
    used = sorts_indexed(entry, letter, scope)
    if len(used) != 1:
        raise unread("unknown-index", f"I cannot tell over what {letter} runs here", entry.span)
    (sort,) = used
    known = written_size(count, scope)
    if known is None and may_be_size(count, scope):
        note_size(count, sort, scope)
    elif known is not sort:
        raise _another(count, sort, known)
    return sort


def _another(count: t.Tree, sort: Sort, known: Sort | None) -> Exception:
    message = f"what runs here has {sort.size} values, not {latex(count)}"
    pair = (sort, known) if known is not None else None
    return Failure("unread", "wrong-index", message, count.span, pair=pair)
