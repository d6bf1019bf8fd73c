"""A web page as what a reader sees: same length, markup blanked out, formulas' sources found.

Pages hold TeX as text between delimiters, in ``<script type="math/tex">`` (MathJax 2), in the
``<annotation encoding="application/x-tex">`` of KaTeX and MathML, or in an attribute (``data-tex``,
``alttext``, ``alt`` of a picture).  What a program rendered from it is passed over.
"""

import re
from html import unescape

from msgspec import Struct, field

from derivcheck.document.containers.directives import directive
from derivcheck.document.containers.pieces import FILLER
from derivcheck.document.model import Directive
from derivcheck.document.tokens.wordlist import wordlist
from derivcheck.source import Diagnostic, Span
from derivcheck.source.pattern import later

LINE = "\x0b"  # stands for <br>: ends a line and not a paragraph
_TAG = later(
    r"<!--|<[!?][^<>]{0,2000}>|<(/?)([A-Za-z][A-Za-z0-9-]*)((?:[^<>\"']|\"[^\"]*\"|'[^']*')*)>"
)
_ATTRIBUTE = later(r"([A-Za-z][\w:-]*)\s*(?:=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'<>=`]+)))?")
_ENTITY = later(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_BLOCKS = wordlist(
    "p div li ul ol dl dt dd table thead tbody tr td th h1 h2 h3 h4 h5 h6 section article main "
    "header footer aside details summary blockquote center figure figcaption hr body form "
    "fieldset address caption html"
)
_INLINE = wordlist(
    "a abbr b bdi bdo big cite dfn em font i img input ins kbd label mark nobr q samp small "
    "span strong sub sup tt u var wbr time data base col colgroup link meta source param "
    "area br map picture object embed audio video canvas annotation math semantics"
)
_HIDDEN = wordlist(
    "head script style pre code textarea noscript nav svg template iframe title button select "
    "del s strike"
)
_RAW = wordlist("script style textarea title noscript iframe")  # no tags inside
_RENDERED = later(
    r"(?<![\w-])(?:katex-html|MathJax\w*|MJXc?[\w-]*|mjx-chtml|mwe-math-fallback-\S+)(?![\w-])"
)
_WITH_SOURCE = later(r"(?<![\w-])(?:katex|mwe-math-element|ztext-math)(?![\w-])")
_PLAIN = later(r"(?<![\w-])(?:math|language-math|latex)(?![\w-])")
_PICTURE = later(r"(?<![\w-])(?:latex|tex|math|equation|mathimg)(?![\w-])", re.I)
_DISPLAY = later(r"(?<![\w-])(?:display|block|math-display|mode=display)(?![\w-])")
_DELIMITED = later(r"\s*(?:\\[(\[]|\$|\\begin\b)")


class Source(Struct, frozen=True):
    """A formula whose TeX is not text between delimiters: the element and the TeX in it."""

    span: Span
    inner: Span
    display: bool


class Edge(Struct, frozen=True):
    """Where a block begins or ends: the level of a heading that begins, an item's label."""

    at: int
    level: int = 0
    label: str | None = None


class Page(Struct):
    """What is visible of a page, and where its blocks and formulas are."""

    text: str = ""
    edges: list[Edge] = field(default_factory=list)
    sources: list[Source] = field(default_factory=list)
    directives: list[Directive] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)


def read_page(text: str) -> Page:
    """Return what a reader sees of a web page.  Linear in its length; never raises."""
    walker = _Walker(text)
    walker.run()
    return walker.page


class _Hidden(Struct):
    """An element that is not shown, while it is open."""

    name: str
    start: int
    display: bool
    wants_source: bool
    found: int  # how many sources the page had before it
    depth: int = 1


