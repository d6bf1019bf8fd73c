"""What stands around a formula: words that make it a condition, and those that end its sentence."""

from collections.abc import Sequence

from derivcheck.document.clauses import Reading
from derivcheck.document.containers.pieces import Piece, PieceKind
from derivcheck.document.labels import prose_label
from derivcheck.document.segments import Clause
from derivcheck.document.tokens.phrases import (
    ends_condition,
    introduces_condition,
    is_bare,
    is_index,
)
from derivcheck.source.pattern import later

# the points of “i.e.” and “w.r.t.” end no sentence
SENTENCE_END = later(r"(?<!\b[A-Za-z]\.[A-Za-z])[.。;；!?！？](?=\s|$)|(?<=[。；！？])")
# how words behind a display begin that belong to it
_GOES_ON = later(
    r"[a-z(,，（]|(?:Where|If|When|For|With|Assuming|Provided)\b|其中|当|若|如果|对|时|这里|，"
)
# … and behind a blank line
_CONDITION = later(r"(?:for|if|when|whenever|where|provided|unless|assuming|as long as)\b|其中")
_ENDS = later(r"\s*[.;。；]")
_MOST = 15  # pieces behind a formula that are looked at


def is_condition(pieces: Sequence[Piece], n: int, reading: Reading) -> bool:
    """Whether formula ``n`` says in a sentence when something holds: “when $w = o$”."""
    if len(reading.clauses) != 1 or not reading.clauses[0].signs:
        return False
    piece, clause = pieces[n], reading.clauses[0]
    if _is_signature(clause):
        return True
    if not all(is_bare(side) for side in clause.sides):
        return False
    if len(clause.signs) > 1:  # $-m \\le j \\le m$
        return not piece.display and all(s.sign in "<≤>≥" for s in clause.signs)
    if clause.signs[0].sign in "<≤>≥≠" and _goes_on(pieces, n):
        return True
    indices = all(is_index(side) for side in clause.sides)
    if piece.level or (clause.signs[0].sign == "≠" and indices and not piece.display):
        return True
    said, follows = _words(pieces, n - 1), _words(pieces, n + 1)
    if introduces_condition(said) or ends_condition(follows):
        return True
    if indices and _is_appended(pieces, n, said, follows):
        return True
    marks, rest = prose_label(said, 0)
    caption = piece.opens or not said or (bool(marks) and not rest)
    if not caption or piece.display:
        return False
    if (indices or clause.signs[0].sign != "=") and _is_label(pieces, n, follows):
        return True
    ends = follows if indices else follows[:1]
    return ends.rstrip().endswith((":", "："))


def _is_label(pieces: Sequence[Piece], n: int, follows: str) -> bool:
    """Whether a formula is all that a line says before a display: “**$w = o$.** $$…$$”."""
    behind = pieces[n + 2 : n + 3]
    shown = bool(behind) and behind[0].kind is PieceKind.MATH and behind[0].display
    return shown and follows.strip() in (".", "。") and not behind[0].fresh


def _goes_on(pieces: Sequence[Piece], n: int) -> bool:
    """Whether a comparison goes on with a condition: “if $a > 0$, $b > 0$ and $c > 0$, then”."""
    joined, follows = _words(pieces, n - 1).strip(" ,"), _words(pieces, n + 1)
    if joined not in ("", "and", "or") or n < 3 or (not joined and _ENDS.match(follows)):
        return False
    before = pieces[n - 2]
    if before.kind is not PieceKind.MATH or before.display:
        return False
    said = _words(pieces, n - 3)
    listed = said.strip(" ,") in ("", "and")
    return introduces_condition(said) or (listed and _goes_on(pieces, n - 2))


