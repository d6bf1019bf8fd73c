"""A person's decisions: read, refused where they make no sense, applied and shown."""

from fractions import Fraction

import pytest

from derivcheck.grade import feedback, tables
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
