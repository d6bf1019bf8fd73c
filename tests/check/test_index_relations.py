"""Relations of indices that stand alone claim nothing; what has a value does."""

import pytest

from tests.check.support import step


@pytest.mark.parametrize("formula", ["c = w_t", "w_i = w_j", "o = w"])
def test_what_says_which_index_is_meant_is_given(formula: str) -> None:
    found = step(f"(b) We have ${formula}$ here.\n")
    assert (found.verdict.value, found.code) == ("given", "assumed")


@pytest.mark.parametrize("formula", ["v = o", r"U(\hat y - y) = o", "o + 1 = w", "2 = o"])
def test_an_index_in_the_place_of_a_value_is_unread(formula: str) -> None:
    assert step(f"(b) $$ {formula} $$\n").verdict.value == "unread"
