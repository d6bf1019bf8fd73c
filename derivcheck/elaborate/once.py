"""What the problem's own formulas mean, found out once and not at each place of use."""

from collections.abc import Callable
from typing import TypeVar

from derivcheck.elaborate.scope import Scope

T = TypeVar("T")

# of one signature; a class is graded with one, and each document adds contexts of its own
MOST = 2_000


def once(scope: Scope, about: object, more: tuple[object, ...], make: Callable[[], T]) -> T:
    """Return what ``make`` gives, made once for a signature, a context and what it is about.

    ``make`` must depend on nothing else but ``more``; what it raises is raised each time.
    """
    known = scope.signature.found
    key = id(about), id(scope.context), *more
    held = known.get(key)
    if held is None:
        if len(known) >= MOST:
            known.clear()
        # those that are known by their ids are kept with it, so that the ids stay theirs
        held = known[key] = about, scope.context, make()
    made: T = held[2]
    return made
