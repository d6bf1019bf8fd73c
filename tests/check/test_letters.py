"""Free letters as indices: their sort from what they index, δ_ij, cases of i = j."""

import pytest

from tests.check.support import check, steps

OPENING = "(b)\n\nLet $\\theta = U^\\top v_c$.\n\n"

TRUE = [
    r"\frac{\partial \hat y_i}{\partial \theta_j} = \hat y_i (\delta_{ij} - \hat y_j)",
    r"\frac{\partial \hat y_a}{\partial \theta_b} = -\hat y_a \hat y_b + \delta^a_b \hat y_a",
    r"\frac{\partial \hat y_i}{\partial \theta_j} = \begin{cases} \hat y_i (1 - \hat y_i)"
    r" & i = j \\ -\hat y_i \hat y_j & i \neq j \end{cases}",
    r"\frac{\partial \hat y_i}{\partial \theta_j} = -\hat y_i \hat y_j \quad \text{if } i \neq j",
    r"\frac{\partial J}{\partial \theta_i} = \sum_k \frac{\partial J}{\partial \hat y_k}"
    r" \frac{\partial \hat y_k}{\partial \theta_i}",
    r"\frac{\partial J}{\partial \theta_n} = \hat y_n - \delta_{no}",
    r"\frac{\partial \theta_p}{\partial \theta_q} = \delta_{pq}",
    r"\theta_k = u_k^\top v_c",
    r"\hat y_x = \frac{e^{\theta_x}}{\sum_{x=1}^{|V|} e^{\theta_x}}",
    r"\sum_j \delta_{ij} \hat y_j = \hat y_i",
]

FALSE = [
    r"\frac{\partial \hat y_i}{\partial \theta_j} = \hat y_i (\delta_{ij} + \hat y_j)",
    r"\frac{\partial \hat y_i}{\partial \theta_j} = \begin{cases} \hat y_i (1 - \hat y_i)"
    r" & i = j \\ \hat y_i \hat y_j & i \neq j \end{cases}",
    r"\frac{\partial \hat y_i}{\partial \theta_j} = \hat y_i (1 - \hat y_j)",
    r"\frac{\partial J}{\partial \theta_i} = \hat y_i + y_i",
    r"\frac{\partial J}{\partial \theta_n} = \hat y_n + \delta_{no}",
    r"\frac{\partial \theta_p}{\partial \theta_q} = 1",
    r"\theta_k = u_o^\top v_c",
    r"\sum_j \delta_{ij} \hat y_j = \hat y_i + \sum_j \hat y_j",
]


def last(latex: str) -> tuple[str, str | None]:
    found = steps(check(f"{OPENING}$$ {latex} $$\n"))[-1]
    return found.verdict.value, found.code


@pytest.mark.parametrize("latex", TRUE)
def test_a_true_step_in_free_letters_is_proved(latex: str) -> None:
    assert last(latex) == ("proved", None)


@pytest.mark.parametrize("latex", FALSE)
def test_a_false_step_in_free_letters_is_refuted(latex: str) -> None:
    assert last(latex) == ("refuted", "not-equal")


def test_a_letter_that_may_stand_for_the_true_word_refutes_nothing() -> None:
    assert last(r"-\log \hat y_k = -\sum_i y_i \log \hat y_i") == ("undecided", "which-index")
    # with o in the same row, k is another word
    assert last(r"-\log \hat y_k = -\log \hat y_o") == ("refuted", "not-equal")


@pytest.mark.parametrize(
    "latex",
    [
        r"-\sum_i y_i \log \hat y_i = -\log \hat y_k",  # a letter that only the right side has
        r"\delta_{ij} = \delta_{ji}",  # nothing tells what i and j run over
        r"\frac{\partial v_{c,i}}{\partial \theta_i} = 0",
    ],
)
def test_a_letter_of_no_plain_sort_is_unread(latex: str) -> None:
    assert last(latex)[0] == "unread"


def test_a_sample_stays_a_sample() -> None:
    text = "(f)\n\n$$ \\frac{\\partial J}{\\partial u_k} = (1 - \\sigma(-u_k^\\top v_c)) v_c $$\n"
    (found,) = steps(check(text))
    assert found.verdict.value == "proved"


@pytest.mark.parametrize(
    ("right", "verdict"),
    [
        (r"(1 - \sigma(-u_w^\top v_c)) v_c", "undecided"),
        (r"-(1 - \sigma(-u_w^\top v_c)) v_c", "refuted"),
        (r"(1 - \sigma(-u_w^\top v_c)) u_o", "refuted"),
    ],
)
def test_the_word_of_a_sample_may_be_called_as_any_word_is(right: str, verdict: str) -> None:
    loss = r"J_{\text{neg-sample}}"
    found = check(f"## (f)\n\n$$ \\frac{{\\partial {loss}}}{{\\partial u_w}} = {right} $$\n")
    assert [one.verdict.value for one in steps(found)] == [verdict]
