"""A document as parts, chains, members and relation signs (`semantics.md`, section 1)."""

from collections.abc import Callable, Iterator

from msgspec import Struct
from msgspec.structs import replace

from derivcheck.document.tokens.token import Token
from derivcheck.source import Diagnostic, SourceText, Span
from derivcheck.source.kept import kept


class Member(Struct, frozen=True, cache_hash=True):
    """One side of a relation sign: its tokens, macros expanded, possibly over several displays."""

    tokens: tuple[Token, ...]
    span: Span
    latex: str  # as written in the source; pieces of several displays joined by one space
    tail: str = ""  # what stands behind it in its row and is no part of it: “, \\text{for } w = o”
    remarks: tuple[Diagnostic, ...] = ()  # on tokens that were read as others


class Relation(Struct, frozen=True, cache_hash=True):
    """A relation sign between ``chain.members[left]`` and ``chain.members[right]``.

    ``sign`` is one of ``= ≠ < ≤ > ≥ ≈ ∝ ∼ → ←``; ``written`` is the source spelling (``:=``,
    ``\\equiv`` count as ``=`` but stay visible here).  ``left`` is not always ``right - 1``:
    a side claim such as ``… ≠ 0`` does not end its chain.
    """

    sign: str
    written: str
    span: Span
    left: int
    right: int


class Chain(Struct, frozen=True, cache_hash=True):
    """``A = B = C``: members, the relations that join them, the words around them.

    There are two members at least, and one relation.
    """

    members: tuple[Member, ...]
    relations: tuple[Relation, ...]
    before: str = ""  # the prose since the end of the chain before (words, formulas included)
    remarks: tuple[str, ...] = ()  # words in the chain's own rows: "if", "当 w ≠ o", "(from (a))"
    after: str = ""  # the prose in the same sentence or line that follows the chain
    spoken: str | None = None  # the words that the first member was taken from, if it was
    item: int = 0  # the item of a list that it stands in, numbered in the document; 0: none
    doubtful: tuple[str, ...] = ()  # conditions of this chain or of the one beside it

    @property
    def place(self) -> int:
        """Where its first sign stands: what it defines is known by that place."""
        return self.relations[0].span.start

    @property
    def end(self) -> int:
        """Where the last of its members ends."""
        return max(member.span.end for member in self.members)


class Directive(Struct, frozen=True):
    """A ``derivcheck:`` comment of the document, not yet understood."""

    text: str
    span: Span


class Unsaid(Struct, frozen=True):
    """A place that is written and not said: struck out, or shown nowhere."""

    span: Span
    what: str


class Part(Struct, frozen=True, cache_hash=True):
    """One part of the solution: ``a``, ``f(1)``, or ``main`` when the document has none."""

    id: str
    title: str | None
    span: Span
    chains: tuple[Chain, ...]
    prose: str  # all words of the part, for "which loss", "row vectors" and the like
    outer: tuple[str, ...] = ()  # the ids of the parts that it lies in, outermost first


class Said(Struct, frozen=True, dict=True):
    """A formula as it stands in the document's text, macros expanded.

    ``before`` is what its sentence says before it, ``after`` the words behind it.
    """

    tokens: tuple[Token, ...]
    latex: str
    before: str
    after: str
    display: bool = False

    @kept
    def written(self) -> frozenset[str]:
        """The signs and letters that stand in it: many rules ask first whether theirs does."""
        return frozenset(token.text for token in self.tokens)


class Region(Struct, frozen=True):
    """A stretch of a document; what is said in it to hold of a symbol ends with it."""

    span: Span
    title: str


class Document(Struct, frozen=True):
    """All that was read of one file; what went wrong is in ``diagnostics``."""

    source: SourceText
    parts: tuple[Part, ...]
    directives: tuple[Directive, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    skipped: tuple[Span, ...] = ()  # formulas with a relation sign that gave no step
    prose: str = ""  # all words of the document, in order
    formulas: tuple[Said, ...] = ()  # all formulas of the document, in order
    set_aside: tuple[Directive, ...] = ()  # directives that were not to be obeyed
    unsaid: tuple[Unsaid, ...] = ()  # what is struck out, or in links that no page shows
    macros: tuple[tuple[str, str], ...] = ()  # names and bodies of plain macros, as LaTeX
    regions: tuple[Region, ...] = ()  # sections, lemmas, items, by the place where they begin

    def chains(self) -> Iterator[Chain]:
        """Yield the chains of all parts."""
        return (chain for part in self.parts for chain in part.chains)

    def members(self) -> Iterator[Member]:
        """Yield the members of all chains."""
        return (member for chain in self.chains() for member in chain.members)

    def with_members(self, change: Callable[[Member], Member]) -> "Document":
        """Return the document with each member of its chains changed."""

        def of(part: Part) -> Part:
            changed = [tuple(map(change, one.members)) for one in part.chains]
            pairs = list(zip(changed, part.chains, strict=True))
            if all(a is b for new, one in pairs for a, b in zip(new, one.members, strict=True)):
                return part  # what is found of a part is kept by its identity
            return replace(part, chains=tuple(replace(one, members=new) for new, one in pairs))

        return replace(self, parts=tuple(map(of, self.parts)))

    def with_formulas(self, change: Callable[[tuple[Token, ...]], tuple[Token, ...]]) -> "Document":
        """Return the document with the tokens of each formula changed, of sentences as well."""
        said = (replace(one, tokens=change(one.tokens)) for one in self.formulas)
        return replace(self, formulas=tuple(said))

    def with_tokens(self, change: Callable[[tuple[Token, ...]], tuple[Token, ...]]) -> "Document":
        """Return the document with the tokens of each member and of each formula changed."""

        def of(member: Member) -> Member:
            tokens = change(member.tokens)
            return member if tokens is member.tokens else replace(member, tokens=tokens)

        return self.with_members(of).with_formulas(change)
