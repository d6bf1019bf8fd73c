"""Pieces to parts: labels, formulas, chains, and the prose around them."""

from collections.abc import Iterator, Sequence

from msgspec import Struct, field
from msgspec.structs import replace

from derivcheck.document.between import Shared, share
from derivcheck.document.chains import ChainBuilder, Place
from derivcheck.document.clauses import Reading
from derivcheck.document.containers.directives import silenced
from derivcheck.document.containers.pieces import Piece, PieceKind, Scan
from derivcheck.document.contrary import with_otherwise
from derivcheck.document.formulas import read_formula
from derivcheck.document.items import items_in
from derivcheck.document.labels import (
    Mark,
    Path,
    is_answer,
    is_next,
    path_id,
    place,
    prose_label,
    whole_label,
)
from derivcheck.document.members import without_layout
from derivcheck.document.model import Chain, Document, Part, Said
from derivcheck.document.prose_heads import sign_between, with_prose_head
from derivcheck.document.reasons import goes_on
from derivcheck.document.regions import regions_in
from derivcheck.document.spoken import Spoken, spoken_left
from derivcheck.document.surroundings import SENTENCE_END, is_caption, is_condition, words_behind
from derivcheck.document.titles import rests_of_headings, whole_title
from derivcheck.document.tokens.in_force import MacrosInForce
from derivcheck.document.tokens.phrases import is_bare, is_index
from derivcheck.document.tokens.spelled import spelled
from derivcheck.document.tokens.token import Kind, Token
from derivcheck.source import Diagnostic, SourceText, Span, limited

MAX_MATH = 2_000_000  # code points of math in a document
MAX_BEFORE = 400  # runs of prose that are kept as what stands before a chain
# tokens of a formula in which something stands; of thousands that never close that is not looked at
NEVER_EMPTY = 1_000
MAX_SAID = 2000  # formulas of a document that may declare something


class _Open(Struct):
    """A part that is being read."""

    path: Path
    title: str | None
    start: int
    numbered: bool = False  # opened by a number outside headings: counts only with chains
    builder: ChainBuilder = field(default_factory=ChainBuilder)
    prose: list[str] = field(default_factory=list)
    since: list[str] = field(default_factory=list)  # prose since the last chain
    last: int | None = None  # the number of the last formula
    claim: int | None = None  # the number of the last one with a relation
    words: bool = False  # words stood behind it


class _Draft(Struct, frozen=True):
    """A part that was read, with the prose of what is merged into it."""

    opened: _Open
    chains: tuple[Chain, ...]
    end: int
    prose: list[str]

    def only_holds(self, path: Path) -> bool:
        """Whether it has no formula of its own and the part at ``path`` lies in it."""
        own = self.opened.path
        return not self.chains and len(own) < len(path) and path[: len(own)] == own


def assemble(source: SourceText, scan: Scan, macros: str) -> Document:
    """Make the document of what a container reader found."""
    assembler = _Assembler(source, scan, macros)
    assembler.run()
    return assembler.document()


