"""Answers in cases: “when w = o” and “when w ≠ o”, each in a chain of its own."""

import pytest

from tests.check.support import answers, check

LEFT = r"\frac{\partial J}{\partial u_w}"
SAME = r"(\hat y_w - 1) v_c"
OTHER = r"\hat y_w v_c"


def text(*cases: tuple[str, str, str]) -> str:
    """Return a text with part c, a sentence and a display for each case."""
    return "(c) By the outside vectors.\n\n" + "\n\n".join(
        f"{words}\n\n$$ {left} = {right} $$" for words, left, right in cases
    )


def answer(*cases: tuple[str, str, str]) -> tuple[str | None, str]:
    return answers(check(text(*cases)))["c"]


IS_O, NOT_O = "When $w = o$:", "When $w \\neq o$:"


@pytest.mark.parametrize(
    "cases",
    [
        ((IS_O, LEFT, SAME), (NOT_O, LEFT, OTHER)),
        ((NOT_O, LEFT, OTHER), (IS_O, LEFT, SAME)),
        ((IS_O, LEFT, r"\hat y_o v_c - v_c"), (NOT_O, LEFT, OTHER)),
        (
            ("First:", r"\frac{\partial J}{\partial u_o}", SAME.replace("w", "o")),
            (NOT_O, LEFT, OTHER),
        ),
    ],
)
def test_two_cases_are_the_answer(cases: tuple[tuple[str, str, str], ...]) -> None:
    assert answer(*cases) == ("proved", "correct")


@pytest.mark.parametrize(
    "cases",
    [
        ((IS_O, LEFT, SAME),),
        ((NOT_O, LEFT, OTHER),),
        ((IS_O, LEFT, SAME), (IS_O, LEFT, SAME)),
        ((NOT_O, LEFT, OTHER), (NOT_O, LEFT, OTHER)),
        ((IS_O, LEFT, SAME), (NOT_O, LEFT, SAME)),
        ((IS_O, LEFT, OTHER), (NOT_O, LEFT, OTHER)),
        ((IS_O, LEFT, SAME), (NOT_O, LEFT, LEFT)),
        ((NOT_O, LEFT, OTHER), ("First:", r"\frac{\partial J}{\partial u_o}", r"\hat y_o v_c")),
        # the case of another letter is none of this one
        ((NOT_O, LEFT, OTHER), ("When $k = o$:", LEFT.replace("w", "k"), SAME.replace("w", "k"))),
    ],
)
def test_less_than_two_right_cases_are_not(cases: tuple[tuple[str, str, str], ...]) -> None:
    assert answer(*cases)[0] != "proved"


def test_a_slip_on_the_way_in_one_case_is_told() -> None:
    long = rf"-\hat y_w v_c = {OTHER}"
    assert answer((IS_O, LEFT, SAME), (NOT_O, LEFT, long)) == ("proved", "despite-slip")


def test_the_story_names_both_lines() -> None:
    (part,) = check(text((IS_O, LEFT, SAME), (NOT_O, LEFT, OTHER))).parts
    assert part.story == ("the answer is correct (its cases in lines 5 and 9)",)


@pytest.mark.parametrize(
    "words", ["otherwise", "if otherwise", "elsewhere", "o.w.", "ow", "Otherwise."]
)
def test_what_holds_in_all_other_cases(words: str) -> None:
    cases = rf"\begin{{cases}} {SAME} & w = o \\ {OTHER} & \text{{{words}}} \end{{cases}}"
    assert check(text(("By cases:", LEFT, cases))).parts[0].steps[0].verdict.value == "proved"
    wrong = cases.replace("- 1", "+ 1")
    assert check(text(("By cases:", LEFT, wrong))).parts[0].steps[0].verdict.value == "refuted"
