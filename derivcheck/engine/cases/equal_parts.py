"""Arguments with sums that are written in two ways, made one before sums are named.

Sums under functions get one name only if they are written alike (`abstraction`).  Here two
arguments of one function that hold sums, one from each side, are first shown to be equal for
every size, as a statement of their own; then one is put in the place of the other.  Only
arguments without bound indices count, at places that are evaluated wherever their side is:
elsewhere one could be defined where the other is not.
"""

from collections.abc import Callable

from derivcheck.engine.cases.domain import evaluated_parts
from derivcheck.engine.cases.tidy import canonical_names
from derivcheck.term.core import Call, Sum, Term
from derivcheck.term.substitute import replace_part

# pairs of arguments that are compared
MAX_PAIRS = 6


def with_equal_arguments(
    left: Term, right: Term, equal: Callable[[Term, Term], bool]
) -> tuple[Term, Term] | None:
    """Return both sides with arguments that are equal made one, None if there are none."""
    ours, theirs = _arguments(left), _arguments(right)
    pairs = [
        (mine, other)
        for function, mine in ours
        for name, other in theirs
        if name == function and (name, mine) not in theirs and (function, other) not in ours
    ]
    changed, done = right, set[Term]()
    for mine, other in pairs[:MAX_PAIRS]:
        if other not in done and equal(mine, other):
            done.add(other)
            changed = replace_part(changed, other, mine)
    return (left, canonical_names(changed)) if done else None


def _arguments(side: Term) -> dict[tuple[str, Term], None]:
    """Return the arguments with sums and their functions, in order."""
    found: dict[tuple[str, Term], None] = {}
    for part, bound in evaluated_parts(side):
        if isinstance(part, Call) and not bound:
            argument = part.args[0]
            if any(isinstance(node, Sum) for node in argument.walk()):
                found[part.function, argument] = None
    return found
