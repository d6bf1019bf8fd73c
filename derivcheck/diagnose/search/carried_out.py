"""A value with its derivatives carried out, as LaTeX.

What is written here is shown only after it was read back and proved, so that the writer need not
know everything: what it has no way to write it leaves.
"""

from fractions import Fraction

from derivcheck.check.reading.members import Setting
from derivcheck.constructs.differentiate import NotDifferentiable, expand_derivatives
from derivcheck.diagnose.search.writing import Unwritten, factors, latex_of
from derivcheck.term.context import unfold
from derivcheck.term.core import (
    ZERO,
    Add,
    Derivative,
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


def carried_out(value: Tensor, setting: Setting) -> str | None:
    """Return a value's LaTeX with its derivatives carried out.

    None for what is long or has no short way to be written.
    """
    try:
        term = _gathered(expand_derivatives(_unfolded(value.body, setting)))
        written = latex_of(term, value.indices, setting.inferred)
    except (NotDifferentiable, Unwritten):
        return None
    return written if len(written) <= MOST_CHARACTERS else None


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
    """Return a term with the numbers of each product as one, and equal factors as powers.

    Numbers that a Σ multiplies stand in front of it.
    """

    def gather(node: Node) -> Node:
        node = rebuild(node, gather)
        if isinstance(node, Add):
            return add(*node.args)
        if isinstance(node, Sum) and isinstance(node.body, Mul):
            first, *rest = node.body.args
            if isinstance(first, Number):
                return mul(first, Sum(node.index, node.where, mul(*rest)))
        return _product(node) if isinstance(node, Mul) else node

    found = gather(term)
    assert isinstance(found, Term)
    return found


def _product(node: Mul) -> Term:
    """Return a product as `engine.cases.tidy` has it, but in the order that it is written in."""
    coefficient = Fraction(1)
    exponents: dict[Term, Fraction] = {}
    for factor in factors(mul(*node.args)):
        base, exponent = factor, Fraction(1)
        if isinstance(factor, Power) and isinstance(factor.exponent, Number):
            base, exponent = factor.base, factor.exponent.value
        if isinstance(base, Number) and base.value and exponent.denominator == 1:
            coefficient *= base.value ** int(exponent)
        else:
            exponents[base] = exponents.get(base, Fraction(0)) + exponent
    powers = (power(base, number(exponent)) for base, exponent in exponents.items() if exponent)
    return mul(number(coefficient), *powers) if coefficient else ZERO
