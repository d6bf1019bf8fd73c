"""The length of a declared matrix that makes the problem's ŷ is that of ŷ."""

import pytest

from tests.check.support import check, steps

_NETWORK = r"""(c) Vectors are rows. Let $W_1$ be of shape $D \times H$, and $W_2$ of shape %s.

$$ h = \sigma(z_1) = \sigma(x W_1 + b_1) $$
$$ \hat y = \text{softmax}(z_2) = \text{softmax}(%s) $$
$$ J = CE(y, \hat y) $$

$$ \frac{\partial J}{\partial h} = %s $$
"""
_RIGHT = r"(\hat y - y) W_2^T"


def last(shape: str, map_: str, gradient: str) -> tuple[str, str | None]:
    step = steps(check(_NETWORK % (shape, map_, gradient)))[-1]
    return step.verdict.value, step.code


def test_the_number_of_classes_has_a_letter_of_its_own() -> None:
    assert last(r"$H \times C$", "h W_2 + b_2", _RIGHT)[0] == "proved"


@pytest.mark.parametrize("wrong", [r"(y - \hat y) W_2^T", r"(\hat y + y) W_2^T", r"\hat y W_2^T"])
def test_a_wrong_gradient_is_not_proved(wrong: str) -> None:
    assert last(r"$H \times C$", "h W_2 + b_2", wrong)[0] != "proved"


@pytest.mark.parametrize(
    ("shape", "map_"), [(r"$C \times H$", "h W_2 + b_2"), (r"$H \times C$", "W_2 h + b_2")]
)
def test_a_product_the_wrong_way_round_tells_nothing(shape: str, map_: str) -> None:
    found = steps(check(_NETWORK % (shape, map_, _RIGHT)))
    made = [step for step in found if step.rhs.latex.strip().endswith(f"({map_})")]
    assert made and all(step.verdict.value not in ("proved", "given") for step in made)


def test_nor_does_a_matrix_that_has_the_problems_size_on_its_other_side() -> None:
    text = r"Let $A \in \mathbb{R}^{n \times |V|}$. $$ z = A h $$ $$ \hat y = \text{softmax}(z) $$"
    assert steps(check(text))[-1].verdict.value not in ("proved", "given")


SAMPLED = (
    "$$ \\ell = -\\log \\sigma(u_o^T v_c) - \\sum_{i=1}^{k} \\log \\sigma(-u_{w_i}^T v_c) $$\n\n"
)


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (r"(\sigma(u_o^T v_c) - 1) u_o + \sum_{i=1}^k \sigma(u_{w_i}^T v_c) u_{w_i}", "proved"),
        (r"(\sigma(u_o^T v_c) + 1) u_o + \sum_{i=1}^k \sigma(u_{w_i}^T v_c) u_{w_i}", "undecided"),
        # a k that is an index as well
        (r"(\sigma(u_o^T v_c) - 1) u_o + \sum_{i=1}^k \sigma(u_k^T v_c) u_k", "unread"),
    ],
)
def test_the_letter_of_a_sample_may_count_them(claim: str, verdict: str) -> None:
    text = f"{SAMPLED}$$ \\frac{{\\partial \\ell}}{{\\partial v_c}} = {claim} $$\n"
    first, found = steps(check(text))
    assert (first.verdict.value, found.verdict.value) == ("given", verdict), found.message
