"""Conditions on real values, beside a formula or as one of their own before it."""

import pytest

from tests.check.support import check, steps

OPENING = r"Let $a, b \in \mathbb{R}$ and $u, v \in \mathbb{R}^n$."

CASES = [
    ("If $a + b > 0$, then", "|a + b| = a + b", "|a + b| = a - b"),
    ("When $a = b$,", "a^2 = a b", "a^2 = 2 a b"),
    ("Suppose that $a > b$. Then", r"\max(a, b) = a", r"\max(a, b) = b"),
    ("If $u_i > 0$,", r"\max(0, u_i) = u_i", r"\max(0, u_i) = 0"),
    ("If $a - b < 0$,", r"\frac{\partial}{\partial a} \max(a, b) = 0", r"\max(a, b) = 2 b"),
]


def verdicts(text: str) -> list[str]:
    return [step.verdict.value for step in steps(check(f"{OPENING}\n\n{text}\n", None))]


@pytest.mark.parametrize(("condition", "true", "false"), CASES)
def test_a_step_is_judged_under_the_condition_of_its_sentence(
    condition: str, true: str, false: str
) -> None:
    assert verdicts(f"{condition}\n\n$$ {true} $$")[-1] in ("proved", "undecided")
    assert verdicts(f"$$ {true} $$")[-1] in ("refuted", "undecided")
    assert verdicts(f"{condition}\n\n$$ {false} $$")[-1] != "proved"


def test_what_holds_under_it_is_proved_and_what_does_not_is_refuted() -> None:
    under = "If $a + b > 0$,"
    assert verdicts(f"{under} $$ |a + b| = a + b $$") == ["given", "proved"]
    assert verdicts(f"{under} $$ |a + b| = a - b $$") == ["given", "refuted"]
    # the condition goes on over the next display, and ends with the sentence
    more = "$$ |a + b| = a + b $$\n\n$$ \\max(0, a + b) = a + b $$"
    assert verdicts(f"{under}\n\n{more}") == ["given", "proved", "proved"]
    after = "$$ |a + b| = a + b. $$ Now this. $$ |a + b| = a + b $$"
    assert verdicts(f"{under}\n\n{after}")[-1] != "proved"


def test_nothing_is_proved_where_no_value_fulfils_the_condition() -> None:
    assert verdicts("If $a^2 + 1 < 0$, $$ a^2 = b $$")[-1] == "undecided"


OWN = r"\frac{\partial J}{\partial u_w} = (\hat y_w - 1) v_c"  # for w = o
REST = r"\frac{\partial J}{\partial u_w} = \hat y_w v_c"  # for w ≠ o


def of_problem(text: str) -> list[str]:
    return [step.verdict.value for step in steps(check(f"(c)\n\n{text}\n"))]


@pytest.mark.parametrize("between", ["", "and so", "Hence we have"])
def test_a_condition_in_words_goes_on_while_nothing_else_is_said(between: str) -> None:
    text = f"When $w = o$:\n\n$$ {OWN} $$\n\n{between}\n\n"
    assert of_problem(f"{text}$$ {OWN} $$") == ["proved", "proved"]
    assert of_problem(f"{text}$$ {REST} $$") == ["proved", "refuted"]


@pytest.mark.parametrize("between", ["In general,", "Overall,", "For every word:", "Next."])
def test_it_does_not_go_on_over_other_words(between: str) -> None:
    assert of_problem(f"When $w = o$:\n\n$$ {OWN} $$\n\n{between}\n\n$$ {OWN} $$")[1] != "proved"


def test_a_condition_of_its_own_wins() -> None:
    first = f"When $w = o$:\n\n$$ {OWN} $$\n\n"
    assert of_problem(f"{first}$$ {REST} \\quad (w \\neq o) $$") == ["proved", "proved"]
    assert of_problem(f"{first}$$ {REST} $$ for $w \\neq o$.") == ["proved", "proved"]
    assert of_problem(f"{first}$$ {OWN} $$ for $w \\neq o$.")[1] != "proved"


@pytest.mark.parametrize("other", ["Otherwise,", "else", "In all other cases:", "否则"])
def test_otherwise_is_what_the_one_case_leaves(other: str) -> None:
    assert of_problem(f"If $w = o$,\n\n$$ {OWN} $$\n\n{other}\n\n$$ {REST} $$") == ["proved"] * 2
    assert of_problem(f"If $w = o$,\n\n$$ {OWN} $$\n\n{other}\n\n$$ {OWN} $$")[1] != "proved"
    turned = f"If $w \\neq o$,\n\n$$ {REST} $$\n\n{other}\n\n"
    assert of_problem(f"{turned}$$ {OWN} $$") == ["proved", "proved"]
    assert of_problem(f"{turned}$$ {REST} $$")[1] != "proved"


