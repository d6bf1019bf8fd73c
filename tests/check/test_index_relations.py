"""Relations of indices that stand alone claim nothing; what has a value does."""

import pytest

from tests.check.support import check, step, steps


@pytest.mark.parametrize("formula", ["c = w_t", "w_i = w_j", "o = w"])
def test_what_says_which_index_is_meant_is_given(formula: str) -> None:
    found = step(f"(b) We have ${formula}$ here.\n")
    assert (found.verdict.value, found.code) == ("given", "assumed")


@pytest.mark.parametrize("formula", ["v = o", r"U(\hat y - y) = o", "o + 1 = w", "2 = o"])
def test_an_index_in_the_place_of_a_value_is_unread(formula: str) -> None:
    assert step(f"(b) $$ {formula} $$\n").verdict.value == "unread"


SOFTMAX = (
    "$$S = \\sum_{k=1}^C e^{z_k}$$\n\n$$s_i = \\frac{e^{z_i}}{S}$$\n\n"
    "%s\n\n$$\\frac{\\partial s_i}{\\partial z_%s} = %ss_i (1 - s_i)$$\n"
)


@pytest.mark.parametrize(
    "case", ["$$i = j$$", "**First case: $i = j$** (diagonal)", "令 $i = j$："]
)
def test_two_letters_below_others_that_are_equal_define_nothing(case: str) -> None:
    def last(*said: str) -> str:
        return steps(check(SOFTMAX % (case, *said), None))[-1].verdict.value

    assert last("i", "") == "proved"
    assert last("i", "2") != "proved"


def test_what_holds_where_they_are_equal_is_not_refuted_behind_it() -> None:
    declared = "Let $z \\in \\mathbb{R}^C$.\n\n"
    last = steps(check(declared + SOFTMAX % ("$$i = j$$", "j", ""), None))[-1]
    assert last.verdict.value == "undecided"
    last = steps(check(declared + SOFTMAX % ("", "j", ""), None))[-1]
    assert last.verdict.value == "refuted"
