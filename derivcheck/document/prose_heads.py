"""A name and its sign that stand in the words before a formula: “and b = $-u^\\top v$”."""

from collections.abc import Sequence

from msgspec.structs import replace

from derivcheck.document.clauses import Reading
from derivcheck.document.containers.pieces import Piece, PieceKind
from derivcheck.document.segments import Sign
from derivcheck.document.tokens.token import Kind, Token
from derivcheck.document.tokens.tokenize import tokenize
from derivcheck.source import Span
from derivcheck.source.pattern import later

_HEAD = later(
    r"(?<![\w$\\^_.=+*/)\]}'-])(?<![=+*/-] )"
    r"(?P<name>[A-Za-z](?:_(?:\w|\{\w{1,8}\}))?)\s*(?P<sign>:?=)\s*\Z"
)


_LETTER = later(r"\s*\\?[A-Za-z]+\s*")
_LONGEST = 60  # between two formulas that a sign joins
_BREAKS = later(r"(?:\s|<br\s*/?>|\\\\)*")


def sign_between(pieces: Sequence[Piece], n: int, text: str) -> bool:
    """Whether nothing but ``=`` and breaks of the line stands between formula ``n`` of a sentence
    and the one before it: ``$A$ = $B$``.  Two letters, ``$w$ = $o$``, may be a condition.
    """
    if pieces[n].display or not n or pieces[n - 1].kind is not PieceKind.WORDS:
        return False
    words = ""
    for piece in reversed(pieces[:n]):
        if piece.kind is PieceKind.WORDS and len(words) < _LONGEST:
            words = f"{piece.text}\n{words}"
            continue
        if piece.kind is not PieceKind.MATH or _BREAKS.sub("", words) != "=":
            return False
        inner = (text[one.inner.start : one.inner.end] for one in (piece, pieces[n]))
        return not all(map(_LETTER.fullmatch, inner))
    return False


def with_prose_head(reading: Reading, pieces: Sequence[Piece], n: int, text: str) -> Reading:
    """Return the formula ``pieces[n]`` with the ``b =`` of the words right before it, if it is one
    expression of a sentence, or with a mere ``=``.  ``text`` is the document's.
    """
    if sign_between(pieces, n, text):
        return _with_sign(reading, pieces[n - 1], text)
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


def _with_sign(reading: Reading, before: Piece, text: str) -> Reading:
    first = reading.clauses[0] if reading.clauses else None
    at = text.rfind("=", before.span.start, before.span.end)
    if first is None or not first.sides[0] or at < 0:
        return reading
    sign = Sign("=", [Token(Kind.SYMBOL, "=", Span(at, at + 1))], opens=True)
    whole = replace(first, sides=[[], *first.sides], signs=[sign, *first.signs])
    return Reading([whole, *reading.clauses[1:]], True, reading.remarks)
