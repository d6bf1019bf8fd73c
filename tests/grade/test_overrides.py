"""A person's decisions: read, refused where they make no sense, applied and shown."""

from fractions import Fraction

import pytest
from msgspec.structs import replace

from derivcheck.grade import feedback, tables
from derivcheck.grade.model import Notice
from derivcheck.grade.overrides import OverrideError, overridden, read_overrides, unknown
from tests.grade.test_tables import OPEN, SCHEMES, SETTLED

HEAD = "student,part,mark,comment\n"


def test_a_decision_closes_what_was_open_and_is_shown() -> None:
    found = read_overrides(HEAD + "'=bob(),b,1.5,the rest is fine\n", SCHEMES)
    decided = overridden(OPEN, found)
    assert decided.total.low == decided.total.high == Fraction(7, 2)
    assert not decided.open
    assert tables.queue([decided]).count("\n") == 1
    assert "a person has decided on this mark: the rest is fine" in feedback.render(
        decided, "T", "slip"
    )
    assert overridden(SETTLED, found) == SETTLED


def test_the_queue_with_its_marks_filled_in_is_a_table_of_decisions() -> None:
    queue = tables.queue([OPEN]).replace("'=bob(),b,,", '\'=bob(),b,"0,5",')
    assert read_overrides(queue, SCHEMES)["=bob()", "b"].mark == Fraction(1, 2)
    assert read_overrides(tables.queue([OPEN]), SCHEMES) == {}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("student,part\n", "there is no column mark"),
        ("", "there is no column student, part, mark"),
        (HEAD + "ann,z,1,\n", "line 2: the problem has no part “z”"),
        (HEAD + "ann,a,2.25,\n", "line 2: “2.25” is no mark from 0 to 2"),
        (HEAD + "ann,a,-1,\n", "is no mark"),
        (HEAD + "ann,a,1e9,\n", "is no mark"),
        (HEAD + "ann,a,nan,\n", "is no mark"),
        (HEAD + "ann,a,1,\nann,a,2,\n", "line 3: line 2 has decided that already"),
    ],
)
def test_what_makes_no_sense_is_refused_with_its_line(text: str, message: str) -> None:
    with pytest.raises(OverrideError, match=message):
        read_overrides(text, SCHEMES)


def test_decisions_about_nobody_are_told() -> None:
    found = read_overrides(HEAD + "zoe,a,1,\n", SCHEMES)
    assert list(unknown(found, [SETTLED])) == ["line 2: there is no submission of “zoe” (a)"]


def test_a_table_of_a_spreadsheet_that_parts_cells_by_semicolons_is_read() -> None:
    text = "student;part;mark;comment\nann;a;1,5;fine\n"
    assert read_overrides(text, SCHEMES)["ann", "a"].mark == Fraction(3, 2)


def test_what_is_no_table_is_refused() -> None:
    with pytest.raises(OverrideError, match="this is no table"):
        read_overrides(HEAD + f"ann,a,1,{'x' * 140_000}\n", SCHEMES)


@pytest.mark.parametrize("name", ["Jane  Doe", "Jane\u200bDoe", "  Jane Doe "])
def test_a_name_that_tables_show_otherwise_is_decided_about(name: str) -> None:
    own = replace(OPEN, student=name)
    queue = tables.queue([own]).replace(",b,,", ",b,0.5,")
    found = read_overrides(queue, SCHEMES)
    assert not overridden(own, found).open
    assert not list(unknown(found, [own]))


def test_a_notice_that_was_looked_at_is_closed() -> None:
    own = replace(SETTLED, notices=(Notice("hidden-text", "white text", "a.md", 1, open=True),))
    assert own.open
    found = read_overrides(HEAD + f"{own.student},,ok,\n", SCHEMES)
    assert not overridden(own, found).open
    with pytest.raises(OverrideError, match="write ok if its notice was looked at"):
        read_overrides(HEAD + f"{own.student},,1,\n", SCHEMES)
