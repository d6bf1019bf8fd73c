"""``\\stackrel{!}{=}``, ``\\overset{?}{=}`` and ``\\leftarrow`` claim no equality."""

import pytest

from tests.check.support import check, step, steps

_LEFT = r"\frac{\partial J}{\partial v_c}"


@pytest.mark.parametrize("sign", [r"\stackrel{!}{=}", r"\overset{?}{=}", r"\stackrel{\text{!}}{=}"])
def test_what_is_asked_or_is_to_hold_is_not_refuted(sign: str) -> None:
    found = step(f"## (b)\n$${_LEFT} {sign} 0$$")
    assert (found.verdict.value, found.code) == ("undecided", "equation")


@pytest.mark.parametrize("sign", [r"\stackrel{(1)}{=}", r"\overset{\text{def}}{=}", "="])
def test_other_marks_above_a_sign_change_nothing(sign: str) -> None:
    assert step(f"## (b)\n$${_LEFT} {sign} 0$$").verdict.value == "refuted"


@pytest.mark.parametrize(
    ("assigned", "verdict"),
    [
        (rf"v_c \leftarrow v_c - {_LEFT}", "given"),
        (rf"{_LEFT} \leftarrow U(y - \hat y)", "undecided"),
        (r"v_c \leftarrow U(y - \hat y)", "undecided"),
    ],
)
def test_only_a_variable_made_of_its_old_value_is_updated(assigned: str, verdict: str) -> None:
    assert step(f"## (b)\n$${assigned}$$").verdict.value == verdict


def test_a_condition_that_goes_on_with_or_is_not_halved() -> None:
    when = r"\quad \text{if } w \ne o \text{ or } w = o"
    row = rf"$$\frac{{\partial J}}{{\partial u_w}} = \hat y_w v_c {when}$$"
    found = steps(check(f"## (c)\n{row}"))
    assert [step.verdict.value for step in found] == ["undecided"]


def test_what_is_let_be_so_is_no_slip_and_neither_is_what_rests_on_it() -> None:
    for said in ("Let $\\hat y = y$. Then", "Put $U = 0$. Then", "Let $J = 0$. Then"):
        text = f"## (b)\n{said} $$\\frac{{\\partial J}}{{\\partial v_c}} = 0$$"
        assert {step.verdict.value for step in steps(check(text))} == {"undecided"}


@pytest.mark.parametrize(
    "row",
    [
        r"\theta_j := \theta_j - \alpha \frac{\partial J}{\partial \theta_j}",
        r"w_1 \leftarrow w_1 - \alpha g_1",
        r"W^{[l]} := W^{[l]} - \alpha G^{[l]}",
        r"\theta = \theta - \alpha \nabla_\theta J",
    ],
)
def test_an_update_of_letters_that_are_not_known_claims_nothing(row: str) -> None:
    assert steps(check(f"$${row}$$\n", None))[-1].code == "update"
    # what does not begin with the old value, and what cannot be read, is none
    for other in (row.replace("- \\alpha", "\\alpha"), row.replace("\\alpha", "\\alpha )")):
        assert steps(check(f"$${other}$$\n", None))[-1].verdict.value == "unread"
