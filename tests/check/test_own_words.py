"""A loss over the words of a window, in a text that says what it is: no slip of the problem's J."""

import pytest

from tests.check.support import check, steps

MEAN = r"$$\bar h = \frac{1}{2m}\sum_{-m \le j \le m, j \ne 0} v_{c+j}$$"
SCORES = r"$$\hat y = \text{softmax}(U^T \bar h)$$"
LOSS = r"$$J = -\log \hat y_c$$"


def _verdicts(*displays: str) -> list[str]:
    return [one.verdict.value for one in steps(check("\n\n".join(displays)))]


def test_a_loss_of_the_texts_own_mean_is_its_own() -> None:
    loss = r"$$J = -u_c^T \bar h + \log\sum_w \exp(u_w^T \bar h)$$"
    slope = r"$$\frac{\partial J}{\partial u_w} = %s \bar h - 1\{w = c\} \bar h$$"
    right, wrong = r"\frac{\exp(u_w^T \bar h)}{\sum_x \exp(u_x^T \bar h)}", r"\exp(u_w^T \bar h)"
    assert _verdicts(MEAN, loss, slope % right) == ["given", "given", "proved"]
    assert _verdicts(MEAN, loss, slope % wrong) == ["given", "given", "refuted"]


def test_a_prediction_of_the_texts_own_mean_is_its_own() -> None:
    slope = r"$$\frac{\partial J}{\partial \bar h} = \sum_w \hat y_w u_w %s u_c$$"
    given = ["given", "given", "given"]
    assert _verdicts(MEAN, SCORES, LOSS, slope % "-") == [*given, "proved"]
    assert _verdicts(MEAN, SCORES, LOSS, slope % "+") == [*given, "refuted"]


def test_a_name_for_what_the_problem_knows_leaves_its_loss() -> None:
    scores = r"$$\theta = U^T v_c$$"
    assert _verdicts(scores, r"$$J = -\theta_o + \sum_w \exp(\theta_w)$$") == ["given", "refuted"]
    assert _verdicts(scores, r"$$\hat y = \text{softmax}(2\theta)$$") == ["given", "refuted"]


def test_another_variable_beneath_a_name_is_a_slip() -> None:
    text = "Let $r = X^T w - {}$.\n\n$$L = \\frac12 r^T r$$"
    last = {x: steps(check(text.format(x), "linear-regression"))[-1].verdict.value for x in "ts"}
    assert last == {"t": "proved", "s": "refuted"}


@pytest.mark.parametrize(
    ("slope", "wrong"),
    [
        # y may be one at the centre word, whom this loss predicts
        (r"\frac{\partial J}{\partial \bar h} = U(\hat y - y)", r"U(\hat y + y)"),
        # the window's words may be meant to differ
        (
            r"\frac{\partial J}{\partial v_{c+j}} = \frac{1}{2m}(\sum_w \hat y_w u_w - u_c)",
            r"\sum_w \hat y_w u_w - u_c",
        ),
    ],
)
def test_words_may_be_other_than_the_problems(slope: str, wrong: str) -> None:
    assert _verdicts(MEAN, SCORES, LOSS, f"$${slope}$$")[-1] == "undecided"
    left = slope.split("=", maxsplit=1)[0]
    assert _verdicts(MEAN, SCORES, LOSS, f"$${left} = {wrong}$$")[-1] == "refuted"


def test_the_loss_of_a_window_is_none_of_one_word() -> None:
    mean = r"\sum_{-m \le j \le m, j \ne 0} v_{c+j}"
    loss = rf"$$J = -\log \frac{{\exp(u_c^T {mean})}}{{\sum_w \exp(u_w^T {mean})}}$$"
    assert _verdicts("# CBOW", loss) == ["undecided"]
    assert _verdicts("# CBOW", loss.replace(mean, "v_c")) == ["refuted"]
