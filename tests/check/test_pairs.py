"""Two claims of one thing that hold in one case each are not refuted, whatever the words."""

import pytest

from tests.check.support import check, steps

_GRADIENT = r"\frac{\partial J}{\partial u_w} = "
_MARKED = rf"$${_GRADIENT}(\hat y_w - 1) v_c$$"
_OTHERS = rf"$${_GRADIENT}\hat y_w v_c$$"
_WRONG = rf"$${_GRADIENT}(1 - \hat y_w) v_c$$"


def verdicts(text: str) -> list[str]:
    return [s.verdict.value for s in steps(check(f"## (c)\n{text}")) if "partial" in s.lhs.latex]


_WORDS = [
    ("True word:\n{}", "Others:\n{}"),
    ("The correct outside word:\n{}", "The rest:\n{}"),
    ("$w$ is $o$:\n{}", "$w$ isn't $o$:\n{}"),
    ("w equal to o: {}", "w not equal to o: {}"),
    ("There are two cases, $w = o$ and $w \\ne o$. In the first, {}", "in the second, {}"),
    ("$y_w = 1$:\n{}", "$y_w = 0$:\n{}"),
    ("For $u_o$:\n{}", "For $u_{{w \\neq o}}$:\n{}"),
    ("(1) the word seen\n{}", "(2) the words not seen\n{}"),
]


@pytest.mark.parametrize(("one", "other"), _WORDS)
def test_cases_named_in_any_words(one: str, other: str) -> None:
    right = verdicts(f"{one.format(_MARKED)}\n\n{other.format(_OTHERS)}")
    assert right == ["undecided", "undecided"]


@pytest.mark.parametrize(("one", "other"), _WORDS[:3])
def test_what_holds_in_no_case_is_refuted_and_one_case_alone_is_not(one: str, other: str) -> None:
    first, _ = verdicts(f"{one.format(_WRONG)}\n\n{other.format(_OTHERS)}")
    assert first == "refuted"
    assert "proved" not in verdicts(f"{one.format(_OTHERS)}\n\n{other.format(_MARKED)}")
    assert verdicts(one.format(_WRONG)) == ["refuted"]
    assert "refuted" not in verdicts(one.format(_MARKED))


@pytest.mark.parametrize(
    "words",
    ["Positive word", "For the target:", "The outside word:", "**Label**", "Gold class, then"],
)
def test_one_case_alone_in_any_words_is_not_refuted(words: str) -> None:
    assert verdicts(f"{words}\n{_MARKED}") == ["undecided"]
    assert verdicts(f"{words}\n{_WRONG}") == ["refuted"]


@pytest.mark.parametrize(
    "words",
    [
        "",
        "We compute the gradient with respect to the outside word vectors $u_w$:",
        "By the chain rule we obtain",
        "### Gradient with respect to the context vectors\n",
        "On the other hand,",
    ],
)
def test_words_that_name_no_case_leave_a_forgotten_case_wrong(words: str) -> None:
    assert verdicts(f"{words}\n{_MARKED}") == ["refuted"]
    assert verdicts(f"{words}\n{_OTHERS}") == ["refuted"]


def test_without_any_words_two_claims_contradict_each_other() -> None:
    assert verdicts(f"{_MARKED}\n{_OTHERS}") == ["refuted", "refuted"]


def test_what_holds_in_all_cases_is_no_case() -> None:
    general = rf"$${_GRADIENT}(\hat y_w - y_w) v_c$$"
    assert verdicts(f"True word:\n{general}\nOthers:\n{_OTHERS}") == ["proved", "undecided"]
    assert verdicts(f"{general}\n{_OTHERS}") == ["proved", "refuted"]


def test_a_case_whose_condition_was_understood_is_refuted_under_it() -> None:
    found = verdicts(f"When $w = o$:\n{_OTHERS}\nWhen $w \\ne o$:\n{_MARKED}")
    assert found == ["refuted", "refuted"]
    # the other case is said plainly: this is the first
    found = verdicts(f"Seen:\n{_MARKED}\nWhen $w \\ne o$:\n{_OTHERS}")
    assert found == ["undecided", "proved"]


def test_the_marked_entry_may_have_its_own_name() -> None:
    own = r"$$\frac{\partial J}{\partial u_o} = (\hat y_o - 1) v_c$$"
    # the names tell which words are meant, whatever holds of u_o
    assert verdicts(f"{own}\nThe rest:\n{_OTHERS}") == ["proved", "proved"]
    assert verdicts(f"{own}\nThe rest:\n{_WRONG}") == ["proved", "refuted"]
    wrong = r"$$\frac{\partial J}{\partial u_o} = (\hat y_o + 1) v_c$$"
    assert verdicts(f"{wrong}\nThe rest:\n{_OTHERS}") == ["refuted", "proved"]


def test_rows_that_name_the_case() -> None:
    rows = (
        rf"& w = o: \\ & {_GRADIENT}(\hat y_w - 1)v_c \\ & w \neq o: \\ & {_GRADIENT}\hat y_w v_c"
    )
    found = verdicts(rf"$$\begin{{aligned}} {rows} \end{{aligned}}$$")
    assert "refuted" not in found


@pytest.mark.parametrize(
    ("words", "behind"),
    [
        ("For words that were not sampled,", ""),
        ("Untouched words:", ""),
        ("So", r" \quad \text{for } w \ne o, w \notin \{w_1, \dots, w_K\}"),
        ("So", r" \qquad (w \neq o,\ w \neq w_1, \dots, w_K)"),
    ],
)
def test_words_that_are_neither_named_nor_sampled(words: str, behind: str) -> None:
    text = f"## (f)\n\n{words}\n\n$$\\frac{{\\partial J}}{{\\partial u_w}} = 0{behind}$$\n"
    assert steps(check(text))[-1].verdict.value == "undecided"
    plain = steps(check(text.replace(behind, "").replace(words, "So")))
    assert plain[-1].verdict.value == "refuted"
    wrong = steps(check(text.replace("= 0", "= v_c")))
    assert wrong[-1].verdict.value == ("refuted" if words != "So" else "undecided")
