"""Letters that nobody has declared, read by their use.

A name that neither problem nor document defines is a free variable of the one kind (a number, a
vector, a matrix) under which the whole chain means something.  The kinds are told apart by types
alone, never by what would hold.  Where two fit, or none, the name is not read.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from derivcheck.check.reading import Reading, Setting, read_trees
from derivcheck.check.relate import Mismatch, relate
from derivcheck.document import plain_member
from derivcheck.document.model import Chain
from derivcheck.elaborate import einstein
from derivcheck.elaborate.kinds import (
    TRANSPOSES,
    Kind,
    Letter,
    Usage,
    bare_key,
    fresh_kind,
    letter,
    ranks_of,
    usage,
)
from derivcheck.problem.model import Formula, SortEntry
from derivcheck.source import Span
from derivcheck.syntax import latex
from derivcheck.syntax import tree as t
from derivcheck.term.core import Entry, Node, Sort
from derivcheck.term.tensor import differing

Kinds = Mapping[str, Kind]

# readings of one chain, and of all chains of a document
MOST_TRIALS = 120
MOST_IN_ALL = 1500
# a chain whose sums are not written takes so many times longer to be read
COST_WITH_SUMS = 8
# with more members a chain is not gone through again and again
MOST_MEMBERS = 40

# what a wrong kind may cause; other failures tell nothing of kinds
_BY_KIND = frozenset({"shape-mismatch", "wrong-argument", "wrong-index", "unbound-index"})


@dataclass
class Budget:
    """How many readings are left."""

    left: int = MOST_IN_ALL


@dataclass(frozen=True)
class Written:
    """A chain with the trees of its members, and the setting it stands in."""

    chain: Chain
    trees: list[t.Tree]
    setting: Setting


def with_letters(setting: Setting, kinds: Kinds, beneath: tuple[Letter, ...] = ()) -> Setting:
    """Return a setting in which some undeclared letters are free variables.

    ``beneath`` are letters that definitions rest on; they are not seen by their names.
    """
    if not kinds and not beneath:
        return setting
    beneath = tuple(dict.fromkeys((*setting.beneath, *beneath)))
    letters = {**setting.letters, **_letters(kinds, beneath, setting)}
    every = (*letters.values(), *beneath)
    sorts = list(dict.fromkeys(sort for one in every for sort in one.kind.sorts))
    known = {entry.sort for entry in setting.signature.sorts} - setting.fresh
    new = [sort for sort in sorts if sort not in known]
    entries = (*(e for e in setting.signature.sorts if e.sort in known), *map(_entry, new))
    variables = {one.symbol: one.kind.sorts for one in every}
    context = replace(
        setting.context,
        sorts=tuple(entry.sort for entry in entries),
        variables={**setting.context.variables, **variables},
    )
    signature = replace(setting.signature, sorts=entries)
    return replace(
        setting,
        signature=signature,
        context=context,
        letters=letters,
        beneath=beneath,
        fresh=frozenset(new),
    )


def _entry(sort: Sort) -> SortEntry:
    words = f"\\text{{{sort.size}}}"
    size = Formula(words, t.Words(Span(0, 0), sort.size), plain_member(words), None)
    return SortEntry(sort, size, (), None, ())


def _letters(kinds: Kinds, beneath: tuple[Letter, ...], setting: Setting) -> dict[str, Letter]:
    """Return letters of some kinds, whose names in terms no other thing has.

    One that is the same thing as a letter beneath is that letter.
    """
    rows = setting.conventions.get("vectors") == "rows"
    context = setting.context
    taken = {*context.variables, *context.definitions, *context.maps}
    taken |= {one.symbol for one in beneath}
    out: dict[str, Letter] = {}
    for key, kind in kinds.items():
        plain = (one for one in beneath if one.symbol.rstrip("·") == key and one.kind == kind)
        symbol = key
        while symbol in taken:
            symbol += "·"
        out[key] = next(plain, None) or letter(key, kind, symbol, rows=rows)
    return out


def solutions(written: Written, used: Usage, known: Kinds, budget: Budget) -> list[Kinds]:
    """Return under which kinds of its unknown names a chain means something, two at most.

    ``known`` are kinds that other chains have fixed.
    """
    if len(written.trees) > MOST_MEMBERS:
        return []
    search = _Search(written, _of_chain(written, used), Budget(min(MOST_TRIALS, budget.left)))
    limit = search.budget.left
    found: list[Kinds] = []
    known = _occurring(known, written)
    for start, loose in _beginnings(written, search.used, known):
        search.loose = loose
        for kinds in search.under(start):
            if all(_ranks(kinds) != _ranks(other) for other in found):
                found.append(kinds)
            if len(found) == 2:
                break
        if found:
            break
    budget.left -= limit - search.budget.left
    if search.budget.left <= 0:
        return []
    return found[:1] if len(found) == 2 and _entry_by_entry(found, known, written) else found


def _entry_by_entry(found: list[Kinds], known: Kinds, written: Written) -> bool:
    """Whether a chain says of each entry of vectors what it says of numbers, and no more.

    So it is where the letters are numbers or vectors, and there is nothing else but numbers.
    """
    numbers, vectors = (
        {k: r for k, r in _ranks(kinds).items() if k not in known} for kinds in found
    )
    if any(numbers.values()) or max(vectors.values(), default=0) > 1:
        return False
    setting = with_letters(written.setting, found[0])
    readings = read_trees(written.chain, written.trees, setting.scope())
    return all(
        reading.tensor is None
        or (reading.tensor.is_scalar and not any(_has_axes(n) for n in reading.tensor.body.walk()))
        for reading in readings
    )


def _has_axes(node: Node) -> bool:
    return isinstance(node, Entry) and bool(node.indices)


def _occurring(known: Kinds, written: Written) -> Kinds:
    """Return the kinds of names that occur in a chain and that the problem does not have."""
    signature = written.setting.signature
    names = {bare_key(n) for tree in written.trees for n in tree.walk() if _is_name(n)}
    names -= signature.symbols.keys()
    return {key: kind for key, kind in known.items() if key in names}


def _is_name(node: t.Tree) -> bool:
    return isinstance(node, (t.Name, t.Scripts))


def _of_chain(written: Written, part: Usage) -> Usage:
    """Return how a chain uses names; a capital that the part transposes is a matrix in it too."""
    own = usage(written.trees)
    capitals = {key for key in part.transposed if 2 in ranks_of(key, Usage())}
    return replace(own, transposed=own.transposed | capitals, once=part.once)


def _beginnings(
    written: Written, used: Usage, known: Kinds
) -> Iterator[tuple[dict[str, Kind], bool]]:
    """Yield what to begin a search with, from the strictest reading on.

    A number of the problem may be a vector of the document's own; and a number may be added to
    each entry of a vector (the second value).  Each only where nothing else means anything.
    """
    reals = {key: fresh_kind(key, used.subscripts.get(key, 1)) for key in _reals(written)}
    reals = {key: kind for key, kind in reals.items() if len(kind.sorts) <= 2}
    for loose in (False, True):
        yield dict(known), loose
        if reals:
            yield {**reals, **known}, loose


def _reals(written: Written) -> Iterator[str]:
    """Yield the problem's plain numbers in a chain, such as the x of σ(x)."""
    symbols = written.setting.signature.symbols
    for key in dict.fromkeys(latex(n) for tree in written.trees for n in tree.walk()):
        entry = symbols.get(key)
        if entry is not None and entry.kind == "real" and entry.domain == "real":
            yield key


