"""Which item of a list a place stands in: what is said in an item ends with it.

A rule across the page, and the end of a proof or a theorem, end what was said as well.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence

from msgspec import Struct

from derivcheck.document.containers.pieces import Piece, PieceKind
from derivcheck.source.pattern import later

_MARKS = later(
    r"^[ \t\x00]*(?P<rule>(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})[\r]?$)"
    r"|(?P<block><hr\b|\\(?:hrule|hrulefill)(?![A-Za-z])|\\end\s*\{(?:proof|theorem|lemma|example"
    r"|proposition|corollary|remark|exercise|problem|solution|quote|quotation|case)\*?\}|</blockquote\b)"
    r"|^[ \t\x00]*(?P<mark>(?:[-*+]|\d{1,3}[.)])[ \t]+)|^(?P<line>[^\s\x00])|^(?P<blank>[ \t\r]*$)"
    r"|(?P<opens>\\item(?![A-Za-z])|<li\b)"
    r"|(?P<ends>\\end\s*\{(?:itemize|enumerate|description)\}|</(?:ul|ol|li)\s*>)",
    re.MULTILINE | re.IGNORECASE,
)


class Items(Struct, frozen=True):
    """Where items begin and end; they are numbered from 1, and so is what stands behind a rule.

    0 is outside of all.
    """

    places: tuple[int, ...]
    numbers: tuple[int, ...]

    def at(self, place: int) -> int:
        """Return the number of the item that a place stands in, or 0."""
        found = bisect_right(self.places, place)
        return self.numbers[found - 1] if found else 0


def items_in(text: str, pieces: Sequence[Piece]) -> Items:
    """Find the items of the lists of a document.

    An item of Markdown ends at a line that is not indented and has no mark, behind a blank line
    or behind a display; lists of TeX and HTML say where they end.
    """
    shown = [p.span for p in pieces if p.kind is PieceKind.MATH and p.display]
    starts = [span.start for span in shown]
    places, numbers = [0], [0]
    count, written, blank = 0, False, False  # whether the list was opened by a mark of Markdown
    for found in _MARKS.finditer(text):
        at = found.start()
        before = bisect_right(starts, at) - 1
        if before >= 0 and shown[before].start < at < shown[before].end:
            continue  # a row of a formula
        if found["blank"] is not None:
            blank = True
            continue
        number = numbers[-1]
        if found["rule"] or found["block"]:
            count += 1
            places.append(at)
            numbers.append(count)
            written = blank = False
            continue
        apart = blank or (before >= 0 and starts[before] >= places[-1])
        if found["mark"] or found["opens"]:
            count += 1
            number, written = count, bool(found["mark"])
        elif found["ends"] or (written and apart):
            number = 0
        blank = False
        if number != numbers[-1]:
            places.append(at)
            numbers.append(number)
    return Items(tuple(places), tuple(numbers))
