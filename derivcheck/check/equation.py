"""Rows as equations: what is 0 in “∇J = 2X^T(Xw − y) = 0” or by “subject to uᵀu = 1”."""

from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from derivcheck.check.finding import StepFinding, Verdict
from derivcheck.check.judging.chains import Judged
from derivcheck.check.judging.undeclared import CODE as UNDECLARED
from derivcheck.check.names.optima import plain_key
from derivcheck.check.reading.differentiated import differentiated, is_first_derivative
from derivcheck.check.reservations.assumed import CODE as ASSUMED
from derivcheck.check.reservations.solutions import CODE
from derivcheck.constructs.differentiate import NotDifferentiable, expand_derivatives
from derivcheck.elaborate.kinds import names_in
from derivcheck.elaborate.signature import take_apart
from derivcheck.source import Span
from derivcheck.term.context import Context, unfold
from derivcheck.term.core import ZERO, Derivative, Entry, add, neg
from derivcheck.term.tensor import Tensor, align, same_shape, scalar

SOLVED = ", the equation to be solved"
OPEN = frozenset({CODE, UNDECLARED})  # the codes of rows that may be equations


class Equation(Struct, frozen=True):
    """What is set to zero, definitions and derivatives carried out, and where that is said."""

    residue: Tensor
    text: str
    line: Span
    unknowns: frozenset[str] = frozenset()  # what is differentiated by
    nonzero: tuple[str, ...] = ()  # what it was multiplied by on the way
    of: str = ""  # the function that is differentiated, if it has a name
    carried: bool = False  # from a part before
    checked: bool = False  # whether it is known to be what the text says it is
    assumed: bool = False  # “subject to uᵀu = 1”

    @property
    def said(self) -> str:
        """How it is named among the conditions of what rests on it."""
        return self.text if self.assumed else f"{self.text}{SOLVED}"


def is_number(one: Judged) -> bool:
    """Whether a chain is about a number, as what is optimised is."""
    value = one.readings[0].tensor
    return value is None or value.is_scalar


def names_of(one: Judged) -> frozenset[str]:
    """Return the names that stand in a chain."""
    return frozenset(name for reading in one.readings for name in names_in(reading.tree))


def assumed_in(one: Judged) -> Iterator[Equation]:
    """Yield what a chain assumes, “subject to $u^Tu = 1$”, as what is 0 by it."""
    for step in one.steps:
        if step.verdict is Verdict.GIVEN and step.code == ASSUMED and step.relation.sign == "=":
            residue = _residue_of(step, one)
            if residue is not None and not is_first_derivative(one.readings[0].tree):
                yield replace(equation_of(step, one, residue), assumed=True)


def unknowns_of(one: Judged) -> frozenset[str]:
    """Return by what the first member of a chain is differentiated, as far as it is known."""
    value = one.readings[0].tensor
    nodes = value.body.walk() if value is not None else ()
    return frozenset(x.variable.symbol for x in nodes if isinstance(x, Derivative))


def is_solution(step: StepFinding, one: Judged) -> bool:
    """Whether a row is ``w = …``."""
    left = one.readings[step.relation.left].tensor
    return left is not None and isinstance(left.body, Entry)


def is_named(step: StepFinding, one: Judged) -> bool:
    """Whether a row is ``ŵ = …``, by which the name is defined: its sides never differ."""
    left = one.readings[step.relation.left].tensor
    symbol = left.body.symbol if left is not None and isinstance(left.body, Entry) else ""
    return symbol in one.setting.context.definitions


def as_set(step: StepFinding) -> StepFinding:
    """Return a row that sets a derivative to zero."""
    message = "this is the equation to be solved: a derivative is set to zero here"
    return replace(step, verdict=Verdict.GIVEN, code="assumed", message=message)


def residue_of(step: StepFinding, one: Judged) -> Tensor | None:
    """Return the difference of an open row's two sides."""
    if step.verdict is not Verdict.UNDECIDED or step.code not in OPEN:
        return None
    return _residue_of(step, one) if step.relation.sign == "=" else None


def _residue_of(step: StepFinding, one: Judged) -> Tensor | None:
    left, right = (side.tensor for side in one.sides(step))
    if left is None or right is None:
        return None
    return _difference(left, right, one.setting.context)


def values_of(step: StepFinding, one: Judged) -> tuple[Tensor, ...]:
    """Return what the two sides of a row are, definitions and derivatives carried out."""
    zero, context = scalar(ZERO), one.setting.context
    sides = (x.tensor for x in one.sides(step))
    values = (_difference(x, zero, context) for x in sides if x is not None)
    return tuple(x for x in values if x is not None)


def _difference(left: Tensor, right: Tensor, context: Context) -> Tensor | None:
    if right.is_scalar and right.body is ZERO:
        right = replace(left, body=ZERO)
    if not same_shape(left, right):
        return None
    axes, body, other = align(left, right)
    try:
        plain = expand_derivatives(unfold(add(body, neg(other)), context))
    except NotDifferentiable:
        return None
    return Tensor(left.shape, axes, plain)


def equation_of(step: StepFinding, one: Judged, residue: Tensor) -> Equation:
    """Return a row as the equation that its residue is 0."""
    left, right = (side.member for side in one.sides(step))
    written = f"{left.latex} = {right.latex}"
    before = (x for x in one.steps if x.relation.right < step.relation.right)
    checked = all(x.verdict is Verdict.PROVED for x in before)
    checked = checked and is_first_derivative(one.readings[0].tree)
    span = step.relation.span
    return Equation(residue, written, span, unknowns_of(one), of=derived_in(one), checked=checked)


def slope_of(one: Judged) -> Equation | None:
    """Return the derivative that a chain has found, to be set to zero further down."""
    if not is_first_derivative(one.readings[0].tree) or not one.steps:
        return None
    if any(step.verdict is not Verdict.PROVED for step in one.steps):
        return None
    last = one.readings[one.last]
    if last.tensor is None or one.setting.guards:
        return None
    residue = _difference(last.tensor, scalar(ZERO), one.setting.context)
    if residue is None:
        return None
    written = f"{last.member.latex} = 0"
    span = one.steps[-1].relation.span
    return Equation(residue, written, span, unknowns_of(one), of=derived_in(one), checked=True)


def derived_in(one: Judged) -> str:
    """Return the name of the function that a chain begins with the derivative of, or nothing."""
    derived = differentiated(one.readings[0].tree)
    if derived is None or derived.function is None:
        return ""
    return plain_key(take_apart(derived.function).key)
