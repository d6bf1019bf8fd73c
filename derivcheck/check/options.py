"""What a user may set for a check."""

from dataclasses import dataclass

WITNESSES = ("sympy", "modular", "numpy", "balls")


@dataclass(frozen=True)
class Options:
    """Settings of one check; the defaults are those of ``derivcheck verify``."""

    witnesses: tuple[str, ...] = WITNESSES
    sizes: tuple[tuple[str, int], ...] = ()
    parts: tuple[str, ...] = ()
    budget: int | None = None
    timings: bool = False
    salt: str = ""
