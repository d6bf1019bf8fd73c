"""A display goes on under w = o, a second one under w ≠ o: both from the line above the cases."""

import pytest

from tests.check.support import check, steps

START = r"\frac{\partial J}{\partial u_w}"
LINE = r"\frac{\partial}{\partial u_w} \left(-u_o^T v_c + \log \sum_x \exp(u_x^T v_c)\right)"


def verdicts(*pieces: str) -> list[str]:
    text = "(d)\n\n" + "\n\n".join(pieces) + "\n"
    return [one.verdict.value for one in steps(check(text))]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("when $w = o$:", r"when $w \neq o$:"),
        ("If $w = o$, we have", "If $w ≠ o$, then"),
        ("当 $w=o$ 时", r"当 $w\neq o$ 时"),
        ("For $o = w$:", "Otherwise:"),
    ],
)
def test_both_cases_go_on_from_the_line_above(first: str, second: str) -> None:
    above = f"$$ {START} = {LINE} $$"
    right = "$$ = -v_c + \\hat y_o v_c = (\\hat y_o - 1) v_c $$", "$$ = \\hat y_w v_c $$"
    assert verdicts(above, first, right[0], second, right[1]) == ["proved"] * 4
    # each case is wrong under the other condition
    swapped = verdicts(above, first, right[1], second, right[0])
    assert swapped[0] == "proved" and set(swapped[1:]) <= {"refuted", "proved"}
    assert "refuted" in swapped[1:2] and "refuted" in swapped[2:3]


def test_a_first_member_alone_may_be_what_both_go_on_from() -> None:
    cases = (
        "when $w = o$:",
        "$$ = (\\hat y_w - 1) v_c $$",
        "when $w \\neq o$:",
        "$$ = \\hat y_w v_c $$",
    )
    assert verdicts(f"$$ {START} $$", *cases) == ["proved", "proved"]


def test_another_condition_of_other_letters_is_no_contrary() -> None:
    found = verdicts(
        f"$$ {START} = {LINE} $$", "when $w = o$:", "$$ = (\\hat y_o - 1) v_c $$",
        "when $o \\neq c$:", "$$ = (\\hat y_w - 1) v_c $$",
    )  # fmt: skip
    assert len(found) == 3 and "refuted" not in found


CASES = (
    f"$$ {START} = {LINE} $$",
    "when $w = o$:",
    "$$ = (\\hat y_o - 1) v_c $$",
    r"when $w \neq o$:",
    r"$$ = \hat y_w v_c $$",
)


@pytest.mark.parametrize("words", ["In both cases,", "Altogether we have", "We conclude that"])
def test_what_is_said_behind_both_cases_is_not_proved_in_the_second(words: str) -> None:
    assert verdicts(*CASES, words, r"$$ = (\hat y_w - y_w) v_c $$")[-1] == "proved"
    assert verdicts(*CASES, words, r"$$ = \hat y_w v_c $$")[-1] == "undecided"
    assert verdicts(*CASES[:3], "In both cases,", r"$$ = (\hat y_w - 1) v_c $$")[-1] == "undecided"


@pytest.mark.parametrize(
    "words", ["", "which is", "and this simplifies to", "By the definition of softmax"]
)
def test_the_second_case_goes_on(words: str) -> None:
    exponential = r"\frac{\exp(u_w^T v_c)}{\sum_x \exp(u_x^T v_c)} v_c"
    assert verdicts(*CASES, words, f"$$ = {exponential} $$")[-1] == "proved"
    assert verdicts(*CASES, words, f"$$ = -{exponential} $$")[-1] == "refuted"


def test_otherwise_behind_a_case_within_a_case_may_be_of_either() -> None:
    within = ("when $o = c$:", r"$$ = (\hat y_c - 1) v_c $$", "Otherwise:")
    assert verdicts(*CASES[:3], *within, r"$$ = (\hat y_o - 1) v_c $$")[-1] == "undecided"


