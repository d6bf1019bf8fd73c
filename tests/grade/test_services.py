"""Results for services: their fields, and no points for what is open."""

import json
from dataclasses import replace

from derivcheck.grade.services import gradescope, prairielearn
from tests.grade.test_tables import OPEN, SETTLED, UNREAD, part


def test_gradescope() -> None:
    result = json.loads(json.dumps(gradescope(OPEN, "slip")))
    assert [(t["score"], t["max_score"]) for t in result["tests"]] == [(2.0, 2.0), (0.25, 2.0)]
    assert result["tests"][1]["tags"] == ["needs-a-person"]
    assert result["extra_data"] == {"low": 2.25, "high": 4.0, "needs_a_person": True}
    assert "a person will look" in result["output"]
    assert "score" not in result  # it would take the place of the sum
    assert {t["output_format"] for t in result["tests"]} == {"md"}


def test_no_more_is_told_than_the_problem_reveals() -> None:
    told = [gradescope(SETTLED, level)["tests"][0]["output"] for level in ("verdict", "slip")]
    assert ["line 7" in text for text in told] == [False, True]


def test_prairielearn() -> None:
    result = json.loads(json.dumps(prairielearn(SETTLED, "slip")))
    assert (result["gradable"], result["score"]) == (True, 3.5 / 4)
    assert [t["points"] for t in result["tests"]] == [1.5, 2.0]


def test_what_cannot_be_read_costs_no_attempt() -> None:
    unread = replace(OPEN, parts=(part("a", 0, 2, UNREAD), part("b", 0, 2, UNREAD)))
    assert prairielearn(unread, "slip") == {
        "gradable": False,
        "format_errors": ["this could not be read"],
    }
