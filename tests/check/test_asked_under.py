"""What the problem asks for under an assumption is judged under it: ∂J/∂v_w, “for w ≠ c”."""

import pytest

from tests.check.support import check, steps

_J = r"J_{\text{skip-gram}}(v_c, w_{t-m}, \dots, w_{t+m}, U)"
_BY = rf"\frac{{\partial {_J}}}{{\partial v_w}}"


def found(text: str) -> list[tuple[str, str | None, tuple[str, ...]]]:
    return [
        (s.verdict.value, s.code, tuple(c.text for c in s.conditions)) for s in steps(check(text))
    ]


@pytest.mark.parametrize("before", ["", "## (h)\n\n(iii)\n\n", "The input vectors:\n\n"])
def test_the_answer_without_the_condition_is_right(before: str) -> None:
    ((verdict, _, conditions),) = found(f"{before}$$ {_BY} = 0 $$")
    assert verdict == "proved" and any("neq" in text for text in conditions)


@pytest.mark.parametrize("wrong", ["v_w", "v_c", "2 v_w"])
def test_a_wrong_answer_is_not_proved(wrong: str) -> None:
    assert found(f"$$ {_BY} = {wrong} $$")[0][0] != "proved"


@pytest.mark.parametrize("said", ["For all $w$:", "When $w = c$:", "For $w = c$,"])
def test_what_is_said_of_w_wins(said: str) -> None:
    assert found(f"{said}\n\n$$ {_BY} = 0 $$")[0][0] != "proved"


def test_another_derivative_is_not_what_is_asked_for() -> None:
    other = r"\frac{\partial J(v_c, o, U)}{\partial v_w}"
    assert found(f"$$ {other} = 0 $$")[0][0] != "proved"


OWN_LOSS = (
    "$$ L = -\\log \\sigma(u_o^T v_c) - \\sum_{k=1}^K \\log \\sigma(-u_k^T v_c) $$\n\n"
    "Let $s_k = \\sigma(u_k^T v_c)$.\n\n"
)


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (r"\frac{\partial L}{\partial u_k} = s_k v_c", "proved"),  # if they are distinct
        (r"\frac{\partial L}{\partial u_k} = \sum_{i: w_i = w_k} s_k v_c", "proved"),
        (r"\frac{\partial L}{\partial u_k} = \sum_{i: w_i = w_k} s_k u_o", "refuted"),
        (r"\frac{\partial L}{\partial u_k} = -s_k v_c", "refuted"),
        (r"\frac{\partial L}{\partial u_w} = \sigma(u_w^T v_c) v_c", "undecided"),
        (r"\frac{\partial L}{\partial u_w} = \sigma(u_w^T v_c) u_o", "refuted"),
        (r"\frac{\partial L}{\partial u_o} = (\sigma(u_o^T v_c) - 1) v_c", "proved"),
        (
            r"\frac{\partial L}{\partial v_c} = (\sigma(u_o^T v_c) - 1) u_o + \sum_k s_k u_k",
            "proved",
        ),
    ],
)
def test_a_loss_of_the_texts_own_may_have_the_samples_of_the_problem(
    claim: str, verdict: str
) -> None:
    found = steps(check(f"{OWN_LOSS}$$ {claim} $$\n"))[-1]
    assert found.verdict.value == verdict, found.message


def test_of_a_loss_whose_samples_may_repeat_one_summand_is_left_open() -> None:
    claim = r"\frac{\partial L}{\partial u_k} = s_k v_c"
    found = steps(check(f"{OWN_LOSS}A word may be drawn twice.\n\n$$ {claim} $$\n"))[-1]
    assert (found.verdict.value, found.code) == ("undecided", "which-assumptions")


def test_the_true_word_may_have_another_name() -> None:
    loss = (
        "$$ L = -\\log \\sigma(u_c^T v_w) - \\sum_{i=1}^K \\log \\sigma(-u_{n_i}^T v_w) $$\n\n"
        "$$ \\frac{\\partial L}{\\partial u_c} = (\\sigma(u_c^T v_w) - 1) %s $$\n"
    )
    assert steps(check(loss % "v_w"))[-1].verdict.value == "undecided"
    assert steps(check(loss % "u_c"))[-1].verdict.value == "refuted"


def test_a_loss_may_be_short_for_another_of_the_texts_own() -> None:
    text = (
        "(f) The likelihood is $$ L = \\sigma(u_o^T v_c) \\prod_{k=1}^K \\sigma(-u_k^T v_c) $$\n\n"
        "$$ L_{NLL} = -\\log \\sigma(u_o^T v_c) - \\sum_{k=1}^K \\log \\sigma(-u_k^T v_c) $$\n\n"
        "$$ \\frac{\\partial L}{\\partial u_o} = (\\sigma(u_o^T v_c) %s 1) v_c $$\n"
    )
    found = steps(check(text % "-"))
    assert (found[-1].verdict.value, found[-1].code) == ("undecided", "ambiguous-name")
    assert steps(check(text % "+"))[-1].verdict.value == "refuted"
