"""What a statement rests on: sorts, variables, definitions, constraints, assumptions."""

from collections.abc import Callable, Mapping
from fractions import Fraction
from functools import cached_property
from typing import Any, TypeVar

from msgspec import Struct, field

from derivcheck.term.core import (
    ALWAYS,
    Condition,
    Entry,
    Index,
    IndexVar,
    Node,
    Same,
    Sort,
    Term,
    all_of,
    indicator,
)
from derivcheck.term.substitute import replace_entries, substitute

T = TypeVar("T")


class Definition(Struct, frozen=True):
    """A named family ``name[indices] = body``."""

    indices: tuple[IndexVar, ...]
    body: Term


class Assumption(Struct, frozen=True):
    """A condition on indices that holds for all values of the quantified ones."""

    text: str
    quantified: tuple[IndexVar, ...]
    condition: Condition


MOST_FOUND = 2_000  # of one context


class Context(Struct, frozen=True, dict=True):
    """Everything outside a statement that its truth depends on."""

    sorts: tuple[Sort, ...] = ()
    # the axes of every variable; scalars have none
    variables: Mapping[str, tuple[Sort, ...]] = field(default_factory=dict)
    # maps between sorts: the sorts of the arguments and of the value
    maps: Mapping[str, tuple[tuple[Sort, ...], Sort]] = field(default_factory=dict)
    definitions: Mapping[str, Definition] = field(default_factory=dict)
    # vectors that are one at one element and zero elsewhere
    one_hot: Mapping[str, Index] = field(default_factory=dict)
    # variables that are limited otherwise, as functions of others that are free
    constraints: Mapping[str, Definition] = field(default_factory=dict)
    positive: frozenset[str] = frozenset()
    # the only values that the entries of a symbol take: y ∈ {0, 1}
    values: Mapping[str, tuple[Fraction, ...]] = field(default_factory=dict)
    assumptions: tuple[Assumption, ...] = ()

    @cached_property
    def found(self) -> dict[tuple[Callable[..., object], Term], Any]:
        """What was found of terms in this context."""
        return {}

    def once(self, find: "Callable[[Term, Context], T]", term: Term) -> T:
        """Return what is found of a term in this context, looked for once.

        The sides of a step are those of the steps beside it, and of other documents of a class.
        """
        key = find, term
        if key not in self.found:
            if len(self.found) >= MOST_FOUND:
                self.found.clear()
            self.found[key] = find(term, self)
        found: T = self.found[key]
        return found


def unfold(term: Term, context: Context) -> Term:
    """Return the term with every defined name replaced by its definition."""
    while any(name in context.definitions for name in term.symbols):
        term = replace_entries(term, lambda entry: _definition_of(entry, context))
    return term


def constrain(term: Term, context: Context, kept: frozenset[str]) -> Term:
    """Return the term with limited variables written by free ones, all but those kept."""
    if not any(name in context.constraints and name not in kept for name in term.symbols):
        return term
    limited = {k: d for k, d in context.constraints.items() if k not in kept}
    return unfold(term, Context(definitions=limited))


def _definition_of(entry: Entry, context: Context) -> Term | None:
    definition = context.definitions.get(entry.symbol)
    if definition is None:
        return None
    return substitute(definition.body, dict(zip(definition.indices, entry.indices, strict=True)))


def impose(term: Term, context: Context) -> Term:
    """Return the term with constrained variables replaced by what they are.

    Only after derivatives are taken: a derivative is by free entries.
    """
    if not any(name in context.one_hot for name in term.symbols):
        return term

    def replace(entry: Entry) -> Term | None:
        element = context.one_hot.get(entry.symbol)
        if element is None:
            return None
        (index,) = entry.indices
        return indicator(ALWAYS if index is element else all_of(Same(index, element)))

    return replace_entries(term, replace)


def free_indices(nodes: tuple[Node, ...]) -> tuple[IndexVar, ...]:
    """Return all free indices of some nodes in a fixed order."""
    found = frozenset[IndexVar]().union(*(node.free for node in nodes)) if nodes else frozenset()
    return tuple(sorted(found, key=lambda index: (index.sort.name, index.name)))
