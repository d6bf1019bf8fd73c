"""Where what is let be so ends: at the next heading, at the end of a lemma, at a bold “Example 2.”

What a lemma supposes holds in its proof, and what stands under “Setup” or “Notation” holds on.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence

from derivcheck.document.containers.pieces import Piece, PieceKind
from derivcheck.document.items import Items
from derivcheck.document.model import Region
from derivcheck.source import Span
from derivcheck.source.pattern import later

_NAMED = (
    r"lem(?:ma)?|theorem|thm|prop(?:osition)?|cor(?:ollary)?|claim|example|ex|exercise|problem"
    r"|remark|case|fact|question|observation|variant|special case"
)
_EDGE = later(
    rf"\\(?P<edge>begin|end)\s*\{{(?P<name>(?:{_NAMED})s?\d*)\*?\}}"
    r"|\\(?P<follows>begin|end)\s*\{(?:proof|pf|solution|sol|answer)\*?\}",
    re.IGNORECASE,
)
# “**Lemma 1.**”, “\\textbf{Case 2:}” at the head of a line, “Example 2.” as well
_CAPTION = later(
    r"^[ \t\x00>]*+(?:[-*+][ \t]+)?(?:\*\*|__|\\(?:textbf|emph|textit)[ \t]*\{|\*)?[ \t]*"
    rf"(?:{_NAMED}|定理|引理|命题|例|情形)[ \t]*\(?(?:\d+(?:\.\d+)*|[A-Z]|[IVX]+)?\)?[ \t]*"
    r"(?:\([^()\n]*\)[ \t]*)?"
    r"(?:[.:。：][ \t]*(?:\*\*|__|\}|\*)|(?:\*\*|__|\}|\*)[ \t]*[.:。：]?|(?<=\d)[.:。：])",
    re.IGNORECASE | re.MULTILINE,
)
# titles of what holds for all that follows
_HOLDS_ON = later(
    r"\b(?:set-?\s?up|notations?|preliminar\w*|assumptions?|definitions?|introduction|background"
    r"|given|statement|problem|task|question|data|overview|setting|conventions?|prerequisites"
    r"|model|abstract|dimensions|variables|symbols|shapes?|inputs?)\b(?!\s*\d)"
    r"|设定|记号|符号|题目|已知|假设|定义",
    re.IGNORECASE,
)
# but of “Linear model” and “Quadratic model” each ends with its section
_MODEL = later(r"\bmodel\W*\Z", re.IGNORECASE)
# titles of what goes on with the section before
_GOES_ON = later(
    r"\W*(?:\(?[\divx]+[.)]?\s+)*(?:proof|solution|answer|derivation|deriving|verif\w+|check\w*"
    r"|conclusion|summary|results?|final|step|then|forward|backward|back-?prop\w*|comput\w+"
    r"|calculat\w+|gradients?|derivatives?|expan\w+|simplif\w+|differentiat\w+|hessian|partial"
    r"|证明|解|推导|步骤)",
    re.IGNORECASE,
)
_PROOF = later(
    r"\s*(?:\\begin\s*\{(?:proof|pf|solution|sol|answer)\*?\}"
    r"|(?:\*\*|\*|_|\\(?:textbf|emph|textit|paragraph\*?)\s*\{)?\s*(?:proof|solution|answer)\b)",
    re.IGNORECASE,
)


def regions_in(
    text: str, pieces: Sequence[Piece], items: Items, claims: Iterable[int]
) -> tuple[Region, ...]:
    """Return the regions of a document by the place where they begin.

    ``text`` has comments blanked out; ``claims`` are the places of its relation signs.  Where
    nothing is claimed, symbols are only introduced: that holds on.
    """
    found = [*_sections(text, pieces), *_environments(text), *_listed(text, items)]
    ends = sorted({edge for one in found for edge in (one.span.start, one.span.end)})
    found += _captioned(text, [*ends, len(text)], pieces)
    places = sorted(claims)
    full = (one for one in found if _any_between(places, one.span))
    return tuple(sorted(full, key=lambda one: (one.span.start, -one.span.end)))


def _any_between(places: Sequence[int], span: Span) -> bool:
    first = bisect_left(places, span.start)
    return first < len(places) and places[first] < span.end


def end_of(regions: Iterable[Region], place: int, whole: int) -> int:
    """Return where what is said at an offset ends to hold: with the first region to end there.

    ``whole`` is the length of the document.
    """
    spans = (one.span for one in regions)
    return min((s.end for s in spans if s.start <= place < s.end), default=whole)


def parted(regions: Iterable[Region], first: int, second: int) -> bool:
    """Whether a region begins or ends between two offsets."""
    return any(first < edge <= second for r in regions for edge in (r.span.start, r.span.end))


def _sections(text: str, pieces: Sequence[Piece]) -> Iterator[Region]:
    """Yield the sections whose titles do not say that they hold on."""
    heads = [n for n, piece in enumerate(pieces) if piece.kind is PieceKind.HEADING]
    titled = [(pieces[n], _title(text, pieces, n)) for n in heads]
    models = [title for _, title in titled if _MODEL.search(title)]
    apart = models if len(models) > 1 else []
    for at, (head, title) in enumerate(titled):
        holds_on = _HOLDS_ON.search(title) and title not in apart
        if holds_on or _GOES_ON.match(title):
            continue
        following = (titled[n] for n in range(at + 1, len(titled)))
        ends = (
            later_.span.start
            for later_, said in following
            if later_.level < head.level
            or (later_.level == head.level and not _GOES_ON.match(said))
        )
        yield Region(Span(head.span.start, next(ends, len(text))), title)


def _title(text: str, pieces: Sequence[Piece], n: int) -> str:
    words = []
    for piece in pieces[n + 1 :]:
        if piece.kind not in (PieceKind.WORDS, PieceKind.MATH) or not piece.level:
            break
        words.append(text[piece.span.start : piece.span.end])
    return " ".join(words)


def _listed(text: str, items: Items) -> Iterator[Region]:
    """Yield the items of lists."""
    ends = (*items.places[1:], len(text))
    for start, end, number in zip(items.places, ends, items.numbers, strict=True):
        if number:
            yield Region(Span(start, end), "")


def _environments(text: str) -> Iterator[Region]:
    """Yield lemmas, examples and the like as TeX writes them, with the proofs behind them."""
    opened: list[tuple[int, str]] = []
    for edge in _EDGE.finditer(text):
        if edge["edge"] == "begin":
            opened.append((edge.start(), edge["name"]))
        elif edge["edge"] == "end" and opened:
            start, name = opened.pop()
            yield Region(Span(start, _behind_proof(text, edge.end())), name)


def _behind_proof(text: str, end: int) -> int:
    """Return where a lemma ends: behind its proof, if one follows."""
    if not _PROOF.match(text, end):
        return end
    following = _EDGE.search(text, end)
    while following is not None and following["follows"] == "begin":
        following = _EDGE.search(text, following.end())
    if following is None:
        return len(text)
    return following.end() if following["follows"] else following.start()


def _captioned(text: str, edges: Sequence[int], pieces: Sequence[Piece]) -> Iterator[Region]:
    """Yield what stands behind captions, “**Example 2.**”, up to the next one or another edge."""
    formulas = sorted(
        (p.span for p in pieces if p.kind is PieceKind.MATH and p.display), key=lambda s: s.start
    )
    begins = [span.start for span in formulas]

    def is_within(place: int) -> bool:
        before = bisect_right(begins, place) - 1
        return before >= 0 and place < formulas[before].end

    starts = [one.start() for one in _CAPTION.finditer(text) if not is_within(one.start())]
    stops = sorted({*starts, *edges})
    for start in starts:
        end = stops[bisect_right(stops, start)]
        yield Region(Span(start, end), text[start:end].split("\n")[0][:60].strip())
