"""The parameters of a probability, below it or behind a semicolon."""

import pytest

from tests.check.support import check, steps

TEXT = r"$$\nabla_{v_c} \log %s = u_o %s \sum_{x \in V} %s u_x$$"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (r"p_{U,V}(o \mid c)", r"p_{U,V}(x \mid c)"),
        (r"P_\theta(o | c)", r"P_\theta(x | c)"),
        (r"p(o \mid c; \theta)", r"p(x \mid c; \theta)"),
        (r"p(o \mid c; \theta)", r"p(x \mid c)"),
    ],
)
def test_the_parameters_of_the_model_are_left_out(one: str, other: str) -> None:
    (right,) = steps(check(TEXT % (one, "-", other)))
    (wrong,) = steps(check(TEXT % (one, "+", other)))
    assert (right.verdict.value, right.code) == ("proved", None)
    # “P(o | c; θ) = σ(u_oᵀv_c)” may say what another P is
    assert (wrong.verdict.value, wrong.code) == ("undecided", "parameters-left-out")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        # two models, the true distribution and the model's, and a noise distribution
        (r"p(o \mid c; \theta)", r"p(x \mid c; \phi)"),
        (r"p_\theta(o \mid c)", r"p(x \mid c)"),
        (r"p_n(o \mid c)", r"p_n(x \mid c)"),
        (r"p(o \mid c; k)", r"p(x \mid c; k)"),
        # whose P is of v and v'
        (r"p(o \mid c; \theta)", r"p(x \mid c; \theta) + v'_x - v'_x"),
    ],
)
def test_what_may_tell_two_distributions_apart_stays(one: str, other: str) -> None:
    (found,) = steps(check(TEXT % (one, "-", other)))
    assert found.verdict.value == "unread"
