"""Conditions in the words around a formula: understood where the words are nothing but one."""

import pytest

from tests.check.support import check, step, steps

OWN = r"\frac{\partial J}{\partial u_w} = (\hat y_w - 1) v_c"  # for w = o
REST = r"\frac{\partial J}{\partial u_w} = \hat y_w v_c"  # for w ≠ o


def verdict(text: str) -> tuple[str, str | None]:
    one = step(f"(c) {text}")
    return one.verdict.value, one.code


WORDS = [
    "When ${c}$ we have",
    "If ${c}$, then",
    "Now, for ${c}$",
    "and (where ${c}$ ),",
    "Case 1: ${c}$",
    "Note that if ${c}$, then",
    "For all ${c}$",
    "当 ${c}$ 时，",
    "，其他情况 ${c}$ 时",
    "对于 ${c}$ 的情况，",
]


@pytest.mark.heavy
@pytest.mark.parametrize("words", WORDS)
def test_before_a_formula(words: str) -> None:
    equal, other = words.replace("{c}", "w = o"), words.replace("{c}", r"w \neq o")
    assert verdict(f"{equal}\n\n$$ {OWN} $$")[0] == "proved"
    assert verdict(f"{other}\n\n$$ {REST} $$")[0] == "proved"
    assert verdict(f"{equal}\n\n$$ {REST} $$")[0] == "refuted"
    assert verdict(f"{other}\n\n$$ {OWN} $$")[0] == "refuted"


ROWS = [
    r"\text{if } {c}",
    r"\text{if ${c}$}",
    r"\quad \text{for all } {c}",
    r", \forall {c}",
    r"\quad \text{otherwise } ({c})",
    r"\quad \text{in the case } {c}",
]


@pytest.mark.parametrize("words", ROWS)
def test_in_the_formulas_own_row(words: str) -> None:
    other = words.replace("{c}", r"w \neq o")
    assert verdict(f"$$ {REST} {other} $$")[0] == "proved"
    assert verdict(f"$$ {OWN} {other} $$")[0] in ("refuted", "undecided")


NOT_UNDERSTOOD = [
    "Unless $w = o$ we have",
    "This does not hold when $w = o$:",
    "Not only if $w = o$,",
    "Except when $w = o$",
    "When $w = o$ and so are all others,",
    "If $w$ is the outside word,",
    "If $w \\in S$,",
    "If $w < o$,",
]


@pytest.mark.parametrize("words", NOT_UNDERSTOOD)
def test_words_that_say_more_keep_from_refuting_and_prove_nothing(words: str) -> None:
    for formula in (OWN, REST):
        assert verdict(f"{words}\n\n$$ {formula} $$") == ("undecided", "unread-condition")


@pytest.mark.parametrize("words", [r"w \in V", r"\forall w \in V", r"w \in \text{Vocab}"])
def test_the_whole_range_of_a_letter_restricts_nothing(words: str) -> None:
    assert verdict(f"$$ {OWN}, {words} $$")[0] == "refuted"


def test_a_range_of_another_sort_is_not_waved_through() -> None:
    assert verdict(f"$$ {OWN}, w \\in K $$") == ("undecided", "unread-condition")


ABS = r"\frac{d|x|}{dx} = "


def positive(text: str) -> str:
    return step(f"(e) {text}").verdict.value


def test_a_number_said_to_be_positive() -> None:
    assert positive(rf"$$ {ABS} 1 \quad \text{{if }} x > 0 $$") == "proved"
    assert positive(rf"$$ {ABS} -1 \quad \text{{if }} x > 0 $$") == "refuted"
    assert positive(rf"For $0 < x$: $$ {ABS} 1 $$") == "proved"
    assert positive(rf"$$ {ABS} 1 $$") == "refuted"
    one = step(rf"(e) $$ {ABS} 1 \quad \text{{if }} x > 0 $$")
    assert "x > 0" in {c.text for c in one.conditions if c.source == "stated"}


@pytest.mark.parametrize(
    ("said", "value", "verdict"),
    [
        ("x < 0", "-1", "proved"),
        ("x < 0", "1", "refuted"),
        ("x > 1", "1", "proved"),
        ("-x > 0", "1", "refuted"),
        (r"x \neq 0", "1", "refuted"),
        (r"x \geq 0", "1", "proved"),
        # the derivative is undefined there, or there is no such number: nothing is said
        ("x = 0", "1", "undecided"),
        ("x = 0", "-1", "undecided"),
        ("x^2 < 0", "1", "undecided"),
    ],
)
def test_conditions_on_numbers(said: str, value: str, verdict: str) -> None:
    assert positive(rf"$$ {ABS} {value} \quad \text{{if }} {said} $$") == verdict


