"""A name and its sign that stand in the words before a formula: “and b = $-u^\\top v$”."""

import re
from collections.abc import Sequence

from msgspec.structs import replace

from derivcheck.document.clauses import Reading
from derivcheck.document.containers.pieces import Piece, PieceKind
from derivcheck.document.segments import Sign
from derivcheck.document.tokens.tokenize import tokenize

_HEAD = re.compile(
    r"(?<![\w$\\^_.=+*/)\]}'-])(?<![=+*/-] )"
    r"(?P<name>[A-Za-z](?:_(?:\w|\{\w{1,8}\}))?)\s*(?P<sign>:?=)\s*\Z"
)


def with_prose_head(reading: Reading, pieces: Sequence[Piece], n: int, text: str) -> Reading:
    """Return the formula ``pieces[n]`` with the ``b =`` of the words right before it, if it is one
    expression of a sentence.  ``text`` is the document's.
    """
    before = pieces[n - 1] if n else None
    if before is None or before.kind is not PieceKind.WORDS or pieces[n].display:
        return reading
    first = reading.clauses[0] if reading.clauses else None
    start = before.span.start
    found = _HEAD.search(text[start : before.span.end])
    alone = before.span.end == pieces[n].span.start and first is not None and bool(first.sides[0])
    if found is None or first is None or not alone:
        return reading
    name, sign = (
        list(tokenize(found[group], start + found.start(group))[0]) for group in ("name", "sign")
    )
    whole = replace(first, sides=[name, *first.sides], signs=[Sign("=", sign), *first.signs])
    return Reading([whole, *reading.clauses[1:]], True, reading.remarks)
