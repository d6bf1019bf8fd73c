"""Rows of an array that go on under a case and under its contrary: “if w = o”, “else w ≠ o”."""

import pytest

from tests.check.support import check, steps

START = r"\nabla_{u_w} J &= -\nabla_{u_w}(u_o^T v_c) + \nabla_{u_w} \log \sum_x \exp(u_x^T v_c)"
WORDS = [
    (r"if \quad w=o:&\\ &", r"else \quad w\neq o:&\\ &"),
    (r"\text{if } w=o:&\\ &", r"\text{else if } w\neq o:&\\ &"),
    (r"\text{when } w = o: &", r"\text{when } w \ne o: &"),
    (r"\text{for } w \neq o: &", r"\text{for } w = o: &"),
]


def _verdicts(first: str, one: str, second: str, other: str) -> list[str]:
    rows = rf"{START} \\ {first}= {one} \\ {second}= {other}"
    found = steps(check(rf"$$\begin{{aligned}}{rows}\end{{aligned}}$$"))
    return [each.verdict.value for each in found]


@pytest.mark.parametrize(("first", "second"), WORDS)
def test_both_cases_go_on_from_the_same_row(first: str, second: str) -> None:
    one, other = r"-v_c + \hat y_w v_c", r"\hat y_w v_c"
    if "neq" in first:
        one, other = other, one
    assert _verdicts(first, one, second, other) == ["proved"] * 3
    # each answer under the other's condition
    assert _verdicts(first, other, second, one) == ["proved", "refuted", "refuted"]


def test_another_condition_is_no_contrary() -> None:
    first, second = r"\text{if } w=o: &", r"\text{if } w = c: &"
    found = _verdicts(first, r"-v_c + \hat y_w v_c", second, r"\hat y_w v_c")
    assert found[2] != "proved"


@pytest.mark.parametrize(
    ("right", "verdict"), [(r"\hat y_w v_c - y_w v_c", "proved"), (r"\hat y_w v_c", "undecided")]
)
def test_what_is_said_behind_both_is_said_of_both(right: str, verdict: str) -> None:
    first, second = WORDS[1]
    other = rf"\hat y_w v_c \\ \text{{hence }} &= {right}"
    assert _verdicts(first, r"-v_c + \hat y_w v_c", second, other)[3] == verdict
