"""Tables and feedback: complete, and harmless wherever they are opened."""

import csv
import io
from fractions import Fraction

import pytest
from msgspec.structs import replace

from derivcheck.grade import feedback, lecturer, tables
from derivcheck.grade.model import Graded, Notice, PartMark, Range, Reason
from derivcheck.grade.scheme import Scheme
from derivcheck.problem.rubric import PartRubric

SCHEMES = tuple(
    Scheme(part, None, Fraction(2), PartRubric(), Fraction(1, 4)) for part in ("a", "b")
)


def part(name: str, low: float, high: float, *reasons: Reason) -> PartMark:
    mark = Range(Fraction(low), Fraction(high))
    return PartMark(name, "Title", Fraction(2), mark, "correct", reasons)


SLIP = Reason(
    "flipped-sign", "a wrong step", Fraction(1, 2), False, "a.2", 7, "x.md", "a sign", "-y", "y"
)
UNREAD = Reason("unread", "this could not be read", open=True, step="b.1", line=9, formula="`|z")
SETTLED = Graded("ann", ("x.md",), (part("a", 1.5, 1.5, SLIP), part("b", 2, 2)))
OPEN = Graded("=bob()", ("y.md",), (part("a", 2, 2), part("b", 0.25, 2, UNREAD)))


def rows(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text)))


def test_a_mark_that_is_open_is_left_empty() -> None:
    head, ann, bob = rows(tables.grades([SETTLED, OPEN], SCHEMES))
    assert head == ["student", "total", "low", "high", "out of", "status", "a", "b"]
    assert ann == ["ann", "3.5", "3.5", "3.5", "4", "graded", "1.5", "2"]
    assert bob == ["'=bob()", "", "2.25", "4", "4", "needs a person", "2", ""]


def test_the_queue_says_who_where_and_why() -> None:
    _, row = rows(tables.queue([SETTLED, OPEN]))
    assert row[:4] == ["'=bob()", "b", "", ""]
    assert row[4:10] == ["0.25", "2", "2", "", "9", "unread: this could not be read"]


def test_parts_that_wait_for_one_reason_are_one_item_of_the_page() -> None:
    reason = Reason("not-found", "p.pdf was not read", open=True)
    graded = replace(SETTLED, parts=(part("a", 0, 2, reason), part("b", 0, 2, reason)))
    page = lecturer.render([graded], SCHEMES, "Title")
    assert "- ann, (a), (b): 0 to 4 of 4\n  - p.pdf was not read\n" in page
    assert [row[1] for row in rows(tables.queue([graded]))] == ["part", "a", "b"]


@pytest.mark.parametrize("begin", ["=", "+", "-", "@", "\t=", "\r=", "|", "%", "\u200b="])
def test_no_cell_is_computed(begin: str) -> None:
    text = tables.table([[f"{begin}cmd()", f"a\n{begin}cmd()"]])
    for cell in rows(text)[0]:
        assert cell[0] not in "=+-@\t\r|%"


@pytest.mark.parametrize(
    ("reveal", "line", "detail", "repair"),
    [
        ("verdict", False, False, False),
        ("place", True, False, False),
        ("slip", True, True, False),
        ("answer", True, True, True),
    ],
)
def test_no_more_is_told_than_the_problem_reveals(
    reveal: str, line: bool, detail: bool, repair: bool
) -> None:
    text = feedback.render(SETTLED, "Title", reveal)
    assert ("line 7" in text, "a sign" in text, "right would be" in text) == (line, detail, repair)
    assert "1.5 of 2" in text


def test_what_a_student_wrote_is_no_markup() -> None:
    text = feedback.render(OPEN, "<b>", "answer")
    assert "`` = `|z ``" in text
    assert "# \\<b\\>: =bob\\(\\)" in text
    assert "provisional" in text


def test_the_lecturers_page_lists_slips_queue_and_notices() -> None:
    notice = Notice("directive", "not obeyed: derivcheck: off", "x.md", 3)
    page = lecturer.render([replace(SETTLED, notices=(notice,)), OPEN], SCHEMES, "Title")
    assert "1 × flipped\\-sign in (a)".replace("(a)", "\\(a\\)") in page or "flipped" in page
    assert "line 9: this could not be read" in page
    assert "(x.md, line 3): directive" in page
