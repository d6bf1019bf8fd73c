"""Names with an index and an element below: the ``z_{w,c}`` of a text that says ``z_{w,c} = …``.

The ``c`` of the problem is one word and runs over nothing: it is a label that tells these names
from others, as if they were written ``\\text{$z_{\\cdot,c}$}_w``, and the ``z_{o,c}`` of the text
is one of them.  A letter with a meaning in the problem keeps it.
"""

from collections.abc import Iterator

from msgspec import Struct

from derivcheck.document.model import Document
from derivcheck.document.tokens.token import Kind, Token, group_end
from derivcheck.problem.model import Problem

Tokens = tuple[Token, ...]


class _Pair(Struct, frozen=True):
    """A letter with two letters below, the place where they all end, and which one is a label."""

    letter: str
    below: tuple[Token, Token]
    end: int
    labelled: int

    @property
    def name(self) -> str:
        """The name of which the other letter is an index: ``z_{\\cdot,c}``."""
        label = self.below[self.labelled].text
        shown = f"{label},\\cdot" if self.labelled == 0 else f"\\cdot,{label}"
        return f"{self.letter}_{{{shown}}}"

    @property
    def index(self) -> Token:
        """The other letter."""
        return self.below[1 - self.labelled]


def with_second_indices(document: Document, problem: Problem | None) -> Document:
    """Return a document in which the elements below such names are labels."""
    if problem is None:
        return document
    elements = frozenset(one.name for one in problem.symbols if one.kind == "element")
    names = frozenset(_defined(document, elements)) if elements else frozenset()
    known = _letters(problem)
    names = frozenset(name for name in names if name[0] not in known)
    if not names:
        return document
    return document.with_tokens(lambda tokens: _labelled(tokens, names, elements))


def _letters(problem: Problem) -> frozenset[str]:
    """Return the letters with which the names of a problem begin."""
    heads = [one.written.latex for one in problem.symbols]
    heads += [one.head.latex for one in (*problem.definitions, *problem.customary)]
    heads += [left.latex for left, _ in problem.aliases]
    return frozenset(head[0] for head in heads).union(*(one.columns for one in problem.symbols))


def _defined(document: Document, elements: frozenset[str]) -> Iterator[str]:
    """Yield the names of which a chain writes what they are for each index."""
    for part in document.parts:
        for chain in part.chains:
            tokens = chain.members[0].tokens
            for pair in _pairs_at(tokens, 0, elements) if tokens else ():
                plain = pair.index.text not in elements and chain.relations[0].sign == "="
                if plain and pair.end == len(tokens):
                    yield pair.name


def _labelled(tokens: Tokens, names: frozenset[str], elements: frozenset[str]) -> Tokens:
    """Return tokens in which these names are words; the same tokens where there are none."""
    out: list[Token] = []
    at = 0
    while at < len(tokens):
        pairs = _pairs_at(tokens, at, elements)
        pair = next((one for one in pairs if one.name in names), None)
        if pair is None:
            out.append(tokens[at])
            at += 1
            continue
        span = tokens[at].span.to(tokens[pair.end - 1].span)
        out += (Token(Kind.TEXT, f"${pair.name}$", span, tokens[at].glued), tokens[at + 1])
        out.append(pair.index)
        at = pair.end
    return tuple(out) if len(out) < len(tokens) else tokens


def _pairs_at(tokens: Tokens, at: int, elements: frozenset[str]) -> Iterator[_Pair]:
    """Yield how a ``z_{w,c}`` or ``z_{wc}`` that begins here may be read, one letter a label."""
    opens = tokens[at + 1 : at + 3]
    if tokens[at].kind is not Kind.LETTER or [one.text for one in opens] != ["_", "{"]:
        return
    end = group_end(tokens, at + 2)
    inside = [one for one in tokens[at + 3 : end - 1] if one.text != ","]
    if len(inside) != 2 or any(one.kind is not Kind.LETTER for one in inside):
        return
    for labelled, one in enumerate(inside):
        if one.text in elements:
            yield _Pair(tokens[at].text, (inside[0], inside[1]), end, labelled)
