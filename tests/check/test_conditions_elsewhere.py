"""Conditions in languages other than English and Chinese."""

import pytest

from tests.check.support import check, steps

CLAIM = r"$$ \frac{\partial J}{\partial u_w} = %s $$"
WORDS = [
    "Für ${}$ gilt", "Wenn ${}$, dann", "Im Fall ${}$:", "und für ${}$", "Caso ${}$:",
    "Cuando ${}$:", "Para ${}$:", "Si ${}$, alors", "Pour ${}$:", "Quando ${}$:",
    "Если ${}$, то", "При ${}$ имеем", "Khi ${}$:", "Với ${}$:",
    "${}$ の場合：", "${}$ のとき、", "${}$ の時：", "${}$ 인 경우:", "${}$ 일 때",
]  # fmt: skip


@pytest.mark.parametrize("words", WORDS)
def test_a_condition_is_understood_before_a_formula(words: str) -> None:
    for case, right, wrong in (
        (r"w \neq o", r"\hat y_w v_c", r"(\hat y_w - 1) v_c"),
        ("w = o", r"(\hat y_w - 1) v_c", r"\hat y_w v_c"),
    ):
        said = "(c)\n\n" + words.format(case) + "\n\n"
        assert [one.verdict.value for one in steps(check(said + CLAIM % right))] == ["proved"]
        assert [one.verdict.value for one in steps(check(said + CLAIM % wrong))] == ["refuted"]


@pytest.mark.parametrize("words", ["Nicht für ${}$:", "Salvo si ${}$:", "Кроме ${}$:"])
def test_words_that_are_not_known_prove_nothing(words: str) -> None:
    said = "(c)\n\n" + words.format("w = o") + "\n\n"
    found = steps(check(said + CLAIM % r"(\hat y_w - 1) v_c"))
    assert found[-1].verdict.value not in ("proved", "refuted")
