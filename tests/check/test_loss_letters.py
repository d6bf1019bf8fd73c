"""A loss by a letter that nobody explains, and a ∇ with nothing behind it."""

import pytest

from tests.check.support import check, steps


def told(text: str) -> list[tuple[str, str | None]]:
    return [(one.verdict.value, one.code) for one in steps(check(text))]


RIGHT = r"U(\hat y - y)"
WRONG = r"U(\hat y + y)"


@pytest.mark.parametrize("letter", ["L", r"\mathcal{L}", r"\ell", r"\text{Loss}"])
def test_a_loss_that_is_only_differentiated_is_the_problems(letter: str) -> None:
    text = rf"$$\frac{{\partial {letter}}}{{\partial v_c}} = %s$$"
    assert told(text % RIGHT) == [("proved", None)]
    assert told(text % WRONG) == [("undecided", "loss-by-letter")]
    assert told(rf"$$\nabla_{{v_c}} {letter} = {RIGHT}$$") == [("proved", None)]


@pytest.mark.parametrize(
    "before",
    [
        "Let $L$ be the log-likelihood.",
        "We maximise the likelihood.",
        "Let $L$ be twice the loss.",
        "With weight decay,",
        "The Lagrangian has",
        "Beside $J$:",
        "$L(x) = x^2$ is another one.",
    ],
)
def test_what_the_text_may_say_of_the_letter_keeps_it_as_it_is(before: str) -> None:
    assert told(rf"{before} $$\nabla_{{v_c}} L = {RIGHT}$$")[-1][0] != "proved"


SAMPLES = (
    "For the positive word $o$ and negatives $n_k$ let\n\n"
    r"$$%s = -\log\sigma(u_o^\top v_c) - \sum_{k=1}^K \log\sigma(-u_{n_k}^\top v_c)$$"
    "\n\n$$%s = %s(\\sigma(u_o^\\top v_c) - 1) v_c$$\n"
)


def test_a_nabla_of_nothing_is_that_of_the_one_loss_of_the_text() -> None:
    assert told(SAMPLES % ("L", r"\nabla_{u_o}", ""))[-1] == ("proved", None)
    assert told(SAMPLES % ("L", r"\nabla_{u_o}", "-"))[-1] == ("undecided", "loss-by-letter")
    assert told(SAMPLES % ("L_2", r"\nabla_{u_o}", ""))[-1] == ("unread", "missing-operand")
    two = SAMPLES % (r"\ell = 1$$ $$L", r"\nabla_{u_o}", "")
    assert told(two)[-1] == ("unread", "missing-operand")
