"""A letter that may be a number or a vector is a number where the chain says each entry's own."""

import pytest

from tests.check.support import check, steps


def verdicts(*lines: str) -> list[str]:
    text = "\n".join(f"\n$$ {line} $$\n" for line in lines)
    return [one.verdict.value for one in steps(check(text, None))]


COINS = r"\ell(q) = \sum_{i=1}^n x_i \log q + \sum_{i=1}^n (1 - x_i) \log(1 - q)"
WAITS = r"\ell(r) = n \log r - r \sum_{i=1}^n t_i"
LINE = r"L = \sum_{i=1}^n (y_i - a x_i - b)^2"


@pytest.mark.parametrize(
    ("loss", "claim", "verdict"),
    [
        (
            COINS,
            r"\frac{\partial \ell}{\partial q} "
            r"= \frac{1}{q} \sum_{i=1}^n x_i - \frac{1}{1 - q} \sum_{i=1}^n (1 - x_i)",
            "proved",
        ),
        (
            COINS,
            r"\frac{\partial \ell}{\partial q} "
            r"= \frac{1}{q} \sum_{i=1}^n x_i + \frac{1}{1 - q} \sum_{i=1}^n (1 - x_i)",
            "undecided",
        ),
        (WAITS, r"\frac{\partial \ell}{\partial r} = \frac{n}{r} - \sum_{i=1}^n t_i", "proved"),
        (WAITS, r"\frac{\partial \ell}{\partial r} = \frac{n}{r} + \sum_{i=1}^n t_i", "undecided"),
        (LINE, r"\frac{\partial L}{\partial a} = -2 \sum_{i=1}^n x_i (y_i - a x_i - b)", "proved"),
        (LINE, r"\frac{\partial L}{\partial a} = -2 \sum_{i=1}^n (y_i - a x_i - b)", "undecided"),
        (LINE, r"\frac{\partial L}{\partial b} = -2 \sum_{i=1}^n (y_i - a x_i - b)", "proved"),
    ],
)
def test_a_parameter_beside_numbers_of_a_sample(loss: str, claim: str, verdict: str) -> None:
    assert verdicts(loss, claim) == ["given", verdict]


def test_a_dot_between_such_letters_may_be_an_inner_product() -> None:
    assert verdicts(r"a \cdot b \sum_{i=1}^n x_i = \sum_{i=1}^n x_i (a \cdot b)") == ["unread"]


@pytest.mark.parametrize(
    "line",
    [
        # true of a number b, false of a vector
        r"a^\top a b = a^\top b a",
        r"\sum_{i=1}^n x_i a^\top a b = a^\top b \sum_{i=1}^n x_i a",
    ],
)
def test_what_may_be_summed_over_is_not_taken_for_a_number(line: str) -> None:
    assert verdicts(line) == ["unread"]
