"""Index sets whose elements are counted 0, …, n − 1, in texts that count no other way."""

import pytest

from tests.check.support import check, steps

VECTOR = "Let $x \\in \\mathbb{R}^n$.\n\n"
SQUARES = r"s = \sum_{i=0}^{n-1} (a x_i - y_i)^2"
SOFTMAX = r"p_i = \frac{e^{x_i}}{\sum_{j=0}^{n-1} e^{x_j}}"


def verdicts(*rows: str, words: str = VECTOR) -> list[str]:
    text = words + "\n\n".join(f"$$ {row} $$" for row in rows) + "\n"
    return [one.verdict.value for one in steps(check(text, None))]


@pytest.mark.parametrize(
    ("formula", "verdict"),
    [
        (r"\sum_{i=0}^{n-1} 1 = n", "proved"),
        (r"\sum_{i=0}^{n-1} 1 = n - 1", "refuted"),
        (r"\frac{\partial}{\partial x_k} \sum_{i=0}^{n-1} x_i^2 = 2 x_k", "proved"),
        (r"\frac{\partial}{\partial x_k} \sum_{i=0}^{n-1} x_i^2 = x_k", "refuted"),
        # the set ends elsewhere, or an index is a number or another element
        (r"\sum_{i=0}^{n-1} x_i = \sum_{i=0}^{n} x_i", "unread"),
        (r"\sum_{i=0}^{n-1} x_i = \sum_{i=0}^{n-2} x_i", "unread"),
        (r"\sum_{i=0}^{n-1} i x_i = \sum_{i=0}^{n-1} i x_i", "unread"),
        (r"\sum_{i=0}^{n-1} x_i x_{i+1} = \sum_{i=0}^{n-1} x_i x_{i-1}", "unread"),
    ],
)
def test_a_sum_from_zero_to_one_before_its_size(formula: str, verdict: str) -> None:
    assert verdicts(formula) == [verdict]


@pytest.mark.parametrize(
    "formula",
    [
        r"\sum_{i=0}^{n-1} x_i = \sum_{i=1}^n x_i",
        r"\sum_{i=0}^{n-1} x_i = x_0 + \sum_{i=1}^{n-1} x_i",
        r"\sum_{i=0}^{n-1} x_i = \sum_{i=1}^{n-1} x_i",
        r"\sum_{i=0}^{n-1} x_i - x_1 = \sum_{i=0}^{n-1} x_i - x_1",
    ],
)
def test_a_text_that_counts_in_two_ways_or_numbers_an_element_is_not_read(formula: str) -> None:
    assert verdicts(formula) == ["unread"]


def test_a_sum_from_one_elsewhere_keeps_all_from_being_read() -> None:
    assert (
        verdicts(r"\sum_{i=0}^{n-1} 1 = n", r"\sum_{j=1}^n x_j = \sum_{k=1}^n x_k")[0] == "unread"
    )


@pytest.mark.parametrize(("factor", "last"), [("2", "proved"), ("3", "undecided")])
def test_undeclared_samples_counted_from_zero(factor: str, last: str) -> None:
    slope = rf"\frac{{\partial s}}{{\partial a}} = {factor} \sum_{{i=0}}^{{n-1}} x_i (a x_i - y_i)"
    assert verdicts(SQUARES, slope, words="") == ["given", last]


@pytest.mark.parametrize(("sign", "last"), [("-", "proved"), ("+", "refuted")])
def test_the_softmax_of_a_vector_counted_from_zero(sign: str, last: str) -> None:
    slope = rf"\frac{{\partial p_i}}{{\partial x_j}} = p_i (\delta_{{ij}} {sign} p_j)"
    assert verdicts(SOFTMAX, slope) == ["given", last]


LINEAR = r"h(x) = \sum_{j=0}^n \theta_j x_j"
COST = r"J(\theta) = \frac{1}{2} \sum_{i=1}^m (h(x^{(i)}) - y^{(i)})^2"


@pytest.mark.parametrize(
    ("formula", "verdict"),
    [
        (r"\sum_{j=0}^n \theta_j x_j = \theta^T x", "proved"),
        (
            r"\sum_{j=0}^n \theta_j x_j = \theta_0 x_0 + \theta_1 x_1 + \dots + \theta_n x_n",
            "proved",
        ),
        (r"\frac{\partial}{\partial \theta_0} \sum_{j=0}^n \theta_j x_j = x_0", "proved"),
        (r"\frac{\partial}{\partial \theta_0} \sum_{j=0}^n \theta_j x_j = x_1", "undecided"),
        (
            r"\sum_{j=0}^n \theta_j x_j = \theta_0 x_0 + \theta_2 x_2 + \dots + \theta_n x_n",
            "unread",
        ),
        (r"\sum_{j=0}^n 1 = n + 1", "proved"),
        # who counts n things from 0 may forget that the last one is n - 1
        (r"\sum_{j=0}^n 1 = n", "undecided"),
    ],
)
def test_a_sum_from_zero_to_a_letter_has_one_more_summand(formula: str, verdict: str) -> None:
    assert verdicts(r"h = \sum_{j=0}^n \theta_j x_j", formula, words="")[-1] == verdict


@pytest.mark.parametrize(
    "words", [VECTOR, "Let $x_1, \\dots, x_n \\in \\mathbb{R}$.\n\n", "For $i = 1, \\dots, n$:\n\n"]
)
def test_a_letter_that_counts_something_else_ends_no_sum_from_zero(words: str) -> None:
    assert verdicts(r"\sum_{j=0}^n x_j a_j = x^T a", words=words) == ["unread"]


@pytest.mark.parametrize(("sample", "last"), [(r"x_j^{(i)}", "proved"), ("", "undecided")])
def test_a_function_of_features_counted_from_zero(sample: str, last: str) -> None:
    slope = r"\frac{\partial J}{\partial \theta_j} = \sum_{i=1}^m (h(x^{(i)}) - y^{(i)})" + sample
    assert verdicts(LINEAR, COST, slope, words="") == ["given", "given", last]