def _is_appended(pieces: Sequence[Piece], n: int, said: str, follows: str) -> bool:
    """Whether a formula ends the line of another, “$A$, $w = o$” or “$A$ ($w = o$)”, or goes on
    with a condition, “for $i \\neq j$ and $j = k$”.
    """
    if said.strip(" ,") in ("and", "or") and not pieces[n - 2].display:
        return introduces_condition(_words(pieces, n - 3))
    if pieces[n].display or pieces[n].opens or said.strip() not in (",", "，", "(", "（", ", ("):
        return False
    before, behind = pieces[n - 2 : n - 1], pieces[n + 1 : n + 2]
    ends = follows.strip(" )）.;。") == "" if follows else all(piece.opens for piece in behind)
    return ends and bool(before) and before[0].kind is PieceKind.MATH


def _is_signature(clause: Clause) -> bool:
    """Whether a clause is ``f : X → Y``, which says where a function lives."""
    named = any(token.text in (":", "\\colon") for token in clause.sides[0])
    return named and all(sign.sign == "→" for sign in clause.signs)


def _words(pieces: Sequence[Piece], n: int) -> str:
    """Return the words of a piece, none where it is something else or there is none."""
    if not 0 <= n < len(pieces) or pieces[n].kind is not PieceKind.WORDS:
        return ""
    return pieces[n].text


def words_behind(pieces: Sequence[Piece], n: int, text: str) -> str:
    """Return the words behind formula ``n`` that belong to its sentence."""
    if _is_caption_below(pieces, n):
        return ""
    found: list[str] = []
    same_line = True
    leads_on = False  # the words introduce the next display, not this one
    first = n + 1
    if pieces[n].display and [p.kind for p in pieces[first : first + 1]] == [PieceKind.PARAGRAPH]:
        # words that end no sentence lead on to the next display
        if not _CONDITION.match(_words(pieces, first + 1)) or not _is_sentence(pieces, first + 1):
            return ""
        first += 1
    for piece in pieces[first : first + _MOST]:
        if piece.kind is PieceKind.WORDS:
            if piece.opens:
                same_line = False
            if not same_line and not found and not _GOES_ON.match(piece.text):
                break
            if piece.fresh and prose_label(piece.text, piece.level)[0]:
                break
            end = SENTENCE_END.search(piece.text)
            found.append(piece.text[: end.start()] if end else piece.text)
            if end:
                break
        elif piece.kind is PieceKind.MATH and not piece.display:
            found.append(text[piece.span.start : piece.span.end])
        else:
            leads_on = piece.kind is PieceKind.MATH
            break
    said = " ".join(found)
    if not same_line and (leads_on or said.endswith((":", "："))):
        return ""
    return said.strip(" ,;，；:：")


def _is_sentence(pieces: Sequence[Piece], n: int) -> bool:
    """Whether words and formulas in them end as a sentence before anything else stands."""
    for piece in pieces[n : n + _MOST]:
        if piece.kind is PieceKind.WORDS and SENTENCE_END.search(piece.text):
            return True
        if piece.kind is not PieceKind.WORDS and (
            piece.display or piece.kind is not PieceKind.MATH
        ):
            return False
    return n + _MOST >= len(pieces)


def is_caption(pieces: Sequence[Piece], n: int, text: str) -> bool:
    """Whether formula ``n`` is a line of its own that ends in a colon, with a display below it."""
    if not pieces[n].opens:
        return False
    inner = text[pieces[n].inner.start : pieces[n].inner.end].rstrip()
    behind = [p for p in pieces[n + 1 : n + 4] if p.kind is not PieceKind.PARAGRAPH]
    said = behind.pop(0).text.strip() if behind and behind[0].kind is PieceKind.WORDS else ""
    colon = said in (":", "：") or (not said and inner.endswith((":", "：")))
    return colon and bool(behind) and behind[0].kind is PieceKind.MATH and behind[0].display


def _is_caption_below(pieces: Sequence[Piece], n: int) -> bool:
    """Whether a formula begins the line behind another, and a display follows: its caption."""
    first, *rest = pieces[n + 1 : n + 1 + _MOST] or (pieces[n],)
    if first.kind is not PieceKind.MATH or first.display or not first.opens:
        return False
    for piece in rest:
        if piece.kind is not PieceKind.WORDS:
            return piece.kind is PieceKind.MATH and piece.display
    return False
