"""Conditions on values that depend on bound indices, split in each world of the cutoff argument.

The argument of `cutoff` asks of the functions under the sums only that each is a function of
the entries at its own elements (and at named ones): nowhere that it is a polynomial.  So
Σ_i |x_i| and Σ_{i: x_i > 0} x_i are covered: there f(i) = |x_i|, or x_i where x_i > 0 and
else 0.  What has to be shown is that N_{m+j} vanishes at *all* entries for j = 0 … D.  In a
world of that size all elements are spelled out (`spelled_out`), each condition is one on
finitely many variables, and these are split into cases (`cases`).

What must be granted, and is checked here or in `degree`:

* A condition depends on entries at the elements in scope only.  Sums inside of it are named
  beforehand, as those under functions are, or else it is refused.
* N_n is cleared of its denominators.  Where a denominator vanishes N_n vanishes without saying
  anything of both sides, so a region in which some branch's denominator is zero without being
  in use would slip through, and a region that is left out because a side is undefined there
  might be needed at other sizes.  Hence a denominator that holds a sum must be positive
  wherever it is defined (`Σ_w e^{a_w}`, |V|).
* What is left to make a side undefined then depends on finitely many elements at once (1/x_i,
  log x_i): a choice of elements from entries at which it is defined is again one.  So regions
  where that fails may be left out, and what it implies may be used.
"""

from collections.abc import Sequence
from math import log2

from msgspec.structs import replace

from derivcheck.constructs.signs import is_positive
from derivcheck.engine.cases.spelled_out import Spelling
from derivcheck.engine.cases.split import Case, whole
from derivcheck.engine.cases.tree import CaseTree, TooManyCases
from derivcheck.engine.every_size.cutoff import Ready
from derivcheck.engine.every_size.degree import NotCovered
from derivcheck.engine.modular import images as modular
from derivcheck.engine.modular.bound import error_bound
from derivcheck.engine.modular.primes import Field
from derivcheck.engine.outcome import Outcome
from derivcheck.engine.statement import Statement, World
from derivcheck.term.core import Compare, Number, Power, Size, Sum, Term

# cases in one world
MAX_CASES = 300
NOWHERE = World({}, {}, {})


class WorldCases:
    """Compares both sides in the cases of each world; gathers the cases and the error."""

    def __init__(self) -> None:
        self.cases: list[Case] = []
        self._error = 0.0
        self._differs = False

    @property
    def bits(self) -> int:
        """The error of all comparisons is at most 2 to minus this."""
        return int(-log2(self._error)) if self._error else 999

    def compare(
        self, statement: Statement, world: World, fields: Sequence[Field], budget: int
    ) -> tuple[Outcome, str]:
        """Return what `modular.compare` does, conditions on values split into cases."""
        try:
            _refuse_denominators(statement)
            spelling = Spelling(world, statement.context.positive)
            left, right = (spelling.term(side) for side in statement.ready)
        except NotCovered as error:
            return Outcome.NO_ANSWER, str(error)
        context = replace(statement.context, positive=frozenset(spelling.positive))

        def proves(case: Case) -> bool:
            return self._proves(case, Ready((), case.left, case.right, context), fields, budget)

        try:
            proved = CaseTree(proves, MAX_CASES).prove(whole(left, right, (), context.positive))
        except TooManyCases:
            return Outcome.NO_ANSWER, "there are too many cases of a condition on values"
        if proved:
            return Outcome.EQUAL, ""
        return (Outcome.DIFFERENT, "") if self._differs else (Outcome.NO_ANSWER, "")

    def _proves(
        self, case: Case, statement: Statement, fields: Sequence[Field], budget: int
    ) -> bool:
        context = replace(statement.context, positive=case.known.positive)
        leaf = Ready((), statement.left, statement.right, context)
        outcome, _ = modular.compare(leaf, NOWHERE, fields, budget)
        self._differs = self._differs or outcome is Outcome.DIFFERENT
        if outcome is not Outcome.EQUAL:
            return False
        self.cases.append(case)
        self._error += 2.0 ** -min(error_bound(leaf, [NOWHERE]), 900)
        return True


def _refuse_denominators(statement: Statement) -> None:
    for side in statement.ready:
        for node in side.walk():
            if isinstance(node, Power) and _may_vanish(node, statement.context.positive):
                raise NotCovered("a condition on values beside a denominator that may be zero")


def _may_vanish(node: Power, positive: frozenset[str]) -> bool:
    below = not isinstance(node.exponent, Number) or node.exponent.value < 0
    sums = any(isinstance(inner, (Sum, Size)) for inner in node.base.walk())
    return below and sums and not is_positive(node.base, positive)


def has_conditions(*terms: Term) -> bool:
    """Whether a condition on values occurs in some terms."""
    return any(Compare in term.heads for term in terms)
