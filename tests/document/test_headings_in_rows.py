"""A row that is a condition in brackets and no more is one on the rows below it."""

from tests.check.support import check, steps

BY_W = r"\frac{\partial J}{\partial u_w} &="
ROWS = rf"""(c)

$$
\begin{{split}}
(w \neq o) \\
{BY_W} \hat y_w v_c \\
(w = o) \\
{BY_W} %s \\
\end{{split}}
$$
"""


def test_each_heading_is_a_condition_on_the_rows_below_it() -> None:
    found = steps(check(ROWS % r"(\hat y_w - 1) v_c"))
    assert [one.verdict.value for one in found] == ["proved", "proved"]
    assert ["o" in one.conditions[0].text for one in found] == [True, True]


def test_what_is_wrong_under_its_heading_is_refuted() -> None:
    found = steps(check(ROWS % r"(\hat y_w + 1) v_c"))
    assert [one.verdict.value for one in found] == ["proved", "refuted"]


def test_a_condition_behind_a_row_is_that_rows() -> None:
    text = rf"(c) $$ \begin{{split}} {BY_W} \hat y_w v_c \\ (w \neq o) \end{{split}} $$"
    (only,) = steps(check(text))
    assert only.verdict.value == "proved"


def test_a_row_of_words_in_letters_is_a_condition_on_the_row_below_it() -> None:
    gradient = r"\frac{\partial J}{\partial v_c} = \sum_w \hat y_w u_w - u_o"
    said = r"When\ the\ gradient\ is\ 0,\ we\ have"
    text = rf"(b) $$ {gradient} \\ {said} \\ u_o = \sum_w \hat y_w u_w \\ $$"
    first, second = steps(check(text))
    assert first.verdict.value == "proved"
    assert second.verdict.value == "proved"
    assert any("equation to be solved" in one.text for one in second.conditions)
    wrong = text.replace(r"u_o = \sum_w", r"u_o = 2 \sum_w")
    assert steps(check(wrong))[-1].verdict.value == "undecided"
    (_, bare) = steps(check(rf"(b) $$ {gradient} \\ u_o = \sum_w \hat y_w u_w \\ $$"))
    assert bare.verdict.value == "refuted"
