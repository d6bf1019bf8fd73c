"""The names that a document has defined, and settings in which they are known."""

from collections.abc import Iterable, Iterator, Mapping
from typing import TypeVar

from msgspec import Struct, field
from msgspec.structs import replace

from derivcheck.check.reading.free_letters import with_letters
from derivcheck.check.reading.members import Setting
from derivcheck.elaborate.kinds import Kind, Letter
from derivcheck.elaborate.signature import Defined
from derivcheck.source import Span
from derivcheck.syntax import tree as t
from derivcheck.term.context import Definition
from derivcheck.term.tensor import Tensor

T = TypeVar("T")

# marks the document's own meaning of a symbol that the problem declares; it cannot be written
OWN = "·"


class Gradient(Struct, frozen=True):
    """The gradient of a loss of which nothing is said but what it is differentiated by."""

    loss: str
    by: str  # the name that the loss is taken to be a function of
    definition: Definition  # of that name


class Names(Struct, frozen=True):
    """The names that a document has defined: as values, as functions, and where."""

    values: Mapping[str, Tensor] = field(default_factory=dict)
    definitions: Mapping[str, Definition] = field(default_factory=dict)
    functions: Mapping[str, Defined] = field(default_factory=dict)
    spellings: Mapping[str, t.Tree] = field(default_factory=dict)  # new names of known functions
    # the offset of the relation sign that defines a name; below 0 for a customary one
    places: Mapping[str, int] = field(default_factory=dict)
    # names that nobody declares and that are read by their use
    letters: Mapping[str, Kind] = field(default_factory=dict)
    unsure: frozenset[str] = frozenset()  # names of which two kinds fit
    # those of the letters of which a place that was not read says what they are
    half_said: frozenset[str] = frozenset()
    # undeclared letters that definitions rest on
    beneath: tuple[Letter, ...] = ()
    # letters that the text ties to an element of the problem
    elements: Mapping[str, str] = field(default_factory=dict)
    one_hot: frozenset[str] = frozenset()  # letters that the text calls one-hot
    counted: frozenset[str] = frozenset()  # letters that the text says to count something
    taken: frozenset[str] = frozenset()  # letters of the problem that the part takes for its own
    carried: frozenset[str] = frozenset()  # names that a part before has defined
    unspoken: frozenset[str] = frozenset()  # letters of which the text says nothing
    # gradients of losses of which nothing else is said, by their names in terms
    upstream: Mapping[str, Gradient] = field(default_factory=dict)
    # matrices that consist of vectors: “rows”, “columns”, “” where only their shapes tell
    stacked: Mapping[str, str] = field(default_factory=dict)
    # names of which only a later member of a chain tells what they are, and what it says
    claimed: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def among(self, offsets: Iterable[int]) -> dict[int, str]:
        """Return the names that relation signs define, by the offsets of these signs."""
        by_place = {place: key for key, place in self.places.items()}
        return {offset: by_place[offset] for offset in offsets if offset in by_place}

    def joined(self, new: "Names") -> "Names":
        """Return these names and newer ones, which win."""
        kept = self.without(frozenset(new.places))
        return Names(
            {**kept.values, **new.values},
            {**kept.definitions, **new.definitions},
            {**kept.functions, **new.functions},
            {**kept.spellings, **new.spellings},
            {**kept.places, **new.places},
            {**kept.letters, **new.letters},
            kept.unsure | new.unsure,
            kept.half_said | new.half_said,
            tuple(dict.fromkeys((*kept.beneath, *new.beneath))),
            {**kept.elements, **new.elements},
            kept.one_hot | new.one_hot,
            kept.counted | new.counted,
            kept.taken | new.taken,
            kept.carried.difference(new.places) | new.carried,
            kept.unspoken | new.unspoken,
            {**kept.upstream, **new.upstream},
            {**kept.stacked, **new.stacked},
            {**kept.claimed, **new.claimed},
        )

    def definition_of(self, key: str) -> Definition | None:
        """Return what a name is defined as, whichever letter of that name it is."""
        return self.definitions.get(key) or self.definitions.get(key + OWN)

    def without(self, keys: frozenset[str]) -> "Names":
        """Return the names but some."""
        return replace(
            self,
            values=_rest(self.values, keys),
            definitions=_rest(self.definitions, keys),
            functions=_rest(self.functions, keys),
            spellings=_rest(self.spellings, keys),
            places=_rest(self.places, keys),
            claimed=_rest(self.claimed, keys),
        )

    def only_own(self) -> "Names":
        """Return the names that the document itself has defined, without undeclared letters."""
        kept = self.without(frozenset(key for key, place in self.places.items() if place < 0))
        nothing = frozenset[str]()
        return replace(
            kept,
            letters={},
            unsure=nothing,
            elements={},
            one_hot=nothing,
            counted=nothing,
            taken=nothing,
        )

    def only_functions(self) -> "Names":
        """Return the functions ``f(x) = …`` that the document itself has defined."""
        known = self.functions.keys() | self.spellings.keys()
        places = {key: place for key, place in self.places.items() if key in known}
        beneath = self.beneath if self.functions else ()
        claimed = {key: said for key, said in self.claimed.items() if key in places}
        functions = Names(
            {}, {}, self.functions, self.spellings, places, beneath=beneath, claimed=claimed
        )
        return functions.only_own()


