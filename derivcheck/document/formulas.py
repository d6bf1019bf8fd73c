"""One formula of a document: its tokens, the label that it begins with, its clauses.

What a formula says depends on its own characters, where it stands, and the macros in force.  It is
read once for each of these, and moved to where it stands: an edit changes one formula of many, and
a class writes the same ones again and again.
"""

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from derivcheck.document.braces import drop_invisible
from derivcheck.document.clauses import Reading, read_clauses
from derivcheck.document.containers.pieces import Piece
from derivcheck.document.fonts import letters_in_text, open_conditions, read_unknown_fonts
from derivcheck.document.labels import Mark, math_label
from derivcheck.document.segments import Clause, Sign
from derivcheck.document.tokens.layout import strip_layout
from derivcheck.document.tokens.macros import Macros
from derivcheck.document.tokens.structure import match
from derivcheck.document.tokens.synonyms import one_spelling
from derivcheck.document.tokens.token import Token
from derivcheck.document.tokens.tokenize import tokenize
from derivcheck.source import Diagnostic, Span

_COLUMNS = frozenset({"align", "aligned", "alignat", "alignedat", "flalign", "split"})
MOST = 200_000  # code points of formulas that are remembered
LONGEST = 5_000  # of one of them


class Formula(Struct, frozen=True):
    """What one formula says; no ``reading`` where it is nested too deeply.

    ``tokens`` is all of it, macros expanded; ``marks`` is the label, which is not in ``reading``.
    """

    tokens: tuple[Token, ...]
    marks: tuple[Mark, ...]
    environment: str
    reading: Reading | None
    diagnostics: tuple[Diagnostic, ...]


class _Kept(Struct, frozen=True):
    formula: Formula
    at: int  # where it stood
    cost: int  # of its macros


# its characters, the environment around it, whether a label may begin it, the macros in force
_Key = tuple[str, str, bool, tuple[str, ...]]


class _Memory:
    """The formulas read last, up to a number of characters in all."""

    def __init__(self) -> None:
        self._kept: dict[_Key, _Kept] = {}
        self._size = 0

    def get(self, key: _Key) -> _Kept | None:
        """Return what a formula said, which is then the one used last."""
        found = self._kept.pop(key, None)
        if found is not None:
            self._kept[key] = found
        return found

    def keep(self, key: _Key, kept: _Kept) -> None:
        """Remember a formula, and forget those that were not used for longest."""
        if len(key[0]) > LONGEST:
            return
        self._kept[key] = kept
        self._size += len(key[0])
        while self._size > MOST:
            oldest = next(iter(self._kept))
            del self._kept[oldest]
            self._size -= len(oldest[0])


_memory = _Memory()


def read_formula(piece: Piece, text: str, macros: Macros) -> Formula:
    """Read a formula; macros that it defines are in force from then on.  Never raises."""
    inner = text[piece.inner.start : piece.inner.end]
    key = inner, piece.environment, piece.display or piece.opens, macros.read
    kept = _memory.get(key)
    if kept is not None and macros.left > kept.cost:
        macros.left -= kept.cost
        return _moved(kept.formula, piece.inner.start - kept.at)
    left, events = macros.left, macros.events
    formula = _read(piece, text, macros)
    if macros.events != events:  # it did more than saying something
        macros.read = (*macros.read, inner)
    elif kept is None and macros.left > 0:
        # what is handed out is made a part of chains, and grows
        _memory.keep(key, _Kept(_moved(formula, 0), piece.inner.start, left - macros.left))
    return formula


def _read(piece: Piece, text: str, macros: Macros) -> Formula:
    tokens, diagnostics = _tokens(piece, text, macros)
    marks, start, end = math_label(tokens) if piece.display or piece.opens else ([], 0, 0)
    rest = tokens[:start] + tokens[end:] if marks else tokens
    environment = _environment(piece, rest)
    reading = _clauses(rest, text, environment in _COLUMNS, diagnostics)
    return Formula(tokens, tuple(marks), environment, reading, tuple(diagnostics))


def _tokens(piece: Piece, text: str, macros: Macros) -> tuple[tuple[Token, ...], list[Diagnostic]]:
    inner = piece.inner
    tokens, unclosed = tokenize(text[inner.start : inner.end], inner.start)
    tokens, unknown = read_unknown_fonts(one_spelling(macros.expand(tokens)), text)
    return letters_in_text(open_conditions(tokens, text)), [*unclosed, *unknown]


def _clauses(
    tokens: tuple[Token, ...], text: str, columns: bool, diagnostics: list[Diagnostic]
) -> Reading | None:
    shape = match(tokens)
    diagnostics.extend(shape.diagnostics)
    if shape.too_deep:
        return None
    kept, problems = strip_layout(tokens)
    diagnostics.extend(problems)
    if len(kept) != len(tokens):
        shape = match(kept)
    shown, problems = drop_invisible(kept, shape)
    diagnostics.extend(problems)
    if len(shown) != len(kept):
        kept, shape = shown, match(shown)
    return read_clauses(kept, shape, text, columns)


def _environment(piece: Piece, tokens: Sequence[Token]) -> str:
    if piece.environment and piece.environment not in ("equation", "displaymath"):
        return piece.environment
    names = [t.text for t in tokens if t.kind.value == "begin"]
    return next((n for n in names if n in _COLUMNS or n == "multline"), piece.environment)


def _moved(formula: Formula, by: int) -> Formula:
    """Return a formula that stands elsewhere, with lists of its own."""
    # by the old one, so that one token stays one; most clauses have no other tokens
    new = {id(one): _token_moved(one, by) for one in formula.tokens} if by else {}

    def at(token: Token) -> Token:
        return new.setdefault(id(token), _token_moved(token, by))

    def all_of(tokens: Sequence[Token]) -> list[Token]:
        return [new.get(id(one)) or at(one) for one in tokens] if by else list(tokens)

    def clause_of(clause: Clause) -> Clause:
        signs = [Sign(sign.sign, all_of(sign.tokens), sign.opens) for sign in clause.signs]
        sides = [all_of(side) for side in clause.sides]
        return replace(clause, sides=sides, signs=signs, remarks=[*clause.remarks])

    reading = formula.reading
    if reading is not None:
        clauses = [clause_of(clause) for clause in reading.clauses]
        reading = Reading(clauses, reading.relates, [*reading.remarks])
    diagnostics = tuple(
        Diagnostic(one.code, one.message, Span(one.span.start + by, one.span.end + by), one.hints)
        for one in formula.diagnostics
    )
    tokens = tuple(all_of(formula.tokens))
    return Formula(tokens, formula.marks, formula.environment, reading, diagnostics)


def _token_moved(token: Token, by: int) -> Token:
    place = Span(token.span.start + by, token.span.end + by)
    return Token(token.kind, token.text, place, token.glued)
