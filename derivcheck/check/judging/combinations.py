"""Values as combinations of others, with rational coefficients that nobody has written.

The coefficients are found by linear algebra over images modulo a prime, at random points of one
world.  They are only proposed: what is made of them is still to be decided.
"""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import chain, islice

from flint import fmpz_mod_ctx, fmpz_mod_mat
from msgspec.structs import replace

from derivcheck.check.reading.relate import statement_of
from derivcheck.engine.evaluate import NoValue
from derivcheck.engine.modular.images import Residues, components
from derivcheck.engine.modular.primes import Field
from derivcheck.engine.statement import Statement, World
from derivcheck.engine.worlds.patterns import extreme_worlds, size_choices
from derivcheck.term.context import Context
from derivcheck.term.core import Term, add, mul, number
from derivcheck.term.tensor import Tensor

SPARE = 3  # points more than there are coefficients
LARGEST = 100  # numerators and denominators that people write


def combination(
    of: Tensor, basis: Sequence[Tensor], context: Context, field: Field
) -> tuple[Tensor, tuple[int, ...]] | None:
    """Return what a value may be by others of its shape, and the places of those, or None."""
    found = [statement_of(of, one, context) for one in basis]
    statements = [one for one in found if one is not None]
    if not basis or len(statements) < len(basis):
        return None
    if any(one.axes != statements[0].axes for one in statements):
        return None
    worlds = tuple(_worlds(of, [one.right for one in statements], context))
    rows: list[int] = []
    width = len(basis) + 1
    try:
        for world in worlds:
            rows += chain.from_iterable(islice(_rows(statements, world, field), width + SPARE))
    except NoValue:
        return None
    if not rows:
        return None
    solved = _solved(rows, width, field.p)
    return (_sum(of, basis, solved), tuple(solved)) if solved else None


def _worlds(of: Tensor, bodies: Sequence[Term], context: Context) -> Iterator[World]:
    """Yield two worlds in which few indices coincide, of different sizes: these are no numbers."""
    whole = statement_of(of, replace(of, body=add(*bodies), numeral=False), context)
    fixed: dict[str, int] = {}
    for _ in range(2 if whole is not None else 0):
        assert whole is not None
        for sizes in size_choices(whole, fixed):
            found = extreme_worlds(whole, sizes)[:1]
            if found:
                yield found[0]
                fixed = {sort.name: size + 2 for sort, size in sizes.items() if not sort.fixed}
                break


def _rows(statements: Sequence[Statement], world: World, field: Field) -> Iterator[list[int]]:
    """Yield the images of the right sides, and of the left one, at one point after the other."""
    sides = [*(one.folded[1] for one in statements), statements[0].folded[0]]
    places = components(statements[0], world)
    positive = statements[0].context.positive
    for trial in range(len(statements) + 1 + SPARE):
        salt = field.salt[:32] + trial.to_bytes(2, "big")
        images = Residues(replace(field, salt=salt), world, positive)
        for env in places:
            yield [images.value(side, env) for side in sides]


def _solved(rows: list[int], width: int, p: int) -> dict[int, Fraction] | None:
    """Return what the last column is of the others, by rational numbers that people write."""
    matrix = fmpz_mod_mat(len(rows) // width, width, rows, fmpz_mod_ctx(p))
    reduced, rank = matrix.rref()
    out: dict[int, Fraction] = {}
    for row in reduced.tolist()[:rank]:
        pivot = next(at for at, value in enumerate(row) if value != 0)
        if pivot == width - 1:
            return None
        coefficient = _rational(int(row[-1]), p)
        if coefficient is None:
            return None
        if coefficient:
            out[pivot] = coefficient
    return out


def _rational(image: int, p: int) -> Fraction | None:
    """Return the plainest fraction with an image modulo a prime, if it is a plain one."""
    for below in range(1, LARGEST + 1):
        above = image * below % p
        above = above - p if above > p // 2 else above
        if abs(above) <= LARGEST:
            return Fraction(above, below)
    return None


def _sum(of: Tensor, basis: Sequence[Tensor], coefficients: Mapping[int, Fraction]) -> Tensor:
    """Return the sum of some values, each times its coefficient, over the axes of one of them."""
    parts = (mul(number(c), basis[at].at(*of.indices)) for at, c in coefficients.items())
    return replace(of, body=add(*parts), numeral=False)
