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


@pytest.mark.parametrize(
    ("words", "formula", "expected"),
    [
        ("Let the true word be word $1$. Then", r"J = -\log \hat y_1", "undecided"),
        ("The target comes second. So", r"J = -\log \hat y_2", "undecided"),
        ("Here $o = 3$. Then", r"J = -\log \hat y_3", "undecided"),
        (
            "Suppose the true word has index 1. Then $u_1 = u_1$ and",
            r"J = -\log \hat y_1",
            "undecided",
        ),
        ("Let the true word be word $1$. Then", r"J = \log \hat y_1", "refuted"),
        ("Let the true word be word $1$. Then", r"J = -\log \hat y_2", "refuted"),
        ("Let the true word be word $1$. Then", r"\sum_w \hat y_w = 2", "refuted"),
        ("The true word is one of many. Then", r"J = -\log \hat y_1", "refuted"),
    ],
)
def test_words_say_which_one_the_true_word_is(words: str, formula: str, expected: str) -> None:
    assert steps(check(f"{words} ${formula}$."))[-1].verdict.value == expected