class _Assembler:
    """One pass over the pieces."""

    def __init__(self, source: SourceText, scan: Scan, macros: str) -> None:
        self._source = source
        self._scan = scan
        self._text = scan.masked
        self._in_force = MacrosInForce(macros, self._text, scan.definitions, grouped=scan.is_latex)
        self._silent = silenced(scan.directives, len(source.text))
        self._open = _Open((), None, 0)
        self._done: list[_Open] = []
        self._ends: list[int] = []
        self._diagnostics: list[Diagnostic] = list(scan.diagnostics)
        self._math = 0
        self._heading_level = 0  # of the heading in force
        self._skipped: list[Span] = list(scan.skipped)
        self._said: list[Said] = []
        self._items = items_in(scan.masked, scan.pieces)

    def run(self) -> None:
        """Walk the pieces in order."""
        pieces = self._scan.pieces
        heading = None
        for n, piece in enumerate(pieces):
            if piece.kind is PieceKind.HEADING:
                heading = piece
                self._plain_heading(pieces, n)
            elif piece.kind is PieceKind.PARAGRAPH and n and pieces[n - 1].level:
                self._open.since = [*self._open.since[:-1], *_ended(self._open.since[-1:])]
            elif piece.kind is PieceKind.ITEM:
                self._item(piece)
            elif piece.kind is PieceKind.WORDS:
                self._words(piece, heading if piece.level else None)
                heading = None if piece.level else heading
            elif piece.kind is PieceKind.MATH:
                self._formula(piece, n)
        self._close(len(self._source.text))

    # Parts

    def _start(self, path: Path, title: str | None, at: int, numbered: bool) -> None:
        self._close(at)
        self._open = _Open(path, title or None, at, numbered)

    def _close(self, at: int) -> None:
        self._done.append(self._open)
        self._ends.append(at)

    def _label(self, marks: Sequence[Mark], rest: str, piece: Piece) -> None:
        path = place(self._open.path, marks, piece.level, self._heading_level)
        self._heading_level = piece.level or self._heading_level
        if (
            self._open.path
            and path_id(path) == path_id(self._open.path)
            and (is_answer(piece.text) or not self._open.builder.started)
        ):
            return  # the answer to what was just asked, or the label once more
        numbered = marks[-1].kind != "letter" and not piece.level
        title = rest if piece.level else None
        self._start(path, title, piece.span.start, numbered)

    def _plain_heading(self, pieces: list[Piece], n: int) -> None:
        """A heading without label ends the parts whose headings are as high or lower."""
        level = pieces[n].level
        words = pieces[n + 1] if n + 1 < len(pieces) else None
        said = words.text if words is not None and words.kind is PieceKind.WORDS else ""
        if said and prose_label(said, level)[0]:
            return
        self._heading_level = level
        path = self._open.path
        ended = next((n for n, e in enumerate(path) if level <= (e.level or e.under)), None)
        if ended is not None:
            self._start(path[:ended], None, pieces[n].span.start, False)

    def _item(self, piece: Piece) -> None:
        marks, rest = prose_label(piece.text, 0)
        if marks:
            self._label(marks, rest, piece)

    def _words(self, piece: Piece, heading: Piece | None) -> None:
        text = piece.text
        if piece.opens and (piece.level == 0 or heading is not None):
            marks, rest = prose_label(text, piece.level)
            if marks and (piece.fresh or is_next(self._open.path, marks)):
                self._label(marks, rest, piece)
                self._open.prose.append(text)
                self._open.since.extend([rest] if rest else [])
                self._open.words = bool(rest)
                return
        self._open.prose.append(text)
        self._open.since.append(text)
        self._open.words = True

    # Formulas

    def _formula(self, piece: Piece, n: int) -> None:
        if any(s.start <= piece.span.start < s.end for s in self._silent):
            self._open.builder.interrupt()
            return
        self._math += len(piece.text) + piece.inner.end - piece.inner.start
        if self._math > MAX_MATH:
            if not any(d.code == "too-large" for d in self._diagnostics):
                message = f"more than {MAX_MATH:,} characters of math; the rest is not read"
                self._diagnostics.append(Diagnostic("too-large", message, piece.span))
            return
        self._in_force.go_on_to(piece.span.start)
        formula = read_formula(piece, self._text, self._in_force.macros)
        self._diagnostics.extend(formula.diagnostics)
        self._keep(formula.tokens, piece, n)
        label = whole_label(formula.tokens) if piece.fresh and self._goes_on(n) else ()
        if formula.marks or label:
            self._label(formula.marks or label, "", piece)
        written = self._text[piece.span.start : piece.span.end]
        reading = None if label else formula.reading
        if reading is None:
            self._leave(piece, written)
            return
        reading = with_prose_head(reading, self._scan.pieces, n, self._text)
        if is_condition(self._scan.pieces, n, reading):
            self._skipped.extend([piece.span] * reading.relates)
            self._leave(piece, written)
            return
        opened = self._open
        joined = sign_between(self._scan.pieces, n, self._text)
        adjacent = joined or (opened.last is not None and not opened.words)
        item = self._items.at(piece.span.start)
        reasoned = self._reasoned(reading, n)
        adjacent, joined = adjacent or reasoned, joined or reasoned
        place_ = Place(piece.display, adjacent, formula.environment, item, joined)
        shared = self._shared(reading, n) or Shared("", " ".join(opened.since[-MAX_BEFORE:]))
        spoken = self._spoken(reading, n)
        count = opened.builder.count
        made = opened.builder.feed(reading.clauses, place_, shared.before, spoken)
        if reading.relates and not made:
            self._skipped.append(piece.span)
        elif made and not reading.relates and spoken is None:
            self._skipped = self._skipped[:-1]  # the right side of "A =" in the display before
        remarks = () if is_caption(self._scan.pieces, n, self._text) else reading.remarks
        for words in (shared.before if reasoned else "", *remarks):
            opened.builder.remark(words)
        opened.prose.append(written)
        opened.last, opened.words = n, False
        if made or piece.display:
            opened.claim = n if made else None
        if made:
            opened.builder.doubt(shared.doubtful, count)
            opened.builder.end_with(words_behind(self._scan.pieces, n, self._text))
        if made or (piece.display and reading.clauses):
            opened.since = []
        else:
            opened.since.append(written)

    def _goes_on(self, n: int) -> bool:
        """Whether words or a formula of its own stand behind a formula, before a blank line."""
        behind = self._scan.pieces[n + 1 : n + 2]
        return any(p.kind is PieceKind.WORDS or p.display for p in behind)

    def _shared(self, reading: Reading, n: int) -> Shared | None:
        """Tell whose a condition is that stands between the last formula and a new one."""
        opened, first = self._open, reading.clauses[0] if reading.clauses else None
        if opened.claim is None or not opened.words or first is None:
            return None
        if not (first.sides[0] and first.signs) or all(map(is_index, first.sides)):
            return None
        said = opened.builder.said
        shared = share(self._scan.pieces, opened.claim, n, self._text, said)
        if shared is not None:
            opened.builder.end_with(shared.behind)
            opened.builder.doubt(shared.doubtful)
        return shared

    def _reasoned(self, reading: Reading, n: int) -> bool:
        """Whether a formula in a line goes on with the last one, over the reason behind that."""
        opened, piece = self._open, self._scan.pieces[n]
        if piece.display or opened.last is None or not opened.words:
            return False
        if not reading.clauses or reading.clauses[0].sides[0]:
            return False
        return goes_on(self._scan.pieces, opened.last, n, self._text)

    def _spoken(self, reading: Reading, n: int) -> Spoken | None:
        """Return the left side that the words give a formula which has none."""
        if len(reading.clauses) != 1:
            return None
        first, signs = reading.clauses[0].sides[0], reading.clauses[0].signs
        if first and (signs or (is_bare(first) and first[0].kind is not Kind.NUMBER)):
            return None
        return spoken_left(self._scan.pieces, n, self._text)

    def _keep(self, tokens: tuple[Token, ...], piece: Piece, n: int) -> None:
        """Note a formula that has something in it for those who look for declarations."""
        if len(self._said) < MAX_SAID and (len(tokens) > NEVER_EMPTY or without_layout(tokens)):
            after = self._scan.pieces[n + 1 : n + 2]
            words = after[0].text if after and after[0].kind is PieceKind.WORDS else ""
            inner = self._text[piece.inner.start : piece.inner.end]
            before = SENTENCE_END.split(" ".join(self._open.since[-MAX_BEFORE // 10 :]))[-1]
            self._said.append(Said(tokens, inner, before, words, piece.display))

    def _leave(self, piece: Piece, written: str) -> None:
        """Take a formula for words."""
        self._open.prose.append(written)
        self._open.since.append(written)
        if not piece.display:
            self._open.words = True

    # The result

    def document(self) -> Document:
        """Return all parts that hold something, in order, with unique ids."""
        parts: list[Part] = []
        seen: dict[str, int] = {}
        ids: dict[Path, str] = {}
        rests = rests_of_headings(self._scan.pieces, self._text)
        for draft in self._merged():
            opened, path = draft.opened, draft.opened.path
            name = path_id(path) if path else "main"
            seen[name] = seen.get(name, 0) + 1
            unique = name if seen[name] == 1 else f"{name}~{seen[name]}"
            span = Span(opened.start, draft.end)
            prose = " ".join(draft.prose)
            outer = tuple(ids[path[:n]] for n in range(1, len(path)) if path[:n] in ids)
            ids[path] = unique
            title = whole_title(opened.title, rests.get(opened.start, ""))
            parts.append(Part(unique, title, span, draft.chains, prose, outer))
        ordered = limited([*self._diagnostics, *self._in_force.macros.diagnostics])
        directives = tuple(sorted(self._scan.directives, key=lambda d: d.span.start))
        prose = " ".join(words for opened in self._done for words in opened.prose)
        skipped, said = tuple(self._skipped), tuple(self._said)
        macros = spelled(self._in_force.macros.table)
        read = (directives, ordered, skipped, prose, said)
        claims = (r.span.start for part in parts for chain in part.chains for r in chain.relations)
        regions = regions_in(self._text, self._scan.pieces, self._items, claims)
        unsaid = tuple(self._scan.unsaid)
        return Document(
            self._source, tuple(parts), *read, macros=macros, unsaid=unsaid, regions=regions
        )

    def _merged(self) -> Iterator[_Draft]:
        """Drop openings that turned out to be no parts: list numbers without chains, bare main.

        Their prose goes to the part before; that of a part which only holds smaller parts
        goes to the first of them.
        """
        held: _Draft | None = None
        for opened, end in zip(self._done, self._ends, strict=True):
            chains = with_otherwise(opened.builder.chains(self._text))
            real = bool(chains) or (_has_letter(opened.path) and not opened.numbered)
            if real:
                ahead: list[str] = []
                if held is not None and held.only_holds(opened.path):
                    ahead = held.prose
                elif held is not None:
                    yield held
                held = _Draft(opened, chains, end, [*ahead, *opened.prose])
            elif held is not None:
                held.prose.extend(opened.prose)
                held = replace(held, end=end)
        if held is None:
            prose = [words for opened in self._done for words in opened.prose]
            held = _Draft(_Open((), None, 0), (), len(self._source.text), prose)
        yield held


def _ended(last: list[str]) -> list[str]:
    """Close a heading: its words are a paragraph of their own."""
    return [f"{words}\n\n" for words in last]


def _has_letter(path: Path) -> bool:
    return any(entry.mark.kind == "letter" for entry in path)
