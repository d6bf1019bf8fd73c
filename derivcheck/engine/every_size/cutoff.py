"""Proof for every size: a few sizes that settle all of them.

The argument, for one sort S of size n.  Let the statement, after clearing the denominators
that contain sums over S, be N_n = 0 where N_n is a polynomial in sums Σ_{w∈S} f(w) whose
products have at most D sum signs over S (every bound index counts, and n itself is Σ_w 1),
the f built from families generic in w and from m named elements.  Multiplying out and
gathering by the set A of distinct elements without a name that a summand uses,

    N_n(x) = Σ_{A, |A| ≤ D} h_{|A|}(x_A),        h_k independent of n,

and by inclusion–exclusion

    h_k(x_A) = Σ_{B ⊆ A} (−1)^{|A|−|B|} N_{m+|B|}(x_B).

So if N_{m+j} vanishes for every j = 0 … D, all h_k vanish, and N_n = 0 for all n ≥ m.  All
of these sizes are needed (n − 3 vanishes at n = 3), and none is skipped: where a side is
undefined at one of them there is no proof here.

Conditions, each checked by code that says no when in doubt:

* Functions, unknown functions and powers that are no integers must not hide a sum over S:
  such sums are named first (`every_size.abstraction`), which proves a more general
  statement.  Naming by the value at the size at hand would prove log n = log n² from n = 1.
* A sum over S in a denominator may not depend on an outer index over S: such sums are named
  first as well (`tied`), which proves a more general statement.  Products over S are split at
  the named elements, the rest being named (`factors`).  There are no
  products over S inside sums over S (`degree`).
* Conditions on real values may depend on the index of a sum; then the functions under the sums
  are given by cases, which the argument does not mind (`derivcheck.engine.cases.worlds`).
* Free indices, axes and elements named by position (u_1, `positions`) are named elements.  They
  are split by which of them coincide; a pattern with b different elements is checked at the
  sizes b … b + D.
* Maps between sorts (sample k ↦ word w_k): the source is cut off first.  Restricting an
  admissible assignment to fewer samples leaves it admissible, because every assumption is
  universal over the arguments of maps; so the argument holds for the source at each size of
  the target.  At each size of the source its values are spelled out as named elements.
* Assignments that differ only by renaming the elements of such a source are one
  (`derivcheck.engine.worlds.symmetry`); an element named by its position has become a free index.
* Sorts are cut off one after the other.  When a sum over T encloses a denominator with a sum
  over S that depends on T's index, T comes first and D of S is counted on the spelled-out
  term; if each encloses the other there is no proof here.
* A sort over which nothing is summed, compared or counted enters through distinct elements
  alone: one pattern, all different, at a size that has room for it, is the general case.
* A sort whose size is a number is spelled out at that size, and nothing over it is named.
* The least size looked at is 0 where no element is named and nothing over the sort is divided
  by: what is looked at is a polynomial, and for it an empty sum is as good as any.  Otherwise it
  is 1, and more where the statement never has so few elements or a side is nowhere defined with
  so few (1/(n−1)); so many elements are named then, m of the argument.  A size left out for that
  has been looked at in all patterns, and where both sides are defined there they are equal.
* Sizes that a problem excludes (odd windows) are looked at as well, as sizes of an abstract set.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence

from msgspec import Struct

from derivcheck.engine.evaluate import BUDGET
from derivcheck.engine.every_size.abstraction import Atoms, abstract, abstract_again
from derivcheck.engine.every_size.definedness import keeps_its_domain
from derivcheck.engine.every_size.degree import NotCovered, degree_of_difference
from derivcheck.engine.every_size.factors import split_products
from derivcheck.engine.every_size.positions import name_positions
from derivcheck.engine.every_size.tied import name_tied
from derivcheck.engine.modular import images as modular
from derivcheck.engine.modular.bound import TRIALS, error_bound
from derivcheck.engine.modular.primes import Field
from derivcheck.engine.outcome import Outcome
from derivcheck.engine.statement import Statement, World
from derivcheck.engine.work import affordable
from derivcheck.engine.worlds.patterns import (
    cells_of,
    never_compared,
    relevant_sorts,
)
from derivcheck.engine.worlds.patterns import worlds as worlds_at
from derivcheck.term.context import Context
from derivcheck.term.core import IndexVar, Sort, Term

# a proof that needs more than this many worlds is not attempted
MAX_WORLDS = 400
# how often least sizes are raised
MAX_RAISED = 8

# m, how many elements are named, if only to be there, and D
Limit = tuple[int, int]


class AllSizes(Struct, frozen=True):
    """Whether a statement is proved for every size; if not, why; else the error bound's bits."""

    proved: bool
    reason: str | None = None
    bits: int = 0
    # those that settle all sizes, or the one that does not; axes are among their indices
    worlds: tuple[World, ...] = ()
    differs: bool = False  # the images differ somewhere, so there is something to refute
    # the statements as they were compared, sums under functions named, with the worlds of each;
    # none where more than images was used
    compared: tuple[tuple[Statement, tuple[World, ...]], ...] = ()


