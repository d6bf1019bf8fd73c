"""The kinds of slips, one file each; a new slip is a new file that defines ``SLIP``."""

from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from derivcheck.diagnose.slips.base import Slip

__all__ = ["Slip", "slips"]

# modules of this folder that are no slips
_HELPERS = {"base"}


@cache
def slips() -> dict[str, Slip]:
    """Return all kinds of slips by code, found by listing this folder, the likeliest first."""
    found: dict[str, Slip] = {}
    for module in sorted(m.name for m in iter_modules(__path__) if m.name not in _HELPERS):
        slip: Slip = import_module(f"{__name__}.{module}").SLIP
        if slip.code in found:
            raise AssertionError(f"two slips have the code {slip.code}")
        found[slip.code] = slip
    return dict(sorted(found.items(), key=lambda item: (item[1].cost, item[0])))
