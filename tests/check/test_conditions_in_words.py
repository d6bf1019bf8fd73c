"""Words that speak of some elements only: what they restrict is never refuted without them."""

import pytest

from tests.check.support import check, steps

GRADIENT = r"\frac{\partial J_{\text{naive-softmax}}}{\partial u_w}"
OTHERS = [
    "For the incorrect words $w$,",
    "For all other words,",
    "For all the others,",
    "For the rest,",
    "For a negative word $w$,",
    "For the remaining words,",
    "For every word except $o$ we have",
    "For words that are not the outside word,",
    "For non-target words:",
    "Incorrect words:",
    "The word $w$ is not the outside word.",
    "Let $w$ be a word other than $o$. Then",
    "Let $w$ be different from $o$.\n\nThen we have",
    "Here $w$ is a wrong class.",
    "其余的词：",
]


@pytest.mark.parametrize("words", OTHERS)
def test_words_about_other_elements_keep_from_refuting(words: str) -> None:
    text = f"## (c)\n\n{words}\n$$ {GRADIENT} = \\hat y_w v_c $$\n\n$$ y_w = 0 $$\n"
    for found in steps(check(text)):
        assert found.verdict.value in ("undecided", "proved"), (found.verdict, found.message)


PLAIN = [
    "In other words,",
    "This is wrong nowhere:",
    "The gradient of the outside word vectors is",
    "For all $w$,",
    "We compute the other derivative:",
]


@pytest.mark.parametrize("words", PLAIN)
def test_words_about_all_elements_let_a_wrong_step_be_refuted(words: str) -> None:
    found = steps(check(f"## (c)\n\n{words}\n$$ {GRADIENT} = \\hat y_w v_c $$\n"))[-1]
    assert found.verdict.value == "refuted", (found.verdict, found.message)


APART = [
    r"Here $w \neq o$.",
    r"Now let $w \neq o$.",
    r"Take $w \ne o$.",
    r"Consider $w \neq o$. Then",
    r"Take $w$ with $w \neq o$.",
    r"Let $w$ be such that $w \neq o$.",
]


@pytest.mark.parametrize("words", APART[:5])
def test_a_letter_said_to_be_another_is_a_condition(words: str) -> None:
    true, false = (f"$$ {GRADIENT} = {right} v_c $$" for right in (r"\hat y_w", r"2 \hat y_w"))
    (proved,) = steps(check(f"## (c)\n\n{words}\n{true}\n"))
    assert proved.verdict.value == "proved", proved.message
    assert {one.source for one in proved.conditions} == {"stated"}
    (refuted,) = steps(check(f"## (c)\n\n{words}\n{false}\n"))
    assert refuted.verdict.value == "refuted", refuted.message


@pytest.mark.parametrize("words", APART)
def test_it_goes_on_and_is_never_lost(words: str) -> None:
    rest = r"$$ y_w - \hat y_w = -\hat y_w $$"
    text = f"## (c)\n\n{words}\n$$ {GRADIENT} = \\hat y_w v_c $$\n\n{rest}\n"
    for found in steps(check(text)):
        assert found.verdict.value in ("undecided", "proved"), (found.verdict, found.message)


def test_more_than_the_condition_is_not_understood() -> None:
    text = f"## (c)\n\nTake $w$ with $i \\neq o$.\n$$ {GRADIENT} = \\hat y_w v_c $$\n"
    assert steps(check(text))[-1].verdict.value == "undecided"


@pytest.mark.parametrize("words", ["Here $w = o$.", "Now take $w = o$."])
def test_an_index_that_is_picked_is_a_condition(words: str) -> None:
    text = f"## (c)\n\n{words}\n$$ y_w = {{}} $$\n\n$$ \\hat y_w - y_w = \\hat y_w - {{}} $$\n"
    for found in steps(check(text.format(1, 1)))[1:]:
        assert found.verdict.value in ("undecided", "proved"), (found.verdict, found.message)
    assert steps(check(text.format(1, 2)))[-1].verdict.value == "refuted"


CASES = (
    "## (a)\n\n$$ y_w \\log \\hat y_w = \\begin{cases} %s & (\\text{if } w \\text{ %s}) \\\\ "
    "%s & (\\text{else}) \\end{cases} $$\n"
)
LOG = r"\log \hat y_w"


@pytest.mark.parametrize(
    ("first", "words", "second", "verdict"),
    [
        ("0", "is not the true outside word", LOG, "proved"),
        (LOG, "is the correct class", "0", "proved"),
        (LOG, "is the actual word.", "0", "proved"),
        ("0", "is the true outside word", LOG, "refuted"),
        (LOG, "is not the target word", "0", "refuted"),
        ("0", "is the first outside word", LOG, "unread"),
        ("0", "is not the true centre word", LOG, "unread"),
        ("0", "may be the true outside word", LOG, "unread"),
    ],
)
def test_a_case_in_words_of_the_true_word(
    first: str, words: str, second: str, verdict: str
) -> None:
    found = steps(check(CASES % (first, words, second)))
    assert [step.verdict.value for step in found] == [verdict]


BOTH = (
    "The terms with $u_w$ where $w %s k$ are $0$, and the one where $w %s k$ remains.\n\n"
    "$$ \\frac{\\partial J_{neg-sample}}{\\partial u_k} = %s v_c $$\n"
)


