"""Diagonal matrices that are written out with dots, a_1 … a_n and nothing but 0 beside them, or
by one entry, ``diag(a_i)``.
"""

from derivcheck.constructs import Construct, by_spelling
from derivcheck.constructs.base import TensorFunction
from derivcheck.elaborate import ellipsis, formula
from derivcheck.elaborate.letters import sorts_by_use
from derivcheck.elaborate.occurrences import bound_letters, running_letters
from derivcheck.elaborate.scope import Scope
from derivcheck.source import Span
from derivcheck.syntax import latex
from derivcheck.syntax import tree as t
from derivcheck.term.tensor import Tensor

# the fewest rows that show dots and what stands before and behind them
_FEWEST = 3


def diagonal_cells(tree: t.Matrix) -> tuple[t.Tree, ...] | None:
    """Return what stands on the diagonal, dots included; None if the rest is not plainly zero.

    The two corners beside the diagonal are zeros that are written; dots between zeros are zeros.
    """
    count = len(tree.rows)
    if count < _FEWEST or any(len(row) != count for row in tree.rows):
        return None
    diagonal = tuple(tree.rows[n][n] for n in range(count))
    rest = [cell for r, row in enumerate(tree.rows) for c, cell in enumerate(row) if r != c]
    corners = (tree.rows[0][-1], tree.rows[-1][0])
    dotted = any(isinstance(cell, t.Ellipsis_) for cell in diagonal)
    zero = all(_is_zero(cell) or isinstance(cell, t.Ellipsis_) for cell in rest)
    return diagonal if dotted and zero and all(map(_is_zero, corners)) else None


def diagonal_matrix(column: Tensor) -> Tensor:
    """Return the matrix with a column of numbers on its diagonal."""
    construct = by_spelling()["diag"]
    assert isinstance(construct, TensorFunction)
    return construct.apply((column,))


def column_written(
    function: Construct, arguments: tuple[t.Tree, ...], span: Span, scope: Scope
) -> Tensor | None:
    """Return the column that the arguments of a function write out, with dots or by one entry."""
    if ellipsis.takes_a_list(function, arguments):
        return ellipsis.vector_with_dots(arguments, span, scope)
    if function is by_spelling()["diag"] and len(arguments) == 1:
        return _column_of_entries(arguments[0], scope)
    return None


def _column_of_entries(tree: t.Tree, scope: Scope) -> Tensor | None:
    """Return the column whose entries ``a_i`` with an i that nothing else binds are, or None."""
    sums = (node for node in tree.walk() if isinstance(node, t.Big))
    summed = {letter for one in sums for letter in running_letters(one) or bound_letters(one)}
    letters = {
        latex(name): name
        for node in tree.walk()
        if isinstance(node, t.Scripts) and node.sub is not None
        for name in node.sub.walk()
        if isinstance(name, t.Name) and latex(name) not in summed
    }
    if len(letters) != 1:
        return None
    ((letter, place),) = letters.items()
    known = letter in scope.bound or letter in scope.free or letter in scope.signature.symbols
    sort = sorts_by_use((tree,), scope).get(letter) or scope.signature.sort_of_letter(letter)
    if known or sort is None:
        return None
    with scope.binding(letter, sort, place.span) as index:
        entry = formula.value(tree, scope)
    return Tensor((sort, None), (index,), entry.body) if entry.is_scalar else None


def _is_zero(tree: t.Tree) -> bool:
    return isinstance(tree, t.Numeral) and tree.text == "0"
