"""Proof for every size in cases: each case of `cases` is a statement of its own.

A statement is proved when all its cases are; those outside the domain of the step are left
out.  A statement without conditions is tried as it is first.  Each case is tried by images,
by images with roots as generators (`root_field`), and by slopes (`slopes`).
"""

from collections.abc import Callable, Iterator, Sequence
from math import log2

from msgspec import Struct
from msgspec.structs import replace

from derivcheck.engine.cases.equal_parts import with_equal_arguments
from derivcheck.engine.cases.given import said_of_domain
from derivcheck.engine.cases.slopes import prove_by_slopes
from derivcheck.engine.cases.split import Case, whole
from derivcheck.engine.cases.tree import CaseTree, TooManyCases
from derivcheck.engine.cases.worlds import NOWHERE, WorldCases, has_conditions
from derivcheck.engine.evaluate import BUDGET
from derivcheck.engine.every_size.cutoff import AllSizes, Ready, prove
from derivcheck.engine.modular import root_field
from derivcheck.engine.modular.bound import TRIALS
from derivcheck.engine.modular.primes import Field
from derivcheck.engine.statement import Statement, World
from derivcheck.term.core import Number, Power, Term

# more cases than this are not looked at
MAX_CASES = 100
# proofs within proofs: sums under functions, and those under functions in them
MAX_WITHIN = 2
# of what is put into cases
MAX_NODES = 1500
# functions of which cases, roots and slopes know more than images do
HELPED = frozenset({"log", "softplus", "sqrt", "sin", "cos"})


class CaseProof(Struct, frozen=True):
    """A proof for every size, or why there is none; its cases with the worlds of each.

    ``cases`` is empty for a statement that was proved as it is.
    """

    general: AllSizes
    cases: tuple[tuple[Case, tuple[World, ...]], ...] = ()
    failed: Case | None = None  # the case that was not proved, if some was
    domain: tuple[str, ...] = ()  # what was granted for both sides to be defined


def prove_in_cases(
    statement: Statement,
    fields: Sequence[Field],
    budget: int = BUDGET,
    within: int = 0,
    refuted: Callable[[], bool] = lambda: False,
) -> CaseProof:
    """Return whether a statement holds for every admissible size, in cases where that helps.

    ``within`` counts the proofs that this one is a part of; ``refuted`` is asked, where images
    differ, whether the statement is refuted already, which takes less than to try cases.
    """
    conditional = has_conditions(*statement.ready)
    large = sum(1 for term in statement.originals for _ in term.walk()) > MAX_NODES
    first = AllSizes(False, "a condition on values")
    if not conditional:
        first = prove(statement, fields, budget)
        if first.proved or not any(map(_is_helped, statement.originals)):
            return CaseProof(first)
        if first.differs and refuted():
            return CaseProof(first)
    if large:
        return CaseProof(replace(first, reason=first.reason or "over budget (size)"))
    prover = _Prover(statement, fields, budget, within)
    left, right = statement.ready
    start = whole(left, right, statement.originals, statement.context.positive)
    try:
        proved = CaseTree(prover.proves, MAX_CASES).prove(start)
    except TooManyCases:
        return CaseProof(replace(first, reason=first.reason or "too many cases"))
    if not proved:
        # what was said of the whole statement is said of it still
        return CaseProof(prover.failed if conditional else first, (), prover.failed_case)
    if not prover.found:
        return CaseProof(AllSizes(False, "no case lies in the domain of both sides"))
    return CaseProof(prover.together, tuple(prover.cases), None, said_of_domain(start))


def _is_helped(term: Term) -> bool:
    return not term.heads.isdisjoint(HELPED) or any(
        isinstance(power.exponent, Number) and power.exponent.value.denominator == 2
        for power in term.nodes_of(Power)
    )


class _Prover:
    """Proves cases; gathers what was found of each."""

    def __init__(
        self, statement: Statement, fields: Sequence[Field], budget: int, within: int
    ) -> None:
        self._statement = statement
        self._within = within
        self._fields = fields
        self._budget = budget
        self.failed = AllSizes(False, "a condition on values")
        self.failed_case: Case | None = None
        self.found: list[AllSizes] = []
        self.cases: list[tuple[Case, tuple[World, ...]]] = []

    @property
    def together(self) -> AllSizes:
        """The proof of all cases."""
        error = sum(2.0 ** -min(general.bits, 900) for general in self.found)
        worlds = tuple(world for general in self.found for world in general.worlds)
        compared = tuple(part for general in self.found for part in general.compared)
        if not all(general.compared for general in self.found):
            compared = ()
        return AllSizes(True, None, int(-log2(error)), worlds, compared=compared)

    def proves(self, case: Case) -> bool:
        """Return whether a case is proved for every size."""
        self.failed_case = case
        context = replace(self._statement.context, positive=case.known.positive)
        ready = Ready(self._statement.axes, case.left, case.right, context)
        return self._proves(case, ready) or self._proves_with_equal_arguments(case, ready)

    def _proves(self, case: Case, ready: Statement) -> bool:
        if has_conditions(*ready.ready):
            return self._in_worlds(case, ready)
        for general in self._attempts(ready):
            if general.proved:
                self.found.append(general)
                self.cases.append((case, general.worlds))
                return True
            self.failed = general
        return False

    def _proves_with_equal_arguments(self, case: Case, ready: Statement) -> bool:
        if self._within >= MAX_WITHIN:
            return False
        parts: list[CaseProof] = []

        def equal(left: Term, right: Term) -> bool:
            part = Ready((), left, right, ready.context)
            found = prove_in_cases(part, self._fields, self._budget, self._within + 1)
            parts.append(found)
            return found.general.proved

        sides = with_equal_arguments(*ready.ready, equal)
        if sides is None:
            return False
        if not self._proves(case, Ready(ready.axes, *sides, ready.context)):
            return False
        for found in parts:
            if found.general.proved:
                self.found.append(replace(found.general, compared=()))
                self.cases.extend(found.cases)
        return True

    def _attempts(self, ready: Statement) -> Iterator[AllSizes]:
        plain = prove(ready, self._fields, self._budget)
        if not plain.proved and any(map(root_field.has_roots, ready.ready)):
            yield self._with_roots(ready)
        if not plain.proved:
            yield prove_by_slopes(ready, lambda part: prove(part, self._fields, self._budget))
        yield plain

    def _with_roots(self, ready: Statement) -> AllSizes:
        general = prove(ready, self._fields, self._budget, root_field.compare)
        lost = TRIALS * root_field.lost_bits(*ready.ready)
        return replace(general, bits=max(0, general.bits - lost)) if general.proved else general

    def _in_worlds(self, case: Case, ready: Statement) -> bool:
        """Prove a case whose conditions depend on bound indices, in cases of its own."""
        worlds = WorldCases()
        general = prove(ready, self._fields, self._budget, worlds.compare)
        if not general.proved:
            self.failed = general
            return False
        if not worlds.cases:
            return True  # no side is defined in this case at any size
        self.found.append(replace(general, bits=worlds.bits))
        self.cases.append((case, general.worlds))
        self.cases.extend((part, (NOWHERE,)) for part in worlds.cases)
        return True