@pytest.mark.parametrize(
    ("first", "second", "value", "verdict"),
    [
        (r"\neq", "=", r"(1 - \sigma(-u_k^\top v_c))", "proved"),
        (r"\neq", "=", r"(\sigma(-u_k^\top v_c) - 1)", "refuted"),
        (r"\neq", r"\neq", r"(\sigma(-u_k^\top v_c) - 1)", "undecided"),
        ("=", "=", r"(\sigma(-u_k^\top v_c) - 1)", "undecided"),
    ],
)
def test_words_on_both_cases_of_another_letter_restrict_nothing(
    first: str, second: str, value: str, verdict: str
) -> None:
    found = steps(check("## (f)\n\n" + BOTH % (first, second, value)))
    assert found[-1].verdict.value == verdict


def test_words_on_both_cases_of_a_letter_in_the_step_may_restrict_it() -> None:
    text = BOTH % (r"\neq", "=", "") + "$$ P(w|c) = P(k|c) $$\n"
    found = steps(check("## (b)\n\n" + text.replace(r"$$ \frac", "$$ y_w + \\frac")))
    assert all(step.verdict.value != "refuted" for step in found)


TRUE_WORD = [
    "For the true outside word $w = o$,",
    "For the correct word $w = o$:",
    "Case 1 ($w = o$): the actual target word",
]
OTHER_WORDS = [
    "For other words $w \\neq o$:",
    "For all other words ($w \\neq o$),",
    "For the remaining words $w \\neq o$ we have",
    "Case 2 ($w \\neq o$): any other word",
]


@pytest.mark.parametrize("words", TRUE_WORD)
def test_words_that_name_the_true_word_are_its_condition(words: str) -> None:
    right, wrong = steps(
        check(f"## (c)\n\n{words}\n\n$$ {GRADIENT} = (\\hat y_w - 1) v_c $$\n\n"
              f"## (c)\n\n{words}\n\n$$ {GRADIENT} = \\hat y_w v_c $$\n")
    )  # fmt: skip
    assert [c.text.replace(" ", "") for c in right.conditions] == ["w=o"]
    assert (right.verdict.value, wrong.verdict.value) == ("proved", "refuted")


@pytest.mark.parametrize("words", OTHER_WORDS)
def test_words_about_others_beside_their_formula_are_its_condition(words: str) -> None:
    right, wrong = steps(
        check(f"## (c)\n\n{words}\n\n$$ {GRADIENT} = \\hat y_w v_c $$\n\n"
              f"## (c)\n\n{words}\n\n$$ {GRADIENT} = (\\hat y_w - 1) v_c $$\n")
    )  # fmt: skip
    assert (right.verdict.value, wrong.verdict.value) == ("proved", "refuted")


def test_words_that_say_more_than_the_formula_beside_them_are_not_understood() -> None:
    text = (
        "## (c)\n\nFor other words $w \\neq o$ of the window:\n\n$$ {} = (\\hat y_w - 1) v_c $$\n"
    )
    (found,) = steps(check(text.format(GRADIENT)))
    assert (found.verdict.value, found.code) == ("undecided", "unread-condition")


def test_a_condition_by_its_formula_is_no_afterthought_to_the_one_above_a_blank_line() -> None:
    text = (
        f"## (c)\n\n$$ {GRADIENT} = (\\hat y_w - y_w) v_c $$\n\n"
        f"when $w \\neq o$\n$$ {GRADIENT} = \\hat y_w v_c $$\n"
        f"when $w = o$\n$$ {GRADIENT} = \\hat y_w v_c - v_c $$\nSo\n$$ y_o = 1 $$\n"
    )
    *claims, _ = steps(check(text))
    assert [one.verdict.value for one in claims] == ["proved"] * 3
    said = [[c.text.replace(" ", "") for c in one.conditions] for one in claims]
    assert said == [[], ["w\\neqo"], ["w=o"]]


@pytest.mark.parametrize("gap", [" ", " ~~~ ", " \\; "])
def test_a_comparison_in_brackets_behind_a_value_is_its_condition(gap: str) -> None:
    head, tail = f"## (c)\n\n$$ {GRADIENT} = ", f"{gap}(w \\neq o) $$\n"
    (right,) = steps(check(f"{head}\\hat y_w v_c{tail}"))
    (wrong,) = steps(check(f"{head}(\\hat y_w - 1) v_c{tail}"))
    assert (right.verdict.value, wrong.verdict.value) == ("proved", "refuted")
    zero = "## (h)\n\n$$ \\frac{\\partial J_{skip-gram}}{\\partial v_w} = 0" + gap
    (found,) = steps(check(zero + "(w \\neq c) $$\n"))
    assert found.verdict.value == "proved"


def test_the_number_of_the_true_word_is_heard_of_other_words_too() -> None:
    text = "Let the true word be word $1$.\n$$\\frac{\\partial J}{\\partial u_2} = %s v_c$$\n"
    assert steps(check(text % "\\hat y_2"))[-1].verdict.value == "undecided"
    assert steps(check(text % "(\\hat y_2 - 1)"))[-1].verdict.value != "proved"
