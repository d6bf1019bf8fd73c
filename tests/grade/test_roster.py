"""Rosters of Canvas and Moodle: their column is filled, and nothing else changes."""

import pytest
from msgspec.structs import replace

from derivcheck.grade.model import Graded
from derivcheck.grade.roster import RosterError, fill
from tests.grade.test_tables import OPEN, SETTLED, part

CANVAS = """Student,ID,SIS User ID,SIS Login ID,Section,Homework 1 (4711),Current Score
    Points Possible,,,,,4,(read only)
"Doe, Jane",12345,900,jdoe,A,,80
"Li, Bo",12346,901,bli,A,-,
"=cmd()",12347,902,z,A,,
"""
MOODLE = """Identifier,Full name,Email address,Grade,Feedback comments
Participant 55,Jane Doe,jane@x.edu,,
Participant 56,Bo Li,bo@x.edu,1.00,kept
"""


def student(name: str, *ids: str, open_: bool = False) -> Graded:
    return replace(OPEN if open_ else SETTLED, student=name, ids=ids or (name,))


@pytest.mark.parametrize(
    "own",
    [
        student("doejane", "12345", "doejane"),
        student("doejane"),
        student("Jane Doe"),
        student("jdoe"),
        student("x", "900"),
    ],
)
def test_a_roster_of_canvas(own: Graded) -> None:
    filled = fill(CANVAS, [own], None)
    assert filled.text == CANVAS.replace("jdoe,A,,80", "jdoe,A,3.5,80").replace(
        '"=cmd()"', "=cmd()"
    )
    assert (filled.rows, filled.unmatched) == (1, ())


@pytest.mark.parametrize("own", [student("Jane Doe", "55"), student("jane@x.edu")])
def test_a_roster_of_moodle(own: Graded) -> None:
    filled = fill(MOODLE, [own], None)
    assert filled.text == MOODLE.replace("jane@x.edu,,", "jane@x.edu,3.5,")


def test_an_open_mark_leaves_its_cell_as_it_is() -> None:
    filled = fill(MOODLE, [student("Bo Li", open_=True)], None)
    assert (filled.text, filled.rows, filled.unmatched) == (MOODLE, 0, ())


def test_who_is_not_in_the_roster_is_told() -> None:
    assert fill(MOODLE, [student("Zoe")], None).unmatched == ("Zoe",)


def test_of_two_students_of_one_name_none_is_taken() -> None:
    class_ = [student("Jane Doe"), replace(student("Jane Doe", "j2"), parts=(part("a", 0, 0),))]
    assert fill(MOODLE, class_, None).rows == 0


NAMES = "First name,Last name,ID,Quiz (1)\nBen,Smith,4711,\nBen,Jones,4712,\n"


@pytest.mark.parametrize("name", ["ben", "Ben", "Smith", "jones"])
def test_a_first_or_last_name_alone_is_nobody(name: str) -> None:
    filled = fill(NAMES, [student(name)], "Quiz (1)")
    assert (filled.text, filled.unmatched) == (NAMES, (name,))


@pytest.mark.parametrize("name", ["Ben Smith", "bensmith", "Smith, Ben", "smithben", "4711"])
def test_both_names_together_are_somebody(name: str) -> None:
    filled = fill(NAMES, [student(name)], "Quiz (1)")
    assert filled.text == NAMES.replace("4711,", "4711,3.5")
    without = NAMES.replace("ID", "Group")
    assert fill(without, [student(name)], "Quiz (1)").rows == (name != "4711")


@pytest.mark.parametrize(
    ("text", "column", "message"),
    [
        ("", None, "empty"),
        (CANVAS.replace("Current Score", "Quiz (12)"), None, "say with --column"),
        (CANVAS, "Homework 9", "has not one column"),
        ("A,B (1)\n", "B (1)", "no column that says who"),
        ("First name,B (1)\n", "B (1)", "no column that says who"),
    ],
)
def test_a_roster_that_cannot_be_filled(text: str, column: str | None, message: str) -> None:
    with pytest.raises(RosterError, match=message):
        fill(text, [SETTLED], column)
