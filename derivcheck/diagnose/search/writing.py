"""Numbers, columns and matrices that are given by their entries, as LaTeX.

Whoever reads it back and proves it knows that it is right; what has no short way to be written is
left.
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from derivcheck.constructs import scalar as scalar_function
from derivcheck.term.core import (
    ALWAYS,
    MINUS_ONE,
    Add,
    Call,
    Constant,
    Entry,
    Index,
    IndexVar,
    Inverse,
    Mul,
    Number,
    Power,
    Same,
    Size,
    Sum,
    Term,
    indicator,
    mul,
    number,
    power,
)

# for bound indices that have no name of their own
_LETTERS = "ijklmpqr"


class Unwritten(Exception):
    """A term that has no short way to be written."""


def latex_of(term: Term, axes: Sequence[IndexVar], names: Mapping[str, str]) -> str:
    """Return the LaTeX of the value whose entry at some axes is a term; raises `Unwritten`.

    ``names`` are those of symbols that the document writes otherwise.
    """
    writer = _Writer(names, {index.name for index in term.free})
    match axes:
        case ():
            return writer.term(term)
        case (axis,):
            return writer.vector(term, axis)
        case (row, column):
            return writer.matrix(term, row, column)
        case _:
            raise Unwritten


def factors(term: Term) -> tuple[Term, ...]:
    """Return what a term multiplies."""
    return term.args if isinstance(term, Mul) else (term,)


class _Writer:
    """Writes terms as LaTeX, in the names of one setting."""

    def __init__(self, names: Mapping[str, str], used: set[str]) -> None:
        self._names = names
        self._letters = iter([letter for letter in _LETTERS if letter not in used])
        self._bound: dict[Index, str] = {}

    def matrix(self, term: Term, row: IndexVar, column: IndexVar) -> str:
        """Return the matrix whose entry at two indices is a term; raises `Unwritten`."""
        if isinstance(term, Add):
            return _summed([self.matrix(arg, row, column) for arg in term.args])
        if isinstance(term, Sum) and term.where is ALWAYS:
            product = self._product_of_matrices(term, row, column)
            if product is not None:
                return product
            return f"\\sum_{{{self._index(term.index)}}} ({self.matrix(term.body, row, column)})"
        by_axes: dict[frozenset[IndexVar], list[Term]] = {}
        for factor in factors(term):
            by_axes.setdefault(factor.free & {row, column}, []).append(factor)
        alone = by_axes.pop(frozenset(), [])
        shown = self._of_axes(by_axes, row, column)
        return self._times(alone, shown)

    def _of_axes(
        self, by_axes: dict[frozenset[IndexVar], list[Term]], row: IndexVar, column: IndexVar
    ) -> str:
        """Return a b^⊤ of factors with one axis each, diag(a), or one factor with both."""
        rows, columns, both = (
            by_axes.get(frozenset(axes), []) for axes in ((row,), (column,), (row, column))
        )
        if not both and rows and columns:
            left, right = self._in_brackets(rows, row), self._in_brackets(columns, column)
            return f"{left} {right}^\\top"
        if len(both) != 1 or (rows and columns):
            raise Unwritten
        if indicator(Same(row, column)) is both[0] or indicator(Same(column, row)) is both[0]:
            axis, entries = (row, rows) if rows else (column, columns)
            if not entries:
                raise Unwritten
            shown = self._beside_axis(entries, axis)
            inner = shown if shown.startswith("(") and len(entries) == 1 else f"({shown})"
            return f"\\operatorname{{diag}}{inner}"
        if rows or columns:
            raise Unwritten
        if isinstance(both[0], (Add, Sum)):
            return f"({self.matrix(both[0], row, column)})"
        return self._entry_of_matrix(both[0], row, column)

    def _in_brackets(self, columns: list[Term], axis: IndexVar) -> str:
        """Return a column so that a factor or a transpose may stand behind it."""
        shown = self._beside_axis(columns, axis)
        plain = len(columns) == 1 and isinstance(columns[0], Entry)
        return shown if plain or (shown.startswith("(") and len(columns) == 1) else f"({shown})"

    def _product_of_matrices(self, term: Sum, row: IndexVar, column: IndexVar) -> str | None:
        """Return Σ_k A_{ik} B_{kj} as A B, None if it is none."""
        pair = factors(term.body)
        if len(pair) != 2:
            return None
        left, right = sorted(pair, key=lambda one: row not in one.free)
        if row not in left.free or column not in right.free:
            return None
        if column in left.free or row in right.free:
            return None
        return " ".join(
            (
                self._entry_of_matrix(left, row, term.index),
                self._entry_of_matrix(right, term.index, column),
            )
        )

    def _entry_of_matrix(self, term: Term, row: IndexVar, column: IndexVar) -> str:
        if isinstance(term, Entry) and not isinstance(term, Inverse):
            if term.indices == (row, column):
                return self._name(term)
            if term.indices == (column, row):
                return f"{self._name(term)}^\\top"
        raise Unwritten

    def vector(self, term: Term, axis: IndexVar) -> str:
        """Return the column whose entry at an index is a term; raises `Unwritten`."""
        match term:
            case Add():
                return _summed([self._summand(arg, axis) for arg in term.args])
            case Sum(where=where) if where is ALWAYS:
                return self._under_sum(term, axis)
            case Entry(indices=(index,)) if index is axis:
                return self._name(term)
            case Call(function=function) if axis in term.free:
                return (
                    f"{scalar_function(function).spellings[0]}({self.vector(term.args[0], axis)})"
                )
            case Power(base=base, exponent=Number(value=exponent)) if exponent == 2:
                both = self._beside_axis([base, base], axis)
                return f"({both})"
            case Mul():
                inside = [factor for factor in term.args if axis in factor.free]
                beside = [factor for factor in term.args if axis not in factor.free]
                below = [
                    _turned(one) for one in inside if isinstance(one, Power) and _is_below(one)
                ]
                if not below:
                    return self._times(beside, self._beside_axis(inside, axis))
                above = [one for one in inside if not (isinstance(one, Power) and _is_below(one))]
                over = self._beside_axis(above, axis) if above else "1"
                return self._times(beside, f"\\frac{{{over}}}{{{self._beside_axis(below, axis)}}}")
            case _:
                raise Unwritten

    def _times(self, numbers: list[Term], shown: str) -> str:
        """Return a multiple of a column or a matrix."""
        if not numbers:
            return shown
        if numbers == [MINUS_ONE]:
            return f"-{shown}"
        written = self.term(mul(*numbers))
        return f"({written}) {shown}" if any(map(_is_applied, numbers)) else f"{written} {shown}"

    def _summand(self, term: Term, axis: IndexVar) -> str:
        """Return a column, or the number 1 that stands for one in 1 − a."""
        if isinstance(term, Number):
            return self.term(term)
        return self.vector(term, axis)

    def _beside_axis(self, columns: list[Term], axis: IndexVar) -> str:
        """Return factors that all run along one axis, multiplied entry by entry."""
        if not columns:
            raise Unwritten
        if len(columns) == 1 and not isinstance(columns[0], (Add, Sum)):
            return self.vector(columns[0], axis)
        shown = [self.vector(one, axis) for one in columns]
        return " \\odot ".join(
            f"({text})" if isinstance(one, (Add, Sum)) else text
            for one, text in zip(columns, shown, strict=True)
        )

    def _under_sum(self, term: Sum, axis: IndexVar) -> str:
        """Return Σ_j A_{ij} b_j as A b, and other sums as they stand."""
        pair = {entry.indices: entry for entry in factors(term.body) if isinstance(entry, Entry)}
        column = pair.get((term.index,))
        if len(pair) == len(factors(term.body)) == 2 and column is not None:
            for at, turned in (((axis, term.index), ""), ((term.index, axis), "^\\top")):
                if at in pair:
                    return f"{self._name(pair[at])}{turned} {self._name(column)}"
        return f"\\sum_{{{self._index(term.index)}}} ({self.vector(term.body, axis)})"

    def term(self, term: Term) -> str:
        """Return a number as it may stand alone; raises `Unwritten`."""
        match term:
            case Number():
                return _fraction(term.value)
            case Constant():
                return "\\pi"
            case Size():
                return term.sort.size
            case Entry() if not isinstance(term, Inverse):
                below = " ".join(map(self._index, term.indices))
                return f"{self._name(term)}_{{{below}}}" if below else self._name(term)
            case Add():
                return _summed([self.term(arg) for arg in term.args])
            case Mul():
                return self._product(term)
            case Power() if _is_below(term):
                return f"\\frac{{1}}{{{self.term(_turned(term))}}}"
            case Power():
                return f"{self._raised(term.base)}^{{{self.term(term.exponent)}}}"
            case Call(function="exp"):
                return f"e^{{{self.term(term.args[0])}}}"
            case Call():
                return f"{scalar_function(term.function).spellings[0]}({self.term(term.args[0])})"
            case Sum(where=where) if where is ALWAYS:
                return self._sum(term)
            case _:
                raise Unwritten

    def _sum(self, term: Sum) -> str:
        """Return Σ_i a_i b_i as the inner product if i has no name, other sums as they stand."""
        pair = factors(term.body)
        columns = [one for one in pair if isinstance(one, Entry) and one.indices == (term.index,)]
        if "·" in term.index.name and len(pair) == len(columns) == 2:
            left, right = map(self._name, columns)
            return f"{left}^\\top {right}"
        return f"\\sum_{{{self._index(term.index)}}} {self._factor(term.body)}"

    def _product(self, term: Mul) -> str:
        """Return a product with what divides it below one line, its sign in front."""
        below = [_turned(one) for one in term.args if isinstance(one, Power) and _is_below(one)]
        above = [one for one in term.args if not (isinstance(one, Power) and _is_below(one))]
        sign = ""
        if above and isinstance(above[0], Number) and above[0].value < 0:
            sign, above = "-", [*factors(mul(number(-above[0].value), *above[1:]))]
        shown = self._beside(above)
        if below:
            shown = f"\\frac{{{shown}}}{{{self._beside(below)}}}"
        return f"{sign}{shown}"

    def _beside(self, factors: list[Term]) -> str:
        if len(factors) == 1:
            return self.term(factors[0])
        # nothing stands behind log(x) that might be taken into it
        return " ".join(map(self._factor, sorted(factors, key=_is_applied))) or "1"

    def _raised(self, term: Term) -> str:
        """Return a base in brackets but where nobody can take the exponent for part of it."""
        written = self.term(term)
        name = isinstance(term, (Entry, Constant)) and "^" not in written
        whole = isinstance(term, Number) and term.value >= 0 and term.value.denominator == 1
        call = isinstance(term, Call) and term.function != "exp"
        return written if name or whole or call else f"({written})"

    def _factor(self, term: Term) -> str:
        written = self.term(term)
        alone = isinstance(term, (Add, Sum)) or written.startswith("-")
        return f"({written})" if alone else written

    def _name(self, entry: Entry) -> str:
        return self._names.get(entry.symbol, entry.symbol)

    def _index(self, index: Index) -> str:
        if not isinstance(index, IndexVar):
            raise Unwritten
        if "·" not in index.name:
            return index.name
        if index not in self._bound:
            letter = next(self._letters, None)
            if letter is None:
                raise Unwritten
            self._bound[index] = letter
        return self._bound[index]


def _summed(terms: list[str]) -> str:
    first, *rest = terms
    return " ".join((first, *(one if one.startswith("-") else f"+ {one}" for one in rest)))


def _is_below(term: Power) -> bool:
    return isinstance(term.exponent, Number) and term.exponent.value < 0


def _turned(term: Power) -> Term:
    """Return the reciprocal of a power with a negative number above it."""
    assert isinstance(term.exponent, Number)
    return power(term.base, number(-term.exponent.value))


def _fraction(value: Fraction) -> str:
    if value.denominator == 1:
        return str(value)
    sign = "-" if value < 0 else ""
    return f"{sign}\\frac{{{abs(value.numerator)}}}{{{value.denominator}}}"


def _is_applied(term: Term) -> bool:
    """Whether a factor is a function with its argument, or a power of one."""
    base = term.base if isinstance(term, Power) else term
    return isinstance(base, Call) and base.function != "exp"
