"""What equations above a row give, put into it: “plugging this back into L”, “using uᵀu = 1”.

A row that speaks of a solution holds there only.  It is proved under the conditions that it shows:
the solutions found above (``w = Σ_i α_i y_i x_i``) are put in, and what is then left of it is 0, or
what is left of an equation or an assumption above, times something, ``u^T(Su − λu)``.  A factor may
be 0 here: the row follows from the equation and need not say the same.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from msgspec import Struct
from msgspec.structs import replace

from derivcheck.check.equation import Equation
from derivcheck.check.judging.combinations import combination
from derivcheck.check.judging.judge import Judge
from derivcheck.check.judging.multiples import decide
from derivcheck.engine.decision import Decision
from derivcheck.source import Span
from derivcheck.term.context import Context, Definition, unfold
from derivcheck.term.core import (
    ONE,
    ZERO,
    Entry,
    IndexVar,
    Node,
    Number,
    Power,
    Size,
    Sum,
    Term,
    mul,
)
from derivcheck.term.tensor import ANY, ShapeError, Tensor, same_shape, scalar, times, transpose

FOUND = ", found above"
MOST = 24  # values tried that are 0 by what stands above


class Solution(Struct, frozen=True):
    """``name[indices] = body`` where an equation holds, and how and where that is written."""

    value: Definition
    texts: tuple[str, ...]  # the row, and what it was divided by
    line: Span
    of: str = ""  # the function whose optimum it is, if that has a name


class PutIn(Struct, frozen=True):
    """How a row was proved, and by which lines above it."""

    decision: Decision
    texts: tuple[str, ...]
    lines: tuple[Span, ...]


class Solutions:
    """The solutions found so far in a part, each written without those found before it."""

    def __init__(self) -> None:
        self._found: dict[str, Solution] = {}

    def add(self, left: Entry, value: Term, found: Equation) -> None:
        """Note ``left = value``, where that says what a whole name is; a name keeps its first."""
        axes = tuple(index for index in left.indices if isinstance(index, IndexVar))
        whole = len(axes) == len(left.indices) == len(set(axes))
        body = self.put(value)[0]
        if left.symbol in self._found or left.symbol in body.symbols or not whole:
            return
        if body.free <= frozenset(axes):
            texts = (f"{found.text}{FOUND}", *found.nonzero)
            value_of = Definition(axes, body)
            self._found[left.symbol] = Solution(value_of, texts, found.line, found.of)

    def forget(self, names: Iterable[str] | None = None) -> None:
        """Forget the solutions for some names, or all."""
        gone = frozenset(self._found if names is None else names)
        self._found = {name: one for name, one in self._found.items() if name not in gone}

    def keep(self, functions: frozenset[str]) -> None:
        """Forget the solutions that are not of some functions."""
        self._found = {name: one for name, one in self._found.items() if one.of in functions}

    def put(self, term: Term) -> tuple[Term, tuple[Solution, ...]]:
        """Return a term with the solutions put in, and those that stood in it."""
        used: dict[str, Solution] = {}
        while here := [name for name in self._found if name in term.symbols]:
            values = {name: self._found[name].value for name in here}
            used |= {name: self._found[name] for name in here}
            term = unfold(term, Context(definitions=values))
        return term, tuple(used.values())


def put_in(
    residue: Tensor,
    solutions: Solutions,
    held: Sequence[Equation],
    context: Context,
    judge: Judge,
) -> PutIn | None:
    """Return the proof that a row holds by what stands above it, or None.

    ``residue`` is the difference of its sides, definitions and derivatives carried out.
    """
    body, used = solutions.put(residue.body)
    rest = replace(residue, body=body, numeral=False)
    if used:
        decision = _vanishes(rest, context, judge)
        if decision is not None:
            return _by(decision, used, ())
    basis: list[tuple[Tensor, Equation]] = []
    beside: dict[Solution, None] = dict.fromkeys(used)
    for one in reversed(held):
        body, more = solutions.put(one.residue.body)
        base = replace(one.residue, body=body, numeral=False)
        if not body.symbols or (more and _vanishes(base, context, judge)):
            continue  # it contradicts itself, or is what gave a solution
        beside |= dict.fromkeys(more)
        basis += [(value, one) for value in islice(_following(base, rest, context), MOST)]
    values = [value for value, _ in basis[:MOST]]
    found = combination(rest, values, context, judge.field)
    decision = found and decide(rest, found[0], context, judge)
    if found is None or decision is None or decision.equal is not True:
        return None
    numbers = [value for value in values if value.is_scalar]
    if combination(scalar(ONE), numbers, context, judge.field) is not None:
        return None  # what stands above contradicts itself: anything would follow
    return _by(decision, beside, [basis[at][1] for at in found[1]])


def is_zero(value: Tensor, context: Context, judge: Judge) -> bool:
    """Whether a value is proved to be 0 wherever it means something."""
    return _vanishes(value, context, judge) is not None


def _vanishes(value: Tensor, context: Context, judge: Judge) -> Decision | None:
    """Return the proof that a value is 0."""
    decision = decide(value, scalar(ZERO), context, judge)
    return decision if decision is not None and decision.equal is True else None


def _by(decision: Decision, used: Iterable[Solution], held: Sequence[Equation]) -> PutIn:
    used = tuple(used)
    said = (*(one.said for one in held), *(text for one in used for text in one.texts))
    lines = (*(one.line for one in held), *(one.line for one in used))
    return PutIn(decision, tuple(dict.fromkeys(said)), lines)


def _following(base: Tensor, rest: Tensor, context: Context) -> Iterator[Tensor]:
    """Yield what is 0 where a value is: multiples, and products with what a row speaks of."""
    if base.body is ZERO or rest.body is ZERO:
        return
    factors: dict[Term, None] = {ONE: None}
    for node in rest.body.walk():
        factors |= dict.fromkeys(_factors(node))
    for one in (base, *_products(base, rest, context)):
        if same_shape(one, rest) and one.body.free - frozenset(one.indices) <= rest.body.free:
            for factor in factors:
                yield replace(one, body=mul(factor, one.body), numeral=False)


def _factors(node: Node) -> Iterator[Term]:
    """Yield a number that a row speaks of: a letter, what it divides by, how many there are."""
    match node:
        case Entry(indices=()) | Size():
            yield node
        case Power(exponent=Number(value=value)) if value < 0 and not node.free:
            yield node
        case Sum() if node.index not in node.body.free:
            yield Size(node.index.sort)


def _products(base: Tensor, rest: Tensor, context: Context) -> Iterator[Tensor]:
    """Yield matrices and vectors of a row times a vector: ``u^T(Su − λu)``, ``X(w − X^Tα)``."""
    if not base.indices:
        return
    for name in sorted(rest.body.symbols & context.variables.keys()):
        sorts = context.variables[name]
        if len(sorts) not in (1, 2) or ANY in sorts:
            continue
        axes = tuple(IndexVar(f"·{at}", sort) for at, sort in enumerate(sorts))
        shape = (sorts[0], None) if len(sorts) == 1 else sorts
        factor = Tensor(shape, axes, Entry(name, axes))
        for turned in (factor, transpose(factor)):
            try:
                yield times(turned, base)
            except ShapeError:
                continue
