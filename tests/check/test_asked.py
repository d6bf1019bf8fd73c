"""What a part answers follows from what it differentiates and by what, where letters shift."""

import pytest

from tests.check.support import answers, check

SIGMOID = r"\sigma'(x) = \sigma(x)(1 - \sigma(x))"
BY_CENTRE = r"\frac{\partial J}{\partial v_c} = U(\hat y - y)"
SAMPLES = (
    r"\frac{\partial J_{neg-sample}}{\partial v_c} = "
    r"(\sigma(u_o^T v_c) - 1) u_o + \sum_{k=1}^K (1 - \sigma(-u_k^T v_c)) u_k"
)


def moved(text: str) -> dict[str, str | None]:
    return {part.part.id: part.answer.moved for part in check(text).parts}


@pytest.mark.parametrize(
    ("letter", "formula", "meant"),
    [
        ("d", SIGMOID, "e"),
        ("g", SIGMOID, "e"),
        ("c", BY_CENTRE, "b"),
        ("e", SAMPLES, "f(1)"),
        ("e", SIGMOID, None),
        ("b", BY_CENTRE, None),
        ("f", SAMPLES, None),
    ],
)
def test_a_part_is_what_it_asks_for(letter: str, formula: str, meant: str | None) -> None:
    text = f"({letter})\n\n$$ {formula} $$\n"
    assert moved(text) == {letter: meant}
    assert answers(check(text)) == {letter: ("proved", "correct")}


def test_a_wrong_answer_to_another_part_is_wrong() -> None:
    text = f"(d)\n\n$$ {SIGMOID.replace('1 -', '1 +')} $$\n"
    assert answers(check(text)) == {"d": ("refuted", "wrong")}


@pytest.mark.parametrize(
    "formula",
    [
        r"\frac{\partial \theta}{\partial v_c} = U^T",  # asked for nowhere
        r"\sum_w \hat y_w = 1",
        r"\hat y_o = P(O = o \mid C = c)",
    ],
)
def test_what_no_part_asks_for_moves_nothing(formula: str) -> None:
    text = f"(d)\n\n$$ {formula} $$\n"
    assert moved(text) == {"d": None}
    assert answers(check(text))["d"][0] is None


def test_what_its_own_letter_asks_for_comes_first() -> None:
    by_all = r"\frac{\partial J}{\partial U} = v_c (\hat y - y)^T"
    text = f"(d)\n\n$$ {by_all} $$\n\nand again\n\n$$ {BY_CENTRE} $$\n"
    assert moved(text) == {"d": None}


def test_two_other_parts_are_not_chosen_from() -> None:
    by_word = r"\frac{\partial J}{\partial u_w} = (\hat y_w - y_w) v_c"
    text = f"(e)\n\n$$ {by_word} $$\n\nand\n\n$$ {BY_CENTRE} $$\n"
    assert moved(text) == {"e": None}


def test_a_document_without_parts_is_no_part_of_the_problem() -> None:
    assert moved(f"$$ {SIGMOID} $$") == {"main": None}
