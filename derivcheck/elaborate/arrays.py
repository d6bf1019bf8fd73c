"""Matrices written out entry by entry, ``\\begin{pmatrix} a & b \\\\ c & d \\end{pmatrix}``."""

from itertools import product

from msgspec.structs import replace

from derivcheck.elaborate import formula
from derivcheck.elaborate.diagonal import diagonal_cells, diagonal_matrix
from derivcheck.elaborate.ellipsis import column_with_dots, row_of
from derivcheck.elaborate.failure import unread
from derivcheck.elaborate.pointed import one_hot
from derivcheck.elaborate.scope import Scope
from derivcheck.syntax import tree as t
from derivcheck.term.core import (
    ALWAYS,
    All,
    Choice,
    Condition,
    IndexLiteral,
    IndexVar,
    Same,
    Sort,
    Term,
)
from derivcheck.term.tensor import Shape, Tensor

# the code of the remark on entries below one another where vectors are rows: no shape is blamed
LISTED = "listed-downwards"
# the most rows and columns: an entry is a case for each of them
MOST = 8


def matrix(tree: t.Matrix, scope: Scope) -> Tensor:
    """Return a matrix environment; raises `Failure`.

    A row of partial derivatives lists them: many write a gradient so, whatever its shape.
    """
    found = _matrix(tree, scope)
    vector = len(tree.rows) == 1 and len(found.indices) == 1
    return replace(found, listed="[") if vector and _lists_partials(tree.rows[0]) else found


def _lists_partials(cells: tuple[t.Tree, ...]) -> bool:
    written = [cell for cell in cells if not isinstance(cell, t.Ellipsis_)]
    return len(written) > 1 and all(isinstance(cell, t.Derive) for cell in written)


def _matrix(tree: t.Matrix, scope: Scope) -> Tensor:
    """Return the rows and columns that are written, as they stand; raises `Failure`.

    With dots it is one row, one column or a diagonal; without, each row has as many entries.
    """
    rows = tree.rows
    if len(rows) == 1 and len(rows[0]) == 1 and not isinstance(rows[0][0], t.Items):
        # formula editors put single values into arrays
        return formula.value(rows[0][0], scope)
    cells = [cell for row in rows for cell in row]
    if not any(isinstance(node, (t.Ellipsis_, t.Items)) for node in cells):
        return _written_out(tree, scope)
    single = len(rows) == 1 or all(len(row) == 1 for row in rows)
    pointed = one_hot(cells, tree.span, scope) if single else None
    if pointed is not None:
        if len(rows) > 1:
            return _as_vector(pointed, tree, scope)
        return replace(pointed, shape=pointed.shape[::-1])
    if len(rows) == 1:
        return row_of(tree, t.Items(tree.span, rows[0], (",",) * (len(rows[0]) - 1)), scope)
    if all(len(row) == 1 for row in rows):
        return _as_vector(column_with_dots(tree, tuple(cells), scope), tree, scope)
    diagonal = diagonal_cells(tree)
    if diagonal is not None:
        return diagonal_matrix(column_with_dots(tree, diagonal, scope))
    raise _not_read(tree)


def _written_out(tree: t.Matrix, scope: Scope) -> Tensor:
    """Return the matrix of some values; of vectors side by side, or of rows below one another."""
    height, width = len(tree.rows), len(tree.rows[0])
    if any(len(row) != width for row in tree.rows) or max(height, width) > MOST:
        raise _not_read(tree)
    values = [[formula.value(cell, scope) for cell in row] for row in tree.rows]
    shapes = {value.shape for row in values for value in row}
    (shape,) = shapes if len(shapes) == 1 else (None,)
    if all(value.is_scalar for row in values for value in row):
        return _stacked(values, (_length(height), _length(width)), (), ())
    if shape is not None and len(shape) == 2 and (shape[1], height) == (None, 1):
        (axis,) = values[0][0].indices
        return _stacked(values, (shape[0], _length(width)), (axis,), ())
    if shape is not None and len(shape) == 2 and (shape[0], width) == (None, 1):
        (axis,) = values[0][0].indices
        return _stacked(values, (_length(height), shape[1]), (), (axis,))
    raise _not_read(tree)


def _as_vector(column: Tensor, tree: t.Matrix, scope: Scope) -> Tensor:
    """Return entries listed downwards as a vector, which is a row where the document has rows."""
    if len(column.indices) != 1 or scope.conventions.get("vectors") != "rows":
        return column
    message = "a vector is written out from top to bottom; it is read as a row like others"
    scope.remark(LISTED, message, tree.span)
    return replace(column, shape=(None, column.indices[0].sort))


def _length(count: int) -> Sort | None:
    return Sort(str(count), str(count), 1, 1) if count > 1 else None


def _stacked(
    values: list[list[Tensor]],
    shape: Shape,
    before: tuple[IndexVar, ...],
    behind: tuple[IndexVar, ...],
) -> Tensor:
    """Return values as cases of the axes that count them; ``before`` and behind are their own."""
    down, across = shape[0] if not before else None, shape[1] if not behind else None
    row = IndexVar("·row", down) if down is not None else None
    column = IndexVar("·column", across) if across is not None else None
    branches: list[tuple[Condition, Term]] = []
    for (r, line), (c, _) in product(enumerate(values, 1), enumerate(values[0], 1)):
        places = [(row, r), (column, c)]
        same = tuple(Same(i, IndexLiteral(at, i.sort)) for i, at in places if i is not None)
        branches.append(
            (same[0] if len(same) == 1 else All(same), line[c - 1].at(*before, *behind))
        )
    body = Choice((*branches[:-1], (ALWAYS, branches[-1][1])))
    axes = (*before, *(i for i in (row, column) if i is not None), *behind)
    return Tensor(shape, axes, body)


def _not_read(tree: t.Matrix) -> Exception:
    message = (
        f"I read a matrix that is written out with up to {MOST} rows and columns, or with dots "
        "and a known size"
    )
    return unread("unknown-notation", message, tree.span)