def misread_numbers(written: Written) -> bool:
    """Whether a number of the problem is used in a chain as if it were a vector."""
    if not any(_reals(written)):
        return False
    readings = read_trees(written.chain, written.trees, written.setting.scope())
    codes = {reading.failure.code for reading in readings if reading.failure is not None}
    return bool(codes & {"wrong-index", "wrong-argument"})


def _ranks(kinds: Kinds) -> dict[str, int]:
    return {key: len(kind.sorts) for key, kind in kinds.items()}


@dataclass
class _Search:
    written: Written
    used: Usage
    budget: Budget
    loose: bool = False  # whether a number may be added to each entry of a vector

    def under(self, kinds: dict[str, Kind]) -> Iterator[Kinds]:
        """Yield the kinds under which the chain means something, those given among them."""
        written = einstein.convention(self.written.setting.scope()) == "written"
        self.budget.left -= 1 if written else COST_WITH_SUMS
        if self.budget.left <= 0:
            return
        setting = with_letters(self.written.setting, kinds)
        scope = setting.scope()
        scope.only_kinds = True
        readings = read_trees(self.written.chain, self.written.trees, scope)
        for reading in readings:
            failure = reading.failure
            if failure is None:
                continue
            if failure.name is not None and failure.name not in kinds:
                for rank in ranks_of(failure.name, self.used):
                    kind = replace(fresh_kind(failure.name, rank), spread=self.loose and not rank)
                    yield from self.under({**kinds, failure.name: kind})
                return
            if failure.pair is not None and (pair := _mergeable(failure.pair, setting)):
                yield from self.under(_merged(kinds, *pair))
                return
            if failure.code in _BY_KIND:
                return
        yield from self._related(readings, kinds, setting)

    def _related(
        self, readings: tuple[Reading, ...], kinds: dict[str, Kind], setting: Setting
    ) -> Iterator[Kinds]:
        compared = 0
        for relation in self.written.chain.relations:
            left, right = readings[relation.left].tensor, readings[relation.right].tensor
            if relation.sign != "=" or left is None or right is None:
                continue
            pair = differing(left.shape, right.shape)
            if pair is not None and (fitting := _mergeable(pair, setting)):
                yield from self.under(_merged(kinds, *fitting))
                return
            statement, _ = relate(left, right, setting.context, relation.span)
            if isinstance(statement, Mismatch):
                return
            compared += 1
        if compared:
            yield kinds


