"""Cases that say two things at once: ``(ŷ_w − 1) v_c`` where w = o, and 0 where w = c."""

from collections.abc import Mapping, Sequence
from itertools import combinations, product

from derivcheck.term.core import All, Always, Any_, Condition, Index, IndexVar, Not, Same, Term

# indices in a condition: so many elements are tried for each of them
_MOST = 4


def contradict(branches: Sequence[tuple[Condition, Term]]) -> bool:
    """Whether two cases of indices may both hold and have different values.

    What is left over by the cases before, and conditions on numbers, overlap nowhere here:
    x ≥ 0 and x ≤ 0 is how people write them.
    """
    stated = [(when, value) for when, value in branches if _indices(when)]
    return any(
        value is not other and _both_hold(when, also)
        for (when, value), (also, other) in combinations(stated, 2)
    )


def _indices(when: Condition) -> frozenset[IndexVar] | None:
    """Return the indices that a condition compares, None if it compares anything else.

    Of a sample's word w_k an assumption may say that it is not o.
    """
    match when:
        case Same(left=IndexVar() as left, right=IndexVar() as right):
            return frozenset((left, right))
        case Not():
            return _indices(when.inner)
        case All() | Any_():
            parts = [_indices(part) for part in when.parts]
            return None if None in parts else frozenset().union(*(p for p in parts if p))
        case _:
            return None


def _both_hold(when: Condition, also: Condition) -> bool:
    indices = sorted((_indices(when) or frozenset()) | (_indices(also) or frozenset()), key=repr)
    if len(indices) > _MOST:
        return False
    places = product(range(len(indices)), repeat=len(indices))
    ways = (dict[Index, int](zip(indices, place, strict=True)) for place in places)
    return any(_holds(when, at) and _holds(also, at) for at in ways)


def _holds(when: Condition, at: Mapping[Index, int]) -> bool:
    match when:
        case Same():
            return at[when.left] == at[when.right]
        case Not():
            return not _holds(when.inner, at)
        case All():
            return all(_holds(part, at) for part in when.parts)
        case Any_():
            return any(_holds(part, at) for part in when.parts)
        case _:
            return isinstance(when, Always)
