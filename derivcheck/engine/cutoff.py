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
  such sums are named first (`derivcheck.engine.abstraction`), which proves a more general
  statement.  Naming by the value at the size at hand would prove log n = log n² from n = 1.
* A sum over S in a denominator may not depend on an outer index over S; there are no
  products over S, no named positions (u_1) (`degree`).
* Conditions on real values may depend on the index of a sum; then the functions under the sums
  are given by cases, which the argument does not mind (`derivcheck.engine.case_worlds`).
* Free indices and axes are named elements.  They are split by which of them coincide; a
  pattern with b different elements is checked at the sizes b … b + D.
* Maps between sorts (sample k ↦ word w_k): the source is cut off first.  Restricting an
  admissible assignment to fewer samples leaves it admissible, because every assumption is
  universal over the arguments of maps; so the argument holds for the source at each size of
  the target.  At each size of the source its values are spelled out as named elements.
* Assignments that differ only by renaming the elements of such a source are one
  (`derivcheck.engine.symmetry`); no element of it is named by its position.
* Sorts are cut off one after the other.  When a sum over T encloses a denominator with a sum
  over S that depends on T's index, T comes first and D of S is counted on the spelled-out
  term; if each encloses the other there is no proof here.
* A sort over which nothing is summed, compared or counted enters through distinct elements
  alone: one pattern, all different, at a size that has room for it, is the general case.
* Sorts are not empty: at least size 1 is looked at.  Sizes that a problem excludes (odd
  windows) are looked at as well, as sizes of an abstract set.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from derivcheck.engine import modular
from derivcheck.engine.abstraction import Atoms, abstract, abstract_again
from derivcheck.engine.bound import TRIALS, error_bound
from derivcheck.engine.degree import NotCovered, degree_of_difference
from derivcheck.engine.evaluate import BUDGET
from derivcheck.engine.outcome import Outcome
from derivcheck.engine.primes import Field
from derivcheck.engine.statement import Statement, World
from derivcheck.engine.work import affordable
from derivcheck.engine.worlds import cells_of, never_compared, relevant_assumptions, relevant_sorts
from derivcheck.engine.worlds import worlds as worlds_at
from derivcheck.term.context import Context
from derivcheck.term.core import IndexLiteral, Sort, Term

# a proof that needs more than this many worlds is not attempted
MAX_WORLDS = 400


@dataclass(frozen=True)
class AllSizes:
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
        found = list(grid(named))
    except NotCovered as error:
        return AllSizes(False, str(error))
    if not found:
        return AllSizes(False, "the assumptions contradict each other at the sizes needed")
    if not affordable(named.ready, found, budget // TRIALS):
        return AllSizes(False, f"over budget (size): more than {budget:,} evaluations")
    comparison = modular.Comparison(named, fields, found[0], budget)
    for world in found:
        outcome, why = (
            comparison.at(world) if compare is None else compare(named, world, fields, budget)
        )
        if outcome is not Outcome.EQUAL:
            sizes = ", ".join(f"{sort.name}={size}" for sort, size in world.sizes.items())
            reason = f"{why or 'not equal as a general identity'} at {sizes}"
            differs = outcome is Outcome.DIFFERENT
            return AllSizes(False, reason, worlds=(world,), differs=differs)
    worlds = tuple(found)
    bits = error_bound(named, found)
    compared = ((named, worlds),) if compare is None else ()
    return AllSizes(True, None, bits, worlds, compared=compared)


class Ready(Statement):
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
    left, right = statement.folded
    atoms = Atoms(context.positive)
    for sort in relevant_sorts(statement, ()):
        left, right = (abstract(side, sort, atoms) for side in (left, right))
        if everywhere:
            left, right = (abstract_again(side, sort, atoms) for side in (left, right))
    positive = context.positive | atoms.made_positive
    fuller = Context(
        sorts=context.sorts,
        variables=context.variables,
        maps=context.maps,
        positive=positive,
        assumptions=context.assumptions,
    )
    return Ready((), left, right, fuller)


def grid(statement: Statement) -> Iterator[World]:
    """Yield every world at which the statement must hold; raises `NotCovered`."""
    for side in statement.ready:
        if any(isinstance(node, IndexLiteral) for node in side.walk()):
            raise NotCovered("an element named by its position")
    sorts = _order(statement)
    count = 0
    for sizes, limits in _sizes(statement, sorts, {}, {}):
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
    assumptions = relevant_assumptions(statement)
    sorts = relevant_sorts(statement, assumptions)
    maps = statement.context.maps
    names = statement.symbols & maps.keys()
    sources = {sort for name in names for sort in maps[name][0]}
    targets = {maps[name][1] for name in names}
    if sources & targets:
        raise NotCovered("maps that lead from a sort into a source of maps")
    first = [sort for sort in sorts if sort in sources]
    return first + _by_enclosure([sort for sort in sorts if sort not in sources], statement, first)


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
    limits: Mapping[Sort, int],
) -> Iterator[tuple[dict[Sort, int], dict[Sort, int]]]:
    """Yield all size assignments, with D for each sort that is cut off (-1 where generic)."""
    if not sorts:
        yield dict(sizes), dict(limits)
        return
    sort, *rest = sorts
    assumptions = relevant_assumptions(statement)
    # cells of a sort are known once the sources of maps into it have their sizes
    known = {**dict.fromkeys(sorts, 1), **sizes}
    cells = sum(cell.sort is sort for cell in cells_of(statement, known, assumptions))
    if never_compared(sort, statement, assumptions):
        room = max(1, cells)
        yield from _sizes(statement, rest, {**sizes, sort: room}, {**limits, sort: -1})
        return
    degree = degree_of_difference(*statement.ready, sort, sizes)
    for size in range(1, max(1, cells) + degree + 1):
        yield from _sizes(statement, rest, {**sizes, sort: size}, {**limits, sort: degree})


def _is_needed(world: World, statement: Statement, limits: Mapping[Sort, int]) -> bool:
    """Whether a pattern with b elements named is looked at at this size: b … b + D."""
    named: dict[Sort, set[int]] = {}
    for index, value in world.indices.items():
        named.setdefault(index.sort, set()).add(value)
    for name, values in world.maps.items():
        target = statement.context.maps[name][1]
        named.setdefault(target, set()).update(values.values())
    for sort, degree in limits.items():
        used = max(1, len(named.get(sort, ())))
        if degree >= 0 and world.sizes[sort] > used + degree:
            return False
    return True
