"""Web pages to pieces: the formulas and words of what a reader sees."""

import re

from derivcheck.document.containers.delimiters import MATH_ENVIRONMENTS, Delimiters, is_inline_math
from derivcheck.document.containers.page import LINE, Edge, Page, Source, read_page
from derivcheck.document.containers.pieces import FILLER, Piece, PieceKind, Scan, Scanner
from derivcheck.source import Diagnostic, Span
from derivcheck.source.pattern import later

_SPECIAL = later(
    rf"(?P<dollar>\$\$?)|\\(?P<open>[(\[])|(?P<begin>\\begin\s*\{{\s*(?P<name>[A-Za-z]+)\*?\s*\}})"
    rf"|(?P<escape>\\.)|(?P<line>{LINE})",
    re.S,
)
_ALONE = later(rf"[\s.,;:。，\u200b{FILLER}]*(?:{LINE}|\Z)")
_PILCROW = later(r"[¶§#]\s*$")


def scan_html(text: str) -> Scan:
    """Read a web page: math, words, headings, items.  Never raises.

    Places are those in the file.
    """
    scanner = _Scanner(read_page(text))
    scanner.run()
    return scanner.scan


class _Scanner(Scanner):
    """The state of one pass over a page."""

    def __init__(self, page: Page) -> None:
        super().__init__(Scan(page.text))
        self._page = page
        self._text = page.text
        self.scan.directives.extend(page.directives)
        self.scan.diagnostics.extend(page.diagnostics)

    def run(self) -> None:
        """Walk from block to block."""
        starts = [Edge(0), *self._page.edges]
        sources = sorted(self._page.sources, key=lambda s: s.inner.start)
        taken = 0
        for n, edge in enumerate(starts):
            end = starts[n + 1].at if n + 1 < len(starts) else len(self._text)
            last = taken
            while last < len(sources) and sources[last].inner.start < end:
                last += 1
            self._edge(edge)
            self._block(edge.at, end, sources[taken:last])
            taken = last

    def _edge(self, edge: Edge) -> None:
        place = Span(edge.at, edge.at)
        self.scan.pieces.append(Piece(PieceKind.PARAGRAPH, place))
        self._opens = self._fresh = True
        self._level = edge.level
        if edge.level:
            self.scan.pieces.append(Piece(PieceKind.HEADING, place, level=edge.level))
        if edge.label is not None:
            self.scan.pieces.append(Piece(PieceKind.ITEM, place, edge.label))

    def _block(self, start: int, end: int, sources: list[Source]) -> None:
        """Take the text of one block and the sources in it."""
        at = start
        for source in sources:
            self._run(at, source.inner.start, end)
            if self._text[source.inner.start : source.inner.end].strip(FILLER + " \n"):
                self._note_math(source.span, source.inner, source.display, end)
            at = max(at, source.inner.end)
        self._run(at, end, end)

    def _run(self, start: int, end: int, block: int) -> None:
        """Take a run of text: words and the formulas between delimiters."""
        text = self._text[start:end]
        if not text.strip(FILLER + " \n\t\r"):
            return
        ends = Delimiters(text)
        last = at = 0
        while (found := _SPECIAL.search(text, at)) is not None:
            at = found.end()
            if found.lastgroup == "line":
                self._words(start + last, start + found.start())
                self._opens, last = True, at
                continue
            place = self._formula(found, ends, text, start)
            if place is None:
                continue
            first, stop, after, display = place
            self._words(start + last, start + found.start())
            whole = Span(start + found.start(), start + after)
            name = found["name"] or ""
            self._note_math(whole, Span(start + first, start + stop), display, block, name)
            last = at = after
        self._words(start + last, end)

    def _formula(
        self, found: re.Match[str], ends: Delimiters, text: str, start: int
    ) -> tuple[int, int, int, bool] | None:
        """Return where a formula's content begins and ends, where it ends, if it is a display."""
        at, inner = found.span()
        if found["escape"] or (found["name"] and found["name"] not in MATH_ENVIRONMENTS):
            return None
        if found["name"]:
            end = ends.environment(found["name"], inner)
            after = text.find("}", end) + 1 if end is not None else None
            if after is None:
                self._complain(found, start)
                return None
            return at, after, after, True
        if found["dollar"] == "$":
            end = ends.inline(inner)
            if end is None or not is_inline_math(text[inner:end]):
                return None
            return inner, end, end + 1, False
        mark = "$$" if found["dollar"] else {"(": "\\)", "[": "\\]"}[found["open"]]
        end = ends.mark(mark, inner)
        if mark == "$$" and end is not None and not text[inner:end].strip():
            return None
        if end is None:
            self._complain(found, start)
            return None
        return inner, end, end + 2, mark != "\\)"

    def _complain(self, found: re.Match[str], start: int) -> None:
        place = Span(start + found.start(), start + found.end())
        message = f"this {found.group()} is not closed"
        self.scan.diagnostics.append(Diagnostic("unclosed-math", message, place))

    def _words(self, start: int, end: int) -> None:
        words = " ".join(self._text[start:end].replace(FILLER, "").split())
        words = _PILCROW.sub("", words).strip() if self._level else words
        self._say(start, end, words)

    def _note_math(
        self, span: Span, inner: Span, display: bool, block: int, name: str = ""
    ) -> None:
        alone = (
            self._opens
            and not self._level
            and _ALONE.match(self._text, span.end, block) is not None
        )
        self._note(PieceKind.MATH, span, "", inner, display or alone, name)
