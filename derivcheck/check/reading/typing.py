"""Letters that nobody has declared, read by their use.

A name that neither problem nor document defines is a free variable of the one kind (a number, a
vector, a matrix) under which the whole chain means something.  The kinds are told apart by types
alone, never by what would hold.  Where two fit, or none, the name is not read.
"""

from collections.abc import Iterator, Mapping

from msgspec import Struct
from msgspec.structs import replace

from derivcheck.check.reading.free_letters import Kinds, ranks, with_letters
from derivcheck.check.reading.members import Reading, Setting, read_trees
from derivcheck.check.reading.relate import Mismatch, relate
from derivcheck.check.reading.two_kinds import is_affine_map, says_the_same_of_each
from derivcheck.document.model import Chain
from derivcheck.elaborate import einstein
from derivcheck.elaborate.factors import taken_of_names
from derivcheck.elaborate.kinds import (
    Kind,
    Usage,
    bare_key,
    fresh_kind,
    indices_in,
    names_in,
    only_indexed,
    ranks_of,
    usage,
)
from derivcheck.elaborate.scripts import is_star
from derivcheck.syntax import latex
from derivcheck.syntax import tree as t
from derivcheck.term.core import Sort
from derivcheck.term.tensor import Tensor, differing

# readings of one chain, and of all chains of a document
MOST_TRIALS = 120
MOST_IN_ALL = 4000
# a chain whose sums are not written takes so many times longer to be read
COST_WITH_SUMS = 4
# with more members a chain is not gone through again and again
MOST_MEMBERS = 40

# what a wrong kind may cause; other failures tell nothing of kinds
_BY_KIND = frozenset({"shape-mismatch", "wrong-argument", "wrong-index", "unbound-index"})


class Budget(Struct):
    """How many readings are left."""

    left: int = MOST_IN_ALL


class Told(Struct, frozen=True):
    """What other chains of a part tell of lengths."""

    sorts: frozenset[Sort] = frozenset()  # all of them
    fixed: frozenset[Sort] = frozenset()  # those that definitions tell apart
    kinds: Mapping[str, Kind] = {}

    def may_be_one(self, old: Sort, new: Sort, kinds: Kinds) -> bool:
        """Whether a claim may make one of two lengths that only claims before have told apart.

        Not where a matrix would become square: that is what a missing transpose does.
        """
        if old in self.fixed or old is new or old not in self.sorts:
            return False
        every = (*kinds.values(), *self.kinds.values())
        return not any(one.with_sort(old, new).is_square and not one.is_square for one in every)


class Written(Struct, frozen=True):
    """A chain with the trees of its members, and the setting it stands in."""

    chain: Chain
    trees: list[t.Tree]
    setting: Setting
    defines: bool = False  # it begins with a name of which it may say what it is
    defined: int = 1  # the last member that says what a name is
    numbers: frozenset[str] = frozenset()  # called a constant or a scalar in words


def solutions(
    written: Written,
    used: Usage,
    known: Kinds,
    budget: Budget,
    *,
    numbers: bool = False,
    told: "Told | None" = None,
) -> list[Kinds]:
    """Return under which kinds of its unknown names a chain means something, two at most.

    ``known`` are kinds that other chains have fixed, ``told`` lengths that a claim does not make
    equal.  With ``numbers``, what the problem declares a number is one if it can be, and so is
    what may be one wherever each entry of a vector would be said the same of.
    """
    if len(written.trees) > MOST_MEMBERS:
        return []
    search = _Search(written, used, Budget(min(MOST_TRIALS, budget.left)))
    search.told = told or Told()
    limit = search.budget.left
    known = occurring(known, written)
    found: list[Kinds] = []
    for search.used in _uses(written, used):
        found = found or _first(search, known, numbers)
    if not found and 1 in search.used.subscripts.values():
        # vectors x_i where no numbers x_i mean anything
        search.used = replace(search.used, families=True)
        found = _first(search, known, numbers)
    budget.left -= limit - search.budget.left
    if search.budget.left <= 0:
        return []
    chain, trees = written.chain, written.trees
    if numbers and len(found) == 2:
        if says_the_same_of_each(found, chain, trees, written.setting):
            return found[:1]
        if is_affine_map(found, trees):
            return found[1:]
    return found


def _first(search: "_Search", known: Kinds, numbers: bool) -> list[Kinds]:
    """Return what is found from the strictest beginning from which anything is."""
    found: list[Kinds] = []
    for starts in _beginnings(search.written, search.used, known):
        for start, search.loose in starts:
            _add(found, search.under(start))
            if found and numbers:
                break
        if found:
            break
    return found


