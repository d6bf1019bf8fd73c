"""A claim beside a formula neither ends its chain nor becomes its last member."""

import pytest

from tests.check.support import check, steps, verdicts

_HEAD = r"\frac{\partial J}{\partial v_c}"


@pytest.mark.parametrize(
    "beside",
    [
        r"\quad \text{where } \hat y_w = P(w|c)",
        r"&& \text{since } u_o = Uy",
        r", \quad u_o = Uy",
        r"\quad (\text{because } u_o = Uy)",
        r"\quad \text{with } \hat y = \text{softmax}(U^\top v_c)",
    ],
)
def test_the_next_row_goes_on_with_the_formula(beside: str) -> None:
    rows = rf"{_HEAD} &= \sum_w \hat y_w u_w - u_o {beside} \\ &= "
    right = check(rf"\begin{{align}} {rows} U(\hat y - y) \end{{align}}")
    assert verdicts(right)["main.2"] == "proved"
    wrong = check(rf"\begin{{align}} {rows} U(y - \hat y) \end{{align}}")
    assert verdicts(wrong)["main.2"] == "refuted"


def test_names_defined_beside_a_formula_hold_in_it() -> None:
    said = f"## (b)\n$${_HEAD} = A - B \\quad \\text{{where }} A = U\\hat y,\\ B = Uy$$"
    assert verdicts(check(f"{said}\n$$= U(\\hat y - y)$$"))["b.2"] == "proved"
    assert verdicts(check(f"{said}\n$$= U(y - \\hat y)$$"))["b.2"] == "refuted"
    assert verdicts(check(said.replace("A - B", "B - A")))["b.1"] == "refuted"


@pytest.mark.parametrize("interval", ["(0, 1)", "[0, 1]", r"\left(0, 1\right)", r"(-1, \infty)"])
def test_where_a_value_lies_is_none_of_it(interval: str) -> None:
    text = (
        f"Let $z \\in \\mathbb{{R}}$.\n\n$$a = \\frac{{1}}{{1 + e^{{-z}}}} \\in {interval}$$\n\n"
        "$$\\frac{d a}{d z} = a(1 - a)$$\n"
    )
    found = steps(check(text, None))
    assert [one.verdict.value for one in found] == ["given", "proved"]
    wrong = steps(check(text.replace("a(1 - a)", "a(1 + a)"), None))[-1]
    assert wrong.verdict.value == "refuted"


def test_a_further_claim_is_no_condition_on_numbers() -> None:
    found = [
        one.verdict.value for one in steps(check("We know $2 + 2 = 5$ and $x + x = 2x$.\n", None))
    ]
    assert found == ["refuted", "proved"]
