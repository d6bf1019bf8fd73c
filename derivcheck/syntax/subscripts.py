"""Subscripts that are no list of indices: words, and a colon for all of an axis."""

import re
from collections.abc import Callable

from derivcheck.document.tokens.token import Kind, Token
from derivcheck.syntax import signs
from derivcheck.syntax import tree as t
from derivcheck.syntax.cursor import Cursor

# so many letters run together in a script are a word: J_{skip-gram}, not a product of indices
SHORTEST_LABEL = 4
# and so many that are set apart
SHORTEST_SPACED = 6
_HYPHENS = ("-", "_", "\\_")
# the longest such subscript that is looked at
_LONGEST = 12
_COLONS = (":", "：", "\\colon")


def label(cursor: Cursor) -> t.Tree | None:
    """Parse ``{naive-softmax}``: letters run together, with hyphens, are a word.

    So are letters each set apart, ``{n a i v e-s o f t m a x}``, as programs write that read
    formulas from a picture: no product of indices has a minus between so many.
    """
    if not cursor.is_kind(Kind.OPEN):
        return None
    start, offset = cursor.span(), 1
    letters, glued, worded = "", True, False
    while (token := cursor.ahead(offset)) is not None and token.kind is not Kind.CLOSE:
        word = _upright(cursor, offset)
        if not (word or token.kind in (Kind.LETTER, Kind.TEXT) or token.text in _HYPHENS):
            return None
        glued = glued and (token.glued or offset == 1)
        worded = worded or token.kind is Kind.TEXT or bool(word)
        letters += word or token.text
        offset += len(word) + 3 if word else 1
    count = sum(map(str.isalpha, letters))
    spaced = "-" in letters.strip("-") and count >= SHORTEST_SPACED
    if count < SHORTEST_LABEL or not (glued or worded or spaced):
        return None
    for _ in range(offset + 1):
        cursor.take()
    return t.Words(cursor.since(start), hyphened(letters))


def _upright(cursor: Cursor, offset: int) -> str:
    """Return the word of ``\\operatorname{softmax}`` there; nothing where there is none."""
    head, brace = cursor.ahead(offset), cursor.ahead(offset + 1)
    if head is None or head.text not in signs.UPRIGHT or brace is None:
        return ""
    word, offset = "", offset + 2
    while (token := cursor.ahead(offset)) is not None and token.kind is Kind.LETTER:
        word, offset = word + token.text, offset + 1
    closed = token is not None and token.kind is Kind.CLOSE and brace.kind is Kind.OPEN
    return word if closed else ""


def hyphened(label: str) -> str:
    """Return a label in one spelling: ``neg_sample`` and ``neg sample`` are ``neg-sample``."""
    if label.startswith("$") and label.endswith("$"):
        return label  # a letter, as the writer has it
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
