"""Vectors of the standard basis, ``e_o``, and of ones, ``\\mathbf{1}``; the identity ``I_d``."""

from msgspec.structs import replace

from derivcheck.elaborate import formula, names
from derivcheck.elaborate.failure import Failure
from derivcheck.elaborate.indices import try_index
from derivcheck.elaborate.kinds import TRANSPOSES
from derivcheck.elaborate.scope import Scope
from derivcheck.syntax import latex
from derivcheck.syntax import tree as t
from derivcheck.term.core import ONE, Index, IndexVar, Same, Sort, indicator
from derivcheck.term.substitute import fresh
from derivcheck.term.tensor import ANY, Tensor, identity, transpose


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
    if tree.sub is None or not (_is_letter("I", tree.base, scope) or _is_unsized(tree.base, scope)):
        return None
    sort = scope.signature.sort_of_size(latex(_one_side(tree.sub)))
    return None if sort is None else identity(sort, ONE)


def _is_unsized(tree: t.Tree, scope: Scope) -> bool:
    """Whether a tree is the I that elsewhere stands for an identity matrix without its size."""
    known = scope.locals.get(latex(tree)) if isinstance(tree, t.Name) else None
    return known is not None and known.shape == (ANY, ANY)


def _one_side(size: t.Tree) -> t.Tree:
    """Return the n of ``n × n``, anything else as it is."""
    if isinstance(size, t.Product) and size.signs == ("×",):
        row, column = size.factors
        return row if latex(row) == latex(column) else size
    return size


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


def ones_of_size(tree: t.Scripts, scope: Scope) -> Tensor | None:
    """Return the vector of ones that a bold 1 with a size below it denotes, or None."""
    double = isinstance(tree.base, t.Name) and (tree.base.accent, tree.base.text) == ("bb", "1")
    if tree.sub is None or not (double or names.is_bold_one(tree.base)):
        return None
    if names.ONES in scope.half_said:
        return None
    sort = scope.signature.sort_of_size(latex(tree.sub))
    return None if sort is None or latex(tree.sub) in scope.bound else _ones(sort, scope)


def ones_beside(tree: t.Product, at: int, scope: Scope) -> Tensor | None:
    """Return the bold 1 of ``X^\\top 1`` or ``1^\\top w`` as the ones that fit there, or None."""
    beside = beside_ones(tree, at)
    if beside is None or names.ONES in scope.signature.symbols.keys() | scope.half_said:
        return None
    try:
        shape = formula.value(beside, replace(scope, remarks=[], conditions=[], guesses=[])).shape
    except Failure:
        return None
    before = beside is not tree.factors[at - 1] or at == 0
    sort = shape[0 if before else 1] if len(shape) == 2 else None
    if sort is None:
        return None
    ones = _ones(sort, scope)
    return transpose(ones) if before else ones


def beside_ones(tree: t.Product, at: int) -> t.Tree | None:
    """Return what tells how long a bold 1 is: what ``1^\\top`` stands before, or 1 behind."""
    factor = tree.factors[at]
    turned = (
        isinstance(factor, t.Scripts)
        and factor.sub is None
        and factor.sup is not None
        and latex(factor.sup) in TRANSPOSES
    )
    one = factor.base if isinstance(factor, t.Scripts) and turned else factor
    place = at + 1 if turned else at - 1
    if not names.is_bold_one(one) or not 0 <= place < len(tree.factors):
        return None
    after = tree.factors[at + 1] if at + 1 < len(tree.factors) else None
    if isinstance(after, t.Group) and isinstance(after.inner, t.Related):
        return None  # 1{i = j}
    return tree.factors[place] if tree.signs[min(at, place)] == "" else None


def _ones(sort: Sort, scope: Scope) -> Tensor:
    axis = IndexVar(f"·{sort.name}", sort)
    return Tensor(names.vector_shape(axis, scope), (axis,), ONE)
