"""LaTeX files to pieces: environments, headings, items; comments and verbatim passed over."""

import re
from bisect import bisect_left

from derivcheck.document.containers.brace_pairs import closing_brace, open_braces
from derivcheck.document.containers.conditionals import left_out, without
from derivcheck.document.containers.delimiters import MATH_ENVIRONMENTS, Delimiters, looks_like_math
from derivcheck.document.containers.directives import directive
from derivcheck.document.containers.enumerations import Enumerations
from derivcheck.document.containers.own_headings import LEVEL, label_of_call, own_headings
from derivcheck.document.containers.pieces import FILLER, Piece, PieceKind, Scan, Scanner, blanked
from derivcheck.document.containers.struck import unsaid_in_latex
from derivcheck.document.tokens.macros import DEFINERS
from derivcheck.document.tokens.wordlist import wordlist
from derivcheck.source import Diagnostic, Span
from derivcheck.source.pattern import later

_VERBATIM = r"verbatim|Verbatim|lstlisting|minted|comment|filecontents|tikzpicture"
_COMMENT = later(r"(?<!\\)((?:\\\\)*)%([^\n]*)")
_LISTING = later(r"\\(?:lstnewenvironment|newminted)\s*\{\s*([A-Za-z]+)\s*\}")
_HEADINGS = {
    "part": 0, "chapter": 1, "section": 2, "subsection": 3, "subsubsection": 4,
    "paragraph": 5, "subparagraph": 6, "question": 2, "titledquestion": 2, "problem": 2,
}  # fmt: skip
_SPECIAL = later(
    r"\\begin\s*\{\s*(?P<begin>[A-Za-z]+)\*?\s*\}|\\end\s*\{\s*(?P<end>[A-Za-z]+)\*?\s*\}"
    r"|\\verb\*?(?P<verb>[^A-Za-z\s*])|\\(?P<open>[(\[])|(?P<dollar>\$\$?)"
    r"|\\(?P<heading>section|subsection|subsubsection|paragraph|subparagraph|chapter|problem)"
    r"\*?\s*(?:\[[^\]\n]*\])?\s*\{"
    r"|\\(?P<item>item|part|subpart|subsubpart|question|titledquestion)(?![A-Za-z])"
    r"|\\(?P<command>[A-Za-z@]+)|\\(?P<escape>.)|(?P<blank>\n[ \t\r]*\n\s*)|(?P<line>\n)"
    r"|(?P<close>\})",
    re.S,
)
_SILENT = later(
    r"\\(?:hspace|vspace|label|ref|eqref|cite|includegraphics|url|href|setcounter|setlength|"
    r"usepackage|documentclass|bibliography\w*|input|include|pagestyle|thispagestyle|rule|"
    r"fontsize|begin|end|titlespacing|geometry|hypersetup)\*?(?:\s*\[[^\]]{0,300}\])*(?:\s*\{[^{}]{0,300}\})*"
)
_MARKUP = later(r"\\[A-Za-z@]+\*?|\\\\(?:\[[^\]\n]{0,40}\])?|[{}]|\x00+")
_ESCAPED = later(r"\\([%&#$_])")
_ALIGNED = later(r"(?<!\\)&\s*(?:[=<>≤≥≈≠]|\\(?:leq?|geq?|approx|neq?|equiv|propto)(?![A-Za-z]))")
_WRAPPER = later(
    r"\\(?:re)?newcommand\*?\s*\{?\\([A-Za-z]+)\}?\s*\[1\]\s*"
    r"\{\s*(?:\\begin\{(?:equation|align|gather|eqnarray|multline)\*?\}|\$\$|\\\[)"
)
_INSIDE = later(r"\$|\\begin|\\\[|\\\(|\n[ \t]*\n|\\item|\\hline")
_MATH_ONLY = later(
    r"\s*(?:[-+(\[]\s*)*(?:\\(?:d?frac|partial|nabla|sum|prod|int|log|exp|sigma|hat|left|sqrt|"
    r"boldsymbol|mathbf|mathrm|theta|delta|alpha|beta|text|operatorname)(?![A-Za-z])|\w[_^])"
)
_COMMAND = later(r"\s*\\([A-Za-z]+)\s*\{")
_TEXT_COMMANDS = wordlist(
    "label ref eqref cite url href input include usepackage caption footnote title"
)
_DOCUMENT = later(r"\\begin\s*\{document\}")


def scan_latex(text: str) -> Scan:
    """Read LaTeX: math, words, headings, items and macro definitions.  Never raises."""
    scanner = _Scanner(text)
    scanner.run()
    return scanner.scan


