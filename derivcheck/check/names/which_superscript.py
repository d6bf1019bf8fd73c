r"""Which of several names a letter without its superscript is, told by what fits.

In a section on $W^{(1)}$ that speaks of $W^{(2)}$ as well, the W of ``\partial J / \partial W`` is
the one of the heading, and the W of ``(\hat y - y) W^T`` the one with which its chain means
something.  Where several do, or none, or what is differentiated by W has another W in it, nothing
is taken for any.
"""

from collections.abc import Callable, Iterator

from msgspec import Struct

from derivcheck.check.names.scopes import NamesOfParts
from derivcheck.check.names.settings import Settings
from derivcheck.check.names.superscripts import (
    Doubt,
    Stretch,
    Tokens,
    doubts_in,
    is_varied,
    names_in,
    restored,
)
from derivcheck.check.reading.members import part_entry, read_chain
from derivcheck.document.model import Document
from derivcheck.problem.model import Problem
from derivcheck.source import Span
from derivcheck.syntax import parse
from derivcheck.syntax import tree as t

_MOST = 4  # names of one letter


class _Use(Struct, frozen=True):
    """A chain with a letter that lacks its superscript, by the numbers of its part and its own."""

    part: int
    number: int
    span: Span
    varied: bool  # something is differentiated by it
    other: bool  # it stands elsewhere, too


def with_layers(
    document: Document, problem: Problem | None, make: Callable[[], Settings]
) -> Document:
    """Return a document in which such letters have the superscript that fits alone.

    ``make`` gives the settings of the document, which are asked for only where there are any.
    """
    doubts = doubts_in(document, problem)
    settings = make() if doubts else None
    found: tuple[Stretch, ...] = ()
    for doubt in doubts:
        if settings is not None and len(doubt.choices) <= _MOST:
            found = (*found, *_decided(document, doubt, found, settings))
    return restored(document, found)


def _decided(
    document: Document, doubt: Doubt, known: tuple[Stretch, ...], settings: Settings
) -> list[Stretch]:
    """Return what a letter is in the chains of a section: with one name all that can be is read."""
    uses = list(_uses(document, doubt))
    if not uses or any(one.varied and doubt.titled is None for one in uses):
        return []
    others = {one.number for one in uses if one.other}
    if not others:
        return [_stretch(one, doubt, doubt.choices[0]) for one in uses]
    read: list[frozenset[int]] = []
    for choice in doubt.choices:
        tried = restored(document, (*known, *(_stretch(one, doubt, choice) for one in uses)))
        read.append(frozenset(_read_in(tried, uses[0].part, settings)))
    every = frozenset[int]().union(*read)
    fitting = [choice for choice, found in zip(doubt.choices, read, strict=True) if found == every]
    if len(fitting) != 1 or not others <= every:
        return []
    if fitting[0] != doubt.titled and _varies_itself(document, doubt, uses, settings.words):
        return []
    return [_stretch(one, doubt, fitting[0]) for one in uses]


def _uses(document: Document, doubt: Doubt) -> Iterator[_Use]:
    for part, one in enumerate(document.parts):
        for number, chain in enumerate(one.chains):
            span = Span(min(m.span.start for m in chain.members), chain.end)
            if not doubt.span.start <= span.start < doubt.span.end:
                continue
            roles = [
                is_varied(member.tokens, name)
                for member in chain.members
                for name in names_in(member.tokens, doubt.letter)
            ]
            if roles:
                yield _Use(part, number, span, any(roles), not all(roles))


def _varies_itself(
    document: Document, doubt: Doubt, uses: list[_Use], words: frozenset[str]
) -> bool:
    """Whether something is differentiated by the letter that has the letter in it."""
    chains = (document.parts[one.part].chains[one.number] for one in uses)
    trees = (parse(member.tokens, words) for chain in chains for member in chain.members)
    return any(
        all(one is not None and _has(one, doubt.letter) for one in (node.operand, node.variable))
        for tree in trees
        for node in tree.walk()
        if isinstance(node, t.Derive)
    )


def _has(tree: t.Tree, letter: str) -> bool:
    return any(isinstance(node, t.Name) and node.text == letter for node in tree.walk())


def _stretch(use: _Use, doubt: Doubt, choice: Tokens) -> Stretch:
    varied = {doubt.letter: doubt.titled} if doubt.titled is not None else {}
    return Stretch(use.span, {doubt.letter: choice}, doubt.words, varied)


def _read_in(document: Document, number: int, settings: Settings) -> Iterator[int]:
    """Yield the numbers of the chains of a part all members of which mean something."""
    names = NamesOfParts(document, settings).of(number)
    part = document.parts[number]
    own = settings.in_part(part)
    entry = part_entry(own.problem, part.id)
    for at, (chain, known) in enumerate(zip(part.chains, names.at, strict=True)):
        failures = (one.failure for one in read_chain(chain, own.of(entry, known).scope()))
        if all(one is None or one.verdict == "undecided" for one in failures):
            yield at
