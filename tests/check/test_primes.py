"""A bare prime is by what stands in the derivative beside it; nothing is refuted by that."""

import pytest

from tests.check.support import check, steps

QUOTIENT = r"""(b)

Let $f = e^x$, $g = 1 + x^2$ and $S = f / g$.

$$ \frac{\partial S}{\partial x} = \frac{%s}{g^2} $$
"""


@pytest.mark.parametrize(
    ("numerator", "verdict"),
    [
        ("f' g - g' f", "proved"),
        ("e^x g - 2 x f", "proved"),
        ("f' g + g' f", "undecided"),  # g' may be by another variable
        ("e^x g + 2 x f", "refuted"),
        ("f' g - h' f", "unread"),
    ],
)
def test_the_quotient_rule(numerator: str, verdict: str) -> None:
    assert steps(check(QUOTIENT % numerator))[-1].verdict.value == verdict


CASES = r"""(b)

Let $f_i = e^{\theta_i}$, $g = \sum_k e^{\theta_k}$ and $S_i = f_i / g$.

$$ \frac{\partial S_i}{\partial \theta_j} = \frac{f_i' g - g' f_i}{g^2} $$

When i != j:

$$ f_i' = %s, $$

$$ g' = %s $$
"""


@pytest.mark.parametrize(
    ("first", "second", "verdicts"),
    [
        ("0", r"e^{\theta_j}", ["proved", "proved"]),
        ("f_i", r"2 e^{\theta_j}", ["undecided", "undecided"]),
    ],
)
def test_what_a_prime_was_beside_holds_on(first: str, second: str, verdicts: list[str]) -> None:
    found = steps(check(CASES % (first, second)))
    assert [step.verdict.value for step in found[-2:]] == verdicts
    assert {r.code for r in found[-2].remarks} >= {"inferred-variable"}


def test_without_a_derivative_beside_it_a_prime_is_not_read() -> None:
    found = steps(check("(b)\n\nLet $f = e^x$.\n\n$$ f' = e^x $$\n"))
    assert [(step.verdict.value, step.code) for step in found[-1:]] == [
        ("unread", "missing-variable")
    ]


def test_a_derivative_by_a_vector_says_nothing_of_a_prime() -> None:
    found = steps(
        check("(b)\n\nLet $f = u_o^\\top v_c$.\n\n$$ \\frac{\\partial f}{\\partial v_c} = f' $$\n")
    )
    assert found[-1].verdict.value == "unread"


WEIGHTS = (
    r"$$ \frac{\partial J_{naive-softmax}}{\partial v_c} = -u_o + \sum_{\omega^{'}} "
    r"\frac{e^{u_{\omega^{'}}^\top v_c}}{\sum_\omega e^{u_\omega^\top v_c}} u_{\omega^{'}} "
    r"= -u_o + \sum_{\omega^{'}} P(\omega^{'} | c) u_{%s} $$"
)


@pytest.mark.parametrize(("letter", "verdict"), [(r"\omega^{'}", "proved"), ("o", "refuted")])
def test_a_primed_letter_that_counts_is_no_derivative(letter: str, verdict: str) -> None:
    found = steps(check("(b)\n\n" + WEIGHTS % letter))
    assert [step.verdict.value for step in found] == ["proved", verdict]