def _add(found: list[Kinds], more: Iterator[Kinds]) -> None:
    """Add kinds that differ from those found in how many axes a name has, to two in all."""
    for kinds in more if len(found) < 2 else ():
        if all(ranks(kinds) != ranks(other) for other in found):
            found.append(kinds)
        if len(found) == 2:
            break


def occurring(known: Kinds, written: Written) -> Kinds:
    """Return the kinds of names that occur in a chain and that the problem does not have.

    What the problem takes for a number may be another thing in a part; and so is the f of f(x).
    """
    symbols = written.setting.signature.symbols
    names = {bare_key(n) for tree in written.trees for n in tree.walk() if _is_name(n)}
    elements = _misused_elements(written)
    numbers = {key for key, one in symbols.items() if one.is_any_number and not one.stated}
    numbers |= _numbered(written)
    names -= symbols.keys() - numbers - elements
    names -= {key for tree in written.trees for key in taken_of_names(tree)}
    return {key: kind for key, kind in known.items() if key in names}


def _is_name(node: t.Tree) -> bool:
    return isinstance(node, (t.Name, t.Scripts))


def _is_word(node: t.Tree) -> bool:
    return isinstance(node, t.Words)


def _uses(written: Written, part: Usage) -> list[Usage]:
    """Return how a chain uses names, the likelier reading first.

    What the part transposes is a vector or matrix in it too, if it can be; a capital always is.
    """
    own = usage(written.trees)
    capitals = {key for key in part.transposed if 2 in ranks_of(key, Usage())}
    strict, loose = (
        replace(
            own,
            transposed=own.transposed | more,
            once=part.once,
            numbers=part.numbers,
            called=part.called,
            members=own.members | part.members,
            crossed=own.crossed | part.crossed,
            values=part.values,
            counted=part.counted,
        )
        for more in (part.transposed, capitals)
    )
    names = {key for tree in written.trees for key in names_in(tree)}
    return [strict, loose] if names & (strict.transposed - loose.transposed) else [loose]


def _beginnings(
    written: Written, used: Usage, known: Kinds
) -> Iterator[list[tuple[dict[str, Kind], bool]]]:
    """Yield what to begin a search with, from the strictest reading on.

    A number of the problem may be a vector of the document's own; and a number may be added to
    each entry of a vector (the second value), where nothing else means anything.
    """
    reals = {key: fresh_kind(key, used.subscripts.get(key, 1)) for key in _reals(written)}
    reals = {key: kind for key, kind in reals.items() if len(kind.sorts) <= 2}
    starts = [dict(known)]
    if reals.keys() - known.keys():
        starts.append({**reals, **known})
    for loose in (False, True):
        yield [(start, loose) for start in starts]


def _reals(written: Written) -> Iterator[str]:
    """Yield the problem's plain numbers in a chain, such as the x of σ(x).

    What the document itself declares a number is one, but not where it is numbered.
    """
    symbols = written.setting.signature.symbols
    numbered = _numbered(written)
    nodes = (n for tree in written.trees for n in tree.walk() if _is_name(n) or _is_word(n))
    for key in dict.fromkeys(map(latex, nodes)):
        entry = symbols.get(key)
        if entry is not None and entry.is_any_number and (not entry.stated or key in numbered):
            yield key


def _numbered(written: Written) -> frozenset[str]:
    """Return the numbers of the document that a chain has with an index only.

    After “a label y ∈ {0, 1}” the y_i of a sum are labels, one for each i, and no entries of y.
    """
    symbols = written.setting.signature.symbols
    stated = frozenset(key for key, one in symbols.items() if one.stated and one.is_any_number)
    if not stated:
        return stated
    return stated & only_indexed(written.trees)


def misread_symbols(written: Written) -> bool:
    """Whether a chain uses a symbol of the problem as another kind of thing than it is there.

    A number is used as if it were a vector, or an element as if it were a number: the c of
    “any constant c” is not the centre word.
    """
    elements = _misused_elements(written)
    if not elements and not any(_reals(written)):
        return False
    readings = read_trees(written.chain, written.trees, written.setting.scope())
    failures = [reading.failure for reading in readings if reading.failure is not None]
    return any(
        f.code in ("wrong-index", "wrong-argument")
        or (f.code == "index-as-value" and f.name in elements)
        for f in failures
    )


