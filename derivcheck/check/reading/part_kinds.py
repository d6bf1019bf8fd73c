"""What undeclared letters are in a part: the same in all of its chains where that is possible."""

from collections.abc import Iterable

from msgspec import Struct
from msgspec.structs import replace

from derivcheck.check.reading.free_letters import Kinds, ranks
from derivcheck.check.reading.members import Setting
from derivcheck.check.reading.typing import Budget, Told, Written, occurring, solutions
from derivcheck.elaborate.kinds import (
    TRANSPOSES,
    Kind,
    Usage,
    bare_key,
    fresh_kind,
    indices_in,
    is_raised,
    letters_written,
    ranks_of,
    usage,
)
from derivcheck.syntax import tree as t
from derivcheck.syntax.once import once_a_formula
from derivcheck.term.core import Sort


class Typed(Struct, frozen=True):
    """The kinds of undeclared names in the chains of a part."""

    at: tuple[Kinds, ...]  # for each chain
    unsure: tuple[frozenset[str], ...]  # names of which two kinds fit
    # chains that tell nothing by themselves: what holds elsewhere is taken to hold there
    borrowed: frozenset[int] = frozenset()


def kinds_of(
    chains: Iterable[Written | None], used: Usage, budget: Budget, before: Kinds | None = None
) -> Typed:
    """Return the kinds of undeclared names, the same in all chains where that is possible.

    None stands for a chain in which nothing is unknown.  What names are said to stand for comes
    first; what one chain leaves open, another may tell; a chain in which a letter is another kind
    of thing than in the others is read for itself.  ``before`` are kinds that definitions above
    the part rest on.
    """
    return _Part(list(chains), used, budget, before or {}).typed()


class _Part:
    def __init__(
        self, chains: list[Written | None], used: Usage, budget: Budget, before: Kinds
    ) -> None:
        self.chains, self.used, self.budget, self.before = chains, used, budget, before
        self.shared: dict[str, Kind] = dict(before)
        self.fixed = _sorts(before)  # lengths that definitions tell apart
        self.known: dict[object, list[Kinds]] = {}
        self.at: list[Kinds] = [{} for _ in chains]
        self.unsure: list[frozenset[str]] = [frozenset() for _ in chains]

    def typed(self) -> Typed:
        places = [at for at, one in enumerate(self.chains) if one is not None]
        defining = [at for at in places if self._written(at).defines]
        others = [at for at in places if at not in defining]
        left = self._settle(defining)
        self.fixed = _sorts(self.shared)
        waiting = self._settle([*left, *others])
        while waiting:
            # nothing else tells numbers from vectors where both say the same; a chain that has
            # vectors in either case may yet tell what letters of such a one are
            order = sorted(waiting, key=lambda at: not self._has_vectors(at))
            place = next((at for at in order if self._settled(at, numbers=True)), None)
            if place is None:
                break
            waiting = self._settle([at for at in waiting if at != place])
        if defining and others:
            self._measure([*defining, *others])
        borrowed: set[int] = set()
        for place in places:
            left_open = not self.at[place] and not self.unsure[place]
            if left_open and not self._written(place).defines:
                # what is told elsewhere holds here too, though one of its members does not fit
                self.at[place] = occurring(self.shared, self._written(place))
                borrowed.add(place)
            elif left_open:
                # what follows a definition may mean nothing with it
                self.at[place] = self._defined(place)
        at = tuple(_final(kinds, self.shared) for kinds in self.at)
        return Typed(at, tuple(self.unsure), frozenset(borrowed))

    def _defined(self, place: int) -> Kinds:
        """Return what is told by the ``=`` alone that says what a name is, if it tells all."""
        written = self._written(place)
        chain = written.chain
        if len(chain.members) < 3 or self.budget.left <= 0:
            return {}
        relations = tuple(one for one in chain.relations if max(one.left, one.right) < 2)
        first = replace(chain, members=chain.members[:2], relations=relations)
        alone = replace(written, chain=first, trees=written.trees[:2], defined=1)
        found = solutions(alone, self.used, self.shared, self.budget, numbers=True)
        return found[0] if len(found) == 1 else {}

    def _measure(self, places: list[int]) -> None:
        """Find the lengths anew now that numbers, vectors and matrices are told apart.

        What names stand for comes first: a claim that was read before must not have made lengths
        equal that a definition tells apart.
        """
        if self.budget.left <= 0:
            return
        settled = [at for at in places if self.at[at] and _agree(self.at[at], self.shared)]
        self.shared = dict(self.before)
        for place in settled:
            new = {
                key: replace(fresh_kind(key, kind.rank), spread=kind.spread)
                for key, kind in self.at[place].items()
            }
            written = self._written(place)
            known = {**new, **occurring(self.shared, written)}
            found = solutions(written, self.used, known, self.budget, told=self._told())
            if found:
                self.shared = _joined(self.shared, found[0])
            self.at[place] = found[0] if found else known

    def _told(self) -> Told:
        return Told(_sorts(self.shared), self.fixed, self.shared)

    def _written(self, place: int) -> Written:
        written = self.chains[place]
        assert written is not None
        return written

    def _settle(self, waiting: list[int]) -> list[int]:
        """Note what chains tell, as long as any tells something; return those left open."""
        while waiting:
            left = [place for place in waiting if not self._settled(place)]
            if left == waiting:
                break
            waiting = left
        return waiting

    def _solutions(self, place: int, shared: Kinds, numbers: bool) -> list[Kinds]:
        written = self._written(place)
        known = sorted(occurring(shared, written).items(), key=lambda item: item[0])
        key = place, numbers, tuple(known), frozenset(shared.values())
        if key not in self.known:
            self.known[key] = solutions(
                written,
                self.used,
                shared,
                self.budget,
                numbers=numbers,
                told=Told(_sorts(shared), self.fixed, shared),
            )
        return self.known[key]

    def _has_vectors(self, place: int) -> bool:
        """Whether a chain tells of a letter that it is a vector or a matrix, if it tells all."""
        found = self._solutions(place, self.shared, numbers=True)
        new = found[0].items() - self.shared.items() if len(found) == 1 else ()
        return any(kind.sorts for _, kind in new)

    def _settled(self, place: int, *, numbers: bool = False) -> bool:
        """Whether the kinds in a chain are known; those that it tells are noted."""
        found = self._solutions(place, self.shared, numbers)
        if not found and self.shared:
            return self._settled_apart(place, numbers)
        self.unsure[place] = _open(found)
        if len(found) != 1:
            return False
        self.at[place] = found[0]
        if _agree(found[0], self.shared):
            self.shared = _joined(self.shared, found[0])
        return True

    def _settled_apart(self, place: int, numbers: bool) -> bool:
        """Whether a chain that contradicts the others means something by itself.

        If it only takes lengths for equal that are told apart, it is read with them apart, so
        that its shapes do not fit.
        """
        written = self._written(place)
        if solutions(written, self.used, self.shared, self.budget):
            self.at[place] = occurring(self.shared, written)
            return True
        found = self._solutions(place, {}, numbers)
        self.unsure[place] = _open(found)
        if len(found) != 1:
            return False
        self.at[place] = found[0]
        return True