def test_otherwise_is_the_contrary_of_the_only_case_before() -> None:
    text = r"""(c)

- if $w = o$: $\frac{\partial J}{\partial u_w} = (\hat y_w - 1) v_c$
- otherwise: $\frac{\partial J}{\partial u_w} = %s$
"""
    assert [one.verdict.value for one in steps(check(text % r"\hat y_w v_c"))] == ["proved"] * 2
    wrong = steps(check(text % r"(\hat y_w - 1) v_c"))
    assert wrong[-1].verdict.value == "refuted"


def test_otherwise_behind_a_case_within_a_case_is_neithers() -> None:
    text = r"""(c) If $c = o$:

$\frac{\partial J}{\partial u_o} = (\hat y_o - 1) v_c$

- if $w = o$: $\frac{\partial J}{\partial u_w} = (\hat y_w - 1) v_c$
- otherwise: $\frac{\partial J}{\partial u_w} = \hat y_w v_c$
"""
    assert steps(check(text))[-1].verdict.value == "undecided"


BOTH = (
    "$$\\frac{\\partial J}{\\partial u_w} = \\hat y_w v_c - y_w v_c$$\n\nWhen $w = o$:\n\n"
    "$$= (\\hat y_w - 1) v_c$$\n\nWhen $w \\neq o$:\n\n$$= \\hat y_w v_c$$\n\n"
)


@pytest.mark.parametrize(
    "row",
    [
        "Hence for all $w$\n\n$$= \\hat y_w v_c$$\n",
        "Hence\n\n$$= \\hat y_w v_c$$\n\nfor all $w$.\n",
        "$$\\frac{\\partial J}{\\partial u_w} = \\hat y_w v_c \\text{ for all words } w$$\n",
    ],
)
def test_what_is_said_of_all_is_not_proved_under_the_second_case(row: str) -> None:
    found = steps(check(f"{BOTH}{row}"))
    assert [one.verdict.value for one in found[:3]] == ["proved"] * 3
    assert found[-1].verdict.value in ("refuted", "undecided")


@pytest.mark.parametrize(
    "words", ["for every word $w$.", "for all $w$.", "This holds no matter what $w$ is."]
)
def test_nor_as_a_claim_about_the_other_words(words: str) -> None:
    beside = "$$\\frac{\\partial J}{\\partial u_o} = (\\hat y_o - 1) v_c$$\n\n"
    claim = "$$\\frac{\\partial J}{\\partial u_w} = \\hat y_w v_c$$"
    behind = f"{beside}{claim}\n\n{words}\n"
    before = f"{beside}{words[0].upper()}{words[1:-1]}:\n\n{claim}\n"
    for text in (before, behind) if words.startswith("for") else (before,):
        assert steps(check(text))[-1].verdict.value in ("refuted", "undecided")
    assert steps(check(f"{beside}{claim}\n"))[-1].verdict.value == "proved"


def test_a_condition_may_stand_behind_a_blank_line() -> None:
    claim = "$$\\frac{\\partial J}{\\partial u_w} = \\hat y_w v_c$$\n\n"
    assert steps(check(f"{claim}for all $w \\neq o$.\n"))[-1].verdict.value == "proved"
    assert steps(check(f"{claim}for $w = o$.\n"))[-1].verdict.value == "refuted"
    assert steps(check(claim))[-1].verdict.value == "refuted"
    # what leads to the next display is about that one
    other = "if $w \\neq o$, we have\n\n$$\\frac{\\partial J}{\\partial u_w} = \\hat y_w v_c$$\n"
    verdicts = [one.verdict.value for one in steps(check(f"{claim}{other}"))]
    assert verdicts[1] == "proved"
    assert verdicts[0] != "proved"


@pytest.mark.parametrize("case", ["Hardly for $w = o$:", "It is untrue that, for $w = o$,"])
def test_otherwise_behind_a_case_that_is_denied_is_not_its_contrary(case: str) -> None:
    claim = r"$$\frac{\partial J}{\partial u_w} = \hat y_w v_c$$"
    text = f"## (b)\n\n{case}\n{claim}\nOtherwise:\n{claim}\n"
    assert steps(check(text))[-1].verdict.value == "undecided"
