"""∂J/∂u_o beside ∂J/∂u_w tells the words apart: the second is about the others, w ≠ o."""

import pytest

from tests.check.support import check, steps

_BY = r"\frac{\partial J}{\partial u_%s} = "
_MARKED = rf"$${_BY % 'o'}(\hat y_o - 1) v_c$$"
_OTHERS = rf"$${_BY % 'w'}\hat y_w v_c$$"


def verdicts(text: str) -> list[tuple[str, bool]]:
    found = [step for step in steps(check(f"## (c)\n{text}")) if "partial" in step.lhs.latex]
    return [(s.verdict.value, any(r.code == "other-words" for r in s.remarks)) for s in found]


@pytest.mark.parametrize("text", [f"{_MARKED}\n\n{_OTHERS}", f"{_OTHERS}\n\n{_MARKED}"])
def test_the_other_words_are_meant(text: str) -> None:
    assert sorted(verdicts(text)) == [("proved", False), ("proved", True)]


def test_two_rows_of_one_display() -> None:
    rows = rf"{_BY % 'o'}(\hat y_o - 1) v_c \\ {_BY % 'w'}\hat y_w v_c"
    assert verdicts(f"$$\n{rows}\n$$") == [("proved", False), ("proved", True)]


@pytest.mark.parametrize(
    "wrong", [r"-\hat y_w v_c", r"\hat y_w v_c + v_c", r"(\hat y_w - 1) v_c", r"\hat y_w u_w", "0"]
)
def test_what_fails_for_the_other_words_too_is_refuted(wrong: str) -> None:
    found = verdicts(f"{_MARKED}\n\n$${_BY % 'w'}{wrong}$$")
    assert found[1][0] == "refuted"


def test_what_holds_for_all_words_is_read_for_all() -> None:
    general = rf"$${_BY % 'w'}(\hat y_w - y_w) v_c$$"
    assert verdicts(f"{_MARKED}\n\n{general}") == [("proved", False), ("proved", False)]


@pytest.mark.parametrize("words", ["For all $w$:", "For every $w$,"])
def test_what_is_said_to_hold_for_all_words_is_refuted(words: str) -> None:
    assert verdicts(f"{_MARKED}\n\n{words}\n{_OTHERS}")[1][0] == "refuted"


def test_a_claim_about_another_thing_tells_nothing() -> None:
    assert verdicts(rf"$$\frac{{\partial J}}{{\partial v_c}} = U(\hat y - y)$$" f"\n\n{_OTHERS}")[
        1
    ] == ("refuted", False)
    assert verdicts(_OTHERS) == [("refuted", False)]


def test_nor_does_one_that_states_a_condition() -> None:
    found = verdicts(f"{_OTHERS}\n\nWhen $o = c$:\n{_MARKED}")
    assert found[0] == ("refuted", False)


def test_u_k_of_a_sample_is_no_other_word() -> None:
    text = (
        r"(f) $$\frac{\partial J}{\partial u_o} = (\sigma(u_o^\top v_c) - 1) v_c$$"
        "\n\n"
        r"$$\frac{\partial J}{\partial u_k} = \sigma(-u_k^\top v_c) v_c$$"
    )
    found = steps(check(text))
    assert [s.verdict.value for s in found] == ["proved", "refuted"]
    assert not any(r.code == "other-words" for s in found for r in s.remarks)


def test_a_label_that_was_not_understood_changes_nothing() -> None:
    assert verdicts(f"{_MARKED}\nThe rest:\n{_OTHERS}")[1] == ("proved", True)
    wrong = rf"$${_BY % 'w'}(1 - \hat y_w) v_c$$"
    assert verdicts(f"{_MARKED}\nThe rest:\n{wrong}")[1][0] == "refuted"


@pytest.mark.parametrize("words", ["So in all", "Putting both together", "Overall, we conclude"])
def test_what_is_said_of_all_words_together_is_not_read_for_the_others(words: str) -> None:
    assert verdicts(f"{_MARKED}\n{words}\n{_OTHERS}")[1][0] != "proved"
    general = rf"$${_BY % 'w'}(\hat y_w - y_w) v_c$$"
    assert verdicts(f"{_MARKED}\n{words}\n{general}")[1] == ("proved", False)


@pytest.mark.parametrize(
    "words",
    [
        "For other word vectors $u_w$:",
        "For all the other words $w$ we get",
        "Case 2 (any other word):",
        "When it is not the correct outside word:",
        "and every remaining context vector gets",
    ],
)
def test_words_for_the_others_say_the_same(words: str) -> None:
    assert verdicts(f"{_MARKED}\n\n{words}\n{_OTHERS}")[1] == ("proved", True)
    wrong = rf"$${_BY % 'w'}(1 - \hat y_w) v_c$$"
    assert verdicts(f"{_MARKED}\n\n{words}\n{wrong}")[1][0] != "proved"
    # of which words they are the others, only the formula beside tells
    assert verdicts(f"{words}\n{_OTHERS}")[0][0] != "proved"


@pytest.mark.parametrize(
    "words",
    [
        "For other word vectors $u_w$ with $w = o$:",
        "For the other words, if $c = o$:",
        "If $c = o$, for the other words:",
        "For the other loss:",
        "For no other word",
    ],
)
def test_what_says_more_than_that_does_not(words: str) -> None:
    assert verdicts(f"{_MARKED}\n\n{words}\n{_OTHERS}")[1][0] != "proved"
