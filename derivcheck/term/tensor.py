"""Tensors: a term with named axes, and the linear algebra that people write.

Every value that a formula denotes is a `Tensor`.  A scalar has shape ``()``, a column
``(Dim, None)``, a row ``(None, Dim)``, a matrix ``(Dim, Vocab)``; ``None`` is an axis of
length one.  Higher derivatives have more axes.  Shapes are compared by *sort*, never by
size, so that a transposed square matrix cannot hide.
"""

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from derivcheck.term.core import (
    ALWAYS,
    ZERO,
    Add,
    Choice,
    IndexVar,
    Mul,
    Same,
    Size,
    Sort,
    Sum,
    Term,
    add,
    mul,
    neg,
    power,
    quotient,
)
from derivcheck.term.substitute import fresh, substitute

Shape = tuple[Sort | None, ...]

# over what an identity matrix is until the place where it stands tells its size: X^T X + λI
ANY = Sort("any", "?", 1, 1)


class ShapeError(Exception):
    """Two tensors do not fit; the message says how, in shapes.

    ``pair`` are the two axes that would have to be over one set, where that is what is wrong.
    """

    def __init__(self, message: str, pair: tuple[Sort, Sort] | None = None) -> None:
        super().__init__(message)
        self.pair = pair


class Tensor(Struct, frozen=True):
    """``body`` as a function of one index per axis that is not of length one.

    ``numeral`` marks what was written with numerals only (``1``, cases of ``1`` and ``0``):
    such a scalar may stand for a multiple of the identity or of ones.  ``listed`` is the bracket
    of a list of numbers, ``(a_1, …, a_n)``: it is a row that may as well be meant as a column.
    """

    shape: Shape
    indices: tuple[IndexVar, ...]
    body: Term
    numeral: bool = False
    listed: str = ""

    def __post_init__(self) -> None:
        sorts = tuple(sort for sort in self.shape if sort is not None)
        if sorts != tuple(index.sort for index in self.indices):
            raise AssertionError(f"axes {self.indices} do not have the sorts of {self.shape}")

    @property
    def is_scalar(self) -> bool:
        """Whether all axes have length one."""
        return not self.indices

    def at(self, *indices: IndexVar) -> Term:
        """Return the component at the given indices."""
        return substitute(self.body, dict(zip(self.indices, indices, strict=True)))


def scalar(body: Term, *, numeral: bool = False) -> Tensor:
    """Return a scalar."""
    return Tensor((), (), body, numeral)


def describe(shape: Shape) -> str:
    """Return a shape in words: ``scalar``, ``column of length d``, ``d × |V| matrix``."""
    if all(sort is None for sort in shape):
        return "scalar"
    if shape == (ANY, ANY):
        return "multiple of the identity matrix"
    sizes = ["1" if sort is None else sort.size for sort in shape]
    if len(shape) == 2 and shape[1] is None:
        return f"column of length {sizes[0]}"
    if len(shape) == 2 and shape[0] is None:
        return f"row of length {sizes[1]}"
    return " × ".join(sizes) + (" matrix" if len(shape) == 2 else " array")


def same_shape(left: Tensor, right: Tensor) -> bool:
    """Whether two tensors have the same axes; all shapes of one component count as scalar."""
    return left.shape == right.shape or (left.is_scalar and right.is_scalar)


def differing(left: Shape, right: Shape) -> tuple[Sort, Sort] | None:
    """Return the first two axes that keep two shapes of one kind apart, else None.

    I of any size is kept apart by none.
    """
    if (ANY, ANY) in (left, right):
        return None
    if [sort is None for sort in left] != [sort is None for sort in right]:
        return None
    pairs = zip(left, right, strict=True)
    return next(((a, b) for a, b in pairs if a is not b and a is not None and b is not None), None)


def align(left: Tensor, right: Tensor) -> tuple[tuple[IndexVar, ...], Term, Term]:
    """Return common axes and both bodies over them; the shapes must agree."""
    taken = left.body.free | right.body.free
    axes: list[IndexVar] = []
    for index in left.indices:
        new = fresh(index, taken - {index} | frozenset(axes)) if index in right.body.free else index
        new = fresh(new, (right.body.free - set(right.indices)) | frozenset(axes))
        axes.append(new)
    return tuple(axes), left.at(*axes), right.at(*axes)


def standing_alike(left: Tensor, right: Tensor) -> tuple[Tensor, Tensor]:
    """Return two tensors, a list in round brackets as a column where the other one is a column."""
    if left.listed == "(" and left.shape == right.shape[::-1]:
        return transpose(left), right
    if right.listed == "(" and left.shape == right.shape[::-1]:
        return left, transpose(right)
    return left, right