def _mergeable(pair: tuple[Sort, Sort], setting: Setting) -> tuple[Sort, Sort] | None:
    """Return which set is put in the place of which: (old, new); None if both are known."""
    # a length that a vector gave its name is kept before those of matrices
    for old, new in sorted((pair, pair[::-1]), key=lambda two: two[0].name.startswith("dim ")):
        if old in setting.fresh and old is not new:
            return old, new
    return None


def _merged(kinds: dict[str, Kind], old: Sort, new: Sort) -> dict[str, Kind]:
    return {key: kind.with_sort(old, new) for key, kind in kinds.items()}


@dataclass(frozen=True)
class Typed:
    """The kinds of undeclared names in the chains of a part."""

    at: tuple[Kinds, ...]  # for each chain
    unsure: tuple[frozenset[str], ...]  # names of which two kinds fit


def kinds_of(chains: Iterable[Written | None], used: Usage, budget: Budget) -> Typed:
    """Return the kinds of undeclared names, the same in all chains where that is possible.

    None stands for a chain in which nothing is unknown.  What one chain leaves open, another may
    tell; a chain that contradicts the others is read for itself.
    """
    listed = list(chains)
    shared: dict[str, Kind] = {}
    at: list[Kinds] = [{} for _ in listed]
    unsure: list[frozenset[str]] = [frozenset() for _ in listed]
    waiting = [place for place, written in enumerate(listed) if written is not None]
    for _ in range(3):
        left: list[int] = []
        for place in waiting:
            written = listed[place]
            assert written is not None
            found = solutions(written, used, shared, budget)
            if not found and shared:
                found = solutions(written, used, {}, budget)
                if len(found) == 1:
                    at[place] = found[0]
                    unsure[place] = frozenset()
                    continue
            if len(found) == 1:
                if _agree(found[0], shared):
                    shared = _joined(shared, found[0])
                at[place] = found[0]
                unsure[place] = frozenset()
                continue
            unsure[place] = _open(found)
            left.append(place)
        if left == waiting or not left:
            break
        waiting = left
    final = tuple(_final(kinds, shared) for kinds in at)
    return Typed(final, tuple(unsure))


def _joined(shared: Kinds, found: Kinds) -> dict[str, Kind]:
    """Return the kinds of a part with those of one more chain, equal index sets made one."""
    out = dict(shared)
    for key, kind in found.items():
        known = out.get(key, kind)
        # a number of the problem may be a vector in one chain and a matrix in another
        same = len(known.sorts) == len(kind.sorts)
        for old, new in zip(known.sorts, kind.sorts, strict=True) if same else ():
            if old is not new:
                out = _merged(out, old, new)
    return {**out, **found}


def _open(found: list[Kinds]) -> frozenset[str]:
    if len(found) < 2:
        return frozenset()
    first, second = (_ranks(kinds) for kinds in found)
    return frozenset(k for k in first.keys() & second.keys() if first[k] != second[k])


def _final(kinds: Kinds, shared: Kinds) -> Kinds:
    """Return kinds with index sets that later chains have told to be one."""
    if not kinds or not _agree(kinds, shared):
        return kinds
    return {k: shared.get(k, kind) for k, kind in kinds.items()}


def _agree(kinds: Kinds, shared: Kinds) -> bool:
    """Whether no name has another rank in a chain than in those before."""
    return all(
        _ranks({k: kind}) == _ranks({k: shared[k]}) for k, kind in kinds.items() if k in shared
    )


def unknown_names(trees: Iterable[t.Tree], setting: Setting) -> bool:
    """Whether formulas may have a name in them of which nothing is known."""
    signature = setting.signature
    tables = (
        setting.names, signature.symbols, signature.definitions, signature.aliases,
        signature.columns, signature.losses, signature.typos,
    )  # fmt: skip
    trees = list(trees)
    names = {latex(node) for tree in trees for node in tree.walk() if isinstance(node, t.Name)}
    names = {key for key in names if ranks_of(key, Usage()) and key not in TRANSPOSES}
    names = {key for key in names if not any(key in table for table in tables)}
    return bool(names - usage(trees).indices) if names else False
