"""Conditions on real values, beside a formula or as one of their own before it."""

import pytest

from tests.check.support import check, steps

OPENING = r"Let $a, b \in \mathbb{R}$ and $u, v \in \mathbb{R}^n$."

CASES = [
    ("If $a + b > 0$, then", "|a + b| = a + b", "|a + b| = a - b"),
    ("When $a = b$,", "a^2 = a b", "a^2 = 2 a b"),
    ("Suppose that $a > b$. Then", r"\max(a, b) = a", r"\max(a, b) = b"),
    ("If $u_i > 0$,", r"\max(0, u_i) = u_i", r"\max(0, u_i) = 0"),
    ("If $a - b < 0$,", r"\frac{\partial}{\partial a} \max(a, b) = 0", r"\max(a, b) = 2 b"),
]


def verdicts(text: str) -> list[str]:
    return [step.verdict.value for step in steps(check(f"{OPENING}\n\n{text}\n", None))]


@pytest.mark.parametrize(("condition", "true", "false"), CASES)
def test_a_step_is_judged_under_the_condition_of_its_sentence(
    condition: str, true: str, false: str
) -> None:
    assert verdicts(f"{condition}\n\n$$ {true} $$")[-1] in ("proved", "undecided")
    assert verdicts(f"$$ {true} $$")[-1] in ("refuted", "undecided")
    assert verdicts(f"{condition}\n\n$$ {false} $$")[-1] != "proved"


def test_what_holds_under_it_is_proved_and_what_does_not_is_refuted() -> None:
    under = "If $a + b > 0$,"
    assert verdicts(f"{under} $$ |a + b| = a + b $$") == ["given", "proved"]
    assert verdicts(f"{under} $$ |a + b| = a - b $$") == ["given", "refuted"]
    # the condition goes on over the next display, and ends with the sentence
    more = "$$ |a + b| = a + b $$\n\n$$ \\max(0, a + b) = a + b $$"
    assert verdicts(f"{under}\n\n{more}") == ["given", "proved", "proved"]
    after = "$$ |a + b| = a + b. $$ Now this. $$ |a + b| = a + b $$"
    assert verdicts(f"{under}\n\n{after}")[-1] != "proved"


def test_nothing_is_proved_where_no_value_fulfils_the_condition() -> None:
    assert verdicts("If $a^2 + 1 < 0$, $$ a^2 = b $$")[-1] == "undecided"
