"""Labels of parts: ``(a)``, ``a.``, ``f. (1)``, ``1(g)(ii)``, ``Question a``."""

import re
from collections.abc import Sequence

from msgspec import Struct

from derivcheck.document.tokens.layout import PAUSES, SPACES
from derivcheck.document.tokens.token import Kind, Token
from derivcheck.source.pattern import later

_ROMAN = {
    "i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9, "x": 10,
    "xi": 11, "xii": 12, "xiii": 13,
}  # fmt: skip
_LEAD = later(
    r"(?:(?:sub)?(?:part|question|problem|exercise|solution|answer|task|section|proof of|proof|q)"
    r"\.?\s*(?:to|for|of)?\s*:?|第|问题|题目?)\s*(?=[(\d]|[a-n]\b|[ivx]+\b)",
    re.I,
)
_ROUND = later(r"[(（]\s*([A-Za-z]{1,4}|\d{1,2})\s*[)）](?:\s*[.:：])?")
_DOTTED = later(r"([A-Za-z]{1,4}|\d{1,2})(\.\)|[.)）、])(?=[\s$*:(（]|$)")
_BARE = later(r"([A-Za-z]{1,4}|\d{1,2})(?=\s*$|\s*[:.)(（]|\s+\S)")
_INNER = later(r"\s*(?:\.\s*)?(?:[(（]\s*([A-Za-z]{1,4}|\d{1,2})\s*[)）]|([a-n])(?![A-Za-z]))")
_AFTER = later(r"[\s:.*$,)\-–—、：。，\u4e00-\u9fff]|$")


_ANSWER = later(r"[*_# \t]*(?:answer|solution|proof|sol\.|解答?|答案?|证明)", re.I)


def is_answer(words: str) -> bool:
    """Whether a label speaks of the answer to a question that was stated before."""
    return _ANSWER.match(words) is not None


class Mark(Struct, frozen=True):
    """One numeral of a label.  ``form`` tells apart ways of writing: ``(.)``, ``.``, ``)``."""

    kind: str  # letter, number, roman
    value: str  # "b", "2"; roman numerals as numbers
    form: str
    text: str  # as written, "ii"

    def as_letter(self) -> "Mark":
        """Read a one-letter roman numeral as a letter."""
        return Mark("letter", self.text.lower(), self.form, self.text)


def make_mark(text: str, form: str) -> Mark | None:
    """Return the mark for what stands in brackets or before a point; None if it is none."""
    low = text.lower()
    if text.isdecimal():
        return Mark("number", str(int(text)), form, text)
    if low in _ROMAN:
        return Mark("roman", str(_ROMAN[low]), form, text)
    if len(low) == 1 and "a" <= low <= "n":
        return Mark("letter", low, form, text)
    return None


def prose_label(words: str, level: int) -> tuple[tuple[Mark, ...], str]:
    """Return the marks with which words begin and the words behind them.

    ``level`` is that of the heading the words stand in (0: no heading).  In headings a
    bare ``1a``, ``2 Networks`` or ``e`` counts, too.
    """
    rest = words.lstrip("*_# \t")
    lead = _LEAD.match(rest)
    bare = level > 0 or lead is not None
    rest = rest[lead.end() :] if lead else rest
    marks: list[Mark] = []
    while len(marks) < 3:
        mark, end = _one(rest, bare and not marks)
        if mark is None:
            break
        marks.append(mark)
        rest = rest[end:].lstrip("*_ \t")
        inner = _INNER.match(rest) if mark.form in ("#", ".") and mark.kind == "number" else None
        if inner and (bare or inner.group(2) is None):
            more = make_mark(inner.group(1) or inner.group(2), "#(.)")
            if more is not None and not (inner.group(2) and rest[inner.end() :].startswith(" ")):
                marks.append(more)
                rest = rest[inner.end() :].lstrip("*_ \t.:)")
    if not marks:
        return (), words
    return tuple(marks), rest.strip(" *:.—–-")


def _one(text: str, bare: bool) -> tuple[Mark | None, int]:
    found = _ROUND.match(text)
    if found is not None and _AFTER.match(text, found.end()):
        return make_mark(found.group(1), "(.)"), found.end()
    found = _DOTTED.match(text)
    if found is not None:
        return make_mark(found.group(1), found.group(2)), found.end()
    found = _BARE.match(text) if bare else None
    if found is None:
        compact = re.match(r"(\d{1,2})(?=[a-n](?:$|[\s:.)]))", text) if bare else None
        return (make_mark(compact.group(1), "#"), compact.end()) if compact else (None, 0)
    after = text[found.end() :].strip()
    if not found.group(1).isdecimal() and after and after[0] not in ":.)(（":
        return None, 0  # "a note on …"
    return make_mark(found.group(1), "#"), found.end()


def math_label(tokens: Sequence[Token]) -> tuple[tuple[Mark, ...], int, int]:
    """Return the marks at the very start of a display and which range of tokens they take.

    A mark must be followed by a spacing command (``a.`` also by white space) and more.
    """
    at = 0
    while at < len(tokens) and tokens[at].kind in (Kind.BEGIN, Kind.ALIGN):
        at += 1
    start = at
    marks: list[Mark] = []
    while len(marks) < 3:
        mark, end = _math_mark(tokens, at)
        if mark is None:
            break
        marks.append(mark)
        at = end
        while at < len(tokens) and _is_space(tokens[at]):
            at += 1
    return (tuple(marks), start, at) if marks and at < len(tokens) else ((), start, start)


