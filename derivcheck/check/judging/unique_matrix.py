"""Whether ``P = E`` is the one solution of an equation that is linear in a matrix P.

It is if the equation holds at E, and for any D, P + D makes D·M or M·D more of it than P does,
times a number, with a matrix M whose inverse stands in E: “P = R Q (QᵀQ + λI)⁻¹”.
"""

from collections.abc import Iterator

from msgspec.structs import replace

from derivcheck.check.judging.combinations import combination
from derivcheck.check.judging.judge import Judge
from derivcheck.check.judging.multiples import Found, decide
from derivcheck.term.context import Context
from derivcheck.term.core import ZERO, Entry, Inverse, Term, add, neg
from derivcheck.term.substitute import replace_entries, substitute
from derivcheck.term.tensor import ShapeError, Tensor, scalar, times

# part of a name that nobody writes
_MORE = "·more"


def one_matrix(
    residue: Tensor, name: Entry, value: Tensor, context: Context, judge: Judge
) -> Found | None:
    """Return the proof that a matrix is where a residue of its shape is 0, and nowhere else."""
    if residue.shape != value.shape or name.symbol not in context.variables:
        return None

    def solved(entry: Entry) -> Term | None:
        if entry.symbol != name.symbol:
            return None
        return substitute(value.body, dict(zip(value.indices, entry.indices, strict=True)))

    there = replace(residue, body=replace_entries(residue.body, solved), numeral=False)
    decision = decide(there, scalar(ZERO), context, judge)
    if decision is None or decision.equal is not True:
        return None
    more = name.symbol + _MORE
    variables = {**context.variables, more: context.variables[name.symbol]}
    context = replace(context, variables=variables)

    def beside(entry: Entry) -> Term | None:
        return add(entry, Entry(more, entry.indices)) if entry.symbol == name.symbol else None

    gained = add(replace_entries(residue.body, beside), neg(residue.body))
    change = replace(residue, body=gained, numeral=False)
    matrix = replace(residue, body=Entry(more, residue.indices), numeral=False)
    for factor in _inverted(value.body):
        for left, right in ((matrix, factor), (factor, matrix)):
            try:
                product = times(left, right)
            except ShapeError:
                continue
            # a number by which it is multiplied, never 0
            found = combination(change, (product,), context, judge.field)
            linear = None if found is None else decide(change, found[0], context, judge)
            if linear is not None and linear.equal is True:
                return decision, ()
    return None


def _inverted(value: Term) -> Iterator[Tensor]:
    """Yield the square matrices whose inverses stand in a value."""
    for node in dict.fromkeys(value.walk()):
        if isinstance(node, Inverse) and len(node.matrix.indices) == 2:
            axes = node.matrix.indices
            yield Tensor(tuple(axis.sort for axis in axes), axes, node.matrix.body)