class _Walker:
    """One pass over the tags."""

    def __init__(self, text: str) -> None:
        self.page = Page()
        self._text = text
        self._out: list[str] = []
        self._done = 0
        self._hidden: _Hidden | None = None
        self._lists: list[tuple[str, int]] = []  # style of each open list, items so far

    def run(self) -> None:
        """Walk from tag to tag."""
        at = 0
        while (tag := _TAG.search(self._text, at)) is not None:
            at = max(self._take(tag), tag.end())
        self._show(len(self._text))
        if self._hidden is not None:
            message = f"<{self._hidden.name}> is not closed; what follows it is not read"
            place = Span(self._hidden.start, self._hidden.start + 1)
            self.page.diagnostics.append(Diagnostic("unclosed-element", message, place))
        self.page.text = "".join(self._out)

    def _take(self, tag: re.Match[str]) -> int:
        """Take a tag; return where to go on."""
        if tag.group() == "<!--":
            return self._comment(tag)
        name = (tag.group(2) or "").lower()
        if name and name not in _BLOCKS | _INLINE | _HIDDEN and "-" not in name:
            return tag.start() + 1  # “i<n and n>0” is no tag
        self._show(tag.start())
        if self._hidden is not None:
            return self._inside(self._hidden, tag, name)
        if not tag.group(1):
            after = self._opens(tag, name)
            if after is not None:
                return after
        self._mark(tag, name)
        return tag.end()

    def _comment(self, tag: re.Match[str]) -> int:
        end = self._text.find("-->", tag.end())
        if end < 0:
            return tag.end()
        self._show(tag.start())
        noted = directive(self._text[tag.end() : end], Span(tag.start(), end + 3))
        if noted is not None:
            self.page.directives.append(noted)
        self._blank(end + 3)
        return end + 3

    # What is shown

    def _show(self, end: int) -> None:
        """Copy the text up to ``end``, unless it is inside something hidden."""
        if self._hidden is not None:
            self._blank(end)
        else:
            self._copy(end)

    def _copy(self, end: int) -> None:
        self._out.append(_decoded(self._text[self._done : end]))
        self._done = max(self._done, end)

    def _blank(self, end: int, mark: str = "") -> None:
        self._out.append(mark + FILLER * (end - self._done - len(mark)))
        self._done = max(self._done, end)

    # Elements

    def _opens(self, tag: re.Match[str], name: str) -> int | None:
        """Begin to hide an element or take a formula's source from it; None to do neither."""
        given = _attributes(tag)
        kinds = self._value(given, "class")
        if (held := self._held(name, given, kinds)) is not None:
            display = _DISPLAY.search(f"{kinds} {self._value(given, 'display')}") is not None
            return self._from_attribute(tag, name, held, display)
        if name == "script" and self._value(given, "type").lower().startswith("math/tex"):
            return self._raw_source(tag, name, "mode=display" in self._value(given, "type"))
        if name in _RAW:
            self._blank(self._end_of(name, tag.end()))
            return self._done
        if _PLAIN.search(kinds) and name in ("span", "div", "code"):
            after = self._plain(tag, name, _DISPLAY.search(kinds) is not None or name == "div")
            if after is not None:
                return after
        source = name in ("math", "mjx-container") or _WITH_SOURCE.search(kinds) is not None
        if name in _HIDDEN or source or _RENDERED.search(kinds):
            display = self._value(given, "display") in ("block", "true")
            found = len(self.page.sources)
            self._hidden = _Hidden(name, tag.start(), display, source, found)
            self._blank(tag.end())
            return tag.end()
        return None

    def _value(self, given: dict[str, Span], name: str) -> str:
        span = given.get(name)
        return self._text[span.start : span.end] if span is not None else ""

    def _held(self, name: str, given: dict[str, Span], kinds: str) -> Span | None:
        """Return the attribute that holds an element's TeX, if one does."""
        for key in ("data-tex", "data-latex", "alttext"):
            if key in given:
                return given[key]
        source = self._value(given, "src")
        picture = "eeimg" in given or "tex=" in source or "latex" in source.lower()
        if name == "img" and "alt" in given and (picture or _PICTURE.search(kinds)):
            return given["alt"]
        return None

    def _from_attribute(self, tag: re.Match[str], name: str, held: Span, display: bool) -> int:
        self._blank(held.start)
        self._copy(held.end)
        self._blank(tag.end())
        self.page.sources.append(Source(Span(*tag.span()), held, display))
        if name != "img":
            self._hidden = _Hidden(name, tag.start(), display, False, 0)
        return tag.end()

    def _raw_source(self, tag: re.Match[str], name: str, display: bool) -> int:
        end = self._end_of(name, tag.end())
        self._blank(tag.end())
        inner = self._text.rfind("<", tag.end(), end)
        inner = end if inner < 0 else inner
        self._out.append(self._text[tag.end() : inner])
        self._done = inner
        self._blank(end)
        whole = Span(tag.start(), end)
        self.page.sources.append(Source(whole, Span(tag.end(), inner), display))
        return end

    def _plain(self, tag: re.Match[str], name: str, display: bool) -> int | None:
        """Take ``<span class="math">x = y</span>``, as pandoc writes it, unless delimited."""
        end = self._text.find("<", tag.end())
        content = self._text[tag.end() : max(end, tag.end())]
        closes = end >= 0 and self._text[end : end + len(name) + 2].lower() == f"</{name}"
        if not closes or not content.strip() or _DELIMITED.match(content):
            return None
        self._blank(tag.end())
        self._copy(end)
        after = self._text.find(">", end) + 1 or len(self._text)
        self._blank(after)
        self.page.sources.append(Source(Span(tag.start(), after), Span(tag.end(), end), display))
        return after

    def _end_of(self, name: str, at: int) -> int:
        """Return the end of a raw element whose content begins at ``at``."""
        found = re.compile(rf"</{name}", re.I).search(self._text, at)
        end = self._text.find(">", found.end()) if found is not None else -1
        return end + 1 if end >= 0 else len(self._text)

    def _inside(self, hidden: _Hidden, tag: re.Match[str], name: str) -> int:
        """Pass over a tag inside an element that is not shown, but for TeX in it."""
        if name == "code" and _PLAIN.search(self._value(_attributes(tag), "class")):
            after = self._plain(tag, name, True)
            if after is not None:
                return after
        self._blank(tag.end())
        if name == "annotation" and not tag.group(1):
            encoding = self._value(_attributes(tag), "encoding").lower()
            end = self._text.find("<", tag.end())
            if "tex" in encoding and end >= 0 and hidden.wants_source:
                self._copy(end)
                whole = Span(hidden.start, end)
                source = Source(whole, Span(tag.end(), end), hidden.display)
                self.page.sources.append(source)
                return end
        if name == "math" and not tag.group(1):
            block = self._value(_attributes(tag), "display") == "block"
            hidden.display = hidden.display or block
        if name == hidden.name and not tag.group().endswith("/>"):
            hidden.depth += -1 if tag.group(1) else 1
        if hidden.depth == 0:
            self._hidden = None
            if hidden.wants_source and len(self.page.sources) == hidden.found:
                message = "this formula is saved as a picture of itself, without its TeX"
                place = Span(hidden.start, tag.end())
                self.page.diagnostics.append(Diagnostic("rendered-math", message, place))
        return tag.end()

    def _mark(self, tag: re.Match[str], name: str) -> None:
        """Blank out a tag that is shown as a line or a block, or not at all."""
        closing = bool(tag.group(1))
        if name == "br":
            self._blank(tag.end(), LINE)
        elif name not in _BLOCKS:
            self._blank(tag.end())
        else:
            heading = name[0] == "h" and name[1:].isdigit() and not closing
            label = self._listed(tag, name, closing)
            self.page.edges.append(Edge(tag.start(), int(name[1]) if heading else 0, label))
            self._blank(tag.end(), "\n\n")

    def _listed(self, tag: re.Match[str], name: str, closing: bool) -> str | None:
        """Keep count of lists; return the label of the item that begins here, if it has one."""
        if name in ("ol", "ul"):
            if closing:
                self._lists = self._lists[:-1]
            else:
                self._lists.append(self._list(tag, name))
            return None
        if name != "li" or closing or not self._lists or not self._lists[-1][0]:
            return None
        style, count = self._lists[-1]
        self._lists[-1] = style, count + 1
        return f"{_numeral(count + 1, style)}."

    def _list(self, tag: re.Match[str], name: str) -> tuple[str, int]:
        given = _attributes(tag)
        start = self._value(given, "start")
        first = int(start) if start.isdecimal() and len(start) < 4 else 1
        return ("" if name == "ul" else self._value(given, "type") or "1"), first - 1


def _attributes(tag: re.Match[str]) -> dict[str, Span]:
    """Return where the values of a tag's attributes stand, the first of each name."""
    found: dict[str, Span] = {}
    for m in _ATTRIBUTE.finditer(tag.string, tag.start(3), tag.end(3)):
        group = next((n for n in (2, 3, 4) if m.group(n) is not None), None)
        place = Span(*m.span(group)) if group is not None else Span(m.end(), m.end())
        found.setdefault(m.group(1).lower(), place)
    return found


def _decoded(text: str) -> str:
    """Return text with its entities decoded, each filled up to its own length."""
    if "&" not in text:
        return text

    def one(found: re.Match[str]) -> str:
        char = unescape(found.group())
        if len(char) > len(found.group()) or char == found.group():
            return found.group()
        return char.replace("\xa0", " ") + FILLER * (len(found.group()) - len(char))

    return _ENTITY.sub(one, text)


def _numeral(count: int, style: str) -> str:
    if style in ("a", "A"):
        return chr(ord("a") + (count - 1) % 26)
    if style in ("i", "I"):
        return ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x")[(count - 1) % 10]
    return str(count)