class _Scanner(Scanner):
    def __init__(self, text: str) -> None:
        super().__init__(Scan(text, is_latex=True))
        self._text = self._mask(text)
        self.scan.masked = self._text
        self._ends = Delimiters(self._text)
        self._lists = Enumerations()
        self._heading_depth: int | None = None  # brace depth inside the heading's braces
        self._shorthands = self._find_shorthands()
        self._headings = own_headings(self._text)
        self._wrappers = set(_WRAPPER.findall(self._text))
        self._aligned = [m.start() for m in _ALIGNED.finditer(self._text)]

    def _mask(self, text: str) -> str:
        names = "|".join([_VERBATIM, *(re.escape(n) for n in set(_LISTING.findall(text)))])
        hidden = re.compile(rf"\\begin\s*\{{({names})\*?\}}.*?(?:\\end\s*\{{\1\*?\}}|\Z)", re.S)

        def hide(found: re.Match[str]) -> str:
            return blanked(found.group())

        def comment(found: re.Match[str]) -> str:
            start = found.start() + len(found.group(1))
            noted = directive(found.group(2), Span(start, found.end()))
            if noted is not None:
                self.scan.directives.append(noted)
            return found.group(1) + FILLER * (len(found.group()) - len(found.group(1)))

        masked = _COMMENT.sub(comment, hidden.sub(hide, text))
        hidden_spans = left_out(masked)
        claims = (span for span in hidden_spans if "=" in masked[span.start : span.end])
        self.scan.skipped.extend(claims)
        masked = without(masked, hidden_spans)
        return self.scan.without_unsaid(masked, unsaid_in_latex(masked))

    def _find_shorthands(self) -> dict[str, str]:
        """Return macros that stand for ``\\begin{align}`` or ``\\end{align}`` alone."""
        pattern = re.compile(
            r"\\(?:re)?newcommand\*?\s*\{?\\([A-Za-z]+)\}?\s*\{\\(begin|end)\{([A-Za-z]+)\*?\}\}"
            r"|\\def\s*\\([A-Za-z]+)\s*\{\\(begin|end)\{([A-Za-z]+)\*?\}\}"
        )
        found: dict[str, str] = {}
        for m in pattern.finditer(self._text):
            name, edge, environment = (g for g in m.groups() if g is not None)
            if environment in MATH_ENVIRONMENTS:
                found[name] = edge
        return found

    def _complain(self, code: str, message: str, start: int, end: int) -> None:
        self.scan.diagnostics.append(Diagnostic(code, message, Span(start, end)))

    def run(self) -> None:
        """Walk the text from one special place to the next."""
        text = self._text
        start = _DOCUMENT.search(text)
        at = start.end() if start else 0
        if start:
            self.scan.definitions.append(Span(0, start.start()))
        last = at
        while (found := _SPECIAL.search(text, at)) is not None:
            kind = found.lastgroup or ""
            if kind == "end" and found["end"] == "document":
                break
            after = self._take(kind, found, last)
            if after is None:
                at = found.end()
            else:
                last = at = max(after, found.start() + 1)
        stop = found.start() if found else len(text)
        self._words(last, stop)

    def _take(self, kind: str, found: re.Match[str], last: int) -> int | None:
        """Take one construct; None if it is part of the words around it."""
        at = found.start()
        if kind == "escape" or (kind == "close" and self._heading_depth is None):
            return None
        if kind == "command" and found["command"] not in self._shorthands:
            if "\\" + found["command"] not in DEFINERS:
                own = found["command"] in self._headings and self._own_heading(found, last)
                return own or self._wrapped(found, last)
            self._words(last, at)
            end = _definition_end(self._text, at)
            self.scan.definitions.append(Span(at, end))
            return end
        if kind == "close" and not self._heading_ends(at):
            return None
        self._words(last, at)
        if kind == "verb":
            end = self._text.find(found["verb"], found.end())
            line = self._text.find("\n", found.end())
            return end + 1 if end >= 0 and (line < 0 or end < line) else found.end()
        if kind in ("blank", "line"):
            return self._newline(kind, found)
        if kind in ("open", "dollar"):
            return self._formula(found)
        if kind == "command":
            return self._shorthand(found)
        return self._structure(kind, found)

    def _own_heading(self, found: re.Match[str], last: int) -> int | None:
        """Take ``\\problemtitle{1}{2(a)}`` for a heading, as the macro's body shows."""
        label = label_of_call(self._text, found.end(), found["command"], self._headings)
        if label is None:
            return None
        self._words(last, found.start())
        self._paragraph(found.start())
        self._level = LEVEL
        self.scan.pieces.append(Piece(PieceKind.HEADING, Span(*found.span()), level=LEVEL))
        self._words(label.start, label.end)
        self._paragraph(label.end)
        return label.end + 1

    def _wrapped(self, found: re.Match[str], last: int) -> int | None:
        """Take ``\\name{A &= B}`` for a display: a macro, perhaps of another file, aligns it."""
        inner = found.end() + 1
        if self._text[found.end() : inner] != "{":
            return None
        place = bisect_left(self._aligned, inner)
        sign = self._aligned[place] if place < len(self._aligned) else len(self._text)
        known = found["command"] in self._wrappers
        aligned = sign - inner < 600 and not _INSIDE.search(self._text, inner, sign)
        aligned = aligned and open_braces(self._text, inner, sign) == 0
        plain = _MATH_ONLY.match(self._text, inner) and found["command"] not in _TEXT_COMMANDS
        if not (known or aligned or plain):
            return None
        end = closing_brace(self._text, inner, 8000)
        if end <= inner or (aligned and sign > end):
            return None
        content = self._text[inner:end]
        if (nested := _COMMAND.match(content)) and not nested.group(1).startswith("begin"):
            close = closing_brace(content, nested.end(), 8000)
            if not content[close + 1 :].strip():
                return None  # \\answer{\\display{…}}: the inner one is the display
        sure = known or aligned or ("=" in content and "$" not in content)
        if not sure or not (known or aligned or looks_like_math(content)):
            return None
        self._words(last, found.start())
        self._math(found.start(), inner, end, end + 1, True, "align")
        return end + 1

    def _structure(self, kind: str, found: re.Match[str]) -> int:
        at, end = found.span()
        if kind == "begin":
            if found["begin"] in MATH_ENVIRONMENTS:
                return self._environment(at, end, found["begin"])
            return self._lists.open(found["begin"], self._text, end)
        if kind == "end":
            self._lists.close(found["end"])
            return end
        if kind == "item":
            if self._lists.depth == 0 and found["item"] in ("part", "item"):
                return end
            label, end = self._lists.item(found["item"], self._text, end)
            self._paragraph(at)
            if label is None and found["item"].endswith("question"):
                label = ""
            piece = Piece(PieceKind.ITEM, Span(at, end), label or "")
            self.scan.pieces.append(piece)
            return end
        if kind == "heading":
            self._paragraph(at)
            self._level = _HEADINGS[found["heading"]]
            piece = Piece(PieceKind.HEADING, Span(at, end), level=self._level)
            self.scan.pieces.append(piece)
            self._heading_depth = closing_brace(self._text, end)
            return end
        self._paragraph(at)  # the brace that closes a heading
        return end

    def _heading_ends(self, at: int) -> bool:
        if self._heading_depth is None or at < self._heading_depth:
            return False
        self._heading_depth = None
        return True

    def _newline(self, kind: str, found: re.Match[str]) -> int:
        if kind == "blank":
            self._heading_depth = None
            self._paragraph(found.start())
        else:
            self._opens = True
            last = self.scan.pieces[-1] if self.scan.pieces else None
            self._fresh = self._fresh or (last is not None and last.display)
        return found.end()

    def _paragraph(self, at: int) -> None:
        self.scan.pieces.append(Piece(PieceKind.PARAGRAPH, Span(at, at)))
        self._opens = self._fresh = True
        self._level = 0

    def _formula(self, found: re.Match[str]) -> int:
        at, inner = found.span()
        mark = found.group()
        if mark == "$":
            end = self._ends.inline(inner)
            closed = end is not None
            end = end if end is not None else min(self._ends.blank(inner), inner)
            self._math(at, inner, end, end + closed, False)
            if not closed:
                self._complain("unclosed-math", "this $ is not closed", at, inner)
            return end + closed
        if mark == "$$":
            end, closed = self._ends.display(inner)
        else:
            closer = "\\)" if mark == "\\(" else "\\]"
            place = self._ends.mark(closer, inner)
            again = self._ends.mark("\\[", inner) if mark == "\\[" else None
            closed = place is not None and (again is None or place < again)
            end = place if place is not None and closed else self._ends.blank(inner)
        if not closed:
            self._complain("unclosed-math", f"this {mark} is not closed", at, inner)
        self._math(at, inner, end, end + 2 * closed, mark != "\\(")
        return end + 2 * closed

    def _environment(self, at: int, inner: int, name: str) -> int:
        end = self._ends.environment(name, inner)
        if end is None:
            after = self._ends.blank(inner)
            self._complain("unclosed-environment", f"\\begin{{{name}}} is not closed", at, inner)
        else:
            after = self._text.find("}", end) + 1
        self._math(at, at, after, after, name != "math", name)
        return after

    def _shorthand(self, found: re.Match[str]) -> int:
        closers = [n for n, edge in self._shorthands.items() if edge == "end"]
        if self._shorthands[found["command"]] == "begin" and closers:
            pattern = re.compile(r"\\(?:" + "|".join(closers) + r")(?![A-Za-z])")
            end = pattern.search(self._text, found.end(), found.end() + 20_000)
            if end is not None:
                self._math(found.start(), found.end(), end.start(), end.end(), True, "align")
                return end.end()
        return found.end()

    def _words(self, start: int, end: int) -> None:
        self._say(start, end, clean(self._text[start:end]) if end > start else "")


def clean(words: str) -> str:
    """Return prose without its LaTeX commands, white space collapsed."""
    words = _MARKUP.sub(" ", _ESCAPED.sub(r"\1", _SILENT.sub(" ", words)))
    return " ".join(words.replace("~", " ").split())


def _definition_end(text: str, at: int) -> int:
    """Return the end of a macro definition: the end of its last brace group."""
    end = at
    for found in re.compile(r"\\.|[{}]|\n\s*\n", re.S).finditer(text, at + 1, at + 4000):
        mark = found.group()
        if mark == "{" and found.start() >= end:
            end = closing_brace(text, found.end()) + 1
            rest = text[end : end + 40].lstrip()
            if not rest.startswith(("{", "[")):
                return end
        elif "\n" in mark and found.start() >= end:
            break
    line = text.find("\n", at)
    return max(end, line if line >= 0 else len(text))
