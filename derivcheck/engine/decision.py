"""What the engine says of a statement, and what it says it with."""

from collections.abc import Callable
from functools import lru_cache

from msgspec import Struct

from derivcheck.engine.evaluate import BUDGET
from derivcheck.engine.modular.bound import TRIALS
from derivcheck.engine.modular.primes import Field, draw
from derivcheck.engine.outcome import Outcome
from derivcheck.engine.points.refute import Counterexample
from derivcheck.engine.statement import Statement, World

Witness = Callable[[Statement, World], Outcome]


class Disagreement(Exception):
    """Two witnesses contradict each other: a bug of derivcheck, to be reported."""


class Tools(Struct, frozen=True):
    """What one document's statements share: fields for modular images, slower witnesses."""

    fields: tuple[Field, ...]
    sympy: Witness | None
    numpy: Witness | None
    use_modular: bool = True
    fixed_sizes: tuple[tuple[str, int], ...] = ()
    budget: int = BUDGET
    exact: bool = False  # certify what modular images prove


class Decision(Struct, frozen=True):
    """Proved (``equal`` true), refuted (false) or neither (None), with the evidence."""

    equal: bool | None
    reason: str | None = None  # why neither
    code: str | None = None
    sizes: tuple[tuple[tuple[str, int], ...], ...] = ()
    methods: tuple[str, ...] = ()
    error_bound: str | None = None
    counterexample: Counterexample | None = None
    all_sizes: bool = False
    domain: tuple[str, ...] = ()  # what a proof has granted for both sides to be defined


@lru_cache(maxsize=4)  # the documents of a class share a seed
def draw_fields(seed: bytes) -> tuple[Field, ...]:
    """Return the fields of all trials; for a document they are drawn from its hash."""
    return tuple(draw(seed, trial) for trial in range(TRIALS))
