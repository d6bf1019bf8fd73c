"""Markdown to pieces: a scanner that keeps exact offsets."""

import re
from bisect import bisect_right

from derivcheck.document.containers.delimiters import MATH_ENVIRONMENTS, Delimiters, is_inline_math
from derivcheck.document.containers.directives import directive, front_matter_directive
from derivcheck.document.containers.pieces import FILLER, Piece, PieceKind, Scan, Scanner, blanked
from derivcheck.document.containers.struck import unsaid_in_markdown
from derivcheck.document.tokens.macros import DEFINERS
from derivcheck.document.tokens.wordlist import wordlist
from derivcheck.source import Diagnostic
from derivcheck.source.pattern import later

_FRONT = later(r"\ufeff?---[ \t]*\r?\n(.*?\n)(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.S)
_FENCE = later(r"(?:[ \t>]|(?:[-*+]|\d{1,9}[.)]) )*(`{3,}|~{3,})[ \t]*([^`\n]*)(?:\n|\Z)")
# how a {math} directive is labelled, not what it says
_OPTIONS = later(
    r"(?:[ \t]*:[A-Za-z][\w-]*:[^\n]*\n)+|[ \t]*---[ \t]*\n(?:[^\n]*\n){0,20}?[ \t]*---[ \t]*\n"
)
_HIDDEN = later(r"<!--|<(script|style|pre|textarea|noscript)\b[^<>]{0,2000}>", re.I)
_QUOTE = later(r"[ \t]{0,3}(?:>[ \t]?)+")
_PERCENT = later(r"(?<!\\)%[ \t]*(derivcheck[ \t]*:[^\n]*)")
_BLANK = later(r"(?:[ \t\r]*\n)+|[ \t\r]*\Z")
_ALONE = later(r"[ \t\r.,;:。，\u200b\x00]{0,200}(?:\n|\Z)")
_MARKS = later(r"[ \t]*(?:[-*+][ \t]+)*")
_NUMBERED = later(r"(\d{1,3}[.)])[ \t]+((?:[-*+][ \t]+)*)")
_HEADING = later(r"(#{1,6})(?=[ \t(\d]|$)[ \t]*", re.M)
_SPECIAL = later(r"[`$\\<\n]")
_TAG = later(r"</?([A-Za-z][A-Za-z0-9]*)(?:\s[^<>]{0,2000})?/?>")
_BREAK = later(r"<br\s*/?>", re.I)
_BLOCKS = wordlist(
    "p div li ul ol table tr td th h1 h2 h3 h4 h5 h6 section article details summary "
    "blockquote center"
)
_BEGIN = later(r"\\begin\s*\{\s*([A-Za-z]+)\*?\s*\}")
_DEFINE = later(r"(?:" + "|".join(re.escape(d) for d in sorted(DEFINERS)) + r")(?![A-Za-z])")
_MARKABLE = later(r"[*_&\x00~\[\]\\]")
_MARKUP = later(r"\*{1,3}|(?<!\w)_{1,3}|_{1,3}(?!\w)|&nbsp;|\x00+|~~|!?\[|\]\([^)\n]{0,500}\)")


def scan_markdown(text: str, offset: int = 0) -> Scan:
    """Read Markdown: math, words, headings; code, HTML and front matter are passed over.

    ``offset`` is added to every place.  Never raises.
    """
    scanner = _Scanner(text, offset)
    scanner.run()
    return scanner.scan


class _Scanner(Scanner):
    """The state of one pass; positions are local to the text."""

    def __init__(self, text: str, offset: int) -> None:
        super().__init__(Scan(text), offset)
        front = _FRONT.match(text)
        self._at = front.end() if front else 0
        if front and (found := front_matter_directive(front.group(1), offset + front.start(1))):
            self.scan.directives.append(found)
        self._fences: dict[int, tuple[int, int, int, bool]] = {}  # start: inner, end, after, math
        self._fence_starts: list[int] = []
        self._text = self._mask(text)
        self.scan.masked = self._text
        self._ends = Delimiters(self._text)
        self._ticks: dict[int, list[int]] | None = None

    def _complain(self, code: str, message: str, start: int, end: int) -> None:
        self.scan.diagnostics.append(Diagnostic(code, message, self._span(start, end)))

    def _mask(self, text: str) -> str:
        """Blank out quote marks, comments and scripts; note fences and directives."""
        pieces: list[str] = []
        at = position = 0
        quoted = displayed = False
        free = True  # whether a quote may begin here: no paragraph and no formula goes on
        for line in text.splitlines(keepends=True):
            mark = _QUOTE.match(line) if ">" in line[:8] else None
            quoted = mark is not None and (quoted or free)
            if mark is not None and quoted:
                pieces.append(text[at:position] + " " * mark.end())
                at = position + mark.end()
            said = line[mark.end() if mark else 0 :].strip()
            # a blank line ends what was not closed
            displayed = bool(said) and displayed is (said.count("$$") % 2 == 0)
            free = not said or (not displayed and (said.endswith("$$") or said.startswith("#")))
            position += len(line)
        masked = "".join(pieces) + text[at:]
        self._find_fences(masked)
        masked = _PERCENT.sub(self._note_percent, masked)
        masked = self._hide(masked) if "<" in masked else masked
        found = unsaid_in_markdown(self._without_fences(masked))
        masked = self.scan.without_unsaid(masked, found, self._offset)
        return _BREAK.sub(lambda m: FILLER * len(m.group()), masked)

    def _without_fences(self, text: str) -> str:
        """Return a text with its code blanked out."""
        for start, (_, _, after, _) in self._fences.items():
            text = text[:start] + blanked(text[start:after]) + text[after:]
        return text

    def _find_fences(self, text: str) -> None:
        position = 0
        opened: tuple[int, int, str, bool] | None = None
        for line in text.splitlines(keepends=True):
            found = _FENCE.match(line)
            after = position + len(line)
            if opened is None and found is not None:
                math = found.group(2).strip().lower() in ("math", "{math}")
                opened = (position, after, found.group(1), math)
            elif opened is not None and found is not None:
                closes = found.group(1).startswith(opened[2]) and not found.group(2).strip()
                if closes:
                    self._fences[opened[0]] = (opened[1], position, after, opened[3])
                    opened = None
            position = after
        if opened is not None:
            self._complain("unclosed-fence", "this code fence is not closed", opened[0], opened[1])
            self._fences[opened[0]] = (opened[1], position, position, False)
        self._fence_starts = sorted(self._fences)

    def _in_code(self, at: int) -> bool:
        found = bisect_right(self._fence_starts, at) - 1
        if found < 0:
            return False
        _, _, after, math = self._fences[self._fence_starts[found]]
        return at < after and not math

    def _note_percent(self, found: re.Match[str]) -> str:
        if self._in_code(found.start()):
            return found.group()
        noted = directive(found.group(1), self._span(found.start(), found.end()))
        if noted is not None:
            self.scan.directives.append(noted)
        return FILLER * len(found.group())

    def _hide(self, text: str) -> str:
        """Blank out HTML comments, scripts and the like; take note of directives."""
        pieces: list[str] = []
        done = at = 0
        open_ended: set[str] = set()  # what is never closed from here on
        while (found := _HIDDEN.search(text, at)) is not None:
            name = (found.group(1) or "").lower()
            at = found.end()
            if name in open_ended or self._in_code(found.start()):
                continue
            closer = re.compile(rf"</{name}\s*>" if name else "-->", re.I).search(text, at)
            if closer is None:
                open_ended.add(name)
                continue
            start, end = found.start(), closer.end()
            noted = directive(text[at : closer.start()], self._span(start, end))
            if noted is not None and not name:
                self.scan.directives.append(noted)
            pieces.append(text[done:start] + blanked(text[start:end]))
            done = at = end
        return "".join(pieces) + text[done:]

    def run(self) -> None:
        """Walk the text line by line."""
        while self._at < len(self._text):
            if self._opens and self._line_start():
                continue
            self._inline()

    def _line_start(self) -> bool:
        """Take what can only stand at the start of a line; say whether a line was used up."""
        at, text = self._at, self._text
        if at in self._fences:
            self._fence(at)
            return True
        blank = _BLANK.match(text, at)
        if blank is not None:
            self._paragraph(at, blank.end())
            return True
        marks = _MARKS.match(text, at)
        at = marks.end() if marks else at
        if (marks and marks.group().strip()) or _NUMBERED.match(text, at):
            self._fresh = True
        heading = _HEADING.match(text, at)
        if heading is not None:
            self._level = len(heading.group(1))
            piece = Piece(PieceKind.HEADING, self._span(at, heading.end()), level=self._level)
            self.scan.pieces.append(piece)
            self._fresh = True
            at = heading.end()
        self._at = at
        return False

    def _fence(self, at: int) -> None:
        start, end, after, math = self._fences[at]
        if math:
            options = _OPTIONS.match(self._text, start, end)
            self._math(at, options.end() if options else start, end, after, True)
        self._at = max(after, at + 1)
        self._opens = self._fresh = True

    def _paragraph(self, start: int, end: int) -> None:
        self.scan.pieces.append(Piece(PieceKind.PARAGRAPH, self._span(start, start)))
        self._at = min(end, len(self._text))
        self._opens = self._fresh = True
        self._level = 0

    def _inline(self) -> None:
        """Take the rest of a line up to and with its next formula, code span or newline."""
        start = at = self._at
        while True:
            found = _SPECIAL.search(self._text, at)
            if found is None:
                self._words(start, len(self._text))
                self._at = len(self._text)
                return
            at = found.start()
            mark = found.group()
            if mark == "\n":
                self._words(start, at)
                if self._level:
                    self._paragraph(at, at + 1)
                else:
                    self._at, self._opens = at + 1, True
                    last = self.scan.pieces[-1] if self.scan.pieces else None
                    self._fresh = self._fresh or (last is not None and last.display)
                return
            after = self._special(mark, at, start)
            if after is not None:
                self._at = after
                return
            at += 2 if mark == "\\" else 1

    def _special(self, mark: str, at: int, start: int) -> int | None:
        """Return the end of the construct that begins at ``at``, once taken; None if none does."""
        if mark == "`":
            end = self._code(at)
            if end is not None:
                self._words(start, at)
                self._opens = False
            return end
        if mark == "<":
            tag = _TAG.match(self._text, at)
            if tag is None:
                return None
            self._words(start, at)
            self._block(tag)
            return tag.end()
        if mark == "$":
            return self._dollar(at, start)
        return self._backslash(at, start)

    def _block(self, tag: re.Match[str]) -> None:
        """Let an HTML tag such as ``<p>`` or ``<h3>`` begin or end a block."""
        name = tag.group(1).lower()
        if name not in _BLOCKS:
            return
        at = tag.start()
        self.scan.pieces.append(Piece(PieceKind.PARAGRAPH, self._span(at, at)))
        self._opens = self._fresh = True
        self._level = 0
        if name[0] == "h" and name[1:].isdigit() and tag.group()[1] != "/":
            self._level = int(name[1])
            place = self._span(at, tag.end())
            self.scan.pieces.append(Piece(PieceKind.HEADING, place, level=self._level))

    def _code(self, at: int) -> int | None:
        if self._ticks is None:
            self._ticks = {}
            for m in re.finditer(r"`+", self._text):
                self._ticks.setdefault(len(m.group()), []).append(m.start())
        ahead = self._text[at : at + 200]
        run = len(ahead) - len(ahead.lstrip("`"))
        places = self._ticks.get(run, [])
        after = bisect_right(places, at)
        if after < len(places) and places[after] < self._ends.blank(at):
            return places[after] + run
        return None

    def _dollar(self, at: int, start: int) -> int | None:
        if self._text.startswith("$$", at):
            end, closed = self._ends.display(at + 2)
            if closed and not self._text[at + 2 : end].strip():
                return None
            after = end + 2 if closed else end
            self._words(start, at)
            if not closed:
                self._complain("unclosed-math", "this $$ is not closed", at, at + 2)
            self._math(at, at + 2, end, after, True)
            return after
        if self._text.startswith("$`", at):
            end = self._text.find("`$", at + 2, self._ends.blank(at))
            if end > at + 2:  # as GitHub keeps Markdown out of formulas
                self._words(start, at)
                self._math(at, at + 2, end, end + 2, False)
                return end + 2
        inner_end = self._ends.inline(at + 1)
        if inner_end is None:
            if self._text[at + 1 : at + 2].strip() and not self._text[at + 1 : at + 2].isdigit():
                self._complain("unclosed-math", "this $ is not closed", at, at + 1)
            return None
        if not is_inline_math(self._text[at + 1 : inner_end]):
            return None
        self._words(start, at)
        self._math(at, at + 1, inner_end, inner_end + 1, False)
        return inner_end + 1

    def _backslash(self, at: int, start: int) -> int | None:
        text = self._text
        for opener, closer, display in (
            ("\\(", "\\)", False), ("\\[", "\\]", True), ("\\\\(", "\\\\)", False),
            ("\\\\[", "\\\\]", True),
        ):  # fmt: skip
            if not text.startswith(opener, at):
                continue
            if len(closer) == 3:
                end = text.find(closer, at, at + 5000)
            else:
                end = self._ends.mark(closer, at + len(opener)) or -1
            if end < 0 or (end > self._ends.blank(at) and not display):
                return None
            self._words(start, at)
            self._math(at, at + len(opener), end, end + len(closer), display)
            return end + len(closer)
        begin = _BEGIN.match(text, at)
        if begin is not None and begin.group(1) in MATH_ENVIRONMENTS:
            self._words(start, at)
            return self._environment(at, begin.end(), begin.group(1))
        if _DEFINE.match(text, at):
            end = self._ends.blank(at)
            line = text.find("\n", at)
            end = line if 0 <= line < end else end
            self._words(start, at)
            self.scan.definitions.append(self._span(at, end))
            return end
        return None

    def _environment(self, at: int, inner: int, name: str) -> int:
        end = self._ends.environment(name, inner)
        if end is None:
            end = self._ends.blank(inner)
            self._complain("unclosed-environment", f"\\begin{{{name}}} is not closed", at, inner)
            after = end
        else:
            after = self._text.find("}", end) + 1
        self._math(at, at, after, after, True, name)
        return after

    def _words(self, start: int, end: int) -> None:
        self._say(start, end, clean(self._text[start:end]) if end > start else "")

    def _math(
        self, start: int, inner: int, inner_end: int, end: int, display: bool, name: str = ""
    ) -> None:
        alone = self._opens and not self._level and _ALONE.match(self._text, end) is not None
        super()._math(start, inner, inner_end, end, display or alone, name)


def clean(words: str) -> str:
    """Return prose without its Markdown markup, white space collapsed."""
    if _MARKABLE.search(words):
        words = _MARKUP.sub(" ", words).replace("\\", "")
    return " ".join(words.split()).strip("| ")
