"""What the problem asks for under an assumption is judged under it: ∂J/∂v_w, “for w ≠ c”."""

import pytest

from tests.check.support import check, steps

_J = r"J_{\text{skip-gram}}(v_c, w_{t-m}, \dots, w_{t+m}, U)"
_BY = rf"\frac{{\partial {_J}}}{{\partial v_w}}"


def found(text: str) -> list[tuple[str, str | None, tuple[str, ...]]]:
    return [
        (s.verdict.value, s.code, tuple(c.text for c in s.conditions)) for s in steps(check(text))
    ]


@pytest.mark.parametrize("before", ["", "## (h)\n\n(iii)\n\n", "The input vectors:\n\n"])
def test_the_answer_without_the_condition_is_right(before: str) -> None:
    ((verdict, _, conditions),) = found(f"{before}$$ {_BY} = 0 $$")
    assert verdict == "proved" and any("neq" in text for text in conditions)


@pytest.mark.parametrize("wrong", ["v_w", "v_c", "2 v_w"])
def test_a_wrong_answer_is_not_proved(wrong: str) -> None:
    assert found(f"$$ {_BY} = {wrong} $$")[0][0] != "proved"


@pytest.mark.parametrize("said", ["For all $w$:", "When $w = c$:", "For $w = c$,"])
def test_what_is_said_of_w_wins(said: str) -> None:
    assert found(f"{said}\n\n$$ {_BY} = 0 $$")[0][0] != "proved"


def test_another_derivative_is_not_what_is_asked_for() -> None:
    other = r"\frac{\partial J(v_c, o, U)}{\partial v_w}"
    assert found(f"$$ {other} = 0 $$")[0][0] != "proved"
