"""Rubrics as they are written, and what is wrong with them, with its line."""

from fractions import Fraction

import pytest

from derivcheck.problem import ProblemError, parse_problem
from derivcheck.problem.rubric import PartRubric, Rubric

TEXT = """title = "T"
[symbols]
x = { type = "real" }
[rubric]
reference = "key.md"
answer = 0.75
deductions = { default = 0.1, flipped-sign = 0 }
[[part]]
id = "a"
points = 2.5
goal = "x"
[[part]]
id = "b"
goal = "x"
[part.rubric]
answer = 1
min_steps = 3
follow_through = false
without = ["x"]
"""


def rubric(text: str = TEXT) -> Rubric:
    return parse_problem(text, "problem.toml", "t").rubric


def test_numbers_are_exact_and_parts_take_over_what_they_do_not_say() -> None:
    found = rubric()
    deductions = (("default", Fraction(1, 10)), ("flipped-sign", Fraction(0)))
    assert found.reference == "key.md"
    assert found.of("a") == PartRubric(Fraction(5, 2), Fraction(3, 4), 1, True, deductions, ())
    assert found.of("b") == PartRubric(None, Fraction(1), 3, False, deductions, ("x",))


@pytest.mark.parametrize(
    ("old", "new", "message", "line"),
    [
        ('"key.md"', '"../key.md"', "beside the problem", 5),
        ("answer = 0.75", "answer = 1.5", "share of the points", 6),
        ("answer = 0.75", "anser = 0.5", "unknown key “anser” in rubric", 6),
        ("points = 2.5", 'points = "2"', "“points” must be a number", 10),
        ("points = 2.5", "points = -1", "a number from 0 on", 10),
        ("points = 2.5", "points = nan", "must be a number", 10),
        ("flipped-sign = 0", "flipped-sign = 2", "from 0 to 1", 7),
        ("min_steps = 3", "min_steps = 1.5", "must be a whole number", 17),
        ("answer = 1\n", "answer = true\n", "must be a number", 16),
    ],
)
def test_what_is_wrong_is_said_with_its_line(old: str, new: str, message: str, line: int) -> None:
    assert TEXT.count(old) == 1
    with pytest.raises(ProblemError) as caught:
        rubric(TEXT.replace(old, new))
    assert message in caught.value.message
    assert caught.value.line == line
