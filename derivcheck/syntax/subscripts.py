"""Subscripts that are no list of indices: words, and a colon for all of an axis."""

import re
from collections.abc import Callable

from derivcheck.document.tokens.token import Kind, Token
from derivcheck.syntax import tree as t
from derivcheck.syntax.cursor import Cursor

# so many letters run together in a script are a word: J_{skip-gram}, not a product of indices
SHORTEST_LABEL = 4
# the longest such subscript that is looked at
_LONGEST = 12
_COLONS = (":", "：", "\\colon")


def label(cursor: Cursor) -> t.Tree | None:
    """Parse ``{naive-softmax}``: letters run together, with hyphens, are a word."""
    if not cursor.is_kind(Kind.OPEN):
        return None
    start, letters, count, offset = cursor.span(), "", 0, 1
    glued, worded = True, False
    while (token := cursor.ahead(offset)) is not None and token.kind is not Kind.CLOSE:
        if not (token.kind in (Kind.LETTER, Kind.TEXT) or token.text in ("-", "_", "\\_")):
            return None
        glued = glued and (token.glued or offset == 1)
        worded = worded or token.kind is Kind.TEXT
        letters += token.text
        count += sum(map(str.isalpha, token.text))
        offset += 1
    if count < SHORTEST_LABEL or not (glued or worded):
        return None
    for _ in range(offset + 1):
        cursor.take()
    return t.Words(cursor.since(start), hyphened(letters))


def hyphened(label: str) -> str:
    """Return a label in one spelling: ``neg_sample`` and ``neg sample`` are ``neg-sample``."""
    return re.sub(r"[\s\\_]+", "-", label.strip())


def sliced(cursor: Cursor, items: Callable[[Cursor], t.Tree]) -> t.Tree | None:
    """Parse ``{:j}`` or ``{i,:}``; take nothing and return None for any other subscript."""
    inner = _inside(cursor)
    colons = [token for token in inner if token.text in _COLONS]
    if len(colons) != 1 or len(inner) < 2:
        return None
    first, (colon,) = inner[0] is colons[0], colons
    if not first and inner[-1] is not colon:
        return None
    start = cursor.take().span
    if first:
        cursor.take()
        if cursor.is_at(","):
            cursor.take()
    other = items(cursor)
    while cursor.is_at(",", *_COLONS):
        cursor.take()
    if not cursor.is_kind(Kind.CLOSE):
        other = cursor.error("unexpected-token", "I cannot read this subscript")
        while not cursor.is_kind(Kind.CLOSE):
            cursor.take()
    cursor.take()
    whole = t.Slice(colon.span)
    pair = (whole, other) if first else (other, whole)
    return t.Items(cursor.since(start), pair, (",",))


def _inside(cursor: Cursor) -> list[Token]:
    """Return the tokens of the braces here, nothing where they are not plain."""
    if not cursor.is_kind(Kind.OPEN):
        return []
    out: list[Token] = []
    while (token := cursor.ahead(len(out) + 1)) is not None and len(out) < _LONGEST:
        if token.kind is Kind.CLOSE:
            return out
        if token.kind in (Kind.OPEN, Kind.TEXT):
            return []
        out.append(token)
    return []
