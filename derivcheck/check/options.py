"""What a user may set for a check."""

from collections.abc import Callable
from dataclasses import dataclass, field

from derivcheck.check.watch import Unwatched, Watch

WITNESSES = ("sympy", "modular", "numpy", "balls")


@dataclass(frozen=True)
class Options:
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
