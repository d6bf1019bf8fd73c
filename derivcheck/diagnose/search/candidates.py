"""The edits that are looked at for a step, the likeliest first, singly and in pairs."""

import heapq
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import combinations

from msgspec import Struct

from derivcheck.diagnose.edits import Edit
from derivcheck.diagnose.search.case import Side
from derivcheck.diagnose.search.desk import MOST_KNOWN, Desk
from derivcheck.diagnose.slips import Slip, slips

MOST_PAIRS = 250
MOST_TWINS = 80
# single edits that are combined with each other
COMBINED, MOST_OF_KIND = 28, 8
# tokens by which an edit is larger for it to cost one more, and the most that this may be
TOKENS, MOST_FOR_SIZE = 5, 4
# what an edit of the chain's first member costs beside its own, if such slips are rare there
RARE = 10
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
        for slip in slips().values():
            if why in (None, slip.unread):
                yield desk, slip


def candidates(found: Kinds) -> Iterator[Candidate]:
    """Yield single edits of some kinds of members, the likeliest first."""
    heap: list[tuple[int, int, int, Candidate, Desk]] = []
    rest = [(_cost(slip, desk.side), desk, slip) for desk, slip in found]
    rest.sort(key=lambda one: one[0])
    count = 0
    while heap or rest:
        while rest and (not heap or rest[0][0] <= heap[0][0]):
            cost, desk, slip = rest.pop(0)
            for edit in slip.propose(desk.formula, desk.around):
                more = edit.more + min(desk.size(edit) // TOKENS, MOST_FOR_SIZE)
                candidate = Candidate(cost + more, desk.side, slip, edit)
                heapq.heappush(heap, (candidate.cost, 0, count, candidate, desk))
                count += 1
        if not heap:
            return  # the last kinds had nothing to propose
        cost, tie, _, candidate, desk = heapq.heappop(heap)
        if tie == 0:
            tie = 1 + MOST_KNOWN - desk.gain(candidate.edit)
            heapq.heappush(heap, (cost, tie, count, candidate, desk))
            count += 1
            continue
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
