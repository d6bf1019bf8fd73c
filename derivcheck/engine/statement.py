"""The question put to the engine, and the finite worlds in which it is looked at."""

import hashlib
from collections.abc import Mapping
from functools import cached_property

from msgspec import Struct

from derivcheck.constructs.differentiate import expand_derivatives
from derivcheck.engine.every_size.abstraction import draw_out, expand_logs
from derivcheck.engine.every_size.factors import take_apart
from derivcheck.engine.modular.roots import fold_roots
from derivcheck.term.context import (
    Assumption,
    Context,
    constrain,
    free_indices,
    impose,
    unfold,
)
from derivcheck.term.core import (
    ALWAYS,
    Derivative,
    IndexMap,
    IndexVar,
    Node,
    Prod,
    Same,
    Size,
    Sort,
    Sum,
    Term,
)


class Statement(Struct, frozen=True, dict=True):
    """``left = right`` for all values of the axes and free indices, in a context."""

    axes: tuple[IndexVar, ...]
    left: Term
    right: Term
    context: Context

    @cached_property
    def fingerprint(self) -> bytes:
        """A hash of what is claimed equal, as it stands."""
        nodes = (*self.axes, self.left, self.right)
        return hashlib.sha256(b"".join(node.digest for node in nodes)).digest()

    @cached_property
    def sides(self) -> tuple[Term, Term]:
        """Both sides with definitions unfolded; derivatives not carried out.

        Variables that are limited are written by free ones, unless they are differentiated by:
        a derivative is by free entries.
        """
        left, right = self._unfolded
        by = self.varied
        return constrain(left, self.context, by), constrain(right, self.context, by)

    @cached_property
    def _unfolded(self) -> tuple[Term, Term]:
        return self.context.once(unfold, self.left), self.context.once(unfold, self.right)

    @cached_property
    def varied(self) -> frozenset[str]:
        """The limited variables that something is differentiated by, and so taken for free."""
        if not self.context.constraints:
            return frozenset()
        derivatives = (one for side in self._unfolded for one in side.nodes_of(Derivative))
        by = {derivative.variable.symbol for derivative in derivatives}
        return frozenset(by & self.context.constraints.keys())

    @cached_property
    def ready(self) -> tuple[Term, Term]:
        """Both sides with derivatives carried out by our own rules, then constraints imposed.

        Raises `NotDifferentiable`.
        """
        left, right = (self.context.once(_carried_out, side) for side in self.sides)
        return left, right

    @cached_property
    def folded(self) -> tuple[Term, Term]:
        """Both sides as images are taken of them: equal to them wherever they are defined.

        (√a)² = a is used, sums and products are taken apart, logarithms of products are sums.
        """
        left, right = (self.context.once(_folded, side) for side in self.ready)
        return left, right

    @cached_property
    def originals(self) -> tuple[Term, ...]:
        """What must be defined for the statement to say anything: the sides, and all that is
        differentiated in them (``x/x`` has no derivative at 0 although 0 is one)."""
        out: list[Term] = list(self.ready)
        for side in self.sides:
            out += map(self._everywhere, self.context.once(_differentiated, side))
        return tuple(dict.fromkeys(out))

    def _everywhere(self, body: Term) -> Term:
        """Return a term that is defined where ``body`` is, whatever its bound indices are."""
        bound = body.free - self.free_set - frozenset(self.context.one_hot.values())
        for index in sorted(bound, key=lambda index: (index.sort.name, index.name)):
            body = Sum(index, ALWAYS, body)
        return body

    @cached_property
    def free_set(self) -> frozenset[IndexVar]:
        """All free indices, axes included."""
        return frozenset(self.axes) | self.left.free | self.right.free

    @cached_property
    def free(self) -> tuple[IndexVar, ...]:
        """The free indices that are not axes, those of constraints included, in a fixed order."""
        # an element that only a constraint names may be left in what is differentiated alone
        nodes: list[Node] = [*self.sides, *self.ready, *self.originals]
        return tuple(i for i in free_indices(tuple(nodes)) if i not in self.axes)

    @cached_property
    def symbols(self) -> frozenset[str]:
        """The names of all variables, maps and unknown functions that occur."""
        return frozenset().union(*(side.symbols for side in (*self.sides, *self.ready)))

    @cached_property
    def relevant_assumptions(self) -> tuple[Assumption, ...]:
        """The assumptions that speak of nothing but what the statement speaks of.

        An assumption on other maps leaves every assignment of the statement's own ones possible
        once the sizes are large enough; a proof without it covers more than is asked.
        """
        if not self.context.assumptions:
            return ()
        mentioned = set(self.free)
        out = []
        for assumption in self.context.assumptions:
            names = {found.map for found in assumption.condition.nodes_of(IndexMap)}
            if names:
                if names <= self.symbols:
                    out.append(assumption)
            elif assumption.condition.free & mentioned:
                out.append(assumption)
        return tuple(out)

    @cached_property
    def told_apart(self) -> frozenset[Sort]:
        """The sorts that are summed over, counted or compared: whose coincidences may matter."""
        found: set[Sort] = set()
        for side in self.ready:
            found.update(node.index.sort for node in side.nodes_of(Sum))
            found.update(node.index.sort for node in side.nodes_of(Prod))
            found.update(node.sort for node in side.nodes_of(Size))
            found.update(node.left.sort for node in side.nodes_of(Same))
        return frozenset(found)

    @cached_property
    def digest(self) -> bytes:
        """A hash of the statement with its assumptions; all randomness derives from it."""
        parts = [*self.ready, *self.axes, *(a.condition for a in self.context.assumptions)]
        return hashlib.sha256(b"".join(node.digest for node in parts)).digest()


def _carried_out(side: Term, context: Context) -> Term:
    return impose(expand_derivatives(side), context)


def _folded(side: Term, context: Context) -> Term:
    return expand_logs(draw_out(take_apart(fold_roots(side))), context.positive)


def _differentiated(side: Term, context: Context) -> tuple[Term, ...]:
    """Return what stands innermost in derivatives."""
    bodies = [derivative.body for derivative in side.nodes_of(Derivative)]
    return tuple(impose(body, context) for body in bodies if Derivative not in body.heads)


class World(Struct, frozen=True):
    """Finite sizes, and what the free indices and the maps between sorts are in them.

    Elements of a sort are 0 … size − 1.  ``maps[name][args]`` is the value of a map.
    """

    sizes: Mapping[Sort, int]
    indices: Mapping[IndexVar, int]
    maps: Mapping[str, Mapping[tuple[int, ...], int]]
