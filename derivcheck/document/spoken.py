"""Left sides said in words: “the derivative for $u_o$ is”, a heading “$u_k$:”.

Only what is plain is taken: the words speak of a derivative and name one variable; a caption
that is a variable and nothing else counts where the words around it speak of derivatives.
"""

import re
from collections.abc import Sequence

from msgspec import Struct

from derivcheck.document.containers.pieces import Piece, PieceKind
from derivcheck.document.tokens.layout import strip_layout
from derivcheck.document.tokens.phrases import is_bare
from derivcheck.document.tokens.signs import relation_at
from derivcheck.document.tokens.token import Kind, Token
from derivcheck.document.tokens.tokenize import tokenize
from derivcheck.source import Span
from derivcheck.source.pattern import later

REACH = 40  # pieces that are looked at on either side
_M = "\ue000"  # stands for a formula in the words; its number follows
_V = rf"{_M}(?P<v>\d+)\x20?"
_DERIVATIVE = r"(?:derivatives?|gradients?|partials?|导数|偏导数?|梯度)"
_BY = r"(?:for|w\.?\s?r\.?\s?t\.?|with\s+respect\s+to|with\s+regards?\s+to|regarding|by|关于|对于?)"
_END = r"\s*(?:is|are|equals?|becomes?|as\s+follows|therefore|then|为|是|等于|[:：=,，])*\s*\Z"
_NAMED = (
    r"(?:\s+the)?(?:\s+(?:vector|word|variable|parameter|matrix|center|outside|negative|sample)s?)*"
)
_SENTENCE = later(
    rf"{_DERIVATIVE}(?:\s+of(?:\s+the)?(?:\s+loss(?:\s+function)?)?(?:\s+{_M}(?P<f>\d+))?)?"
    rf"[^{_M}]{{0,30}}?\b{_BY}{_NAMED}\s*{_V}{_END}|对\s*{_V.replace('<v>', '<w>')}\s*的?\s*"
    rf"{_DERIVATIVE}{_END}",
    re.I,
)
_GOES_ON = later(rf"\A(?:and|,|\s)*{_BY}{_NAMED}\s*{_V}{_END}", re.I)
_CAPTION = later(rf"\A[\s*_#-]*(?:to|{_BY})?\s*{_V}(?P<end>\s*[:：]?)\s*\Z", re.I)
_PLAIN = later(r"\A[\s*#>-]*(?:for|to|wrt)?\s*([A-Za-z]\\?_\{?[A-Za-z0-9]{1,3}\}?)\s*[:：]\s*\Z")
_ASIDE = later(r"\A\s*[(（].*[)）]\s*\Z", re.S)
_SPEAKS = later(rf"{_DERIVATIVE}|\\partial|\\nabla|∂|∇", re.I)
_CUT = later(r"(?<!\.[A-Za-z])[.;。；!?！？](?=\s|\Z)|(?<=[。；！？])")
_LOSS = later(r"(?<![A-Za-z\\])J(?![A-Za-z])")


class Spoken(Struct, frozen=True):
    """A left side taken from words: the tokens of a derivative, and the words."""

    tokens: tuple[Token, ...]
    said: str


def spoken_left(pieces: Sequence[Piece], n: int, text: str) -> Spoken | None:
    """Return the left side that the words before the formula ``pieces[n]`` give it, if plainly so.

    ``text`` is the document's.
    """
    paragraphs = _paragraphs(pieces, n)
    if not paragraphs:
        return None
    last = _CUT.split(paragraphs[-1])[-1]
    if found := _SENTENCE.search(last):
        by = found["v"] or found["w"]
        function = pieces[int(found["f"])] if found["f"] else None
        return _derivative(pieces[int(by)], function, last, pieces, text)
    if (found := _GOES_ON.match(last)) and any(_SPEAKS.search(p) for p in _before(pieces, n)):
        return _derivative(pieces[int(found["v"])], None, last, pieces, text)
    return _captioned(pieces, n, text, paragraphs) if pieces[n].display else None