def _misused_elements(written: Written) -> frozenset[str]:
    """Return the elements of the problem that are called numbers, and are never an index."""
    if not written.numbers:
        return frozenset()
    symbols = written.setting.signature.symbols
    names = {latex(n) for tree in written.trees for n in tree.walk() if isinstance(n, t.Name)}
    found = {n for n in names if n in symbols and symbols[n].kind == "element"}
    return frozenset(found & written.numbers - indices_in(written.trees))


class _Search(Struct):
    written: Written
    used: Usage
    budget: Budget
    loose: bool = False  # whether a number may be added to each entry of a vector
    told: Told = Told()  # index sets that a claim does not make one

    def under(self, kinds: dict[str, Kind]) -> Iterator[Kinds]:
        """Yield the kinds under which the chain means something, those given among them."""
        written = einstein.convention(self.written.setting.scope()) == "written"
        self.budget.left -= 1 if written or not self.used.indices else COST_WITH_SUMS
        if self.budget.left <= 0:
            return
        setting = with_letters(self.written.setting, kinds)
        scope = setting.scope()
        scope.only_kinds, scope.strict = True, not self.loose
        defining = self.written.defined if self.written.defines else 0
        readings = read_trees(self.written.chain, self.written.trees, scope, defining=defining)
        for at, reading in enumerate(readings):
            failure = reading.failure
            if failure is None:
                continue
            axes = ranks_of(failure.name, self.used) if failure.name is not None else ()
            if axes and failure.name is not None and failure.name not in kinds:
                for rank in axes:
                    kind = replace(fresh_kind(failure.name, rank), spread=self.loose and not rank)
                    yield from self.under({**kinds, failure.name: kind})
                return
            if failure.pair is not None and (
                pair := self._mergeable(failure.pair, at, kinds, setting)
            ):
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
            if relation.sign == "=" and right is not None and self._is_new(relation.left):
                compared += 1
            if relation.sign != "=" or left is None or right is None:
                continue
            pair = differing(left.shape, right.shape)
            fitting = self._mergeable(pair, relation.right, kinds, setting)
            if fitting is not None:
                yield from self.under(_merged(kinds, *fitting))
                return
            statement, _ = relate(left, right, setting.context, relation.span)
            if isinstance(statement, Mismatch):
                return
            compared += 1
            alone = self.written.trees[relation.left] is self.written.trees[relation.right]
            if alone and self._is_row(right):
                return  # nobody means f(x) = wᵀx of a number x
        if compared:
            yield kinds

    def _is_row(self, value: Tensor) -> bool:
        rows = self.written.setting.conventions.get("vectors") == "rows"
        return not rows and len(value.indices) == 1 and value.shape[0] is None

    def _is_new(self, at: int) -> bool:
        """Whether a member is the w^* that the chain defines, which nothing has told before."""
        tree = self.written.trees[at]
        return (
            at == 0 and self.written.defines and isinstance(tree, t.Scripts) and is_star(tree.sup)
        )

    def _mergeable(
        self, pair: tuple[Sort, Sort] | None, at: int, kinds: Kinds, setting: Setting
    ) -> tuple[Sort, Sort] | None:
        """Return which set is put in the place of which, old and new; None if both are known."""
        if pair is None:
            return None
        # what only definitions rest on stays as it is
        here = setting.fresh & {sort for kind in kinds.values() for sort in kind.sorts}
        free = here - self._rigid(at, kinds)
        # a length that a vector gave its name is kept before those of matrices
        for old, new in sorted((pair, pair[::-1]), key=lambda two: two[0].name.startswith("dim ")):
            if old in free and old is not new:
                return old, new
        for old, new in (pair, pair[::-1]):
            if old in here and self.told.may_be_one(old, new, kinds):
                return old, new
        return None

    def _rigid(self, at: int, kinds: Kinds) -> frozenset[Sort]:
        """Return the index sets that a member is not to make one with others.

        A claim may be wrong, so it does not make sets one that were told apart; what a name is
        said to stand for does.  In “z = Wx = xW” only the second ``=`` is a claim.
        """
        if not self.written.defines:
            return self.told.sorts
        last = self.written.defined
        if at <= last:
            return frozenset()
        first = self.written.trees[: last + 1]
        names = {bare_key(n) for tree in first for n in tree.walk() if _is_name(n)}
        return self.told.sorts | {sort for key in names & kinds.keys() for sort in kinds[key].sorts}


def _merged(kinds: dict[str, Kind], old: Sort, new: Sort) -> dict[str, Kind]:
    return {key: kind.with_sort(old, new) for key, kind in kinds.items()}
