"""A Σ over k around ∂/∂u_k: what fails only so is not refuted, what fails in both readings is."""

import pytest

from tests.check.support import check, steps

PART = "(f) Negative sampling, $J_{\\text{neg-sample}}$.\n\n"
BY_K = r"\frac{\partial J}{\partial u_k}"
INSIDE = r"\sum_{k=1}^K \frac{\partial}{\partial u_k} \log \sigma(-u_k^\top v_c)"


def last(formula: str) -> tuple[str, str | None]:
    found = steps(check(f"{PART}$$ {formula} $$\n"))[-1]
    return found.verdict.value, found.code


@pytest.mark.parametrize(
    "formula",
    [
        rf"{BY_K} = -{INSIDE}",
        rf"{BY_K} = -{INSIDE} = (1 - \sigma(-u_k^\top v_c)) v_c",
        rf"{BY_K} = -\frac{{\partial}}{{\partial u_k}} \log \sigma(u_o^\top v_c) - {INSIDE}",
    ],
)
def test_what_fails_for_the_letter_below_the_sum_only_is_undecided(formula: str) -> None:
    assert last(formula) == ("undecided", "which-index")


@pytest.mark.parametrize(
    "formula",
    [
        rf"{BY_K} = {INSIDE}",
        rf"{BY_K} = -{INSIDE} = (1 + \sigma(-u_k^\top v_c)) v_c",
        rf"{BY_K} = -\sum_{{k=1}}^K (1 - \sigma(-u_k^\top v_c)) v_c",
    ],
)
def test_what_fails_with_another_letter_too_is_refuted(formula: str) -> None:
    assert last(formula)[0] == "refuted"


def test_another_letter_below_the_sum_is_proved() -> None:
    assert last(rf"{BY_K} = -{INSIDE.replace('k=1', 'i=1').replace('(-u_k', '(-u_i')}") == (
        "proved",
        None,
    )


def test_lines_that_name_no_loss_are_read_under_what_is_assumed_of_samples() -> None:
    line = (
        r"\frac{\partial}{\partial u_k} \sum_{i=1}^K \log \sigma(-u_i^\top v_c)"
        r" = -(1 - \sigma(-u_k^\top v_c)) v_c"
    )
    # a text that says nothing of repetition is about distinct samples, and that is shown
    silent = steps(check(f"(e) $$ {line} $$\n"))[0]
    assert silent.verdict.value == "proved"
    assert any("w_i \\neq w_k" in one.text for one in silent.conditions)
    said = steps(check(f"(e) Some samples may be repeated. $$ {line} $$\n"))[0]
    assert said.verdict.value != "proved"
    wrong = line.replace("= -", "= ")
    assert steps(check(f"(e) $$ {wrong} $$\n"))[0].verdict.value == "refuted"
    assert last(line) == ("proved", None)