def alike_in_size(left: Tensor, right: Tensor) -> tuple[Tensor, Tensor]:
    """Return two tensors, a multiple of I in the size of the square matrix that the other is."""
    for one, other in ((left, right), (right, left)):
        sorts = set(other.shape)
        if one.shape == (ANY, ANY) and len(other.shape) == 2 and len(sorts) == 1:
            size = sorts.pop()
            return (sized(left, size), sized(right, size)) if size is not None else (left, right)
    return left, right


def sized(tensor: Tensor, sort: Sort) -> Tensor:
    """Return a multiple of I over the given index set; any other tensor as it is."""
    if tensor.shape != (ANY, ANY):
        return tensor
    taken = tensor.body.free
    row = fresh(IndexVar("i", sort), taken)
    column = fresh(IndexVar("j", sort), taken | {row})
    return Tensor((sort, sort), (row, column), tensor.at(row, column))


def plus(left: Tensor, right: Tensor) -> Tensor:
    """Return the sum of two tensors of one shape; a numeral is added to every component."""
    left, right = alike_in_size(*standing_alike(left, right))
    if not same_shape(left, right):
        if left.is_scalar and left.numeral and _is_vector(right):
            return replace(right, body=add(left.body, right.body))
        if right.is_scalar and right.numeral and _is_vector(left):
            return replace(left, body=add(left.body, right.body))
        if left.is_scalar and left.body is ZERO:
            return right
        if right.is_scalar and right.body is ZERO:
            return left
        pair = differing(left.shape, right.shape)
        raise ShapeError(f"a {describe(left.shape)} plus a {describe(right.shape)}", pair)
    axes, a, b = align(left, right)
    shape = left.shape if left.shape else right.shape
    listed = left.listed if left.listed == right.listed else ""
    return Tensor(shape, axes, add(a, b), left.numeral and right.numeral, listed)


def sum_of_scalars(parts: Sequence[Tensor]) -> Tensor:
    """Return the sum of scalars without axes, however many, in one go."""
    return Tensor((), (), add(*(part.body for part in parts)), all(p.numeral for p in parts))


def product_of_scalars(parts: Sequence[Tensor]) -> Tensor:
    """Return the product of scalars without axes, however many, in one go."""
    return Tensor((), (), mul(*(part.body for part in parts)), all(p.numeral for p in parts))


def _is_vector(tensor: Tensor) -> bool:
    return len(tensor.indices) == 1


def negative(tensor: Tensor) -> Tensor:
    """Return ``−tensor``."""
    return replace(tensor, body=neg(tensor.body))


def transpose(tensor: Tensor) -> Tensor:
    """Return the transpose of a scalar, vector or matrix."""
    if tensor.is_scalar:
        return tensor
    if len(tensor.shape) != 2:
        raise ShapeError(f"a {describe(tensor.shape)} has no transpose")
    return Tensor(tensor.shape[::-1], tensor.indices[::-1], tensor.body)


def scale(factor: Tensor, tensor: Tensor) -> Tensor:
    """Return a scalar times a tensor."""
    axes = tuple(fresh(index, factor.body.free) for index in tensor.indices)
    body = mul(factor.body, tensor.at(*axes))
    return Tensor(tensor.shape, axes, body, factor.numeral and tensor.numeral, tensor.listed)


def times(left: Tensor, right: Tensor) -> Tensor:
    """Return a product as juxtaposition means it: a scaling or a matrix product."""
    if left.is_scalar:
        return scale(left, right) if right.shape else _scalar_product(left, right)
    if right.is_scalar:
        axes = tuple(fresh(index, right.body.free) for index in left.indices)
        return Tensor(left.shape, axes, mul(left.at(*axes), right.body), listed=left.listed)
    if right.listed == "(" and left.shape[1:] == right.shape[1:]:
        right = transpose(right)
    left, right = _fitting_in_size(left, right)
    if len(left.shape) != 2 or len(right.shape) != 2 or left.shape[1] is not right.shape[0]:
        pair = differing(left.shape[1:], right.shape[:1]) if len(left.shape) == 2 else None
        raise ShapeError(f"a {describe(left.shape)} times a {describe(right.shape)}", pair)
    return _contract(left, right)


def _fitting_in_size(left: Tensor, right: Tensor) -> tuple[Tensor, Tensor]:
    """Return two factors, a multiple of I in the size that it has beside the other one."""
    if left.shape == (ANY, ANY) and right.shape[0] is not None:
        left = sized(left, right.shape[0])
    elif right.shape == (ANY, ANY) and left.shape[-1] is not None:
        right = sized(right, left.shape[-1])
    return left, right


def _scalar_product(left: Tensor, right: Tensor) -> Tensor:
    numeral = left.numeral and right.numeral
    return Tensor((), (), mul(left.body, right.body), numeral)


