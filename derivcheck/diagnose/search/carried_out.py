"""A number or a vector with its derivatives carried out, as LaTeX.

What is written here is shown only after it was read back and proved, so that the writer need not
know everything: what it has no way to write it leaves.
"""

from fractions import Fraction

from derivcheck.check.reading.members import Setting
from derivcheck.constructs import scalar
from derivcheck.constructs.differentiate import NotDifferentiable, expand_derivatives
from derivcheck.term.context import unfold
from derivcheck.term.core import (
    ALWAYS,
    ZERO,
    Add,
    Call,
    Constant,
    Derivative,
    Entry,
    Index,
    IndexVar,
    Inverse,
    Mul,
    Node,
    Number,
    Power,
    Sum,
    Term,
    add,
    mul,
    number,
    power,
)
from derivcheck.term.substitute import rebuild
from derivcheck.term.tensor import Tensor

# what is longer explains nothing
MOST_CHARACTERS = 200
# for bound indices that have no name of their own
_LETTERS = "ijklmpqr"


def carried_out(value: Tensor, setting: Setting) -> str | None:
    """Return a value's LaTeX with its derivatives carried out.

    None for matrices, and for what is long or has no short way to be written.
    """
    if len(value.indices) > 1:
        return None
    try:
        term = _gathered(expand_derivatives(_unfolded(value.body, setting)))
        writer = _Writer(setting, {index.name for index in term.free})
        written = writer.vector(term, value.indices[0]) if value.indices else writer.term(term)
    except (NotDifferentiable, _Unwritten):
        return None
    return written if len(written) <= MOST_CHARACTERS else None


class _Unwritten(Exception):
    """A term that has no short way to be written."""


def _unfolded(node: Term, setting: Setting) -> Term:
    """Return a term with the names written out in what is differentiated, and nowhere else."""

    def write_out(one: Node) -> Node:
        if isinstance(one, Derivative):
            return Derivative(unfold(one.body, setting.context), one.variable)
        return rebuild(one, write_out) if Derivative in one.heads else one

    found = write_out(node)
    assert isinstance(found, Term)
    return found


def _gathered(term: Term) -> Term:
    """Return a term with the numbers of each product as one, and equal factors as powers."""

    def gather(node: Node) -> Node:
        node = rebuild(node, gather)
        if isinstance(node, Add):
            return add(*node.args)
        return _product(node) if isinstance(node, Mul) else node

    found = gather(term)
    assert isinstance(found, Term)
    return found


def _product(node: Mul) -> Term:
    coefficient = Fraction(1)
    exponents: dict[Term, Fraction] = {}
    for factor in _factors(mul(*node.args)):
        base, exponent = factor, Fraction(1)
        if isinstance(factor, Power) and isinstance(factor.exponent, Number):
            base, exponent = factor.base, factor.exponent.value
        if isinstance(base, Number) and base.value and exponent.denominator == 1:
            coefficient *= base.value ** int(exponent)
        else:
            exponents[base] = exponents.get(base, Fraction(0)) + exponent
    powers = (power(base, number(exponent)) for base, exponent in exponents.items() if exponent)
    return mul(number(coefficient), *powers) if coefficient else ZERO


def _factors(term: Term) -> tuple[Term, ...]:
    return term.args if isinstance(term, Mul) else (term,)


class _Writer:
    """Writes terms as LaTeX, in the names of one setting."""

    def __init__(self, setting: Setting, used: set[str]) -> None:
        self._names = setting.inferred
        self._letters = iter([letter for letter in _LETTERS if letter not in used])
        self._bound: dict[Index, str] = {}

    def vector(self, term: Term, axis: IndexVar) -> str:
        """Return the column whose entry at an index is a term; raises `_Unwritten`."""
        if isinstance(term, Add):
            return _summed([self.vector(arg, axis) for arg in term.args])
        if isinstance(term, Sum) and term.where is ALWAYS:
            return self._under_sum(term, axis)
        inside = [factor for factor in _factors(term) if axis in factor.free]
        if len(inside) != 1:
            raise _Unwritten
        (column,) = inside
        if isinstance(column, Entry) and column.indices == (axis,):
            shown = self._name(column)
        elif column is not term:
            shown = f"({self.vector(column, axis)})"
        else:
            raise _Unwritten
        beside = [factor for factor in _factors(term) if factor is not column]
        return f"{self.term(Mul(tuple(beside)))} {shown}" if beside else shown

    def _under_sum(self, term: Sum, axis: IndexVar) -> str:
        """Return Σ_j A_{ij} b_j as A b, and other sums as they stand."""
        pair = {entry.indices: entry for entry in _factors(term.body) if isinstance(entry, Entry)}
        column = pair.get((term.index,))
        if len(pair) == len(_factors(term.body)) == 2 and column is not None:
            for at, turned in (((axis, term.index), ""), ((term.index, axis), "^\\top")):
                if at in pair:
                    return f"{self._name(pair[at])}{turned} {self._name(column)}"
        return f"\\sum_{{{self._index(term.index)}}} ({self.vector(term.body, axis)})"

    def term(self, term: Term) -> str:
        """Return a number as it may stand alone; raises `_Unwritten`."""
        match term:
            case Number():
                return _fraction(term.value)
            case Constant():
                return "\\pi"
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
                return f"{self._factor(term.base)}^{{{self.term(term.exponent)}}}"
            case Call(function="exp"):
                return f"e^{{{self.term(term.args[0])}}}"
            case Call():
                return f"{scalar(term.function).spellings[0]}({self.term(term.args[0])})"
            case Sum(where=where) if where is ALWAYS:
                return self._sum(term)
            case _:
                raise _Unwritten

    def _sum(self, term: Sum) -> str:
        """Return Σ_i a_i b_i as the inner product if i has no name, other sums as they stand."""
        factors = _factors(term.body)
        columns = [
            one for one in factors if isinstance(one, Entry) and one.indices == (term.index,)
        ]
        if "·" in term.index.name and len(factors) == len(columns) == 2:
            left, right = map(self._name, columns)
            return f"{left}^\\top {right}"
        return f"\\sum_{{{self._index(term.index)}}} {self._factor(term.body)}"

    def _product(self, term: Mul) -> str:
        """Return a product with what divides it below one line, its sign in front."""
        below = [_turned(one) for one in term.args if isinstance(one, Power) and _is_below(one)]
        above = [one for one in term.args if not (isinstance(one, Power) and _is_below(one))]
        sign = ""
        if above and isinstance(above[0], Number) and above[0].value < 0:
            sign, above = "-", [*_factors(mul(number(-above[0].value), *above[1:]))]
        shown = self._beside(above)
        if below:
            shown = f"\\frac{{{shown}}}{{{self._beside(below)}}}"
        return f"{sign}{shown}"

    def _beside(self, factors: list[Term]) -> str:
        if len(factors) == 1:
            return self.term(factors[0])
        return " ".join(map(self._factor, factors)) or "1"

    def _factor(self, term: Term) -> str:
        written = self.term(term)
        alone = isinstance(term, (Add, Sum)) or written.startswith("-")
        return f"({written})" if alone else written

    def _name(self, entry: Entry) -> str:
        return self._names.get(entry.symbol, entry.symbol)

    def _index(self, index: Index) -> str:
        if not isinstance(index, IndexVar):
            raise _Unwritten
        if "·" not in index.name:
            return index.name
        if index not in self._bound:
            letter = next(self._letters, None)
            if letter is None:
                raise _Unwritten
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
