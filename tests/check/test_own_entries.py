"""ŷ_i = … of letters that nobody declares says what ŷ is, entry by entry."""

import pytest

from tests.check.support import check, steps

_SAID = (
    r"$$ J = -\sum_i y_i \log \hat y_i \\ \hat y_i = \frac{e^{w_i^T r}}{\sum_j e^{w_j^T r}} $$"
    "\nSo\n"
)


def verdicts(formula: str, said: str = _SAID) -> list[str]:
    return [step.verdict.value for step in steps(check(f"{said}$$ {formula} $$"))]


@pytest.mark.parametrize(
    "formula",
    [
        r"\frac{\partial J}{\partial r} = \sum_k (\hat y_k - y_k) w_k",
        r"\frac{\partial J}{\partial w_k} = (\hat y_k - y_k) r",
        r"\partial_r J = \sum_k (\hat y_k - y_k) w_k",
    ],
)
def test_gradients_by_letters_of_ones_own(formula: str) -> None:
    assert verdicts(formula) == ["given", "given", "proved"]


@pytest.mark.parametrize(
    "formula",
    [
        r"\frac{\partial J}{\partial r} = \sum_k (y_k - \hat y_k) w_k",
        r"\frac{\partial J}{\partial r} = \sum_k \hat y_k w_k",
        r"\frac{\partial J}{\partial w_k} = (\hat y_k + y_k) r",
        r"\frac{\partial J}{\partial w_k} = \hat y_k r",
    ],
)
def test_wrong_gradients_are_not_proved(formula: str) -> None:
    assert verdicts(formula)[-1] != "proved"


def test_by_the_name_of_the_score() -> None:
    score = r"z_k = w_k^T r \\ "
    right = r"\partial_{w_k} J = \partial_{z_k} J \partial_{w_k} z_k = (\hat y_k - y_k) r"
    assert verdicts(score + right)[2:] == ["given", "proved", "proved"]
    wrong = r"\partial_{w_k} J = \partial_{z_k} J \partial_{w_k} z_k = (\hat y_k - y_k) z_k"
    assert "proved" not in verdicts(score + wrong)[4:]


def test_the_problems_own_letters_make_a_claim() -> None:
    right = r"\hat y_i = \frac{e^{u_i^T v_c}}{\sum_x e^{u_x^T v_c}}"
    assert verdicts(right, "") == ["proved"]
    wrong = r"\hat y_i = \frac{e^{-u_i^T v_c}}{\sum_x e^{u_x^T v_c}}"
    assert verdicts(wrong, "") == ["refuted"]


def test_one_entry_alone_says_nothing() -> None:
    assert verdicts(r"\hat y_o = e^{a}", "") != ["given"]
