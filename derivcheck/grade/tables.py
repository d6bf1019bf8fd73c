"""Tables of a class: marks, and the queue of what a person has to look at."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction

from derivcheck.grade.model import Graded, PartMark, points
from derivcheck.grade.scheme import Scheme
from derivcheck.report.sanitize import clean_line

# a spreadsheet takes a cell that begins so for a formula
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "|", "%")
Row = Sequence[str]


def cell(text: str) -> str:
    """Return text as a cell that no spreadsheet computes."""
    plain = clean_line(text)
    return f"'{plain}" if plain.startswith(_FORMULA) else plain


def uncell(text: str) -> str:
    """Return what `cell` made a cell of; other text stays as it is, without space around it."""
    plain = text.strip()
    return plain[1:] if plain[:1] == "'" and plain[1:].startswith(_FORMULA) else plain


def rows_of(text: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows of a CSV, with the numbers of the lines that they end in.

    ``;`` parts the cells where the first row has more of them than commas, as spreadsheets write
    tables in much of Europe.  Raises `csv.Error`.
    """
    rows = csv.reader(io.StringIO(text), delimiter=delimiter_of(text))
    for row in rows:
        yield rows.line_num, row


def delimiter_of(text: str) -> str:
    """Return what parts the cells of a CSV."""
    first = text.partition("\n")[0]
    return ";" if first.count(";") > first.count(",") else ","


def table(rows: Iterable[Row]) -> str:
    """Return rows as CSV, every cell made harmless."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows([cell(text) for text in row] for row in rows)
    return out.getvalue()


def grades(class_: Iterable[Graded], schemes: Sequence[Scheme]) -> str:
    """Return ``grades.csv``: a row for each student.

    ``total`` and a part's mark are empty where a person has to look; ``low`` and ``high`` say
    between which totals the mark lies.
    """
    return table(_grades(class_, schemes))


def _grades(class_: Iterable[Graded], schemes: Sequence[Scheme]) -> Iterator[Row]:
    yield ("student", "total", "low", "high", "out of", "status", *(s.part for s in schemes))
    whole = points(sum((s.points for s in schemes), Fraction(0)))
    for graded in class_:
        mark = graded.total
        status = "needs a person" if graded.open else "graded"
        yield (
            graded.student,
            points(mark.low) if mark.settled else "",
            points(mark.low),
            points(mark.high),
            whole,
            status,
            *(points(p.mark.low) if p.mark.settled else "" for p in graded.parts),
        )


def queue(class_: Iterable[Graded]) -> str:
    """Return ``queue.csv``: a row for each part or submission that a person has to look at.

    With ``mark`` filled in, it says what the person has decided (`derivcheck.grade.overrides`).
    """
    return table(_queue(class_))


def _queue(class_: Iterable[Graded]) -> Iterator[Row]:
    about = ("low", "high", "out of", "document", "line", "why", "understood")
    yield ("student", "part", "mark", "comment", *about)
    for graded in filter(lambda one: one.open, class_):
        yield from (_open_part(graded, part) for part in graded.parts if part.open)
        for notice in graded.notices:
            if notice.open:
                line = "" if notice.line is None else str(notice.line)
                why = f"{notice.code}: {notice.text}"
                yield (graded.student, "", "", "", "", "", "", notice.document, line, why, "")


def _open_part(graded: Graded, part: PartMark) -> Row:
    reasons = [reason for reason in part.reasons if reason.open] or list(part.reasons)
    placed = next((reason for reason in reasons if reason.line is not None), reasons[0])
    return (
        graded.student,
        part.part,
        "",
        "",
        points(part.mark.low),
        points(part.mark.high),
        points(part.points),
        placed.document or "",
        "" if placed.line is None else str(placed.line),
        "; ".join(dict.fromkeys(f"{r.code}: {r.detail or r.said}" for r in reasons[:3])),
        part.understood,
    )