def _contract(left: Tensor, right: Tensor) -> Tensor:
    row, inner, column = left.shape[0], left.shape[1], right.shape[1]
    if left.shape == right.shape == (ANY, ANY) and _is_diagonal(left.body):
        return hadamard(left, right)
    taken = left.body.free | right.body.free
    outer: list[IndexVar] = []
    if row is not None:
        outer.append(fresh(left.indices[0], taken - {left.indices[0]}))
    if column is not None:
        last = right.indices[-1]
        outer.append(fresh(last, (taken - {last}) | frozenset(outer) | left.body.free))
    over = None
    if inner is not None:
        over = fresh(left.indices[-1], (taken | frozenset(outer)) - {left.indices[-1]})
        if over in outer:
            over = fresh(over, taken | frozenset(outer))
    a = left.at(*([outer[0]] if row is not None else []), *([over] if over is not None else []))
    b = right.at(
        *([over] if over is not None else []), *([outer[-1]] if column is not None else [])
    )
    body = mul(a, b) if over is None else Sum(over, ALWAYS, mul(a, b))
    shape: Shape = (row, column) if row is not None or column is not None else ()
    return Tensor(shape, tuple(outer), body)


def _is_diagonal(body: Term) -> bool:
    """Whether a multiple of I is seen to be one: 0 off the diagonal."""
    match body:
        case Choice(branches=((Same(), _), (_, other))):
            return other is ZERO
        case Mul():
            return any(map(_is_diagonal, body.args))
        case Add():
            return all(map(_is_diagonal, body.args))
        case _:
            return False


def lacks_a_size(tensor: Tensor) -> bool:
    """Whether something is summed over an I whose size nothing tells, as in ``tr(I)``."""
    sums = (node for node in tensor.body.walk() if isinstance(node, (Sum, Size)))
    return any((node.index.sort if isinstance(node, Sum) else node.sort) is ANY for node in sums)


def dot(left: Tensor, right: Tensor) -> Tensor:
    """Return the inner product of two vectors of one sort, whatever way they stand."""
    a = left if left.shape[0] is None else transpose(left)
    b = right if right.shape[1] is None else transpose(right)
    return times(a, b)


def hadamard(left: Tensor, right: Tensor) -> Tensor:
    """Return the elementwise product of two tensors of one shape."""
    if not same_shape(left, right):
        raise ShapeError(
            f"a {describe(left.shape)} times a {describe(right.shape)}, element by element",
            differing(left.shape, right.shape),
        )
    axes, a, b = align(left, right)
    return Tensor(left.shape, axes, mul(a, b))


def divide(numerator: Tensor, denominator: Tensor) -> Tensor:
    """Return a tensor over a scalar; by a vector or a matrix that is not square entry by entry."""
    if denominator.is_scalar:
        axes = tuple(fresh(index, denominator.body.free) for index in numerator.indices)
        body = quotient(numerator.at(*axes), denominator.body)
        numeral = numerator.numeral and denominator.numeral
        return Tensor(numerator.shape, axes, body, numeral, numerator.listed)
    square = len(denominator.indices) == 2 and denominator.shape[0] is denominator.shape[1]
    if numerator.is_scalar and not square:
        axes = tuple(fresh(index, numerator.body.free) for index in denominator.indices)
        return Tensor(denominator.shape, axes, quotient(numerator.body, denominator.at(*axes)))
    if numerator.shape == denominator.shape and not square:
        axes, a, b = align(numerator, denominator)
        return Tensor(numerator.shape, axes, quotient(a, b))
    raise ShapeError(f"a {describe(numerator.shape)} over a {describe(denominator.shape)}")


def raise_to(base: Tensor, exponent: Tensor) -> Tensor:
    """Return a scalar to a scalar power."""
    if base.is_scalar and exponent.is_scalar:
        numeral = base.numeral and exponent.numeral
        return Tensor((), (), power(base.body, exponent.body), numeral)
    raise ShapeError(f"a {describe(base.shape)} to the power of a {describe(exponent.shape)}")


def identity(sort: Sort, factor: Term) -> Tensor:
    """Return a multiple of the identity matrix."""
    row, column = (fresh(IndexVar(name, sort), factor.free) for name in "ij")
    body = Choice(((Same(row, column), factor), (ALWAYS, ZERO)))
    return Tensor((sort, sort), (row, column), body)


def filled(shape: Shape, value: Term) -> Tensor:
    """Return a tensor all of whose components are one scalar."""
    axes: list[IndexVar] = []
    for sort in shape:
        if sort is not None:
            axes.append(fresh(IndexVar("i", sort), value.free | frozenset(axes)))
    return Tensor(shape, tuple(axes), value)
