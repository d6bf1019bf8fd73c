"""The mathematics, one file each; a new construct is a new file that defines ``CONSTRUCT``."""

from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from derivcheck.constructs.base import (
    Construct,
    Example,
    PiecewiseFunction,
    ScalarFunction,
    TensorFunction,
)

__all__ = [
    "Construct",
    "Example",
    "PiecewiseFunction",
    "ScalarFunction",
    "TensorFunction",
    "by_spelling",
    "constructs",
    "scalar",
]

# modules of this folder that are no constructs
_HELPERS = {"base", "differentiate", "extremes", "signs"}


@cache
def constructs() -> dict[str, Construct]:
    """Return all constructs by name, found by listing this folder."""
    found: dict[str, Construct] = {}
    for module in sorted(m.name for m in iter_modules(__path__) if m.name not in _HELPERS):
        construct: Construct = import_module(f"{__name__}.{module}").CONSTRUCT
        if construct.name in found:
            raise AssertionError(f"two constructs are called {construct.name}")
        found[construct.name] = construct
    return found


@cache
def by_spelling() -> dict[str, Construct]:
    """Return all constructs by each of their spellings."""
    found: dict[str, Construct] = {}
    for construct in constructs().values():
        for spelling in construct.spellings:
            if spelling in found:
                raise AssertionError(f"two constructs are spelt {spelling}")
            found[spelling] = construct
    return found


@cache
def scalar(name: str) -> ScalarFunction:
    """Return the scalar function of a `Call` node."""
    construct = constructs()[name]
    if not isinstance(construct, ScalarFunction):
        raise AssertionError(f"{name} is no scalar function")
    return construct
