"""Where in a submission the parts of the problem are answered.

By number, and by what a chain sets out from: letters shift from one edition of a problem to the
next, some people give none, and some answer several parts under one.  Nothing is matched by
whether it is right.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from derivcheck.check.finding import Answer, DocumentFinding, PartFinding, Verdict
from derivcheck.check.reading.families import letter_of
from derivcheck.grade.facts import chains

_PICTURE = re.compile(
    r"!\[|<(?:img|svg|embed|object|iframe)\b|\\include(?:graphics|pdf|svg)\b", re.IGNORECASE
)
_UNLABELLED = "main"
_SURE = (Verdict.GIVEN, Verdict.PROVED)


class Place(Struct, frozen=True):
    """A part of a document, or some of its chains, that answers a part of the problem.

    ``begun`` says that a chain of it sets out from what is asked for, ``beside`` is the same with
    the chains around that may belong to it or to another part, and ``rivals`` are other parts of
    the problem that it may answer instead.
    """

    finding: PartFinding
    document: DocumentFinding
    numbered: bool  # whether it has the number of the problem's part
    begun: bool = True
    beside: PartFinding | None = None
    rivals: tuple[str, ...] = ()


Places = Mapping[str, tuple[Place, ...]]


def places_of(parts: Sequence[str], findings: Sequence[DocumentFinding]) -> Places:
    """Return where each of these parts of the problem is answered."""
    found = {name: tuple(_places(name, findings)) for name in parts}
    settled = {name for name, places in found.items() if any(not p.rivals for p in places)}
    return {
        name: tuple(p for place in places if (p := _told_apart(place, name, settled)) is not None)
        for name, places in found.items()
    }


def _told_apart(place: Place, name: str, settled: set[str]) -> Place | None:
    """Return a place without rivals that are answered elsewhere; none if ``name`` itself is."""
    if not place.rivals:
        return place
    if name in settled:
        return None
    return replace(place, rivals=tuple(one for one in place.rivals if one not in settled))


def _places(name: str, findings: Sequence[DocumentFinding]) -> Iterator[Place]:
    for document in findings:
        for part in document.parts:
            place = _place(name, part, document)
            if place is not None:
                yield place


def _place(name: str, part: PartFinding, document: DocumentFinding) -> Place | None:
    numbered = plain_id(part) == name
    own = [start for start in part.starts if name in start.parts]
    others = any(start.parts and name not in start.parts for start in part.starts)
    if numbered and not others:
        return Place(part, document, True, bool(own))
    if not own:
        return None
    answer = dict(part.answers)[name]
    rivals = tuple(dict.fromkeys(p for start in own for p in start.parts if p != name))
    if not others and part.part.id != _UNLABELLED:
        whole = replace(part, answer=answer)
        return Place(whole, document, numbered, rivals=rivals)
    sure = [start.chain for start in own]
    near = [chain for chain, asked in enumerate(_nearest(part)) if name in asked]
    beside = None if near == sure else _only(part, near, answer)
    return Place(_only(part, sure, answer), document, numbered, True, beside, rivals)


def _nearest(part: PartFinding) -> list[tuple[str, ...]]:
    """Return for each chain what the last chain before it that sets out from a goal answers.

    Chains before the first of these go with it.
    """
    known = {start.chain: start.parts for start in part.starts if start.parts}
    current = known[min(known)]
    out = []
    for chain in range(len(part.part.chains)):
        current = known.get(chain, current)
        out.append(current)
    return out


def _only(part: PartFinding, numbers: Sequence[int], answer: Answer) -> PartFinding:
    """Return a part with some of its chains, given in order."""
    every = tuple(chains(part))
    steps = tuple(step for number in numbers for step in every[number])
    own = replace(part.part, chains=tuple(part.part.chains[number] for number in numbers))
    return replace(part, part=own, steps=steps, answer=answer, starts=(), answers=())


def plain_id(part: PartFinding) -> str:
    """Return a part's number, whether or not there was one like it before."""
    return part.part.id.split("~")[0]


class Loose(Struct, frozen=True):
    """A place with lines that were not recognised, in words, and what they may answer."""

    words: str
    letters: frozenset[str] | None  # of the problem's parts; None where that may be any

    def may_answer(self, name: str) -> bool:
        """Whether a part of the problem may be answered there."""
        return self.letters is None or letter_of(name) in self.letters


def loose_ends(parts: Sequence[str], findings: Sequence[DocumentFinding]) -> tuple[Loose, ...]:
    """Return where there may be answers that were not recognised.

    Only where there is none can a part of the problem be said to be missing.
    """
    found = [
        Loose(f"part {part.part.id}", _between_labels(part, document, parts))
        for document in findings
        for part in document.parts
        if _is_loose(part)
    ]
    pictures = (f for f in findings if _PICTURE.search(f.document.source.text))
    seen = (Loose(f"a picture in {f.document.source.path}", None) for f in pictures)
    return tuple(dict.fromkeys((*found, *seen)))


def unexplained(
    name: str, findings: Sequence[DocumentFinding], answered: frozenset[str]
) -> str | None:
    """Return the label under which formulas stand that may be meant for a part, in words, or None.

    They were taken for other parts, none of which is ``answered`` by a right answer: a slip of
    the pen in what a line sets out from makes it look so.
    """
    for document in findings:
        for part in document.parts:
            label = plain_id(part)
            own = label in (name, letter_of(name)) or label.startswith(f"{name}(")
            known = any(start.parts for start in part.starts)
            if own and known and any(not answered & set(asked) for asked in _nearest(part)):
                return f"part {part.part.id}"
    return None


def _between_labels(
    part: PartFinding, document: DocumentFinding, parts: Sequence[str]
) -> frozenset[str] | None:
    """Return what lines under a label may answer: its own letter, and those without a label
    next to it.  None where the labels do not stand in order, or nothing bears this one out.
    """
    letters = list(dict.fromkeys(map(letter_of, parts)))
    own = letter_of(plain_id(part))
    borne_out = any(letter_of(name) == own for start in part.starts for name in start.parts)
    labels = [letter_of(plain_id(one)) for one in document.parts]
    order = [letters.index(letter) for letter in labels if letter in letters]
    if not borne_out or order != sorted(order):
        return None
    at = letters.index(own)
    before = max((n for n in order if n < at), default=-1)
    after = min((n for n in order if n > at), default=len(letters))
    return frozenset(letters[before + 1 : after])


def _is_loose(part: PartFinding) -> bool:
    """Whether a part of a document may answer something that was not recognised."""
    if not part.steps:
        return False
    known = any(start.parts for start in part.starts)
    if not known:
        introduces = part.part.id == _UNLABELLED and not part.starts
        return not (introduces and all(step.verdict in _SURE for step in part.steps))
    return any(not start.parts for start in part.starts)
