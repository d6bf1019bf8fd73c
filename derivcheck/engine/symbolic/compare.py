"""The SymPy witness: exact comparison of both sides at small sizes."""

from fractions import Fraction
from itertools import product
from math import lcm
from typing import Any

from derivcheck.engine.outcome import Outcome, Unsupported
from derivcheck.engine.statement import Statement, World
from derivcheck.engine.symbolic.canonical import Canonical
from derivcheck.engine.symbolic.form import SymbolTable, SympyForm
from derivcheck.engine.symbolic.laurent import Budget, Poly, minus
from derivcheck.term.context import Context
from derivcheck.term.core import Term

# products of monomials for one comparison: a tenth of a second
WORK = 60_000
MAX_COMPONENTS = 400
# worlds whose expressions are kept
MAX_FORMS = 64
# any prime will do: what is not zero modulo it is not zero
PRIME = 2**61 - 1


class SympyWitness:
    """The witness of one document; keeps expressions and canonical forms between steps."""

    def __init__(self, context: Context) -> None:
        self._tables = {context.positive: SymbolTable(context.positive)}
        self._forms: dict[tuple[object, ...], SympyForm] = {}
        self._canonical = Canonical()

    def compare(self, statement: Statement, world: World) -> Outcome:
        """Return whether both sides are the same function of all components in a world.

        ``EQUAL`` and ``DIFFERENT`` are exact; SymPy cancels x/x unseen, so definedness is not
        judged.  What is not decided within the budget gets ``NO_ANSWER``.
        """
        sizes = [world.sizes.get(axis.sort, 0) for axis in statement.axes]
        components = list(product(*map(range, sizes)))
        if len(components) > MAX_COMPONENTS:
            return Outcome.NO_ANSWER
        try:
            sides = statement.sides
        except RecursionError:
            return Outcome.NO_ANSWER
        form = self._form(world, statement.context)
        form.restart()
        if any(form.is_hopeless(side, statement.axes, len(components)) for side in sides):
            return Outcome.NO_ANSWER
        self._canonical.budget = Budget(WORK)
        answer = Outcome.EQUAL
        for elements in components:
            env = dict(zip(statement.axes, elements, strict=True))
            outcome = self._component(form, sides, env)
            if outcome is Outcome.DIFFERENT:
                return outcome
            if outcome is Outcome.NO_ANSWER:
                answer = outcome
            if min(form.left, self._canonical.budget.left) < 0:
                return Outcome.NO_ANSWER
        return answer

    def _form(self, world: World, context: Context) -> SympyForm:
        key = (
            frozenset(world.sizes.items()),
            frozenset(world.indices.items()),
            frozenset((name, frozenset(values.items())) for name, values in world.maps.items()),
            frozenset(context.one_hot.items()),
            context.positive,
        )
        if key not in self._forms:
            if len(self._forms) >= MAX_FORMS:
                self._forms.clear()
            table = self._tables.setdefault(context.positive, SymbolTable(context.positive))
            self._forms[key] = SympyForm(world, context, table)
        return self._forms[key]

    def _component(self, form: SympyForm, sides: tuple[Term, Term], env: dict[Any, int]) -> Outcome:
        try:
            left, right = (form.expression(side, env) for side in sides)
            if left.has(*form.unreal) or right.has(*form.unreal):
                return Outcome.NO_ANSWER
            if left == right:
                unreal = left.is_number and left.is_real is False
                return Outcome.NO_ANSWER if unreal else Outcome.EQUAL
            return self._difference(left, right)
        except (Unsupported, RecursionError, ArithmeticError, ValueError, TypeError):
            # SymPy raises all of these on expressions that it cannot handle
            return Outcome.NO_ANSWER

    def _difference(self, left: Any, right: Any) -> Outcome:
        canonical = self._canonical
        rest = canonical.reduced(minus(canonical.of(left), canonical.of(right)))
        if not rest:
            return Outcome.EQUAL
        constants = canonical.independent(rest)
        if constants is not None:
            if len(constants) > 1 or self._is_partial(left) or self._is_partial(right):
                return Outcome.NO_ANSWER
            if _image(rest, canonical):
                return Outcome.DIFFERENT
        rest, _ = canonical.cleared(rest)
        if not rest:
            return Outcome.EQUAL
        return Outcome.NO_ANSWER if constants is None else Outcome.DIFFERENT

    def _is_partial(self, expression: Any) -> bool:
        """Whether something in an expression may be undefined on more than a thin set."""
        partial = self._canonical.partial
        return bool(partial) and not partial.isdisjoint(_subexpressions(expression))


def _subexpressions(expression: Any) -> set[Any]:
    found: set[Any] = set()
    stack = [expression]
    while stack:
        node = stack.pop()
        if node not in found:
            found.add(node)
            stack.extend(node.args)
    return found


def _image(poly: Poly, canonical: Canonical) -> int:
    """Return the value of a polynomial in independent generators at one point modulo a prime.

    Not zero means that the rational function is not zero; zero means nothing.
    """
    scales: dict[int, int] = {}
    _gather(poly, canonical, scales)
    values: dict[int, int] = {}
    try:
        return _value(poly, canonical, scales, values)
    except ValueError:  # a denominator that is zero at this point
        return 0


def _gather(poly: Poly, canonical: Canonical, scales: dict[int, int]) -> None:
    for monomial in poly:
        for number, exponent in monomial:
            inverse = canonical.table[number].inverse
            if inverse is not None and number not in scales:
                _gather(inverse, canonical, scales)
            scales[number] = lcm(scales.get(number, 1), Fraction(exponent).denominator)


def _value(poly: Poly, canonical: Canonical, scales: dict[int, int], values: dict[int, int]) -> int:
    total = 0
    for monomial, coefficient in poly.items():
        fraction = Fraction(coefficient)
        term = fraction.numerator * pow(fraction.denominator, -1, PRIME)
        for number, exponent in monomial:
            if number not in values:
                inverse = canonical.table[number].inverse
                if inverse is None:
                    values[number] = pow(3, 2 * number + 5, PRIME) + 7 * number
                else:
                    values[number] = pow(_value(inverse, canonical, scales, values), -1, PRIME)
            term = term * pow(values[number], int(exponent * scales[number]), PRIME) % PRIME
        total += term
    return total % PRIME
