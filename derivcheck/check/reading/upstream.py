"""A loss of which a text says only what it is differentiated by: ∂L/∂x = Wᵀ ∂L/∂z of z = Wx.

Whoever writes so means any L that depends on x through z alone, L = Φ(z).  The claim is one about
first derivatives of L, at each point for itself: there ∂L/∂v = Σ_k g_k ∂z_k/∂v with the numbers
g = ∂Φ/∂z, and these are what the derivatives of the linear form Σ_k g_k z_k are with g held fixed.
A claim that holds of this form for every g and at every point holds for every Φ, and the other way
round.  So L is read as the form, with a g that is free; what must not happen is that anything made
of g is differentiated once more (`elaborate/dependence.py` refuses it).

Of several names that L is differentiated by, z is the one that all others lie beneath.  Where the
text has another name that rests on what L is differentiated by and neither lies beneath z nor
has it only through z, as the y of y = z + x, L may depend on that as well, and is not read so.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import reduce

from msgspec.structs import replace

from derivcheck.check.reading.members import Setting, trees_of
from derivcheck.check.reading.other_paths import (
    beneath,
    goes_another_way,
    paths_in,
    speaks_of_other_paths,
)
from derivcheck.check.reading.own_names import Gradient, Names
from derivcheck.document import without_layout
from derivcheck.document.model import Chain, Document, Part
from derivcheck.elaborate.failure import Failure
from derivcheck.elaborate.formula import elaborate
from derivcheck.elaborate.kinds import letters_written
from derivcheck.syntax import latex, parse_anywhere
from derivcheck.syntax import tree as t
from derivcheck.syntax.once import once_a_formula
from derivcheck.term.context import Context, unfold
from derivcheck.term.core import ALWAYS, Entry, Sum, mul
from derivcheck.term.tensor import scalar

# the names by which one name is differentiated
Variables = Mapping[str, tuple[t.Tree, ...]]


def only_differentiated(trees: Iterable[t.Tree]) -> Variables:
    """Return the names that formulas differentiate, once and by one thing, and nothing more."""
    written: Counter[str] = Counter()
    derived: Counter[str] = Counter()
    by: dict[str, dict[str, t.Tree]] = {}
    for tree in trees:
        written.update(letters_written(tree))
        for key, variable in _derivatives(tree):
            derived[key] += 1
            by.setdefault(key, {})[latex(variable)] = variable
    return {key: tuple(by[key].values()) for key, n in derived.items() if n == written[key]}


@once_a_formula
def _derivatives(tree: t.Tree) -> tuple[tuple[str, t.Tree], ...]:
    """Return the names that a formula differentiates, each with what by."""
    return tuple(
        (latex(node.operand), node.variable)
        for node in tree.walk()
        if isinstance(node, t.Derive)
        and isinstance(node.operand, t.Name)
        and node.order == 1
        and not node.further
    )


class UnknownLosses:
    """The losses of a document of which it says nothing but what they are differentiated by."""

    def __init__(self, document: Document, words: frozenset[str]) -> None:
        self._words = words
        self._document = document
        members = [tree for part in document.parts for tree in self._members(part)]
        # a member that is a bare name says what it is
        said = {latex(tree) for tree in members if isinstance(tree, t.Name)}
        # a part has only such of which its own chains have derivatives
        asked = any(map(_derivatives, members))
        found = only_differentiated((*members, *self._others(document))) if asked else {}
        keys = found.keys() - said
        if keys and speaks_of_other_paths(document.prose):
            keys = set()
        self._keys = frozenset(keys)

    def in_part(self, part: Part) -> Variables:
        """Return what these losses are differentiated by in a part."""
        found = only_differentiated(self._members(part)) if self._keys else {}
        found = {key: by for key, by in found.items() if key in self._keys}
        paths = paths_in(self._document, part, self._words) if found else {}
        return {key: by for key, by in found.items() if not goes_another_way(by, paths)}

    def _members(self, part: Part) -> Iterator[t.Tree]:
        members = (member for chain in part.chains for member in chain.members)
        return (parse_anywhere(member.tokens, self._words) for member in members if member.tokens)

    def _others(self, document: Document) -> Iterator[t.Tree]:
        """Yield the formulas of a document but mere names, “the loss $L$”."""
        for said in document.formulas:
            tokens = without_layout(said.tokens)
            tree = parse_anywhere(tokens, self._words) if tokens else None
            if tree is not None and not isinstance(tree, t.Name):
                yield tree


def with_losses(
    names: Names, chain: Chain, setting_of: Callable[[Names], Setting], every: Variables
) -> Names:
    """Return names with those losses of which a chain has derivatives, as far as they are told.

    ``every`` is what all losses are differentiated by in the part.
    """
    # where a number and a vector fit, its entries are such losses
    numbers = {key for key, kind in names.letters.items() if not kind.sorts} | names.unsure
    open_keys = {key for key in numbers & every.keys() - names.values.keys() if len(every[key]) > 1}
    if not open_keys:
        return names
    setting = setting_of(names)
    here = only_differentiated(trees_of(chain, setting))
    for key in sorted(open_keys & here.keys()):
        names = _with_loss(names, key, (every[key], here[key]), setting)
    return names


def _with_loss(
    names: Names, key: str, variables: tuple[tuple[t.Tree, ...], ...], setting: Setting
) -> Names:
    """Return names with one loss; ``variables`` are those of the part, and of the chain."""
    context = setting.context
    known, here = (tuple(_symbols(each, setting)) for each in variables)
    if len(here) < len(variables[1]):
        return names
    part, chain = frozenset(known), frozenset(here)
    last = _last(part, context) or _last(chain, context)
    if last is None or not chain <= {last} | _beneath(last, context):
        return names
    if any(_goes_past(name, last, chain - {last}, setting) for name in _own(names)):
        return names
    definition = context.definitions[last]
    symbol = f"∂{key}/∂{last}"
    while symbol in names.upstream and names.upstream[symbol].definition != definition:
        symbol += "·"  # by a name that has been defined anew
    product = mul(Entry(symbol, definition.indices), Entry(last, definition.indices))
    form = reduce(lambda body, axis: Sum(axis, ALWAYS, body), definition.indices[::-1], product)
    return replace(
        names,
        values={**names.values, key: scalar(form)},
        unsure=names.unsure - {key},
        upstream={**names.upstream, symbol: Gradient(key, last, definition)},
    )


def _symbols(variables: Iterable[t.Tree], setting: Setting) -> Iterator[str]:
    """Yield the names in terms of what is differentiated by, of each thing that is known."""
    for tree in variables:
        # z_k is an entry of z where it is no name of its own
        for one in (tree, tree.base) if isinstance(tree, t.Scripts) else (tree,):
            value = elaborate(one, setting.scope())
            if not isinstance(value, Failure) and isinstance(value.body, Entry):
                yield value.body.symbol
                break


def _last(symbols: frozenset[str], context: Context) -> str | None:
    """Return the defined name that all others of some names lie beneath, or None."""
    defined = sorted(symbols & context.definitions.keys())
    return next((one for one in defined if symbols <= {one} | _beneath(one, context)), None)


def _beneath(name: str, context: Context, without: str | None = None) -> frozenset[str]:
    def made_of(one: str) -> frozenset[str]:
        definition = context.definitions.get(one)
        return definition.body.symbols if definition is not None else frozenset()

    return beneath(name, made_of, without)


def _own(names: Names) -> Iterator[str]:
    """Yield the names in terms of what the document has defined, gradients left out."""
    gradients = names.upstream.keys()
    context = Context(definitions=names.definitions)
    for name, definition in names.definitions.items():
        if not unfold(definition.body, context).symbols & gradients:
            yield name


def _goes_past(name: str, last: str, variables: frozenset[str], setting: Setting) -> bool:
    """Whether a name rests on what a loss is differentiated by in another way than ``last``."""
    context = setting.context
    if name == last or name in _beneath(last, context):
        return False
    return bool(_beneath(name, context, without=last) & variables)
