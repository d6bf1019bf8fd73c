"""Members that were read before in the same setting, here or in another document of a class.

What a member means rests on its tree and on its scope.  Both are compared as far as they matter,
and what reading it changed in the scope is changed again.
"""

from collections.abc import Callable

from msgspec import Struct

from derivcheck.elaborate.failure import Failure
from derivcheck.elaborate.names import REFERENTS
from derivcheck.elaborate.scope import Scope
from derivcheck.source import Diagnostic
from derivcheck.syntax import formula_of
from derivcheck.syntax import tree as t
from derivcheck.syntax.once import once_a_formula
from derivcheck.term.core import IndexVar, Sort
from derivcheck.term.tensor import Tensor

# members that are kept
MOST = 2_000

Values = tuple[Tensor | Failure, Tensor | None]


class _Known(Struct, frozen=True):
    """What a member means, and what its scope was when it had been read."""

    values: Values
    conditions: tuple[str, ...]
    free: dict[str, IndexVar]
    once_bound: frozenset[str]
    sorts: dict[str, Sort]
    sizes: dict[str, Sort]
    late: frozenset[str]
    powers: str
    kept: tuple[object, ...]  # what the key knows by its id


_known: dict[tuple[object, ...], _Known] = {}


def read_again(
    tree: t.Tree,
    scope: Scope,
    remarks: tuple[Diagnostic, ...],
    read: Callable[[t.Tree, Scope], Values],
) -> Values:
    """Return what ``read`` gives, from an earlier member if it is the same in the same scope.

    ``remarks`` are those that a scope begins with.  What a place was remarked on or could not be
    read is found out each time, as it is said with the place.
    """
    formula = formula_of(tree)
    refers = _refers(tree)
    referent = formula_of(scope.referent) if refers and scope.referent is not None else None
    lacks = formula is None or (refers and referent is None)
    if lacks or not _is_plain(scope):
        return read(tree, scope)
    kept = formula, referent, scope.signature, scope.context, scope.loss
    key = (*map(id, kept), *_state(scope))
    known = _known.pop(key, None)
    if known is not None:
        _known[key] = known  # behind those that were asked for before
        return _restored(known, scope)
    values = read(tree, scope)
    if tuple(scope.remarks) == remarks and not isinstance(values[0], Failure) and _is_plain(scope):
        if len(_known) >= MOST:
            del _known[next(iter(_known))]
        _known[key] = _Known(
            values,
            tuple(scope.conditions),
            dict(scope.free),
            frozenset(scope.once_bound),
            dict(scope.sorts),
            dict(scope.sizes),
            scope.late,
            scope.powers,
            kept,
        )
    return values


@once_a_formula
def _refers(tree: t.Tree) -> bool:
    """Whether a formula speaks of what the chain began with, “loss”."""
    return any(isinstance(node, t.Words) and node.text in REFERENTS for node in tree.walk())


def _is_plain(scope: Scope) -> bool:
    """Whether nothing is known in a scope that has a place in the document, or letters by use."""
    others = (
        scope.letters, scope.inferred, scope.half_said, scope.fresh, scope.unsure, scope.elements,
        scope.left_out, scope.primes, scope.compared, scope.derived, scope.known, scope.guesses,
        scope.other_reading, scope.upstream, scope.unspoken,
    )  # fmt: skip
    return not any(others)


def _state(scope: Scope) -> tuple[object, ...]:
    """Return what the meaning of a formula may rest on besides."""
    letters = (
        scope.customary, scope.taken, scope.carried, scope.indicated, scope.late, scope.counted,
    )  # fmt: skip
    return (
        tuple(scope.conventions.items()),
        tuple(scope.free.items()),
        tuple(scope.bound.items()),
        tuple(scope.locals.items()),
        frozenset(scope.once_bound),
        tuple(scope.sorts.items()),
        tuple(scope.sizes.items()),
        *map(frozenset, letters),
        scope.powers,
        scope.only_kinds,
        scope.strict,
        scope.transposes,
        scope.opens,
    )


def _restored(known: _Known, scope: Scope) -> Values:
    scope.conditions = list(known.conditions)
    scope.free.update(known.free)
    scope.once_bound.update(known.once_bound)
    scope.sorts.update(known.sorts)
    scope.sizes.update(known.sizes)
    scope.late, scope.powers = known.late, known.powers
    return known.values
