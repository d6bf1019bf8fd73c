r"""Functions of an index, ``p(k) = \frac{e^{z_k}}{\sum_j e^{z_j}}``: the entries of a vector p.

Where a text defines p(k) with k below other letters only, and p stands before no bracket but that
of one letter, p(k) and p_k are the same, and p is the vector.  With a problem at hand the letters
before brackets are its functions and probabilities.
"""

from collections.abc import Iterator

from derivcheck.document.model import Chain, Document
from derivcheck.document.tokens.token import Kind, Token
from derivcheck.problem.model import Problem

Tokens = tuple[Token, ...]

_LETTERS = (Kind.LETTER, Kind.COMMAND)
_GREEK = frozenset({"\\pi", "\\phi", "\\psi", "\\rho", "\\alpha", "\\beta", "\\gamma", "\\mu"})
_BRACKETS = frozenset({"(", "\\left", "\\big", "\\Big", "["})


def with_functions_of_an_index(document: Document, problem: Problem | None) -> Document:
    """Return a document in which such p(k) are written p_k."""
    if problem is not None:
        return document
    chains = list(document.chains())
    found = frozenset(letter for chain in chains for letter in _defined(chain))
    if found:
        written = [
            *(member.tokens for chain in chains for member in chain.members),
            *(said.tokens for said in document.formulas),
        ]
        found -= {letter for tokens in written for letter in _otherwise(tokens, found)}
    return document.with_tokens(lambda tokens: _below(tokens, found)) if found else document


def _defined(chain: Chain) -> Iterator[str]:
    """Yield the p of a chain ``p(k) = …`` in which k is an index and no value."""
    relation = chain.relations[0]
    head = chain.members[relation.left].tokens
    right = chain.members[relation.right].tokens
    if relation.sign != "=" or len(head) != 4 or not _is_applied(head, 0):
        return
    places = [at for at, token in enumerate(right) if token.text == head[2].text]
    if places and all(_is_below(right, at) for at in places):
        yield head[0].text


def _is_applied(tokens: Tokens, at: int) -> bool:
    """Whether ``p(k)`` stands here, two letters and brackets."""
    name, *rest = tokens[at : at + 4]
    letter = name.kind is Kind.LETTER or name.text in _GREEK
    texts = [one.text for one in rest]
    return letter and len(rest) == 3 and texts[::2] == ["(", ")"] and rest[1].kind is Kind.LETTER


def _is_below(tokens: Tokens, at: int) -> bool:
    """Whether a letter is all that stands below another one: ``z_k``, ``z_{k}``."""
    before = [one.text for one in tokens[max(at - 2, 0) : at]]
    braced = tokens[at - 1].kind is Kind.OPEN and before[:1] == ["_"]
    return before[-1:] == ["_"] or (braced and tokens[at + 1].kind is Kind.CLOSE)


def _otherwise(tokens: Tokens, letters: frozenset[str]) -> Iterator[str]:
    """Yield the letters that stand before another bracket, or have an index already."""
    for at, token in enumerate(tokens):
        if token.text in letters and token.kind in _LETTERS and not _is_applied(tokens, at):
            after = tokens[at + 1].text if at + 1 < len(tokens) else ""
            if after in _BRACKETS or after in ("_", "^", "'"):
                yield token.text


def _below(tokens: Tokens, letters: frozenset[str]) -> Tokens:
    """Return tokens with the bracket behind each of the letters put below it."""
    places = {
        at
        for at, token in enumerate(tokens)
        if token.text in letters and token.kind in _LETTERS and _is_applied(tokens, at)
    }
    return tuple(one for at, token in enumerate(tokens) for one in _as_index(token, at, places))


def _as_index(token: Token, at: int, places: set[int]) -> Iterator[Token]:
    """Yield the tokens of a subscript for the brackets behind a letter at one of the places."""
    if at - 1 in places:
        yield Token(Kind.SYMBOL, "_", token.span, token.glued)
        yield Token(Kind.OPEN, "{", token.span, glued=True)
    elif at - 3 in places:
        yield Token(Kind.CLOSE, "}", token.span, token.glued)
    else:
        yield token
