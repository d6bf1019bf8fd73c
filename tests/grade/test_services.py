"""Results for services: their fields, and no points for what is open."""

import json
from fractions import Fraction

from msgspec.structs import replace

from derivcheck.grade.services import Call, classroom50, gradescope, prairielearn
from tests.grade.test_tables import OPEN, SETTLED, UNREAD, part


def test_gradescope() -> None:
    result = json.loads(json.dumps(gradescope(OPEN, Call("slip"))))
    assert [(t["score"], t["max_score"]) for t in result["tests"]] == [(2.0, 2.0), (0.25, 2.0)]
    assert result["tests"][1]["tags"] == ["needs-a-person"]
    assert result["extra_data"] == {"low": 2.25, "high": 4.0, "needs_a_person": True}
    assert "a person will look" in result["output"]
    assert "score" not in result  # it would take the place of the sum
    assert {t["output_format"] for t in result["tests"]} == {"md"}


def test_no_more_is_told_than_the_problem_reveals() -> None:
    told = [gradescope(SETTLED, Call(level))["tests"][0]["output"] for level in ("verdict", "slip")]
    assert ["line 7" in text for text in told] == [False, True]


def test_prairielearn() -> None:
    result = json.loads(json.dumps(prairielearn(SETTLED, Call("slip"))))
    assert (result["gradable"], result["score"]) == (True, 3.5 / 4)
    assert [t["points"] for t in result["tests"]] == [1.5, 2.0]


def test_what_cannot_be_read_costs_no_attempt() -> None:
    unread = replace(OPEN, parts=(part("a", 0, 2, UNREAD), part("b", 0, 2, UNREAD)))
    assert prairielearn(unread, Call("slip")) == {
        "gradable": False,
        "format_errors": ["this could not be read"],
    }


def test_classroom50() -> None:
    said = {"CLASSROOM": "nlp", "ASSIGNMENT": "a2", "SUBMISSION_TAG": "s1"}
    call = Call("slip", Fraction(1, 4), said, "2026-11-28T09:00:00Z")
    result = json.loads(json.dumps(classroom50(OPEN, call)))
    assert result["schema"] == "classroom50/result/v1"
    assert (result["classroom"], result["submission"], result["commit"]) == ("nlp", "s1", "")
    assert result["datetime"] == "2026-11-28T09:00:00Z"
    assert (result["score"], result["max-score"]) == (9, 16)  # in quarters
    tests = [(t["score"], t["max-score"], t["passed"]) for t in result["tests"]]
    assert tests == [(8, 8, True), (1, 8, False)]
    assert [t["needs-a-person"] for t in result["tests"]] == [False, True]


def test_points_that_are_no_multiples_of_the_smallest_step_are_whole_in_classroom50() -> None:
    third = replace(part("a", 0, 2), points=Fraction(2, 3))
    result = classroom50(replace(SETTLED, parts=(third,)), Call("slip", Fraction(1, 4)))
    assert result["max-score"] == 8