def _captioned(pieces: Sequence[Piece], n: int, text: str, paragraphs: list[str]) -> Spoken | None:
    """Take ``u_o:`` or a heading ``$u_o$`` where the words around speak of derivatives."""
    if len(paragraphs) > 1 and _ASIDE.match(paragraphs[-1]):
        paragraphs = paragraphs[:-1]
    around = [*_before(pieces, n), *_words(pieces[n + 1 : n + 8])]
    if not any(_SPEAKS.search(words) for words in around):
        return None
    last = paragraphs[-1]
    if (found := _CAPTION.match(last)) is not None:
        variable = pieces[int(found["v"])]
        heading = variable.level > 0
        if heading or found["end"].strip():
            return _derivative(variable, None, last, pieces, text)
    for piece in reversed(pieces[max(0, n - REACH) : n]):
        if piece.kind is PieceKind.WORDS and " ".join(piece.text.split()) == last.strip():
            plain = _PLAIN.match(text[piece.span.start : piece.span.end])
            if plain is None:
                return None
            start = piece.span.start + plain.start(1)
            inner = Span(start, piece.span.start + plain.end(1))
            named = Piece(PieceKind.MATH, inner, inner=inner)
            return _derivative(named, None, last, pieces, text)
    return None


def _paragraphs(pieces: Sequence[Piece], n: int) -> list[str]:
    """Return the words before a formula, paragraph by paragraph; formulas are numbered marks."""
    found: list[str] = [""]
    for at in range(n - 1, max(-1, n - REACH), -1):
        piece = pieces[at]
        if piece.kind is PieceKind.MATH and piece.display and not _is_dollar(piece):
            break
        if piece.kind in (PieceKind.HEADING, PieceKind.ITEM):
            break
        if piece.kind is PieceKind.PARAGRAPH:
            if found[0].strip():
                if len(found) == 2:
                    break
                found.insert(0, "")
        elif piece.kind is PieceKind.MATH:
            found[0] = f" {_M}{at} {found[0]}"
        else:
            found[0] = f"{piece.text} {found[0]}"
    return [" ".join(words.split()) for words in found if words.strip()]


def _is_dollar(piece: Piece) -> bool:
    """Whether a formula stands between single dollars, if perhaps alone in its line."""
    return piece.inner.start - piece.span.start == 1


def _s(piece: Piece) -> tuple[int, int]:
    return piece.span.start, piece.span.end


def _before(pieces: Sequence[Piece], n: int) -> list[str]:
    return _words(pieces[max(0, n - REACH) : n])


def _words(pieces: Sequence[Piece]) -> list[str]:
    return [piece.text for piece in pieces if piece.kind is PieceKind.WORDS]


def _derivative(
    variable: Piece, function: Piece | None, said: str, pieces: Sequence[Piece], text: str
) -> Spoken | None:
    """Build the tokens of ∂function/∂variable, all placed where the variable is named."""
    by = _tokens(variable, text)
    if not is_bare(by) or by[0].kind is Kind.NUMBER:
        return None
    place = Span(by[0].span.start, by[-1].span.end)
    if function is not None:
        of = _tokens(function, text)
        if not of or any(relation_at(of, n) for n in range(len(of))):
            return None
    elif _LOSS.search(text) is not None:
        of = (Token(Kind.LETTER, "J", place),)
    else:
        return None

    def mark(kind: Kind, sign: str) -> Token:
        return Token(kind, sign, place)

    partial = mark(Kind.COMMAND, "\\partial")
    above = (mark(Kind.OPEN, "{"), partial, *of, mark(Kind.CLOSE, "}"))
    below = (mark(Kind.OPEN, "{"), partial, *by, mark(Kind.CLOSE, "}"))
    return Spoken((mark(Kind.COMMAND, "\\frac"), *above, *below), _quoted(said, pieces, text))


def _tokens(piece: Piece, text: str) -> tuple[Token, ...]:
    tokens, _ = tokenize(text[piece.inner.start : piece.inner.end], piece.inner.start)
    return strip_layout(tokens)[0]


def _quoted(said: str, pieces: Sequence[Piece], text: str) -> str:
    """Return the words with their formulas as written."""

    def written(found: re.Match[str]) -> str:
        return text[slice(*_s(pieces[int(found.group(1))]))]

    whole = " ".join(re.sub(rf"{_M}(\d+)", written, said).split())
    whole = re.sub(r"\s+([:,，：])", r"\1", whole)
    return whole if len(whole) <= 120 else "…" + whole[-119:]
