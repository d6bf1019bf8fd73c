"""How many sum signs over a sort a term's cleared numerator multiplies at most."""

from collections.abc import Mapping

from msgspec import Struct

from derivcheck.term.core import (
    Add,
    Choice,
    Compare,
    Condition,
    Mul,
    Number,
    Power,
    Prod,
    Size,
    Sort,
    Sum,
    Term,
)


class NotCovered(Exception):
    """The cutoff argument does not cover a term; the message says why."""


class Degree(Struct, frozen=True):
    """A term as numerator over denominators: sum signs above, and each denominator's own.

    ``below`` maps a denominator to (its power, its sum signs).
    """

    above: int
    below: Mapping[object, tuple[int, int]]


# without one of these there is no sum sign, above or below
_COUNTED: frozenset[object] = frozenset((Sum, Prod, Size))
_NOTHING = Degree(0, {})


def degree_of_difference(
    left: Term, right: Term, sort: Sort, sizes: Mapping[Sort, int]
) -> tuple[int, bool]:
    """Return D of the cleared numerator of ``left − right``, and whether there was anything to
    clear; raises `NotCovered`.

    ``sizes`` are those of sorts that are spelled out already.
    """
    count = _Count(sort, sizes)
    total = _sum_of([count.of(left), count.of(right)])
    return total.above, bool(total.below)


class _Count:
    def __init__(self, sort: Sort, sizes: Mapping[Sort, int]) -> None:
        self._sort = sort
        self._sizes = sizes
        self._memo: dict[Term, Degree] = {}

    def of(self, term: Term) -> Degree:
        if term.heads.isdisjoint(_COUNTED):
            return _NOTHING
        done = self._memo.get(term)
        if done is None:
            done = self._memo[term] = self._of(term)
        return done

    def _of(self, term: Term) -> Degree:
        match term:
            case Size():
                return Degree(int(term.sort is self._sort), {})
            case Add():
                return _sum_of([self.of(arg) for arg in term.args])
            case Mul():
                return _product_of([self.of(arg) for arg in term.args])
            case Power():
                return self._power(term)
            case Sum():
                return self._sum(term)
            case Prod():
                return self._prod(term)
            case Choice():
                for condition, _ in term.branches:
                    self._look_at_values(condition)
                return _sum_of([self.of(value) for _, value in term.branches])
            case _:
                # sums under functions have been named (`abstraction`)
                return Degree(0, {})

    def _power(self, term: Power) -> Degree:
        if not _is_whole(term.exponent):
            return Degree(0, {})
        return self._whole_power(term.base, _whole(term.exponent))

    def _whole_power(self, term: Term, n: int) -> Degree:
        if n >= 0:
            return _times(self.of(term), n)
        # factor by factor, so that what cancels in (a·b^-1)^-1 = a^-1·b is not counted twice
        if isinstance(term, Mul):
            return _product_of([self._whole_power(arg, n) for arg in term.args])
        if isinstance(term, Power) and _is_whole(term.exponent):
            return self._whole_power(term.base, n * _whole(term.exponent))
        base = self.of(term)
        below = sum(power * own for power, own in base.below.values())
        # 1/(P/Q)^n = Q^n / P^n; the numerator P of the base is named by the base, and without a
        # sum sign 1/P^n is a family like any other, whatever index it depends on
        return Degree(-n * below, {term: (-n, base.above)} if base.above else {})

    def _sum(self, term: Sum) -> Degree:
        self._look_at_values(term.where)
        body = self.of(term.body)
        tied = {key: v for key, v in body.below.items() if _depends(key, term)}
        if term.index.sort is self._sort:
            if tied:
                raise NotCovered("a sum in a denominator that depends on the index of a sum")
            return Degree(body.above + 1, body.below)
        if not tied:
            return body
        copies = self._copies(term.index.sort)
        free = {key: v for key, v in body.below.items() if key not in tied}
        each = sum(power * own for power, own in tied.values())
        spelled = _spelled_out(tied, term, copies)
        return Degree(body.above + (copies - 1) * each, {**free, **spelled})

    def _prod(self, term: Prod) -> Degree:
        if term.index.sort is self._sort:
            raise NotCovered(f"a product over {self._sort.name}")
        self._look_at_values(term.where)
        body = self.of(term.body)
        if body.above == 0 and not body.below:
            return body
        copies = self._copies(term.index.sort)
        below: dict[object, tuple[int, int]] = {
            (key, term): (power * copies, own) for key, (power, own) in body.below.items()
        }
        return Degree(body.above * copies, below)

    def _look_at_values(self, condition: Condition) -> None:
        """Refuse a condition on values that depends on more than the elements in scope."""
        for node in condition.walk():
            if isinstance(node, Compare):
                for side in (node.left, node.right):
                    found = self.of(side)
                    if found.above or found.below:
                        raise NotCovered(f"a condition on a sum over {self._sort.name}")

    def _copies(self, sort: Sort) -> int:
        if sort not in self._sizes:
            raise NotCovered(f"{sort.name} must be spelled out before {self._sort.name}")
        return self._sizes[sort]


def _is_whole(exponent: Term) -> bool:
    return isinstance(exponent, Number) and exponent.value.denominator == 1


def _whole(exponent: Term) -> int:
    assert isinstance(exponent, Number)
    return int(exponent.value)


def _spelled_out(
    below: Mapping[object, tuple[int, int]], term: Term, copies: int
) -> dict[object, tuple[int, int]]:
    """Return the denominators of all copies together; they are no longer those of one copy."""
    return {(key, term): (power * copies, own) for key, (power, own) in below.items()}


def _depends(key: object, term: Sum) -> bool:
    if isinstance(key, tuple):
        return any(_depends(part, term) for part in key)
    return isinstance(key, Term) and term.index in key.free


def _sum_of(parts: list[Degree]) -> Degree:
    """Put fractions over their common denominator."""
    common: dict[object, tuple[int, int]] = {}
    for part in parts:
        for key, (power, own) in part.below.items():
            common[key] = (max(power, common.get(key, (0, 0))[0]), own)
    above = 0
    for part in parts:
        missing = sum(
            (power - part.below.get(key, (0, 0))[0]) * own for key, (power, own) in common.items()
        )
        above = max(above, part.above + missing)
    return Degree(above, common)


def _product_of(parts: list[Degree]) -> Degree:
    below: dict[object, tuple[int, int]] = {}
    for part in parts:
        for key, (power, own) in part.below.items():
            below[key] = (power + below.get(key, (0, 0))[0], own)
    return Degree(sum(part.above for part in parts), below)


def _times(part: Degree, n: int) -> Degree:
    return Degree(
        part.above * n, {key: (power * n, own) for key, (power, own) in part.below.items()}
    )