def _rest(table: Mapping[str, T], keys: frozenset[str]) -> dict[str, T]:
    return {key: value for key, value in table.items() if key.removesuffix(OWN) not in keys}


def with_names(setting: Setting, names: Names) -> Setting:
    """Return a part's setting in which the document's own names are known."""
    if names.one_hot:
        setting = replace(setting, one_hot=names.one_hot)
    if names.counted:
        setting = replace(setting, counted=names.counted)
    setting = with_letters(setting, names.letters, names.beneath)
    if names.half_said:
        setting = replace(setting, half_said=names.half_said)
    if names.unspoken and setting.inferred:
        setting = replace(setting, unspoken=names.unspoken)
    if names.stacked:
        setting = replace(setting, stacked=names.stacked)
    if names.unsure:
        setting = replace(setting, unsure=names.unsure)
    if names.elements:
        setting = replace(setting, elements=names.elements)
    if names.taken or names.carried:
        setting = replace(setting, taken=names.taken, carried=names.carried)
    if names.upstream:
        setting = _with_upstream(setting, names)
    if not names.places:
        return setting
    if names.claimed:
        setting = replace(setting, claimed=names.claimed)
    own = {key: (defined,) for key, defined in names.functions.items()}
    signature = replace(setting.signature, definitions={**setting.signature.definitions, **own})
    if names.spellings:
        signature = replace(signature, aliases={**signature.aliases, **names.spellings})
    definitions = {**setting.context.definitions, **names.definitions}
    context = replace(setting.context, definitions=definitions)
    customary = frozenset(key for key, place in names.places.items() if place < 0)
    own_values = dict(names.values)
    return replace(
        setting, signature=signature, context=context, names=own_values, customary=customary
    )


def _with_upstream(setting: Setting, names: Names) -> Setting:
    """Return a setting in which the gradients of unknown losses are free variables."""
    variables = {
        symbol: tuple(axis.sort for axis in one.definition.indices)
        for symbol, one in names.upstream.items()
    }
    context = setting.context
    context = replace(context, variables={**context.variables, **variables})
    losses = {symbol: (one.loss, one.by) for symbol, one in names.upstream.items()}
    return replace(setting, context=context, upstream=losses)


def beneath(
    keys: Iterable[str], names: Names, more: Mapping[str, Iterable[str]] | None = None
) -> Iterator[str]:
    """Yield names and all that they rest on by their definitions, and by ``more``; each once."""
    seen: set[str] = set()
    waiting = list(keys)
    while waiting:
        key = waiting.pop()
        if key in seen:
            continue
        seen.add(key)
        yield key
        waiting += more.get(key, ()) if more is not None else ()
        definition = names.definition_of(key)
        waiting += definition.body.symbols if definition is not None else ()


class Anew(Struct, frozen=True):
    """A name that a section defines anew, and where its definition stands."""

    key: str
    place: int
    section: Span
    old: Names  # what was known before
    resting: frozenset[str]  # the names defined before that rest on it

    def holds_at(self, place: int) -> bool:
        """Whether the name is the section's at a place."""
        return self.place <= place < self.section.end


class PartNames(Struct, frozen=True):
    """The names that hold at each chain of a part, and those that any part before has defined.

    ``sure`` are those that hold at its end but what is only claimed: the chain that claims a name
    is read without it.  ``older`` has for each chain in a section that defines names ``anew``
    those that would hold without that.
    """

    at: tuple[Names, ...]
    end: Names
    sure: Names
    before: frozenset[str]
    older: tuple[Names | None, ...]
    anew: tuple[Anew, ...] = ()
