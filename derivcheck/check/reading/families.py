"""Which of several parts of a problem about one loss a part of the document is.

Negative sampling is asked for twice: the samples are distinct, or they may repeat.  Which of
the two a part is follows from its words, from its letter where these parts have the problem's
letters, from their order.  Whether a claim would hold is never consulted.
"""

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from derivcheck.check.reading.distinct import (
    DENIED,
    SAMPLES,
    Told,
    says_alike,
    says_apart,
    told_in,
)
from derivcheck.document.model import Chain, Document, Part
from derivcheck.problem.model import PartEntry, Problem
from derivcheck.source.pattern import SENTENCE_END
from derivcheck.syntax import latex, parse
from derivcheck.syntax import tree as t


class Families(Struct, frozen=True):
    """For each part of the document with a sample's derivative, its place among its kind."""

    places: dict[str, int]  # letter -> 0 for the first part that asks for it
    count: int
    told: Told = Told()  # what the whole text says of its samples


def families_of(document: Document, problem: Problem | None) -> Families:
    """Return the parts of a document that differentiate by a sample's column, in order."""
    found: dict[str, int] = {}
    if problem is not None:
        for part in document.parts:
            found_here = any(_by_sample(chain, problem) for chain in part.chains)
            if found_here and _has_samples(part, problem):
                found.setdefault(letter_of(part.id), len(found))
    return Families(found, len(found), told_in(document, problem))


def letter_of(part_id: str) -> str:
    """Return the id of the part at the top: ``f`` of ``f(1)``, ``1(5)`` of ``1(5)(i)``."""
    plain = part_id.split("~")[0]
    head, _, rest = plain.partition("(")
    # parts numbered 1(a), 1(b) differ in what stands in the first bracket
    return f"{head}({rest.split(')')[0]})" if head.isdigit() and rest else head


def narrowed(
    entries: tuple[PartEntry, ...], part: Part, chain: Chain, families: Families
) -> tuple[PartEntry, ...]:
    """Return which of the problem's parts about one loss a chain of this part can belong to.

    ``entries`` are those parts, one for each set of assumptions, in the problem's order.  Where
    a document has no parts, what it says below a chain need not hold above.
    """
    if len(entries) < 2:
        return entries
    said = tuple(entry for entry in entries if _said(entry, part))
    if said and part.id == "main" and not any(_said(one, _above(part, chain)) for one in said):
        return entries
    if said:
        return entries if DENIED.search(_words(part)) else said
    if any(is_denied(entry, part) for entry in entries):
        return entries
    letter = letter_of(part.id)
    place = families.places.get(letter)
    own = next((entry for entry in entries if letter_of(entry.id) == letter), None)
    if placed(part, entries, families) and place is not None:
        lettered = set(families.places) == {letter_of(entry.id) for entry in entries}
        return (own if lettered and own is not None else entries[place],)
    if part.id == "main" or (own is not None and own is not entries[0]):
        return entries
    return (next((entry for entry in entries if not entry.words), entries[0]),)


def placed(part: Part, rivals: Sequence[object], families: Families) -> bool:
    """Whether the order of the document's parts tells which of the problem's parts this is."""
    return families.count == len(rivals) and letter_of(part.id) in families.places


def is_denied(entry: PartEntry, part: Part) -> bool:
    """Whether a part's words deny what an entry assumes, that samples repeat or are distinct."""
    denied = says_apart if entry.words else says_alike
    sentences = SENTENCE_END.split(_words(part))
    return any(denied(one) for one in sentences if SAMPLES.search(one))


def _said(entry: PartEntry, part: Part) -> bool:
    """Whether the part's heading or its words speak of what an entry assumes."""
    words = _words(part)
    return any(word in words for word in entry.words)


def _above(part: Part, chain: Chain) -> Part:
    """Return a part up to one of its chains."""
    end = next((n for n, one in enumerate(part.chains, 1) if one is chain), len(part.chains))
    return replace(part, chains=part.chains[:end])


def _words(part: Part) -> str:
    texts = [part.title or ""]
    for chain in part.chains:
        texts.extend((chain.before, chain.after, *chain.remarks))
    return " ".join(" ".join(texts).lower().split())


def _has_samples(part: Part, problem: Problem) -> bool:
    """Whether a part writes what tells a loss with samples, a σ, or the word of a sample, w_k.

    The k of “∂J/∂u_k = δ_k v” alone may be any word.
    """
    maps = [one.written.tree for one in problem.symbols if one.kind == "map"]
    sources = {entry.sorts[0] for entry in problem.symbols if entry.kind == "map"}
    indices = {
        name
        for one in problem.sorts
        if one.sort.name in sources
        for name in (*one.letters, latex(one.size.tree))
    }
    telling = {name for one in problem.losses if indices & set(one.symbols) for name in one.symbols}
    members = (one for chain in part.chains for one in chain.members if one.tokens)
    nodes = [node for one in members for node in parse(one.tokens, problem.words).walk()]
    return any(
        latex(node) in telling - indices
        or (isinstance(node, t.Scripts) and any(_like(one, node) for one in maps))
        for node in nodes
    )


def _by_sample(chain: Chain, problem: Problem) -> bool:
    """Whether a chain's first member differentiates by a column with a sample's letter."""
    if not chain.members or not chain.members[0].tokens:
        return False
    for node in parse(chain.members[0].tokens, problem.words).walk():
        if isinstance(node, t.Derive) and _is_sample_column(node.variable, problem):
            return True
    return False


def _is_sample_column(variable: t.Tree, problem: Problem) -> bool:
    if not isinstance(variable, t.Scripts) or variable.sub is None:
        return False
    columns = {letter for symbol in problem.symbols for letter in symbol.columns}
    if latex(variable.base) not in columns:
        return False
    sub = variable.sub
    if isinstance(sub, t.Scripts):
        # u_{w_k}
        return any(
            symbol.kind == "map" and len(symbol.sorts) == 2 and _like(symbol.written.tree, sub)
            for symbol in problem.symbols
        )
    sources = {symbol.sorts[0] for symbol in problem.symbols if symbol.kind == "map"}
    return any(
        entry.sort.name in sources and latex(sub) in entry.letters for entry in problem.sorts
    )


def _like(pattern: t.Tree, sub: t.Scripts) -> bool:
    return isinstance(pattern, t.Scripts) and latex(pattern.base) == latex(sub.base)
