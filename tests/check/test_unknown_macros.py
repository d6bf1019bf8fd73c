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


LOSS = r"-\sum_x y_x \log({0}_x) = -\log({0}_o)"


@pytest.mark.parametrize("name", [r"\byt", r"\yp", r"\ypred", r"\bfyh"])
def test_a_marked_letter_whose_entries_stand_in_a_logarithm_has_a_hat(name: str) -> None:
    text = f"(a)\n\n$$ {LOSS.format(name)} $$\n\n$$ {name}_o = \\hat y_o $$"
    assert verdicts(text) == ["proved", "proved"]
    assert f"{name} is defined nowhere; it is read as \\hat y" in [
        d.message for d in check(text).diagnostics
    ]
    wrong = f"(a)\n\n$$ {LOSS.format(name)} $$\n\n$$ {name}_o = y_o $$"
    assert verdicts(wrong) == ["proved", "refuted"]


@pytest.mark.parametrize(
    "text",
    [
        r"$$ \byt u_o = 1 $$",  # perhaps a transpose
        r"$$ \log \byt = 0 $$",  # of no entry
        r"$$ \log \byt_o + \log \byp_o = 0 $$",  # two marks at one letter
        r"$$ \log \bvt_o = 0 $$",  # a letter that the problem knows without a hat only
    ],
)
def test_a_mark_is_not_guessed(text: str) -> None:
    assert verdicts(text) == ["unread"]


@pytest.mark.parametrize("font", [r"\text", r"\textrm", r"\textbf"])
def test_an_upright_letter_set_as_text_is_the_letter(font: str) -> None:
    assert verdicts(f"$$ {font}{{U}} y = u_o $$") == ["proved"]
    assert verdicts(f"$$ {font}{{U}} y = u_c $$") == ["refuted"]


def test_a_letter_set_as_text_in_a_script_may_be_a_label() -> None:
    assert verdicts(r"$$ u_\text{o} = u_o $$") != ["refuted"]
    assert verdicts(r"$$ x \text{ a } = x a $$") == ["unread"]


def test_a_name_with_an_unknown_command_below_is_not_read() -> None:
    text = "$$z_{\\unknown} = 1$$\n\n$$2 z_{\\unknown} = 2$$\n"
    assert [one.verdict.value for one in steps(check(text, None))] == ["unread", "unread"]
