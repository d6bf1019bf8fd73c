r"""The loss of one sample beside that of all: ``J_i = …`` and ``J(w) = \sum_i …``.

Where a text says both, J is a number and J_i no entry of it but a name of its own: what stands for
each i.  It is read as a letter that looks the same, ``{J}_i``.  J_j beside a sum over i may be an
entry, of a J that is a vector; J_i beside ``\sum_i w_i^2`` may be the slope of J by w_i.
"""

from collections.abc import Iterator

from derivcheck.document.model import Chain, Document
from derivcheck.document.tokens.token import Kind, Token
from derivcheck.problem.model import Problem

Tokens = tuple[Token, ...]

_LOSSES = frozenset({"J", "L", "E", "\\ell", "ℓ"})
_SUMS = frozenset({"\\sum", "Σ", "∑"})
_DERIVATIVES = frozenset({"\\partial", "∂", "\\nabla", "∇"})
_ABOVE = frozenset({"\\partial", "∂", "d"})
_DECLARES = frozenset({"\\in", "∈"})


def with_summands(document: Document, problem: Problem | None) -> Document:
    """Return a document in which such J_i have a letter of their own."""
    if problem is not None:
        return document
    chains = list(document.chains())
    by = frozenset(letter for chain in chains for letter in _varied(chain)) - _LOSSES
    summed = {
        (tokens[0].text, letter)
        for chain in chains
        if (tokens := _head(chain)) and tokens[0].text in _LOSSES and _is_whole(tokens)
        for letter in _summed(chain, by)
    }
    known = {
        (tokens[0].text, letter)
        for chain in chains
        if (tokens := _head(chain)) and (letter := _letter_below(tokens, 0)) is not None
        if _end(tokens, 0) == len(tokens)
    }
    declared = {
        one.text
        for said in document.formulas
        for one, after in zip(said.tokens, said.tokens[1:], strict=False)
        if after.text in _DECLARES
    }
    letters = {letter for letter, _ in summed & known} - declared
    if not letters:
        return document
    return document.with_tokens(lambda tokens: _renamed(tokens, letters))


def _head(chain: Chain) -> Tokens:
    """Return the left side of what a chain defines, nothing where it cannot define anything."""
    relation = chain.relations[0]
    return chain.members[relation.left].tokens if relation.sign == "=" else ()


def _is_whole(tokens: Tokens) -> bool:
    """Whether a left side is ``J`` or ``J(w)``."""
    return len(tokens) == 1 or tokens[1].text in ("(", "\\left")


def _varied(chain: Chain) -> Iterator[str]:
    """Yield what a chain differentiates by, and what the loss that it begins with is a function of.

    What J_i is differentiated by is not meant: were J_i the slope of J, J would be.
    """
    head = _head(chain)
    if head and head[0].text in _LOSSES:
        yield from (token.text for token in head[1:] if token.text not in "()_{}")
    for member in chain.members:
        tokens = member.tokens
        for at, token in enumerate(tokens):
            line = at > 1 and tokens[at - 1].kind is Kind.OPEN
            above = line and tokens[at - 2].text == "\\frac"
            by = token.text in _DERIVATIVES or (line and token.text == "d")
            if by and not above and not _is_of_one(tokens, at):
                yield from (one.text for one in tokens[at + 1 : at + 4])


def _is_of_one(tokens: Tokens, end: int) -> bool:
    """Whether a line of a fraction ends here or follows that is ``dJ_i`` above it."""
    above = max((at for at in range(end) if tokens[at].text == "\\frac"), default=-1)
    start = above + 3
    return (
        0 < start < end
        and tokens[above + 2].text in _ABOVE
        and tokens[start].text in _LOSSES
        and _letter_below(tokens, start) is not None
    )


def _summed(chain: Chain, by: frozenset[str]) -> Iterator[str]:
    """Yield the letters that sums on the right side run over, and no entries of what varies."""
    tokens = chain.members[chain.relations[0].right].tokens
    entries = {_letter_below(tokens, at) for at, one in enumerate(tokens) if one.text in by}
    for at, token in enumerate(tokens):
        letter = _first_below(tokens, at) if token.text in _SUMS else None
        if letter is not None and letter not in entries:
            yield letter


def _first_below(tokens: Tokens, at: int) -> str | None:
    """Return the letter with which a subscript of a token begins."""
    below = [one for one in tokens[at + 1 : at + 4] if one.kind is not Kind.OPEN]
    if len(below) < 2 or below[0].text != "_" or below[1].kind is not Kind.LETTER:
        return None
    return below[1].text


def _letter_below(tokens: Tokens, at: int) -> str | None:
    """Return the letter that alone stands below a token."""
    braced = at + 2 < len(tokens) and tokens[at + 2].kind is Kind.OPEN
    closed = at + 4 < len(tokens) and tokens[at + 4].kind is Kind.CLOSE
    return _first_below(tokens, at) if braced is closed or not braced else None


def _end(tokens: Tokens, at: int) -> int:
    return at + (5 if tokens[at + 2].kind is Kind.OPEN else 3)


def _renamed(tokens: Tokens, letters: set[str]) -> Tokens:
    return tuple(
        Token(Kind.TEXT, f"${{{one.text}}}$", one.span, one.glued)
        if one.text in letters and _letter_below(tokens, at) is not None
        else one
        for at, one in enumerate(tokens)
    )
