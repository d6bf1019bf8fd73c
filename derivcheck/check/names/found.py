"""What a document, or a part of it, declares: symbols, index sets, and what is said of them."""

from collections.abc import Iterable, Mapping

from msgspec import Struct
from msgspec.structs import replace

from derivcheck.check.names.declared import Declared
from derivcheck.check.names.index_sets import IndexSet
from derivcheck.check.names.properties import Property, told_of
from derivcheck.syntax import latex


class Found(Struct, frozen=True):
    """What is declared somewhere: symbols by name, index sets by size, the word that tells σ."""

    symbols: dict[str, Declared]
    sets: dict[str, IndexSet]
    sigma: str | None
    described: frozenset[str]  # names that begin a chain: z = …, z_i = …
    targets: frozenset[str]  # vectors that stand in a cross-entropy as the true distribution
    one_hot: Mapping[str, str]  # those that are one-hot, with the words that say so
    properties: Mapping[str, Property]  # what else is said of symbols

    def says_otherwise(self, other: "Found") -> bool:
        """Whether a symbol or a letter is another thing than elsewhere."""
        letters = {x: key for key, one in other.sets.items() for x in one.letters}
        told = {key: one.kind for key, one in other.properties.items()}
        if any(told.get(key) != one.kind for key, one in self.properties.items()):
            return True
        if any(key in self.symbols and key not in self.properties for key in other.properties):
            return True
        return any(
            key not in other.symbols
            or not same_kind(one, other.symbols[key])
            or one.positive != other.symbols[key].positive
            for key, one in self.symbols.items()
        ) or any(letters.get(x) != key for key, one in self.sets.items() for x in one.letters)

    def with_any_sign(self, names: frozenset[str]) -> "Found":
        """Return these with some symbols no longer positive."""
        changed = {k: replace(self.symbols[k], positive=False) for k in names & self.symbols.keys()}
        return replace(self, symbols={**self.symbols, **changed}) if changed else self

    def told(self, properties: Iterable[Property]) -> "Found":
        """Return these with what is said of symbols."""
        return replace(self, properties=told_of(properties))

    def over(self, other: "Found") -> "Found":
        """Return these and others, of which these win."""
        taken = {x for one in self.sets.values() for x in one.letters}
        others = {
            key: replace(one, letters=tuple(x for x in one.letters if x not in taken))
            for key, one in other.sets.items()
        }
        symbols = {**other.symbols, **self.symbols}
        # what is declared anew is not said to be so any more
        gone = {k: replace(x, kind="") for k, x in other.properties.items() if k in self.symbols}
        properties = {**other.properties, **gone, **self.properties}
        sets = {**others, **self.sets}
        return replace(self, symbols=symbols, sets=sets, properties=properties)


def same_kind(one: Declared, other: Declared) -> bool:
    """Whether two declarations are of things of one shape."""
    axes = [latex(axis) for axis in one.axes] == [latex(axis) for axis in other.axes]
    return axes and (one.member is None) == (other.member is None) and one.row == other.row