@pytest.mark.parametrize(
    "cases",
    [
        f"If $w = o$,\n\n$$ {OWN} $$\n\nif $w = c$,\n\n$$ J = J $$",  # which one is left?
        f"Unless $w = o$,\n\n$$ {REST} $$",
        f"If $w = o = c$,\n\n$$ {OWN} $$",
        f"If $w = o$ and $o \\neq c$,\n\n$$ {OWN} $$",
    ],
)
def test_otherwise_behind_more_than_one_case_is_not_guessed(cases: str) -> None:
    assert of_problem(f"{cases}\n\nOtherwise,\n\n$$ {REST} $$")[-1] == "undecided"


def test_a_claim_beside_a_claim_is_no_condition() -> None:
    text = r"where $\sigma(-x) + \sigma(x) = 1$, $\sigma'(x) = \sigma(x) (1 - \sigma(x))$"
    assert of_problem(text) == ["proved", "proved"]
    assert of_problem(text.replace("= 1$,", "= 2$,"))[0] != "proved"


@pytest.mark.parametrize(
    ("first", "second", "between"),
    [
        ("* When $w \\ne o$:", "* When $w = o$:", ""),
        ("- If $w \\ne o$,", "- If $w = o$,", "Thus\n"),
        ("* $w \\ne o$:", "* $w = o$:", "So we have "),
    ],
)
def test_a_condition_ends_with_the_item_of_a_list_that_states_it(
    first: str, second: str, between: str
) -> None:
    cases = f"## (c)\n{first} $$y_w = 0$$\n{second} $$y_w = 1$$\n"
    gradient = r"\frac{\partial J}{\partial u_w} = "

    def last(behind: str, value: str) -> str:
        return steps(check(f"{cases}{behind}$${gradient}{value}$$"))[-1].verdict.value

    assert last("  ", "\\hat y_w v_c - v_c") == "proved"
    assert last(f"\n{between}", "\\hat y_w v_c - v_c") == "undecided"
    assert last(f"\n{between}", "(\\hat y_w - y_w) v_c") == "proved"
    assert last(f"\n{between}", "(y_w - \\hat y_w) v_c") == "refuted"


@pytest.mark.parametrize("words", ["In all cases:", "In any case", "In either case", "Always"])
def test_a_condition_on_values_ends_where_all_cases_are_spoken_of(words: str) -> None:
    said = "If $a + b > 0$, then $$|a + b| = a + b$$ "
    assert verdicts(f"{said}and so $$|a + b| + 1 = a + b + 1$$")[-1] == "proved"
    assert verdicts(f"{said}{words} $$|a + b| + 1 = a + b + 1$$")[-1] == "undecided"


@pytest.mark.parametrize(
    "opens", ["For {}:", "For all {} we have", "On {},", "In the region {},", "**Case {}:**"]
)
def test_an_inequality_behind_for_is_a_condition_whatever_its_sides_are(opens: str) -> None:
    said = opens.format("$|a| < b$")
    assert verdicts(f"{said}\n$$|a + b| = a + b$$") == ["given", "proved"]
    assert verdicts(f"{said}\n$$|a + b| = a - b$$")[-1] in ("refuted", "undecided")


def test_the_next_case_is_not_under_the_one_before() -> None:
    first = "For $|a| < b$:\n$$|a + b| = a + b$$\n\n"
    assert verdicts(f"{first}For $a < -2 - |b|$:\n$$|a + b| = -a - b$$")[-1] == "proved"
    assert verdicts(f"{first}For $a > b$:\n$$|a - b| = a - b$$")[-1] == "proved"
    assert verdicts(f"{first}For $a > b$:\n$$|a + b| = a + b$$")[-1] != "proved"


def test_an_inequality_behind_a_formula_is_said_of_that_one() -> None:
    behind = "We have $|a + b| = a + b$ for $|a| < b$. Then\n$$|a - b| = b - a$$"
    assert verdicts(behind)[-1] == "undecided"
    wrong = behind.replace("= b - a", "= b - a + 1")
    assert verdicts(wrong)[-1] == "refuted"
