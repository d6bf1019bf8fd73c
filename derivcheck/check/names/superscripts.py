r"""Superscripts that a text says to be left out: “we drop the superscript on $W$”.

From those words to the end of their part a letter stands for the one ``W^{(k)}`` of which its
section speaks; the $b$ that the same words name, for ``b^{(k)}``; where a section speaks of none,
for what it stood for in the section before.  A letter of which a section has several names is left
as it is, there and behind.  Another layer may be meant all the same: what rests on such a letter
is proved, but not refuted.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from derivcheck.document.model import Document, Member, Said
from derivcheck.document.tokens.token import Kind, Token, group_end
from derivcheck.elaborate.kinds import TRANSPOSES
from derivcheck.elaborate.signature import signature_of
from derivcheck.problem.model import Problem
from derivcheck.source import Diagnostic, Span
from derivcheck.source.needed import holds_one
from derivcheck.source.pattern import later
from derivcheck.syntax.signs import ACCENTS, LETTER_COMMANDS, LETTER_STYLES

CODE = "superscript-left-out"
Tokens = tuple[Token, ...]

_LEAVE = r"(?:drop|omit|suppress|leave\s+(?:out|off|away))"
_LEAVING = r"(?:dropping|omitting|suppressing|leaving\s+(?:out|off|away))"
_LEFT = r"(?:dropped|omitted|suppressed|left\s+(?:out|off|away))"
_IN_BETWEEN = r"(?:\s+(?:\w+ly|will|shall|now|here|again|also|just|going\s+to|then|often))*\s+"
_SCRIPTS = (
    r"(?:the\s+|all\s+|these\s+|its\s+|their\s+)*(?:layer(?:['’]s)?\s+|sample\s+|example\s+)?"
    r"(?:super-?scripts?|(?:index|indices|label)\b(?=\s*\$[^$\n]{0,8}[(\[]))"
)
_SAID = later(
    rf"\b(?:I|we|let\s+us|let['’]s)(?:['’](?:ll|m|re|ve))?(?:\s+(?:am|are|have))?{_IN_BETWEEN}"
    rf"(?:{_LEAVE}|{_LEAVING}|{_LEFT})\s+{_SCRIPTS}"
    rf"|(?:^|[(,.:;—]\s*|\bby\s+|ly\s+){_LEAVING}\s+{_SCRIPTS}"
    rf"|\bsuper-?scripts?\b[^.\n]{{0,60}}?\b(?:is|are|be)(?:\s+(?:\w+ly|now|here|again))*\s+{_LEFT}\b"
    r"|(?:省略|略去|去掉|忽略)(?:了)?(?:所有|其)?(?:的)?上标|上标(?:都|均)?(?:省略|略去)",
    re.IGNORECASE | re.MULTILINE,
)
# one of these stands in whatever the pattern above matches: most documents say none of it
_NEEDED = ("superscript", "super-script", "index", "indices", "label", "上标")
_DENIED = later(
    r"\b(?:not|never|cannot|without|no|if|unless|could|would|should|might|may|some|other|others)\b"
    r"|n['’]t\b|不",
    re.IGNORECASE,
)
_EDGE = later(r"[.!?;](?=\s|$)|[。！？；]|\n\s*\n|\$\$|\\\[|\\begin\b")
_HEADING = later(
    r"^[ \t]*#{1,6}[ \t].*$|^[ \t]*(?:[-*][ \t]+)?(?:\*\*|__)[^*_\n]+(?:\*\*|__)[ \t.:]*$"
    r"|\\(?:(?:sub){0,2}section|(?:sub)?paragraph)\*?\s*\{",
    re.MULTILINE,
)
_IS = later(r"[\s,~]*(?:is|are|be|denotes?|stands?)\b|\s*(?:为|是|表示)", re.IGNORECASE)
_BRACKETS = {"(": ")", "[": "]"}


class Name(Struct, frozen=True):
    """A letter in a formula, outside of scripts, with what stands below and above it."""

    letter: str
    start: int
    behind: int  # where its scripts begin
    end: int
    above: Tokens | None  # without braces
    raised: tuple[int, int] | None  # where the caret and what is above stand
    marked: bool  # it has a prime or an accent

    @property
    def index(self) -> Tokens | None:
        """What stands above in brackets, ``(2)`` of ``W^{(2)}`` and ``W^{(2)T}``."""
        above = self.above or ()
        closed = len(above) > 2 and _BRACKETS.get(above[0].text) == above[2].text
        transposed = "".join(one.text for one in above[3:])
        return above[:3] if closed and transposed in ("", *TRANSPOSES) else None

    @property
    def is_bare(self) -> bool:
        """Whether nothing stands above but a transpose."""
        above = "".join(one.text for one in self.above or ())
        return not self.marked and above in ("", *TRANSPOSES)


class Stretch(Struct, frozen=True):
    """Where letters stand for names with a superscript, and by which words."""

    span: Span
    letters: Mapping[str, Tokens]
    words: str
    varied: Mapping[str, Tokens] = {}  # those right behind a ∂ stand for other ones


class Doubt(Struct, frozen=True):
    """Where a letter lacks its superscript and may have one of several."""

    span: Span
    letter: str
    titled: Tokens | None  # the one that the section's heading has
    choices: tuple[Tokens, ...]
    words: str


def with_superscripts(document: Document, problem: Problem | None) -> Document:
    """Return a document with the superscripts that its words leave out, and a remark on each."""
    plain = (one for one in _left_out(document, problem) if isinstance(one, Stretch))
    return restored(document, tuple(plain))


def doubts_in(document: Document, problem: Problem | None) -> tuple[Doubt, ...]:
    """Return the letters that may be one of several names, section by section."""
    return tuple(one for one in _left_out(document, problem) if isinstance(one, Doubt))


def restored(document: Document, stretches: tuple[Stretch, ...]) -> Document:
    """Return a document with the superscripts of some stretches, and a remark on each."""
    if not stretches:
        return document
    resting = frozenset(_resting(document, stretches))
    first = min(one.span.start for one in stretches)

    def member(one: Member) -> Member:
        tokens, found = _restored(one.tokens, stretches)
        remarks = (*one.remarks, *found)
        if not found and (name := _rests_on(one, resting, first)) is not None:
            message = f"{name.text} is defined with letters whose superscript is left out"
            remarks = (*one.remarks, Diagnostic(CODE, message, name.span))
        return replace(one, tokens=tokens, remarks=remarks) if remarks != one.remarks else one

    changed = document.with_members(member)
    return changed.with_formulas(lambda tokens: _restored(tokens, stretches)[0])


def _left_out(document: Document, problem: Problem | None) -> Iterator[Stretch | Doubt]:
    text = document.source.text
    speaks = holds_one(document.prose, _NEEDED)
    said = [one for one in _SAID.finditer(text) if _is_said(one, document)] if speaks else []
    if not said:
        return
    edges = sorted(one.start() for one in _HEADING.finditer(text))
    known = frozenset(_known(document, problem))
    names = _named_in(document, Span(0, len(text)))
    for part in document.parts:
        inside = [one for one in said if part.span.start <= one.start() < part.span.end]
        kept: dict[str, Tokens] = {}
        doubtful: set[str] = set()
        for section in _sections(part.span, edges):
            before = [one for one in inside if one.start() < section.end]
            if not before:
                continue
            within = Span(max(section.start, before[0].end()), section.end)
            words = " ".join(before[-1].group().split())
            called = {letter for one in before for letter in _letters_in(one, document)}
            here = _named_in(document, section)
            doubtful |= {letter for letter, found in here.items() if len(found) > 1}
            kept = _meant(here, names, called - doubtful, kept)
            letters = {x: kept[x] for x in kept.keys() - known if _all_bare(document, within, x)}
            if letters:
                yield Stretch(within, letters, words)
            for letter in sorted(doubtful - letters.keys() - known):
                if _all_bare(document, within, letter):
                    title = _named_in(document, _first_line(text, section)).get(letter, {})
                    titled = next(iter(title.values())) if len(title) == 1 else None
                    choices = tuple(names[letter].values())
                    yield Doubt(within, letter, titled, choices, words)


def _first_line(text: str, section: Span) -> Span:
    end = text.find("\n", section.start + 1)
    return Span(section.start, min(end, section.end) if end >= 0 else section.end)


def _meant(
    here: Mapping[str, Mapping[str, Tokens]],
    names: Mapping[str, Mapping[str, Tokens]],
    called: Collection[str],
    before: Mapping[str, Tokens],
) -> dict[str, Tokens]:
    """Return what letters stand for in a section, by the names with superscripts ``here``.

    ``names`` are those of the document, ``called`` the letters that are said to be without their
    superscripts, ``before`` what they stood for in the section before.
    """
    layers = {layer: index for found in here.values() for layer, index in found.items()}
    out = {} if layers else {x: index for x, index in before.items() if x in called}
    if len(layers) == 1:
        (layer,) = layers
        out |= {x: names[x][layer] for x in called if layer in names.get(x, {})}
    single = {x: next(iter(found.values())) for x, found in here.items() if len(found) == 1}
    return out | single


def _is_said(found: re.Match[str], document: Document) -> bool:
    """Whether words stand in the text and nothing before them in their sentence denies them."""
    text = found.string
    before = _EDGE.split(text[max(0, found.start() - 200) : found.start()])[-1]
    words = " ".join(found.group().split()).split("$")[0].strip("(,.:;— ")
    return not _DENIED.search(before + found.group()) and words in " ".join(document.prose.split())


def _letters_in(found: re.Match[str], document: Document) -> Iterator[str]:
    """Yield the letters that a sentence says to be without their superscripts."""
    stop = _EDGE.search(found.string, found.end())
    end = stop.start() if stop is not None else len(found.string)
    for said in document.formulas:
        if not said.display and found.start() <= _place(said) < end:
            yield from (one.letter for one in _names(said.tokens) if one.start == 0)


def _place(said: Said) -> int:
    return said.tokens[0].span.start if said.tokens else -1


def _sections(span: Span, starts: Iterable[int]) -> Iterator[Span]:
    inner = (start for start in starts if span.start < start < span.end)
    edges = [span.start, *inner, span.end]
    yield from (Span(a, b) for a, b in pairwise(edges) if a < b)


def _named_in(document: Document, section: Span) -> dict[str, dict[str, Tokens]]:
    """Return the letters with a superscript in brackets in a section, each with all of these."""
    out: dict[str, dict[str, Tokens]] = {}
    for said in document.formulas:
        if section.start <= _place(said) < section.end:
            for one in _names(said.tokens):
                if one.index is not None:
                    out.setdefault(one.letter, {})[one.index[1].text] = one.index
    return out


def _all_bare(document: Document, within: Span, letter: str) -> bool:
    """Whether a letter stands in a stretch, and nowhere with another superscript than its own."""
    found = [
        one
        for said in document.formulas
        if within.start <= _place(said) < within.end
        for one in _names(said.tokens)
        if one.letter == letter and one.index is None
    ]
    return bool(found) and all(one.is_bare for one in found)


def _known(document: Document, problem: Problem | None) -> Iterator[str]:
    """Yield the letters that mean something without a superscript: they lack none."""
    signature = signature_of(problem)
    yield from (key.split("_")[0] for key in (*signature.symbols, *signature.definitions))
    yield from signature.losses
    for chain in document.chains():
        left = chain.members[chain.relations[0].left].tokens
        yield from (one.letter for one in _names(left) if _is_alone(one, left))
    for said in document.formulas:
        declares = any(token.text in ("\\in", "∈") for token in said.tokens)
        for one in _names(said.tokens):
            says = declares or (_is_alone(one, said.tokens) and _IS.match(said.after))
            if one.start == 0 and one.index is None and says:
                yield one.letter


def _is_alone(name: Name, tokens: Tokens) -> bool:
    return name.start == 0 and name.end == len(tokens) and name.index is None


def _names(tokens: Tokens) -> Iterator[Name]:
    """Yield the letters of a formula that stand in no script."""
    at = 0
    while at < len(tokens):
        token = tokens[at]
        if token.text in ("_", "^"):
            at = group_end(tokens, at + 1)
            continue
        if token.kind is not Kind.LETTER and token.text not in LETTER_COMMANDS:
            at += 1
            continue
        name = _name_at(tokens, at)
        yield name
        at = max(name.end, at + 1)


def _name_at(tokens: Tokens, at: int) -> Name:
    opened = at > 0 and tokens[at - 1].kind is Kind.OPEN
    styled = opened and at > 1 and tokens[at - 2].text in LETTER_STYLES
    closed = at + 1 < len(tokens) and tokens[at + 1].kind is Kind.CLOSE
    behind = at + 2 if styled and closed else at + 1
    start = at - 2 if styled and closed else at
    accent = at - 2 if opened and closed and not styled else at - 1
    marked = accent >= 0 and tokens[accent].text in ACCENTS
    end, above, raised = behind, None, None
    while end < len(tokens) and tokens[end].text in ("_", "^", "'"):
        if tokens[end].text == "'":
            marked, end = True, end + 1
            continue
        stop = group_end(tokens, end + 1)
        if tokens[end].text == "^":
            raised, above = (end, stop), _inside(tokens[end + 1 : stop])
        end = stop
    return Name(tokens[at].text, start, behind, end, above, raised, marked)


def _inside(tokens: Tokens) -> Tokens:
    return tokens[1:-1] if tokens and tokens[0].kind is Kind.OPEN else tokens


def _restored(
    tokens: Tokens, stretches: Iterable[Stretch]
) -> tuple[Tokens, tuple[Diagnostic, ...]]:
    """Return tokens with the superscripts that are left out there, with a remark on each letter."""
    place = tokens[0].span.start if tokens else -1
    stretch = next((one for one in stretches if one.span.start <= place < one.span.end), None)
    found: dict[str, Diagnostic] = {}
    out: list[Token] = []
    at = 0
    for name in _names(tokens) if stretch is not None else ():
        if stretch is None or name.index is not None:
            continue
        index = stretch.letters.get(name.letter)
        if is_varied(tokens, name):
            index = stretch.varied.get(name.letter, index)
        if index is None:
            continue
        span = tokens[name.start].span
        first, last = name.raised or (name.end, name.end)
        out += tokens[at:first]
        parts = (("^", Kind.SYMBOL), ("{", Kind.OPEN), *((one.text, one.kind) for one in index))
        out += [Token(kind, text, span, glued=True) for text, kind in parts]
        out += [*(name.above or ()), Token(Kind.CLOSE, "}", span, glued=True)]
        at = last
        meant = f"{name.letter}^{{{''.join(one.text for one in index)}}}"
        message = f"{name.letter} is read as {meant}: “{stretch.words}”"
        found.setdefault(name.letter, Diagnostic(CODE, message, span))
    return ((*out, *tokens[at:]) if found else tokens), tuple(found.values())


def is_varied(tokens: Tokens, name: Name) -> bool:
    """Whether a name is what a formula differentiates by: it stands right behind a ∂."""
    return name.start > 0 and tokens[name.start - 1].text in ("\\partial", "∂")


def names_in(tokens: Tokens, letter: str) -> list[Name]:
    """Return the places where a letter stands without a superscript."""
    return [one for one in _names(tokens) if one.letter == letter and one.index is None]


def _resting(document: Document, stretches: tuple[Stretch, ...]) -> Iterator[str]:
    """Yield the letters that are defined by formulas with such letters."""
    for chain in document.chains():
        left = chain.members[chain.relations[0].left].tokens
        if any(_restored(member.tokens, stretches)[1] for member in chain.members):
            yield from (one.letter for one in _names(left) if one.start == 0)


def _rests_on(member: Member, letters: frozenset[str], start: int) -> Token | None:
    """Return where a member behind the first such formula has a letter that is defined by one."""
    if member.span.start < start:
        return None
    return next((one for one in member.tokens if one.text in letters), None)
