"""Whether the methods that a rubric asks for are in a part, in whatever notation.

A method is a formula.  It is there if some member of a chain, or a part of one, is that formula
up to the order of sums and products, the names of indices and what names stand for; or, unless
the formula is equal to what is asked for, as every member of a right chain is, if it is proved
equal to it, or to its negative.  The formula that a chain sets out from is no method, nor is a bare
name.
"""

from collections.abc import Iterator, Sequence
from itertools import permutations

from derivcheck.check.judging.chains import Judged, equal_values
from derivcheck.check.judging.judge import Judge
from derivcheck.check.reading.members import Setting
from derivcheck.term.context import unfold
from derivcheck.term.core import Entry, Index, IndexVar, Number, Size, Term, neg
from derivcheck.term.folding import Matching, spread
from derivcheck.term.substitute import substitute
from derivcheck.term.tensor import Tensor, scalar

MOST = 60  # pieces of a part that are put to the engine for one method
MOST_AXES = 3  # ways to name the indices of more are not gone through


def methods_in(chains: Sequence[Judged], setting: Setting, judge: Judge) -> tuple[bool | None, ...]:
    """Return for each method of a setting whether it is there; None where that is not sure."""
    if not setting.methods:
        return ()
    pieces = list(dict.fromkeys(_pieces(chains)))
    unsure = any(one.tensor is None for judged in chains for one in judged.readings[1:])
    found = (
        method is not None and _is_there(method, pieces, setting, judge)
        for method in setting.methods
    )
    return tuple(there or (None if unsure else False) for there in found)


def _pieces(chains: Sequence[Judged]) -> Iterator[Term]:
    """Yield the members behind the first of each chain and all within them, the largest first."""
    for judged in chains:
        for reading in judged.readings[1:]:
            if reading.tensor is not None:
                nodes = (n for n in reading.tensor.body.walk() if isinstance(n, Term))
                yield from (n for n in nodes if not isinstance(n, (Entry, Number, Size)))


def _is_there(method: Tensor, pieces: list[Term], setting: Setting, judge: Judge) -> bool:
    wanted = unfold(method.body, setting.context)
    alike = [one for one in pieces if unfold(one, setting.context).symbols == wanted.symbols]
    named = [(one, renamed) for one in alike for renamed in _named_as(method.body, one)]
    if any(_same(one, renamed, setting) for one, renamed in named):
        return True
    goal = setting.goal
    if goal is not None and equal_values(method, goal, setting, judge) is True:
        return False
    return any(
        equal_values(scalar(one), scalar(either), setting, judge) is True
        for one, renamed in named[:MOST]
        for either in (renamed, neg(renamed))
    )


def _named_as(method: Term, piece: Term) -> Iterator[Term]:
    """Yield a method with its free indices named as those of a piece, in each way that fits."""
    holes = sorted(method.free, key=lambda index: index.name)
    names = sorted(piece.free, key=lambda index: index.name)
    if len(holes) != len(names) or len(holes) > MOST_AXES:
        return
    for order in permutations(names):
        if all(hole.sort is name.sort for hole, name in zip(holes, order, strict=True)):
            swap: dict[IndexVar, Index] = dict(zip(holes, order, strict=True))
            yield substitute(method, swap)


def _same(one: Term, other: Term, setting: Setting) -> bool:
    """Whether two terms are one formula, what names stand for written out."""
    left, right = (spread(unfold(term, setting.context)) for term in (one, other))
    return Matching(frozenset()).first(left, right) is not None
