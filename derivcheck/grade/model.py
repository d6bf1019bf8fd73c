"""What grading says of a submission, as plain data."""

from collections.abc import Sequence
from fractions import Fraction

from msgspec import Struct


class Range(Struct, frozen=True):
    """Points between ``low`` and ``high``; they are equal where nothing is open."""

    low: Fraction
    high: Fraction

    def __add__(self, other: "Range") -> "Range":
        return Range(self.low + other.low, self.high + other.high)

    @property
    def settled(self) -> bool:
        """Whether nothing is open."""
        return self.low == self.high


def exactly(points: Fraction | int) -> Range:
    """Return the range of a mark about which nothing is open."""
    return Range(Fraction(points), Fraction(points))


class Reason(Struct, frozen=True):
    """Why points were lost, or why a person has to look.

    ``said`` tells no more than that something is so, ``detail`` what, ``repair`` (LaTeX) how it
    would be right; how much of it a student is told is the rubric's ``reveal``.
    """

    code: str  # refuted, flipped-sign, unread, follow-through, missing, several, …
    said: str
    cost: Fraction = Fraction(0)
    open: bool = False  # a person has to look
    step: str | None = None
    line: int | None = None
    document: str | None = None
    detail: str | None = None
    formula: str | None = None  # LaTeX of what it is about, as written
    repair: str | None = None
    place: str | None = None  # LaTeX of what ``detail`` speaks of, where it is short


class PartMark(Struct, frozen=True):
    """What one part of the problem earns."""

    part: str
    title: str | None
    points: Fraction
    mark: Range
    answer: str  # correct, despite-slip, follow-through, wrong, open, none, missing
    reasons: tuple[Reason, ...]
    understood: str = ""  # "4 of 7 steps are right, 1 wrong"
    decided: bool = False  # by a person

    @property
    def open(self) -> bool:
        """Whether a person has to look."""
        return not self.mark.settled or any(reason.open for reason in self.reasons)


class Notice(Struct, frozen=True):
    """Something in a submission that the lecturer should know of; it changes no mark by itself."""

    code: str  # directive, settings-file, redefined-macro, hidden-text, not-read, …
    text: str
    document: str
    line: int | None = None
    open: bool = False  # a person has to look


class Graded(Struct, frozen=True):
    """One student's submission, graded."""

    student: str
    documents: tuple[str, ...]
    parts: tuple[PartMark, ...]
    notices: tuple[Notice, ...] = ()
    ids: tuple[str, ...] = ()  # what a roster may know the student by

    @property
    def total(self) -> Range:
        """The sum over the parts."""
        return total(self.parts)

    @property
    def worth(self) -> Fraction:
        """The points that its parts can earn together."""
        return sum((part.points for part in self.parts), Fraction(0))

    @property
    def open(self) -> bool:
        """Whether a person has to look: not where a person has decided on every part."""
        if all(part.decided for part in self.parts):
            return False
        return any(part.open for part in self.parts) or any(n.open for n in self.notices)

    @property
    def waiting(self) -> tuple[tuple[PartMark, ...], ...]:
        """The parts that a person has to look at, those together that wait for one reason."""
        alike: dict[object, list[PartMark]] = {}
        for part in self.parts:
            if part.open:
                placed = any(reason.step is not None for reason in part.reasons)
                key = part.part if placed else tuple(reason.said for reason in part.reasons)
                alike.setdefault(key, []).append(part)
        return tuple(tuple(parts) for parts in alike.values())


def total(parts: Sequence[PartMark]) -> Range:
    """Return the sum of some parts' marks."""
    return sum((part.mark for part in parts), exactly(0))


def points(value: Fraction) -> str:
    """Return points as people write them: ``2``, ``1.25``; a third is rounded to two places."""
    text = f"{float(value):.2f}".rstrip("0").rstrip(".")
    return text or "0"
