"""Columns that are looked up in arrays of a program, v_c = W_in[c]."""

import pytest

from tests.check.support import check, steps

_LOSS = r"$$L = -\log \sigma(u_o \cdot v_c) - \sum_{k=1}^K \log \sigma(-u_k \cdot v_c)$$"
_CLAIM = (
    "\n\n$$\\frac{\\partial L}{\\partial v_c} = "
    "(\\sigma(u_o \\cdot v_c) - 1) u_o %s \\sum_k \\sigma(u_k \\cdot v_c) u_k$$\n"
)


def verdicts(said: str, sign: str = "+") -> list[str]:
    text = f"{_LOSS}\n\nwhere {said}. {_CLAIM % sign}"
    return [one.verdict.value for one in steps(check(text))][1:]


@pytest.mark.parametrize(
    "said",
    [
        r"$v_c = W_{in}[c]$ and $u_o = W_{out}[o]$",
        r"$\mathbf{v}_c = W_{\text{in}}[c]$, and $\mathbf{u}_o = W_{\text{out}}[o]$",
    ],
)
def test_where_a_column_is_found_claims_nothing(said: str) -> None:
    assert verdicts(said) == ["given", "given", "proved"]
    assert verdicts(said, "-") == ["given", "given", "refuted"]


def test_the_columns_of_samples_are_found_by_their_words() -> None:
    said = r"$v_c = W_{in}[c]$, and $u_k = W_{out}[\text{neg}_k]$"
    assert verdicts(said) == ["given", "given", "proved"]


@pytest.mark.parametrize(
    "said",
    [
        r"$v_c = W_{in}[c]$ and $u_o = W_{in}[o]$",  # tied: u and v are the same vectors
        r"$v_c = W_{in}[o]$",
        r"$v_k = W_{out}[neg_k]$ and $v_c = W_{in}[center]$",
        r"$v_c = 2 W_{in}[c]$",
        r"$v_c = W_{in}[c] + b_{in}$",
        r"$v_c = W_{in}[c_c]$",
        r"$v_c = W_{in}[c]$ and $u_o = W_{out}[o]$, and we set $W_{out} = W_{in}$",
        r"$v_c = W_{in}[c]$ and $u_o = W_{out}[o]$. The two arrays are tied",
    ],
)
def test_what_is_looked_up_otherwise_may_be_another_vector(said: str) -> None:
    found = verdicts(said)
    assert "given" not in found and found[-1] == "undecided"
