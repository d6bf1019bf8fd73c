"""Cases split until each is decided, or one fails."""

from collections.abc import Callable

from derivcheck.engine.cases.given import settled
from derivcheck.engine.cases.split import Case, open_condition, open_factor, split
from derivcheck.term.core import Term

# quantities split one after the other
MAX_DEPTH = 12


class TooManyCases(Exception):
    """A statement has more cases than are looked at."""


class CaseTree:
    """Splits a statement into cases; ``proves`` says of a case without open conditions
    whether it is proved.

    Conditions are split always, the signs of what stands under roots and logarithms only where
    a case is not proved without.  ``leaves`` gathers the cases with what was said of them.
    """

    def __init__(self, proves: Callable[[Case], bool], most: int) -> None:
        self._proves = proves
        self._most = most
        self._looked_at = 0

    def prove(self, start: Case, depth: int = 0) -> bool:
        """Return whether all cases are proved; raises `TooManyCases`."""
        self._looked_at += 1
        if self._looked_at > self._most or depth > MAX_DEPTH:
            raise TooManyCases
        case = settled(start)
        if case is None:
            return True
        quantity = open_condition(case)
        if quantity is not None:
            return self._split(case, quantity, depth)
        if self._proves(case):
            return True
        quantity = open_factor(case)
        return quantity is not None and self._split(case, quantity, depth)

    def _split(self, case: Case, quantity: Term, depth: int) -> bool:
        return all(self.prove(part, depth + 1) for part in split(case, quantity))
