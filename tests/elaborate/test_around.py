"""Dots over a window, and the probability of a word given the mean of its vectors."""

import pytest

from tests.check.support import check, steps

SUM = r"\sum_{-m \le j \le m, j \ne 0} v_{c+j}"


def _verdict(left: str, right: str) -> str:
    return steps(check(f"$${left} = {right}$$"))[-1].verdict.value


@pytest.mark.parametrize(
    ("right", "verdict"),
    [
        (r"v_{c-m} + \dots + v_{c-1} + v_{c+1} + \dots + v_{c+m}", "proved"),
        (r"v_{c-m} + v_{c-m+1} + \dots + v_{c-1} + v_{c+1} + \dots + v_{c+m}", "proved"),
        (r"v_{w_{t-m}} + \dots + v_{w_{t-1}} + v_{w_{t+1}} + \dots + v_{w_{t+m}}", "proved"),
        (r"2 v_{c-m} + \dots + 2 v_{c-1} + 2 v_{c+1} + \dots + 2 v_{c+m}", "refuted"),
        (r"v_{c-m} - \dots - v_{c-1} - v_{c+1} - \dots - v_{c+m}", "unread"),
        # the centre word itself, another number of words, dots that may run over anything
        (r"v_{c-m} + \dots + v_{c-1} + v_c + v_{c+1} + \dots + v_{c+m}", "unread"),
        (r"v_{c-m} + \dots + v_{c+m}", "unread"),
        (r"v_{c-n} + \dots + v_{c-1} + v_{c+1} + \dots + v_{c+n}", "unread"),
        (r"v_{c-m} + \dots + v_{c-2} + v_{c+2} + \dots + v_{c+m}", "unread"),
        (r"v_{c-m} + v_{c-1} + \dots + v_{c+1} + v_{c+m}", "unread"),
    ],
)
def test_dots_over_the_words_around_one(right: str, verdict: str) -> None:
    assert _verdict(SUM, right) == verdict


@pytest.mark.parametrize(
    ("left", "right", "verdict"),
    [
        (rf"P(u_o \mid {SUM})", r"\frac{\exp(u_o^T h)}{\sum_x \exp(u_x^T h)}", "proved"),
        (rf"P(u_o \mid {SUM})", r"\frac{\exp(u_o^T h)}{\sum_x \exp(u_x^T v_c)}", "refuted"),
        # a column of another matrix is likelier a slip of the pen
        (r"P(u_o \mid u_w)", r"\frac{\exp(u_o^T u_w)}{\sum_x \exp(u_x^T u_w)}", "unread"),
        # of the outside vectors all count
        (r"P(h \mid v_c)", r"0", "unread"),
    ],
)
def test_a_probability_given_another_vector(left: str, right: str, verdict: str) -> None:
    mean = f"$$h = {SUM}$$\n\n" if "h" in right or "(h" in left else ""
    assert steps(check(f"{mean}$${left} = {right}$$"))[-1].verdict.value == verdict


@pytest.mark.parametrize("left", [r"P(u_o \mid 2h)", r"P(u_o \mid h)"])
def test_a_prediction_of_the_texts_own_is_no_function_of_the_vector(left: str) -> None:
    text = "Let $h, b \\in \\mathbb{R}^d$.\n\n"
    own = r"$$\hat y = \text{softmax}(U^T (v_c + b))$$" + "\n\n"
    assert steps(check(f"{text}{own}$${left} = \\hat y_o$$"))[-1].verdict.value == "unread"
