"""A whole submission: its documents' parts matched with those of the problem, and marked."""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from derivcheck.check.finding import DocumentFinding, PartFinding
from derivcheck.grade.marks import mark_part
from derivcheck.grade.model import Graded, Notice, PartMark, Range, Reason, exactly
from derivcheck.grade.notices import notices_of
from derivcheck.grade.scheme import Scheme

Found = tuple[PartFinding, DocumentFinding]


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
    parts = tuple(_mark(scheme, findings, seen, schemes) for scheme in schemes)
    if any(_may_be_another(part) for part in parts):
        parts = tuple(_perhaps_elsewhere(part) for part in parts)
    return Graded(student, documents, parts, seen, ids)


def _mark(
    scheme: Scheme,
    findings: Sequence[DocumentFinding],
    notices: Sequence[Notice],
    schemes: Sequence[Scheme],
) -> PartMark:
    found = _of(scheme.part, findings)
    if not found:
        return _missing(scheme, _unmatched(findings, schemes), notices)
    marks = [mark_part(part, scheme, document.document.source) for part, document in found]
    mark = marks[0] if len(marks) == 1 else _several(marks)
    hidden = [n for n in notices if n.open and n.code == "hidden-text"]
    return _doubted(mark, hidden) if hidden else mark


def _may_be_another(part: PartMark) -> bool:
    """Whether a part may be about what another part of the problem asks for."""
    return any(reason.code == "no-answer" and reason.open for reason in part.reasons)


def _perhaps_elsewhere(part: PartMark) -> PartMark:
    """Leave to a person what seems to be missing: it may stand under another number."""
    if not any(reason.code == "missing" for reason in part.reasons):
        return part
    said = "no part has this number; the submission may count its parts differently"
    reason = Reason("not-found", said, open=True)
    return replace(part, mark=Range(Fraction(0), part.points), reasons=(reason,))


def _of(part_id: str, findings: Sequence[DocumentFinding]) -> list[Found]:
    """Return the parts of the documents under a number, those with steps if there are any."""
    found = [
        (part, document)
        for document in findings
        for part in document.parts
        if plain_id(part) == part_id
    ]
    return [pair for pair in found if pair[0].steps] or found[:1]


def plain_id(part: PartFinding) -> str:
    """Return a part's number, whether or not there was one like it before."""
    return part.part.id.split("~")[0]


def _unmatched(findings: Sequence[DocumentFinding], schemes: Sequence[Scheme]) -> list[str]:
    """Return the parts of the documents that have steps and a number the problem does not have."""
    known = {scheme.part for scheme in schemes}
    return list(
        dict.fromkeys(
            part.part.id
            for document in findings
            for part in document.parts
            if part.steps and plain_id(part) not in known
        )
    )


def _missing(scheme: Scheme, others: list[str], notices: Sequence[Notice]) -> PartMark:
    unread = [notice for notice in notices if notice.open and notice.code != "hidden-text"]
    if unread:
        said = f"not found in what was read; {unread[0].document} was not read"
    elif others:
        said = f"no part has this number; there is {', '.join(others)}"
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
