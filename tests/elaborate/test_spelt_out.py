"""Words letter by letter, as programs write them that read formulas from a picture."""

import pytest

from tests.check.support import check, steps


def said(text: str) -> list[str]:
    return [one.verdict.value for one in steps(check(text))]


@pytest.mark.parametrize("words", ["V o c a b", r"V \text { ocab }", r"\operatorname{Vocab}"])
@pytest.mark.parametrize(
    "label",
    [
        "n a i v e-s o f t m a x",
        r"n a i v e-\text { softmax }",
        r"\text {naive}-\operatorname{softmax}",
    ],
)
def test_a_loss_and_a_set_spelt_out(words: str, label: str) -> None:
    text = "## (a)\n" + rf"$$J_{{{label}}} = %s\sum_{{w \in {words}}} y_w \log \hat y_w$$"
    assert said(text % "-") == ["proved"]
    assert said(text % "") == ["refuted"]


@pytest.mark.parametrize("label", ["n e g-s a m p l e", r"n e g-\text { sample }"])
def test_the_other_loss(label: str) -> None:
    left = rf"\frac{{\partial J_{{{label}}}}}{{\partial u_o}}"
    text = "## (f)\n" + rf"$${left} = %s\sigma(-u_o^T v_c) v_c$$"
    assert said(text % "-") == ["proved"]
    assert said(text % "") == ["refuted"]


def test_letters_without_a_hyphen_stay_a_product_of_indices() -> None:
    text = r"Let $A \in \mathbb{R}^{n\times n}$. $$\sum_{w \in a b c d} A_{w w} = 0$$"
    assert [one.verdict.value for one in steps(check(text, None))] == ["unread"]


@pytest.mark.parametrize(
    ("claim", "right"),
    [
        (r"\frac{\partial J}{\partial u_{w=o}} = (\hat y_o - 1) v_c", True),
        (r"\frac{\partial J}{\partial u_{w=o}} = (\hat y_w - 1) v_c", True),
        (r"\frac{\partial J}{\partial u_{w=o}} = \hat y_w v_c", False),
        (r"\frac{\partial J}{\partial u_{w\neq o}} = \hat y_{w \neq o} v_c", True),
        (r"\frac{\partial J}{\partial u_{w\neq o}} = (\hat y_w - 1) v_c", False),
        (r"y_{w \ne o} = 1", False),
    ],
)
def test_a_case_in_a_subscript(claim: str, right: bool) -> None:
    (found,) = steps(check(f"## (c)\n$${claim}$$"))
    assert found.verdict.value == ("proved" if right else "refuted")
    assert [one.source for one in found.conditions] == ["stated"]


@pytest.mark.parametrize(
    "claim",
    [
        r"\sum_w y_{w \ne o} = 0",
        r"\sum_w y_{w \ne o} = 1",
        r"\frac{\partial J}{\partial u_{w\neq o}} = \hat y_{w = o} v_c",
    ],
)
def test_a_case_that_a_sum_binds_or_that_another_contradicts_proves_nothing(claim: str) -> None:
    (found,) = steps(check(f"## (c)\n$${claim}$$"))
    assert found.verdict.value in ("unread", "undecided")
