"""The vectors of the standard basis, ``e_o``: 1 at o and 0 elsewhere; the identity ``I_d``."""

from derivcheck.elaborate import names
from derivcheck.elaborate.indices import try_index
from derivcheck.elaborate.scope import Scope
from derivcheck.syntax import latex
from derivcheck.syntax import tree as t
from derivcheck.term.core import ONE, Index, IndexVar, Same, indicator
from derivcheck.term.substitute import fresh
from derivcheck.term.tensor import Tensor, identity


def basis_vector(tree: t.Scripts, scope: Scope) -> Tensor | None:
    """Return the basis vector that ``e`` with an index denotes, or None for anything else.

    Its length is that of the set which the index is from; where this is not sure, as for a
    sample that may stand for its word, there is none.
    """
    if tree.sub is None or not _is_letter("e", tree.base, scope):
        return None
    index = try_index(tree.sub, scope)
    if index is None or not _is_sure(tree.sub, index, scope):
        return None
    axis = fresh(IndexVar(f"·{index.sort.name}", index.sort), index.free)
    return Tensor(names.vector_shape(axis, scope), (axis,), indicator(Same(axis, index)))


def identity_matrix(tree: t.Scripts, scope: Scope) -> Tensor | None:
    """Return the identity matrix that ``I`` with a size below it denotes, or None."""
    if tree.sub is None or not _is_letter("I", tree.base, scope):
        return None
    sort = scope.signature.sort_of_size(latex(tree.sub))
    return None if sort is None else identity(sort, ONE)


def _is_letter(letter: str, tree: t.Tree, scope: Scope) -> bool:
    """Whether a tree is that letter, and it has no other meaning here."""
    signature = scope.signature
    tables = (scope.locals, signature.symbols, signature.definitions, signature.columns)
    plain = isinstance(tree, t.Name) and tree.text == letter and not tree.accent
    return plain and not any(letter in table for table in tables)


def _is_sure(tree: t.Tree, index: Index, scope: Scope) -> bool:
    """Whether the set that an index is from is known, and not by the default of its letter."""
    key = latex(tree)
    if key in scope.sorts or key in scope.bound or scope.signature.sort_of_letter(key) is None:
        return True
    sources = (scope.signature.sort(entry.sorts[0]) for entry in scope.signature.maps)
    return all(source is not index.sort for source in sources)
