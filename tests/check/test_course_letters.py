"""Undeclared letters as courses write them: x^{(i)} in h(x), ε, Σ without an index, a matrix Σ."""

import pytest

from tests.check.support import check, steps


def found_in(text: str) -> list[str]:
    return [one.verdict.value for one in steps(check(text, None))]


MEMBERS = r"""
$$h_\theta(x) = \theta^T x$$

$$J(\theta) = \frac{1}{2} \sum_{i=1}^m (h_\theta(x^{(i)}) - y^{(i)})^2$$

$$\frac{\partial J}{\partial %s} = %s \sum_{i=1}^m (h_\theta(x^{(i)}) - y^{(i)}) %s$$
"""


@pytest.mark.parametrize("number", ["x^{(i)}", "x_i"])
@pytest.mark.parametrize(
    ("by", "factor", "last", "verdict"),
    [
        (r"\theta", "", "x^{(i)}", "proved"),
        (r"\theta", "2", "x^{(i)}", "undecided"),
        (r"\theta", "-", "x^{(i)}", "undecided"),
        (r"\theta_j", "", "x^{(i)}_j", "proved"),
        (r"\theta_j", "", "x^{(i)}", "undecided"),
    ],
)
def test_a_function_of_each_sample(
    number: str, by: str, factor: str, last: str, verdict: str
) -> None:
    text = MEMBERS % (by, factor, last)
    if number == "x_i":
        text = text.replace("^{(i)}", "_i")
        if "_i_j" in text:
            return
    found = found_in(text)
    assert found[:2] == ["given", "given"]
    assert found[2] == verdict or (verdict == "undecided" and found[2] == "unread")


LOGISTIC = r"""
$$E = \sum_i y_i \log \sigma(w^T x_i) + \lambda \|w\|^2$$

where $\sigma$ is the logistic function.

$$\nabla_w E = \sum_i y_i (1 %s \sigma(w^T x_i)) x_i + 2 \lambda w$$
"""


@pytest.mark.parametrize(("sign", "verdict"), [("-", "proved"), ("+", "undecided")])
def test_labels_are_numbers_where_vectors_would_say_the_same(sign: str, verdict: str) -> None:
    assert found_in(LOGISTIC % sign) == ["given", verdict]


NORMAL = r"""
$$\mu = \frac{1}{m} \sum_{i=1}^m x_i$$

$$\sigma^2 = \frac{1}{m} \sum_{i=1}^m (x_i - \mu)^2$$

$$\hat x_i = \frac{x_i - \mu}{\sqrt{\sigma^2 + \epsilon}}$$

$$y_i = \gamma \hat x_i + \beta$$

$$\frac{\partial y_i}{\partial \gamma} = %s$$
"""


def test_a_letter_that_stands_in_one_definition_only() -> None:
    assert found_in(NORMAL % r"\hat x_i") == ["given"] * 4 + ["proved"]
    assert found_in(NORMAL % r"2\hat x_i")[-1] != "proved"


@pytest.mark.parametrize(
    ("latex", "verdict"),
    [
        (r"\frac{e^{x_i + c}}{\sum e^{x_j + c}} = \frac{e^{x_i}}{\sum e^{x_j}}", "proved"),
        (r"\frac{e^{x_i + c}}{\sum e^{x_j + c}} = \frac{e^{x_i + c}}{\sum e^{x_j}}", "undecided"),
        (r"\sum (x_i - a)^2 = \sum (a - x_i)^2", "proved"),
        (r"\sum (x_i - a)^2 = \sum x_i^2 - a^2", "undecided"),
        # two letters may run, or the one means something around the sum
        (r"\sum x_i y_j = \sum y_j x_i", "unread"),
        (r"x_j - \sum x_j = x_j - \sum x_j", "unread"),
    ],
)
def test_a_sum_without_an_index_is_over_the_only_one_that_may_run(latex: str, verdict: str) -> None:
    assert found_in(f"$${latex}$$\n")[-1] == verdict


