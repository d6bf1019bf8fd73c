"""A condition that an earlier chain was said under keeps from refuting what holds under it."""

import pytest

from tests.check.support import check, steps

TRUE = r"\frac{\partial J}{\partial u_w} = (\hat y_w - 1) v_c"
TRUE_THERE = r"(\hat y_w - y_w) v_c = (\hat y_w - 1) v_c"
FALSE = r"(\hat y_w - y_w) v_c = (\hat y_w + 1) v_c"


@pytest.mark.parametrize(
    ("between", "formula", "expected"),
    [
        ("Written anew:", TRUE_THERE, "undecided"),
        ("Written anew:", FALSE, "refuted"),
        ("When $w \\neq o$:", TRUE_THERE, "refuted"),
        ("(d)", TRUE_THERE, "refuted"),  # another part
    ],
)
def test_what_holds_under_a_condition_said_above(between: str, formula: str, expected: str) -> None:
    text = f"(c) When $w = o$:\n\n$$ {TRUE} $$\n\n{between}\n\n$$ {formula} $$\n"
    first, second = steps(check(text))
    assert (first.verdict.value, second.verdict.value) == ("proved", expected)
