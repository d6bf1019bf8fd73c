"""What a user may set for a check."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from msgspec import Struct, field

from derivcheck.check.judging.memory import Forgetful, Memory
from derivcheck.check.judging.watch import Unwatched, Watch

if TYPE_CHECKING:
    from derivcheck.engine.outcome import Outcome
    from derivcheck.engine.statement import Statement, World

WITNESSES = ("sympy", "modular", "numpy", "balls")


class Options(Struct, frozen=True):
    """Settings of one check; the defaults are those of ``derivcheck verify``."""

    witnesses: tuple[str, ...] = WITNESSES
    sizes: tuple[tuple[str, int], ...] = ()
    parts: tuple[str, ...] = ()
    # readings that hold whatever the document does: ("vectors", "rows")
    conventions: tuple[tuple[str, str], ...] = ()
    # how many term evaluations one step may cost in one world; None for the usual number
    budget: int | None = None
    # reads the time in seconds; given by whoever may look at the clock, when timings are wanted
    clock: Callable[[], float] | None = None
    salt: str = ""
    # certify each proof by exact rational functions as well
    exact: bool = False
    # is told what is worked at, and may have ended an earlier run
    watch: Watch = field(default_factory=Unwatched)
    # keeps decisions from one document to the next
    memory: Memory = field(default_factory=Forgetful)
    # gives the random choices in place of the document's text, for documents that share a memory
    seed: bytes | None = None
    # gives a judge with a seed who answers for SymPy and NumPy, by name, where they look on from
    # elsewhere
    onlooker: "Callable[[bytes], Callable[[str, Statement, World], Outcome]] | None" = None

    @property
    def deciding(self) -> tuple[object, ...]:
        """The options that have a say in how a statement is decided."""
        return self.witnesses, self.sizes, self.budget, self.exact
