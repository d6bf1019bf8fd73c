"""Macros that are defined nowhere: letters and words by their names, all else is unread."""

import pytest

from tests.check.support import check, steps

GRADIENT = r"\frac{\partial \bJ}{\partial \bv_c} = \bU(\hat{\by} - \by)"


def codes(text: str) -> list[str]:
    return [d.code for d in check(text).diagnostics]


def verdicts(text: str) -> list[str]:
    return [step.verdict.value for step in steps(check(text))]


def test_bold_letters_of_the_problem_are_read_and_named_once_each() -> None:
    text = f"(b)\n\n$$ {GRADIENT} $$\n\n$$ {GRADIENT} $$"
    assert verdicts(text) == ["proved", "proved"]
    said = [d.message for d in check(text).diagnostics]
    assert len(said) == 4 and r"\bU is defined nowhere; it is read as the letter U" in said


@pytest.mark.parametrize("name", [r"\vv", r"\bv", r"\vecv", r"\bfv"])
def test_spellings_of_bold(name: str) -> None:
    assert verdicts(f"$$ {name}_c + {name}_c = 2v_c $$") == ["proved"]
    assert verdicts(f"$$ {name}_c + {name}_c = 3v_c $$") == ["refuted"]


@pytest.mark.parametrize("name", [r"\bq", r"\byt", r"\foo", r"\Bv", r"\xv"])
def test_other_commands_are_not_guessed(name: str) -> None:
    text = f"$$ {name} + {name} = 2{name} $$"
    assert verdicts(text) == ["unread"] and codes(text) == []


def test_a_definition_of_the_document_is_what_counts() -> None:
    assert verdicts("\\newcommand{\\bv}{u}\n\n$$ \\bv_o = u_o $$") == ["proved"]


@pytest.mark.parametrize(
    "formula",
    [
        r"\sum_{w \in \T{Vocab}} \hat y_w = 1",
        r"J_{\T{naive-softmax}}(v_c, o, U) = -\log \hat y_o",
        r"\frac{\partial J_{\txt{naive-softmax}}}{\partial u_w} ="
        r" \begin{cases} (\hat y_w - 1) v_c & \T{if w = o} \\ \hat y_w v_c & \T{otherwise}"
        r" \end{cases}",
    ],
)
def test_words_in_an_unknown_font_are_words(formula: str) -> None:
    assert verdicts(f"(c)\n\n$$ {formula} $$") == ["proved"]
    assert "unknown-macro" in codes(f"(c)\n\n$$ {formula} $$")


@pytest.mark.parametrize("formula", [r"\T{x} = x", r"\norm{Vocab} = 1", r"\T{x + 1} = x + 1"])
def test_what_else_a_macro_may_do_is_not_guessed(formula: str) -> None:
    assert verdicts(f"$$ {formula} $$") == ["unread"]


@pytest.mark.parametrize(
    "formula",
    [r"x = -U y + U \foo", r"x = y + U + \foo", r"\foo + y + U = x", r"x = U + y \foo{z}"],
)
def test_no_shape_is_blamed_in_a_formula_that_is_not_read_to_its_end(formula: str) -> None:
    """What an unknown command does to the rest is unknown: this was once called ill-typed."""
    (step,) = steps(check(f"$$ {formula} $$"))
    assert (step.verdict.value, step.code) == ("unread", "unknown-command")
