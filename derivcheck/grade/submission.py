"""A whole submission: its documents' parts matched with those of the problem, and marked."""

import re
from collections.abc import Sequence
from fractions import Fraction

from msgspec.structs import replace

from derivcheck.check.finding import DocumentFinding
from derivcheck.grade.marks import mark_part
from derivcheck.grade.matching import Loose, Place, loose_ends, places_of, unexplained
from derivcheck.grade.model import Graded, Notice, PartMark, Range, Reason, exactly
from derivcheck.grade.notices import notices_of
from derivcheck.grade.scheme import Scheme

_ANSWERED = ("correct", "despite-slip")
_BEGINS = re.compile(r"(?:\$|\\\()?[\s&{]*(?:\\(?:quad|qquad)\s*)?=")
_NAMED = 4  # loose ends that are named in one reason


def grade_submission(
    student: str,
    findings: Sequence[DocumentFinding],
    notices: Sequence[Notice],
    schemes: Sequence[Scheme],
    ids: tuple[str, ...] = (),
) -> Graded:
    """Return what a submission earns; ``ids`` are what a roster may know the student by.

    ``notices`` say what was found beside the documents; one that is ``open`` means that some of
    the submission was not read, so that nothing counts as missing.
    """
    seen = (*notices, *(n for found in findings for n in notices_of(found.document)))
    documents = tuple(found.document.source.path for found in findings)
    names = [scheme.part for scheme in schemes]
    places, loose = places_of(names, findings), loose_ends(names, findings)
    shifted = any(not place.numbered for found in places.values() for place in found)
    parts = tuple(
        _mark(scheme, places[scheme.part], _open_to(scheme, loose), seen, shifted=shifted)
        for scheme in schemes
    )
    answered = frozenset(mark.part for mark in parts if mark.answer in _ANSWERED)
    parts = tuple(_not_missing(mark, findings, answered) for mark in parts)
    return Graded(student, documents, parts, seen, ids)


def _not_missing(
    mark: PartMark, findings: Sequence[DocumentFinding], answered: frozenset[str]
) -> PartMark:
    """Leave to a person what is missing, but for formulas under its letter that answer nothing."""
    where = unexplained(mark.part, findings, answered)
    if mark.answer != "missing" or not mark.mark.settled or where is None:
        return mark
    said = f"{where} has formulas that were taken for another part and may be meant for this one"
    reason = Reason("not-found", said, open=True)
    return replace(mark, mark=Range(Fraction(0), mark.points), reasons=(reason,))


def _open_to(scheme: Scheme, loose: Sequence[Loose]) -> list[str]:
    """Return where a part may be answered without having been recognised, in words."""
    return [one.words for one in loose if one.may_answer(scheme.part)]


def _mark(
    scheme: Scheme,
    places: Sequence[Place],
    loose: Sequence[str],
    notices: Sequence[Notice],
    *,
    shifted: bool,
) -> PartMark:
    places = _filled(places, keep=not (loose and shifted))
    hidden = [n for n in notices if n.open and n.code == "hidden-text"]
    if not places:
        return _missing(scheme, loose, notices)
    marks = [_of_place(place, scheme) for place in _chosen(places, scheme)]
    mark = marks[0] if len(marks) == 1 else _several(marks)
    return _doubted(mark, hidden) if hidden else mark


def _filled(places: Sequence[Place], *, keep: bool) -> Sequence[Place]:
    """Return the places with steps; where there are none and numbers can be trusted, the first."""
    return [place for place in places if place.finding.steps] or (places[:1] if keep else [])


def _chosen(places: Sequence[Place], scheme: Scheme) -> Sequence[Place]:
    """Return the places that count: all, unless one that begins with what is asked for answers.

    Of these, what has the part's number goes before what has another one.
    """
    begun = [place for place in places if place.begun]
    for among in ([place for place in begun if place.numbered], begun):
        if any(_of_place(place, scheme).answer in _ANSWERED for place in among):
            return among
    return places


def _of_place(place: Place, scheme: Scheme) -> PartMark:
    """Return what a place earns, open where it is not plain what belongs to it."""
    source = place.document.document.source
    mark = mark_part(place.finding, scheme, source)
    if place.beside is not None:
        wider = mark_part(place.beside, scheme, source)
        if wider.mark != mark.mark:
            said = "lines beside it may belong to it or to another part, and are not all right"
            mark = _between(replace(wider, answer=mark.answer), mark, Reason("beside", said))
    if place.rivals:
        names = " or ".join(f"({name})" for name in (scheme.part, *place.rivals))
        said = f"this may answer {names}"
        mark = _between(mark, replace(mark, mark=exactly(0)), Reason("which-part", said))
    if mark.answer == "none" and not place.numbered:
        said = "what it asks for stands in another part, without an answer that was found"
        whole = replace(mark, mark=exactly(scheme.points))
        mark = _between(mark, whole, Reason("not-found", said))
    if mark.answer in _ANSWERED and _goes_on_unread(place):
        said = "behind its last step a formula begins with a relation sign and was not read as one"
        mark = _between(mark, replace(mark, mark=exactly(0)), Reason("not-read", said))
    return mark


def _goes_on_unread(place: Place) -> bool:
    """Whether what was passed over behind the last step of a part looks like one more."""
    document, part = place.document.document, place.finding.part
    last = max((r.span.end for chain in part.chains for r in chain.relations), default=0)
    behind = (s for s in document.skipped if last < s.start < part.span.end)
    return any(_BEGINS.match(document.source.slice(span)) for span in behind)


def _between(first: PartMark, second: PartMark, why: Reason) -> PartMark:
    """Return the first of two marks, open as far as they differ."""
    low = min(first.mark.low, second.mark.low)
    high = max(first.mark.high, second.mark.high)
    why = replace(why, open=True)
    return replace(first, mark=Range(low, high), reasons=(why, *first.reasons))


def _missing(scheme: Scheme, loose: Sequence[str], notices: Sequence[Notice]) -> PartMark:
    unread = [notice for notice in notices if notice.open and notice.code != "hidden-text"]
    if unread:
        said = f"it is not in what was read; {unread[0].document} was not read"
    elif loose:
        said = f"it may be among the lines that were not understood: {', '.join(loose[:_NAMED])}"
    else:
        reason = Reason("missing", "there is nothing on this part", scheme.points)
        return PartMark(scheme.part, scheme.title, scheme.points, exactly(0), "missing", (reason,))
    reason = Reason("not-found", said, open=True)
    mark = Range(Fraction(0), scheme.points)
    return PartMark(scheme.part, scheme.title, scheme.points, mark, "missing", (reason,))


def _several(marks: Sequence[PartMark]) -> PartMark:
    """Return one mark for a part that was handed in several times."""
    low = min(mark.mark.low for mark in marks)
    high = max(mark.mark.high for mark in marks)
    if low == high:
        return marks[0]
    said = f"this part was handed in {len(marks)} times, and they do not earn the same"
    best = max(marks, key=lambda mark: mark.mark.high)
    reasons = (Reason("several", said, open=True), *best.reasons)
    return replace(best, mark=Range(low, high), reasons=reasons)


def _doubted(mark: PartMark, hidden: Sequence[Notice]) -> PartMark:
    """Leave to a person what a document with hidden formulas earns."""
    said = f"the document hides formulas from whoever reads it: {hidden[0].text}"
    reason = Reason(
        "hidden-text", said, open=True, line=hidden[0].line, document=hidden[0].document
    )
    return replace(mark, mark=Range(Fraction(0), mark.mark.high), reasons=(reason, *mark.reasons))
