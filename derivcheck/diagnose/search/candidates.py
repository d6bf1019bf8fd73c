"""The edits that are looked at for a step, the likeliest first, singly and in pairs."""

import heapq
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import combinations, islice

from msgspec import Struct
from msgspec.structs import replace

from derivcheck.diagnose.edits import Edit
from derivcheck.diagnose.edits.fitting import Needs
from derivcheck.diagnose.search.case import Side
from derivcheck.diagnose.search.desk import MOST_KNOWN, Desk
from derivcheck.diagnose.slips import Slip, slips

# edits of a step that are thought of
MOST_PROPOSED = 6_000
MOST_PAIRS = 250
MOST_TWINS = 80
# single edits that are combined with each other
COMBINED, MOST_OF_KIND = 28, 8
# tokens by which an edit is larger for it to cost one more, and the most that this may be
TOKENS, MOST_FOR_SIZE = 5, 4
# what an edit of the chain's first member costs beside its own, if such slips are rare there
RARE = 10
# what is known of an edit that waits; behind these come those of which all is known
_UNSIZED, _SIZED = -1, 0
# dearer edits are not looked at together with others
DEAREST = 15


class Candidate(Struct, frozen=True):
    """An edit of one member, of some kind."""

    cost: int
    side: Side
    slip: Slip
    edit: Edit


Pair = tuple[Candidate, Candidate]
Kinds = Iterable[tuple[Desk, Slip]]


def kinds(desks: Iterable[Desk]) -> Iterator[tuple[Desk, Slip]]:
    """Yield the slips each member may have; what was not read has one of its own."""
    for desk in desks:
        failure = desk.side.reading.failure
        why = failure.code if failure is not None and failure.verdict == "unread" else None
        misfit = desk.around.fitting.needs is Needs.OTHER
        for slip in slips().values():
            if why in (None, slip.unread) and not (misfit and slip.keeps_shape):
                yield desk, slip


def candidates(found: Kinds) -> Iterator[Candidate]:
    """Yield single edits of some kinds of members, the likeliest first.

    How large an edit is, and how often the chain has what it puts, is asked once all that is
    cheaper was yielded: most edits are never looked at.
    """
    heap: list[tuple[int, int, int, Candidate, Desk]] = []
    rest = [(_cost(slip, desk.side), desk, slip) for desk, slip in found]
    rest.sort(key=lambda one: one[0])
    count = 0
    while heap or rest:
        while rest and (not heap or rest[0][0] <= heap[0][0]):
            cost, desk, slip = rest.pop(0)
            proposed = slip.propose(desk.formula, desk.around)
            for edit in islice(proposed, max(0, MOST_PROPOSED - count)):
                candidate = Candidate(cost + edit.more, desk.side, slip, edit)
                heapq.heappush(heap, (candidate.cost, _UNSIZED, count, candidate, desk))
                count += 1
        if not heap:
            return  # the last kinds had nothing to propose
        cost, tie, number, candidate, desk = heapq.heappop(heap)
        may = candidate.edit.may
        if tie == _UNSIZED and may is not None and not may():
            continue
        if tie == _UNSIZED:
            cost += min(desk.size(candidate.edit) // TOKENS, MOST_FOR_SIZE)
            candidate = replace(candidate, cost=cost)
            heapq.heappush(heap, (cost, _SIZED, number, candidate, desk))
        elif tie == _SIZED:
            tie = 1 + MOST_KNOWN - desk.gain(candidate.edit)
            heapq.heappush(heap, (cost, tie, count, candidate, desk))
            count += 1
        else:
            yield candidate


def _cost(slip: Slip, side: Side) -> int:
    """Return what a slip of a kind in a member costs."""
    rare = side.number == 0 and side.more >= RARE and not slip.begins
    return slip.cost + side.more + RARE * rare


def pairs(tried: list[Candidate]) -> list[Pair]:
    """Return pairs of edits, the likeliest first."""
    of_kind: Counter[str] = Counter()
    cheap: list[Candidate] = []
    for one in tried:
        of_kind[one.slip.code] += 1
        if one.cost <= DEAREST and of_kind[one.slip.code] <= MOST_OF_KIND:
            cheap.append(one)
    cheap = cheap[:COMBINED]
    found = [
        (one.cost + two.cost, at, (one, two))
        for at, one in enumerate(cheap)
        for two in cheap[at + 1 :]
        if one.side is two.side
    ]
    found.sort(key=lambda pair: pair[:2])
    return [pair for _, _, pair in found][: MOST_PAIRS - MOST_TWINS]


def twins(tried: list[Candidate]) -> list[Pair]:
    """Return pairs of edits that put the same text in two places, the same slip made twice."""
    by_text: dict[object, list[Candidate]] = {}
    for one in tried:
        texts = tuple(
            tuple(piece if isinstance(piece, str) else "" for piece in change.pieces)
            for change in one.edit.changes
        )
        if any(map(any, texts)):
            by_text.setdefault((id(one.side), one.slip.code, texts), []).append(one)
    return [pair for same in by_text.values() for pair in combinations(same[:5], 2)][:MOST_TWINS]