def whole_label(tokens: Sequence[Token]) -> tuple[Mark, ...]:
    """Return the mark that is all of a formula, ``$(a)$``, with which a paragraph may begin.

    ``(v)`` and ``(x)`` are vectors rather than numerals.
    """
    texts = [t.text for t in tokens]
    if len(texts) != 3 or (texts[0], texts[2]) not in (("(", ")"), ("（", "）")):
        return ()
    mark = make_mark(texts[1], "(.)")
    return () if mark is None or texts[1] in ("v", "x") else (mark,)


_ROWS = frozenset({"aligned", "alignedat", "split", "gathered"})


def _math_mark(tokens: Sequence[Token], at: int) -> tuple[Mark | None, int]:
    texts = [t.text for t in tokens[at : at + 7]]
    if not texts:
        return None, at
    if tokens[at].kind is Kind.TEXT:
        marks, rest = prose_label(texts[0], 0)
        return (marks[0], at + 1) if len(marks) == 1 and not rest else (None, at)
    round_ = texts[0] == "("
    n = at + round_
    value = ""
    while n < len(tokens) and tokens[n].kind in (Kind.LETTER, Kind.NUMBER) and len(value) < 4:
        if value and not tokens[n].glued:
            break
        value += tokens[n].text
        n += 1
    close = tokens[n].text if n < len(tokens) else ""
    if not value or close not in ((")",) if round_ else (".", ")")):
        return None, at
    after = tokens[n + 1] if n + 1 < len(tokens) else None
    if after is None or (len(value) > 1 and value.isalpha() and value not in _ROMAN):
        return None, at
    loose = not round_ and value.isalpha() and not after.glued and after.kind is not Kind.SYMBOL
    # rows of formulas are multiplied by nothing: “(ii) \\begin{aligned} …”
    rows = round_ and after.kind is Kind.BEGIN and after.text in _ROWS
    if not (_is_space(after) or loose or rows):
        return None, at
    return make_mark(value, "(.)" if round_ else close), n + 1


def _is_space(token: Token) -> bool:
    if token.text == "~":
        return True
    return token.kind is Kind.COMMAND and (token.text in PAUSES or token.text in SPACES)


class Entry(Struct, frozen=True):
    """A mark on the way from the document to a part, and where it was written."""

    mark: Mark
    level: int  # of the heading it stands in, 0 outside headings
    under: int = 0  # of the heading in force where it stands


Path = tuple[Entry, ...]


def place(path: Path, marks: Sequence[Mark], level: int, under: int = 0) -> Path:
    """Return the path to the part that a label opens, from the path to the part before."""
    whole = path
    for n, mark in enumerate(marks):
        mark = _disambiguate(whole, mark)
        entry = Entry(mark, level, under)
        if mark.kind == "letter":
            letter = _letter_at(path)
            kept = path if letter is None else path[:letter]
            if level and n == 0:
                kept = tuple(e for e in kept if 0 < e.level < level)
            path = (*kept, entry)
        elif n:
            path = (*path, entry)
        else:
            path = (*_above(path, entry), entry)
    return path


def is_next(path: Path, marks: Sequence[Mark]) -> bool:
    """Whether a label inside a paragraph follows the one in force: ``ii.`` after ``i.``."""
    if len(marks) != 1 or marks[0].form == "(.)" or not path:
        return False
    last, mark = path[-1].mark, marks[0]
    if (last.kind, last.form) != (mark.kind, mark.form):
        return False
    if mark.kind == "letter":
        return ord(mark.value) == ord(last.value) + 1
    return int(mark.value) == int(last.value) + 1


def _disambiguate(path: Path, mark: Mark) -> Mark:
    """Read ``i`` as a letter when it follows part h written the same way."""
    if mark.kind != "roman" or mark.text.lower() != "i":
        return mark
    letter = _letter_at(path)
    if letter is None:
        return mark
    last = path[letter].mark
    follows = last.value == "h" and last.form == mark.form and letter == len(path) - 1
    return mark.as_letter() if follows else mark


def _letter_at(path: Path) -> int | None:
    return next((n for n, e in enumerate(path) if e.mark.kind == "letter"), None)


def _above(path: Path, entry: Entry) -> Path:
    """Return the entries that a number stands below."""
    for n, other in enumerate(path):
        same = other.mark.kind == entry.mark.kind and other.mark.form == entry.mark.form
        if same and other.level == entry.level:
            return path[:n]
    if entry.level:
        return tuple(e for e in path if 0 < e.level < entry.level)
    return path


def path_id(path: Path) -> str:
    """Return a part's id: ``f(2)``; numbers above the first letter are left out."""
    letter = _letter_at(path)
    entries = path if letter is None else path[letter:]
    values = [e.mark.value for e in entries]
    return values[0] + "".join(f"({v})" for v in values[1:])
