"""Diagonal matrices that are written out with dots: a_1 … a_n, and nothing but 0 beside them."""

from derivcheck.constructs import by_spelling
from derivcheck.constructs.base import TensorFunction
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


def _is_zero(tree: t.Tree) -> bool:
    return isinstance(tree, t.Numeral) and tree.text == "0"