def unknown_names(trees: Iterable[t.Tree], setting: Setting) -> bool:
    """Whether formulas may have a name in them of which nothing is known."""
    signature = setting.signature
    tables = (
        setting.names, signature.symbols, signature.definitions, signature.aliases,
        signature.columns.keys() - setting.taken, signature.losses, signature.typos,
    )  # fmt: skip
    trees = list(trees)
    names = {key for tree in trees for key in (*letters_written(tree), *_raised_in(tree))}
    # π_k is not the number
    used = Usage(subscripts=usage(trees).subscripts if "\\pi" in names else {})
    names = {key for key in names if ranks_of(key, used) and key not in TRANSPOSES}
    names = {key for key in names if not any(key in table for table in tables)}
    return bool(names - indices_in(trees)) if names else False


@once_a_formula
def _raised_in(tree: t.Tree) -> tuple[str, ...]:
    raised = (node for node in tree.walk() if isinstance(node, t.Scripts) and is_raised(node))
    return tuple(map(bare_key, raised))


def _sorts(kinds: Kinds) -> frozenset[Sort]:
    return frozenset(sort for kind in kinds.values() for sort in kind.sorts)


def _joined(shared: Kinds, found: Kinds) -> dict[str, Kind]:
    """Return the kinds of a part with those of one more chain, equal index sets made one."""
    out = dict(shared)
    for key, kind in found.items():
        known = out.get(key, kind)
        # a number of the problem may be a vector in one chain and a matrix in another
        same = known.rank == kind.rank
        for old, new in zip(known.sorts, kind.sorts, strict=True) if same else ():
            if old is not new:
                out = {k: one.with_sort(old, new) for k, one in out.items()}
    return {**out, **found}


def _open(found: list[Kinds]) -> frozenset[str]:
    if len(found) < 2:
        return frozenset()
    first, second = (ranks(kinds) for kinds in found)
    return frozenset(k for k in first.keys() & second.keys() if first[k] != second[k])


def _final(kinds: Kinds, shared: Kinds) -> Kinds:
    """Return kinds with index sets that later chains have told to be one."""
    if not kinds or not _agree(kinds, shared):
        return kinds
    return {k: shared.get(k, kind) for k, kind in kinds.items()}


def _agree(kinds: Kinds, shared: Kinds) -> bool:
    """Whether no name has another rank in a chain than in those before."""
    return all(
        ranks({k: kind}) == ranks({k: shared[k]}) for k, kind in kinds.items() if k in shared
    )