def test_it_holds_for_its_own_chain_only() -> None:
    text = rf"(e) $$ {ABS} 1 \quad \text{{if }} x > 0 $$" + f"\n\nIn general\n\n$$ {ABS} 1 $$"
    assert steps(check(text))[1].verdict.value != "proved"


def test_an_assumption_that_is_proved_is_no_condition() -> None:
    wrong = r"$$ \hat y_o = 2 \hat y_o $$"
    proved = f"(b) Assume $$ \\sum_w \\hat y_w = 1 $$ Then {wrong}"
    assert steps(check(proved))[1].verdict.value == "refuted"
    open_ = f"(b) Assume $$ v_c^T v_c = 1 $$ Then {wrong}"
    assert steps(check(open_))[1].verdict.value == "undecided"


GRADIENT = r"\frac{\partial J_{\text{naive-softmax}}}{\partial u_w}"


@pytest.mark.parametrize(
    ("words", "right", "verdict"),
    [
        ("要分两种情况了，\n当w=o时：", r"(\hat y_o - 1) v_c", "proved"),
        ("而当w!=o时：", r"\hat y_w v_c", "proved"),
        ("而当w!=o时：", r"-\hat y_w v_c", "refuted"),
        ("这里要讨论，当w=o时：", r"\hat y_w v_c", "refuted"),
        ("对于其他词，当w=o时：", r"(\hat y_o - 1) v_c", "undecided"),
    ],
)
def test_a_condition_in_the_last_clause(words: str, right: str, verdict: str) -> None:
    found = step(f"## (c)\n\n{words}\n$$ {GRADIENT} = {right} $$\n")
    assert found.verdict.value == verdict


@pytest.mark.parametrize("tag", ["$w \\neq o$", "if $w \\ne o$"])
def test_a_tag_may_hold_a_condition(tag: str) -> None:
    claim = "\\frac{\\partial J}{\\partial u_w} = \\hat y_w v_c"
    (found,) = steps(check(f"$${claim} \\tag{{{tag}}}$$\n"))
    assert found.verdict.value == "proved"
    (other,) = steps(check(f"$${claim} \\tag{{$w = o$}}$$\n"))
    assert other.verdict.value == "refuted"
    (plain,) = steps(check("$$\\sigma(-x) = 1 - \\sigma(x) \\tag{$*$}\\label{a}$$\n"))
    assert plain.verdict.value == "proved"


@pytest.mark.parametrize(
    "words", ["also for", "not just for", "even for", "no matter if", "except"]
)
@pytest.mark.parametrize("place", ["\\tag{%s $w \\neq o$}", "\\quad \\text{%s } w \\neq o"])
def test_a_condition_that_is_only_one_case_of_several_proves_nothing(
    words: str, place: str
) -> None:
    claim = "\\frac{\\partial J}{\\partial u_w} = \\hat y_w v_c"
    (found,) = steps(check(f"$${claim} {place % words}$$\n"))
    assert found.verdict.value in ("undecided", "unread")


@pytest.mark.parametrize(
    "around",
    [
        "Since $y_o = 1$ and ${}$ for $w \\neq o$, both cases can be unified.",
        "We have ${}$ for all $w \\neq o$, so that one term of the sum is left.",
        "As $y$ is one-hot, for $w \\neq o$, ${}$.",
        "其余位置均为零（即当 $w \\neq o$ 时，${}$）。",
        "$y$ はワンホットなので、$w \\neq o$ のとき ${}$。",
    ],
)
def test_of_several_clauses_the_nearest_one_is_the_condition(around: str) -> None:
    right, wrong = (
        steps(check("(c) " + around.replace("{}", claim)))[-1]
        for claim in (r"\frac{\partial J}{\partial u_w} = \hat y_w v_c", r"\hat y_w = \hat y_o")
    )
    assert right.verdict.value == "proved"
    assert r"w \neq o" in {one.text for one in right.conditions}
    # what the other clauses say may be a condition as well
    assert wrong.verdict.value == "undecided"


@pytest.mark.parametrize(
    "around",
    [
        "Unlike the case $w \\neq o$, ${}$.",
        "This is not said for $w \\neq o$, but ${}$.",
        "${}$, and for $w \\neq o$, something else.",
        "${}$ for $w \\neq o$, for $w = o$, too.",
        "${}$ for $w \\neq o$, and $w = o$.",
        "We took for $w \\neq o$, as we said, that ${}$.",
    ],
)
def test_a_clause_that_says_something_else_is_no_condition(around: str) -> None:
    found = steps(
        check("(c) " + around.replace("{}", r"\frac{\partial J}{\partial u_w} = \hat y_w v_c"))
    )
    assert found[-1].verdict.value != "proved"
