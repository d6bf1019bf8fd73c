"""Readings of a whole document: the problem's, stated by the document, contradicting."""

import pytest

from tests.check.support import check, display, steps

COLUMNS = r"\frac{\partial J}{\partial v_c} = U(\hat y - y)"
ROWS = r"\frac{\partial J}{\partial v_c} = (\hat y - y) U^\top"
JACOBIAN = r"\frac{\partial (U^\top v_c)}{\partial v_c}"


def verdict(words: str, latex: str) -> str:
    (one,) = steps(check(f"{words}\n\n{display('b', latex)}"))
    return one.verdict.value


@pytest.mark.parametrize(
    "words",
    [
        "In this document all vectors are row vectors.",
        "We write all vectors as rows.",
        "We use the row-vector convention.",
        "Throughout we work with row vectors.",
    ],
)
def test_row_vectors_stated_in_words(words: str) -> None:
    assert verdict(words, ROWS) == "proved"
    assert verdict(words, COLUMNS) == "ill-typed"
    convention = check(f"{words}\n\n{display('b', ROWS)}").conventions[0]
    assert (convention.code, convention.source) == ("row-vectors", "stated")
    assert convention.evidence == (words.rstrip("."),) or convention.evidence == (words,)


@pytest.mark.parametrize(
    "words",
    [
        "",
        "The scores are computed row by row.",
        "All vectors are columns.",
    ],
)
def test_columns_are_the_default(words: str) -> None:
    assert verdict(words, COLUMNS) == "proved"
    assert verdict(words, ROWS) == "ill-typed"


def test_lists_that_are_said_to_be_rows_are() -> None:
    said = "Let $v = (v_1, \\dots, v_d)$, $w = (w_1, \\dots, w_d)$ be rows.\n\n$${}$$\n"
    inner = said.format("v w^\\top = \\sum_{i=1}^d v_i w_i")
    assert steps(check(inner, None))[-1].verdict.value == "proved"
    outer = said.format("v^\\top w = \\sum_{i=1}^d v_i w_i")
    assert steps(check(outer, None))[-1].verdict.value == "unread"


def test_stated_both_ways_a_convention_is_not_stated() -> None:
    words = "All vectors are rows. Later all vectors are columns."
    assert verdict(words, COLUMNS) == "proved"
    assert verdict(words, ROWS) == "undecided"


def test_a_reading_is_not_chosen_because_it_makes_the_step_true() -> None:
    text = display("b", ROWS)
    (one,) = steps(check(text))
    assert one.verdict.value == "ill-typed"
    assert {convention.source for convention in check(text).conventions} == {"problem"}


def test_the_layout_of_a_jacobian_is_a_convention() -> None:
    by_layout = {
        "": ("proved", "ill-typed"),
        "We use the numerator layout.": ("proved", "ill-typed"),
        "We use the denominator layout.": ("ill-typed", "proved"),
    }
    for words, expected in by_layout.items():
        found = tuple(verdict(words, f"{JACOBIAN} = {right}") for right in (r"U^\top", "U"))
        assert found == expected


def test_a_transposed_side_is_told() -> None:
    (one,) = steps(check(display("b", f"{JACOBIAN} = U")))
    assert one.message is not None and one.message.endswith("one of them is transposed")


def test_all_conventions_are_reported_once() -> None:
    codes = [convention.code for convention in check(display("b", COLUMNS)).conventions]
    assert codes == ["column-vectors", "numerator-layout", "u-columns", "v-columns"]
