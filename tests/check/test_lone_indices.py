"""An index that stands once, below a fraction line: where its sum stands is borne out, or not."""

import pytest

from derivcheck.check.finding import DocumentFinding
from tests.check.support import check, display, steps

STATED = "Indices that are not on the left-hand side are summed over."
BELOW = r"\exp(U_{kw} V_{kc})"
SCORES = rf"\frac{{\exp(U_{{ja}} V_{{jc}})}}{{{BELOW}}}"
SLOPE = r"\frac{\partial \hat y_a}{\partial V_{ic}}"
CHANGE = (
    rf"\hat y_a U_{{ia}} - \frac{{\exp(U_{{ja}} V_{{jc}})}}{{({BELOW})^2}}"
    r" \frac{\partial}{\partial V_{ic}} \exp(U_{hz} V_{hc})"
)
CLOSED = r"\hat y_a U_{ia} - \hat y_a \hat y_z U_{iz}"
TRUE = (
    rf"\hat y_a = {SCORES}",
    rf"{SLOPE} = \frac{{\partial}}{{\partial V_{{ic}}}} \left[ {SCORES} \right]",
    rf"{SLOPE} = {CHANGE}",
    rf"{SLOPE} = {CLOSED} = {CHANGE}",
)
STEPS = len(TRUE) + 1
OUTSIDE = rf"\sum_x \frac{{1}}{{\exp(u_x^\top v_c)}} = \frac{{1}}{{{BELOW}}}"


def found(*rows: str, words: str = STATED) -> DocumentFinding:
    return check(f"{words}\n\n{display('b', *rows)}")


def verdicts(*rows: str, words: str = STATED) -> list[tuple[str, str | None]]:
    return [(one.verdict.value, one.code) for one in steps(found(*rows, words=words))]


def told(finding: DocumentFinding) -> list[str]:
    return [one.source for one in finding.conventions if "stands once" in one.text]


def test_the_sum_stands_below_where_steps_hold_only_so() -> None:
    assert verdicts(*TRUE) == [("proved", None)] * STEPS
    assert told(found(*TRUE)) == ["inferred"]


def test_two_steps_do_not_bear_it_out() -> None:
    assert verdicts(*TRUE[:2]) == [("undecided", "which-sum")] * 2
    assert verdicts(*TRUE[:2], TRUE[0]) == [("undecided", "which-sum")] * 3
    assert not told(found(*TRUE[:2]))


def test_nothing_is_tried_where_all_sums_are_written() -> None:
    assert not told(found(*TRUE, words="Some words."))


def test_a_step_that_holds_only_with_the_sum_outside_leaves_all_open() -> None:
    assert verdicts(*TRUE, OUTSIDE)[-1] == ("undecided", "which-sum")
    assert not told(found(*TRUE, OUTSIDE))


def test_the_sum_stands_outside_where_steps_hold_only_so() -> None:
    rows = (OUTSIDE, OUTSIDE.replace("1", "2"), OUTSIDE.replace("1", "3"))
    assert verdicts(*rows) == [("proved", None)] * len(rows)
    assert told(found(*rows)) == ["inferred"]
    assert verdicts(*rows, OUTSIDE.replace("1", "2", 1))[-1][0] == "refuted"


@pytest.mark.parametrize(
    "row",
    [
        rf"\hat y_a = 2 {SCORES}",
        rf"\hat y_a = {SCORES.replace('U_{kw}', 'U_{wk}')}",
        rf"\hat y_a = {SCORES.replace('U_{kw}', 'U_{ka}')}",
        rf"\hat y_a = {SCORES.replace('V_{kc}', 'V_{kw}')}",
        rf"\hat y_w = {SCORES}",
        rf"{SLOPE} = {CHANGE.replace(' - ', ' + ')}",
        rf"{SLOPE} = {CHANGE.replace('^2', '')}",
        rf"{SLOPE} = {CHANGE.replace('_{hz}', '_{ha}')}",
        rf"{SLOPE} = {CHANGE} = {CLOSED.replace('U_{iz}', 'U_{ia}')}",
        rf"{SLOPE} = {CHANGE} = {CLOSED.replace(' - ', ' + ')}",
    ],
)
def test_a_changed_step_is_not_proved(row: str) -> None:
    rows = (*TRUE, row)
    assert verdicts(*rows)[:STEPS] == [("proved", None)] * STEPS
    assert verdicts(*rows)[-1][0] != "proved"