LAGRANGE = r"""
$$L(u, \lambda) = u^\top \Sigma u - \lambda (u^\top u - 1)$$

$$\nabla_u L(u, \lambda) = %s - 2 \lambda u$$
"""


@pytest.mark.parametrize(
    ("value", "verdict"),
    [
        (r"\Sigma u + \Sigma^\top u", "proved"),
        (r"(\Sigma + \Sigma^\top) u", "proved"),
        (r"\Sigma u", "undecided"),
        # true of a symmetric one, of which nothing is said
        (r"2 \Sigma u", "undecided"),
    ],
)
def test_a_sigma_that_binds_nothing_is_a_matrix(value: str, verdict: str) -> None:
    assert found_in(LAGRANGE % value) == ["given", verdict]


def test_a_sigma_with_something_to_bind_is_no_matrix() -> None:
    text = "$$E = \\Sigma (y_i - a)^2$$\n\n$$\\frac{dE}{da} = -2 \\Sigma (y_i - a)$$\n"
    assert found_in(text) == ["unread", "unread"]


def test_a_factor_before_a_bracket_that_a_function_is_taken_of_is_no_function() -> None:
    text = "$$J(f) = f(1 - a) + 2 f(a) a$$\n\n$$J(f) = f(a - 1)$$\n"
    assert "proved" not in found_in(text)


UPDATED = r"""
$$h_\theta(x) = \theta^T x$$

$$\nabla_\theta (h_\theta(x) - y)^2 = %s (h_\theta(x) - y) x$$

$$\theta := \theta - \alpha \nabla_\theta (h_\theta(x) - y)^2$$
"""


def test_an_update_says_nothing_of_what_a_letter_is() -> None:
    assert found_in(UPDATED % "2") == ["given", "proved", "given"]
    assert found_in(UPDATED % "")[1] == "undecided"


DUAL = r"""
$$L(w, b, \alpha) = \frac{1}{2}\|w\|^2 - \sum_{i=1}^N \alpha_i (y_i (w \cdot x_i + b) - 1)$$

$$\frac{\partial L}{\partial %s} = %s$$
"""


@pytest.mark.parametrize(
    ("by", "value", "verdict"),
    [
        ("w", r"w - \sum_{i=1}^N \alpha_i y_i x_i", "proved"),
        ("b", r"-\sum_{i=1}^N \alpha_i y_i", "proved"),
        (r"\alpha_i", r"1 - y_i (w \cdot x_i + b)", "proved"),
        ("w", r"w + \sum_{i=1}^N \alpha_i y_i x_i", "undecided"),
        ("b", r"-\sum_{i=1}^N \alpha_i y_i x_i", "undecided"),
        ("b", r"\sum_{i=1}^N \alpha_i y_i", "undecided"),
        (r"\alpha_i", r"1 - y_i (w \cdot x_i - b)", "undecided"),
    ],
)
def test_a_dot_between_vectors_of_which_nothing_is_said(by: str, value: str, verdict: str) -> None:
    assert found_in(DUAL % (by, value)) == ["given", verdict]


@pytest.mark.parametrize(("by", "value"), [("w", r"2 \lambda w"), ("b", "2 b")])
def test_what_stands_beside_no_argument_may_depend_on_each(by: str, value: str) -> None:
    text = (
        "$$L(w, b) = \\sum_{i=1}^N (t_i - o_i)^2 + \\lambda w^T w + b^2$$\n\n"
        f"$$\\frac{{\\partial L}}{{\\partial {by}}} = {value}$$\n"
    )
    assert found_in(text) == ["given", "undecided"]


def test_a_letter_before_a_name_in_brackets_is_no_factor_whatever_it_is_elsewhere() -> None:
    text = "$$E = 2 y f$$\n\n$$E = y f + f y$$\n\n$$\\frac{d}{dx} f(x) = f$$\n"
    assert found_in(text) == ["given", "proved", "unread"]