# compares both sides in one world
Compare = Callable[[Statement, World, Sequence[Field], int], tuple[Outcome, str]]


def prove(
    statement: Statement,
    fields: Sequence[Field],
    budget: int = BUDGET,
    compare: Compare | None = None,
) -> AllSizes:
    """Return whether a statement holds for every admissible size.

    ``compare``, by default that of modular images, must say EQUAL only of what holds identically
    in a world.
    """
    try:
        named = with_sums_named(statement, everywhere=compare is not None)
        return _from_least(statement, named, fields, budget, compare)
    except NotCovered as error:
        return AllSizes(False, str(error))


def _from_least(
    statement: Statement,
    named: Statement,
    fields: Sequence[Field],
    budget: int,
    compare: Compare | None,
) -> AllSizes:
    """Return whether a statement holds from the least sizes on at which it is defined."""
    # signs are those of sums that are not empty
    least = {} if compare is None else dict.fromkeys(named.context.sorts, 1)
    for _ in range(MAX_RAISED):
        found = list(grid(named, least))
        if not found:
            return AllSizes(False, "the assumptions contradict each other at the sizes needed")
        if not affordable(named.ready, found, budget // TRIALS):
            return AllSizes(False, f"over budget (size): more than {budget:,} evaluations")
        result, failed = _compare(named, found, fields, budget, compare)
        raised = _raised(statement, found, failed)
        if raised is None:
            break
        least[raised] = 1 + min(world.sizes[raised] for world in found)
    return result


def _compare(
    named: Statement,
    found: Sequence[World],
    fields: Sequence[Field],
    budget: int,
    compare: Compare | None,
) -> tuple[AllSizes, tuple[World, ...]]:
    """Return the result of all worlds, and those that keep from a proof but may be left out:
    the first one with a set smaller than it ever is, or all at which a side is nowhere defined.
    """
    undefined: list[World] = []
    reason = ""
    cut = _cut_off(found)
    comparison = modular.Comparison(named, fields, found[0], budget)
    for world in found:
        outcome, why = (
            comparison.at(world) if compare is None else compare(named, world, fields, budget)
        )
        if outcome is Outcome.EQUAL:
            continue
        sizes = ", ".join(f"{sort.name}={size}" for sort, size in world.sizes.items())
        reason = reason or f"{why or 'not equal as a general identity'} at {sizes}"
        if _too_small(world, cut) is not None:
            return AllSizes(False, reason, worlds=(world,)), (world,)
        if compare is None and why == modular.DIVISION:
            undefined.append(world)
            continue
        differs = outcome is Outcome.DIFFERENT
        return AllSizes(False, reason, worlds=(world,), differs=differs), ()
    if undefined:
        return AllSizes(False, reason, worlds=(undefined[0],)), tuple(undefined)
    worlds, bits = tuple(found), error_bound(named, list(found))
    compared = ((named, worlds),) if compare is None else ()
    return AllSizes(True, None, bits, worlds, compared=compared), ()


def _cut_off(found: Sequence[World]) -> tuple[Sort, ...]:
    """Return the sorts that are looked at in more sizes than one."""
    sizes = {sort: {world.sizes[sort] for world in found} for sort in found[0].sizes}
    return tuple(sort for sort, several in sizes.items() if len(several) > 1)


def _too_small(world: World, cut: Sequence[Sort]) -> Sort | None:
    """Return a sort that never is as small as in a world."""
    return next((sort for sort in cut if world.sizes[sort] < max(1, sort.minimum)), None)


def _raised(statement: Statement, found: Sequence[World], failed: Sequence[World]) -> Sort | None:
    """Return a sort whose least size may be left out, or None.

    It may if it is no size of the sort, or if a side is nowhere defined there.  All worlds of that
    size have been looked at: where both sides are defined, they are equal.
    """
    if not failed:
        return None
    cut = _cut_off(found)
    never = _too_small(failed[0], cut)
    if never is not None or not keeps_its_domain(statement):
        return never
    for sort in cut:
        lowest = min(world.sizes[sort] for world in found)
        if all(world.sizes[sort] == lowest for world in failed):
            return sort
    return None


class Ready(Statement, frozen=True):
    """A statement whose sides are given as they are to be compared."""

    @property
    def sides(self) -> tuple[Term, Term]:
        return self.left, self.right

    @property
    def ready(self) -> tuple[Term, Term]:
        return self.left, self.right

    @property
    def folded(self) -> tuple[Term, Term]:
        return self.left, self.right


def with_sums_named(statement: Statement, everywhere: bool = False) -> Statement:
    """Return the statement with sums under functions named, for all sorts, axes made free."""
    context = statement.context
    (left, right), assumptions = name_positions(statement.folded, context.assumptions)
    atoms = Atoms(context.positive)
    for sort in relevant_sorts(statement, ()):
        if sort.fixed is not None:
            continue
        left, right = (abstract(side, sort, atoms) for side in (left, right))
        if everywhere:
            left, right = (abstract_again(side, sort, atoms) for side in (left, right))
        left, right = name_tied((left, right), sort, atoms)
        left, right = split_products((left, right), sort, _elements(left, right, sort), atoms)
    positive = context.positive | atoms.made_positive
    fuller = Context(
        sorts=context.sorts,
        variables=context.variables,
        maps=context.maps,
        positive=positive,
        assumptions=assumptions,
    )
    return Ready((), left, right, fuller)


def _elements(left: Term, right: Term, sort: Sort) -> list[IndexVar]:
    free = sorted(left.free | right.free, key=lambda index: index.name)
    return [index for index in free if index.sort is sort]


def grid(statement: Statement, least: Mapping[Sort, int] | None = None) -> Iterator[World]:
    """Yield every world at which the statement must hold, from least sizes on where they are
    given; raises `NotCovered`."""
    sorts = _order(statement)
    count = 0
    for sizes, limits in _sizes(statement, sorts, {}, {}, least or {}):
        found = worlds_at(statement, sizes, limit=MAX_WORLDS)
        if found is None:
            raise NotCovered("there are too many patterns of coinciding indices")
        for world in found:
            if _is_needed(world, statement, limits):
                count += 1
                if count > MAX_WORLDS:
                    raise NotCovered("there are too many patterns of coinciding indices")
                yield world


def _order(statement: Statement) -> list[Sort]:
    """Return the sorts in the order of cutting off: sources of maps first."""
    assumptions = statement.relevant_assumptions
    sorts = relevant_sorts(statement, assumptions)
    maps = statement.context.maps
    names = statement.symbols & maps.keys()
    sources = {sort for name in names for sort in maps[name][0]}
    targets = {maps[name][1] for name in names}
    if sources & targets:
        raise NotCovered("an index of an index, as in w_{w_k}")
    # a sort of fixed size is spelled out
    first = [sort for sort in sorts if sort.fixed is not None]
    first += [sort for sort in sorts if sort in sources and sort.fixed is None]
    return first + _by_enclosure([sort for sort in sorts if sort not in first], statement, first)


def _by_enclosure(rest: list[Sort], statement: Statement, first: list[Sort]) -> list[Sort]:
    """Order sorts so that each one's degree can be counted when those before it are spelled out."""
    done = list(first)
    out: list[Sort] = []
    while rest:
        for sort in rest:
            try:
                degree_of_difference(*statement.ready, sort, dict.fromkeys(done, 1))
            except NotCovered:
                continue
            break
        else:
            # raises with the reason
            degree_of_difference(*statement.ready, rest[0], dict.fromkeys(done, 1))
        rest = [other for other in rest if other is not sort]
        done.append(sort)
        out.append(sort)
    return out


def _sizes(
    statement: Statement,
    sorts: Sequence[Sort],
    sizes: Mapping[Sort, int],
    limits: Mapping[Sort, Limit],
    least: Mapping[Sort, int],
) -> Iterator[tuple[dict[Sort, int], dict[Sort, Limit]]]:
    """Yield all size assignments, with m and D for each sort that is cut off."""
    if not sorts:
        yield dict(sizes), dict(limits)
        return
    sort, *rest = sorts
    assumptions = statement.relevant_assumptions
    if sort.fixed is not None:
        yield from _sizes(statement, rest, {**sizes, sort: sort.fixed}, limits, least)
        return
    # cells of a sort are known once the sources of maps into it have their sizes
    known = {**dict.fromkeys(sorts, 1), **sizes}
    cells = sum(cell.sort is sort for cell in cells_of(statement, known, assumptions))
    if never_compared(sort, statement, assumptions):
        yield from _sizes(statement, rest, {**sizes, sort: max(1, cells)}, limits, least)
        return
    degree, cleared = degree_of_difference(*statement.ready, sort, sizes)
    low = least.get(sort, 1 if cells or cleared else 0)
    for size in range(low, max(low, cells) + degree + 1):
        more = {**limits, sort: (low, degree)}
        yield from _sizes(statement, rest, {**sizes, sort: size}, more, least)


def _is_needed(world: World, statement: Statement, limits: Mapping[Sort, Limit]) -> bool:
    """Whether a pattern with b elements named is looked at at this size: m … m + D, m ≥ b."""
    named: dict[Sort, set[int]] = {}
    for index, value in world.indices.items():
        named.setdefault(index.sort, set()).add(value)
    for name, values in world.maps.items():
        target = statement.context.maps[name][1]
        named.setdefault(target, set()).update(values.values())
    return all(
        world.sizes[sort] <= max(low, len(named.get(sort, ()))) + degree
        for sort, (low, degree) in limits.items()
    )
