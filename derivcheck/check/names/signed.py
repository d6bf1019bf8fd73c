"""Names with a sign above: the ``s^+`` and ``s_k^-`` of a text that says ``s^+ = u^\\top v``.

The sign of such a name is a label throughout, as if the letter with it were the one word
``\\text{$s^+$}``, beside whatever index stands below.  A sign above a letter of which the text says
nothing stays what it was: a pseudo-inverse, a limit from above.
"""

from collections.abc import Iterator

from msgspec import Struct

from derivcheck.document.model import Document
from derivcheck.document.tokens.token import Kind, Token, group_end
from derivcheck.problem.model import Problem

Tokens = tuple[Token, ...]

_SIGNS = {"+": "+", "-": "-", "−": "-"}


class _Name(Struct, frozen=True):
    """A letter with a sign above, where it begins and ends, and the tokens of what is below."""

    shown: str  # s^+, as in TeX
    start: int
    end: int
    below: Tokens


def with_signed_names(document: Document, problem: Problem | None) -> Document:
    """Return a document in which signs above letters that it defines so are labels."""
    defined = frozenset(_defined(document))
    if not defined:
        return document
    return document.with_tokens(lambda tokens: _labelled(tokens, defined))


def _defined(document: Document) -> Iterator[str]:
    """Yield the letters with a sign of which a chain writes what they are."""
    for part in document.parts:
        for chain in part.chains:
            tokens = chain.members[0].tokens
            first = _name_at(tokens, 0) if tokens else None
            if first is not None and first.end == len(tokens) and chain.relations[0].sign == "=":
                yield first.shown


def _labelled(tokens: Tokens, names: frozenset[str]) -> Tokens:
    """Return tokens in which these names are words; the same tokens where there are none."""
    if not any(token.text == "^" for token in tokens):
        return tokens
    out: list[Token] = []
    at = 0
    while at < len(tokens):
        name = _name_at(tokens, at)
        if name is None or name.shown not in names:
            out.append(tokens[at])
            at += 1
            continue
        span = tokens[at].span.to(tokens[name.end - 1].span)
        out += (Token(Kind.TEXT, f"${name.shown}$", span, tokens[at].glued), *name.below)
        at = name.end
    return tuple(out) if len(out) < len(tokens) else tokens


def _name_at(tokens: Tokens, at: int) -> _Name | None:
    """Return the letter with a sign above that begins here: ``s^+``, ``s_k^{-}``, ``s^-_k``."""
    letter = tokens[at]
    if letter.kind is not Kind.LETTER and not letter.text.removeprefix("\\").isalpha():
        return None
    sign: str | None = None
    below: Tokens = ()
    end = at + 1
    while end + 1 < len(tokens) and tokens[end].text in ("^", "_"):
        close = group_end(tokens, end + 1)
        if tokens[end].text == "_":
            below = tokens[end:close]
        else:
            inside = [one.text for one in tokens[end + 1 : close] if one.text not in "{}"]
            sign = _SIGNS.get(inside[0]) if len(inside) == 1 else None
            if sign is None:
                return None
        end = close
    return None if sign is None else _Name(f"{letter.text}^{sign}", at, end, below)
