"""Samples distinct or not: which part of the problem a part of the document is."""

import pytest

from tests.check.support import check, steps

ONE = r"$$ \frac{\partial J_{\text{neg-sample}}}{\partial u_k} = (1 - \sigma(-u_k^\top v_c)) v_c $$"
ALL = (
    r"$$ \frac{\partial J_{\text{neg-sample}}}{\partial u_k}"
    r" = \sum_{i: w_i = w_k} (1 - \sigma(-u_k^\top v_c)) v_c $$"
)


def found(*parts: str) -> list[str]:
    text = "".join(
        f"## ({letter}) {rest}\n\n" for letter, _, rest in (p.partition(" ") for p in parts)
    )
    return [one.verdict.value for one in steps(check(text))]


@pytest.mark.heavy
@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        # by the letter
        ((f"f Part\n\n{ONE}",), ["proved"]),
        # by the order, whatever the letters are
        ((f"f Part\n\n{ONE}", f"g Part\n\n{ALL}"), ["proved", "proved"]),
        ((f"g Part\n\n{ONE}", f"h Part\n\n{ALL}"), ["proved", "proved"]),
        ((f"d Part\n\n{ALL}", f"e Part\n\n{ONE}"), ["proved", "refuted"]),
        # by the words
        ((f"k Part\n\nThe samples may repeat.\n\n{ONE}",), ["refuted"]),
        ((f"k Part\n\nThe samples may repeat.\n\n{ALL}",), ["proved"]),
        # words that deny it tell nothing, nor does the word alone
        ((f"k Part\n\nThe samples cannot be repeated.\n\n{ONE}",), ["undecided"]),
        ((f"k Part\n\nPlease repeat part (b) for negative sampling.\n\n{ONE}",), ["proved"]),
        # what an earlier part assumed may be dropped, or what the problem's part assumes denied
        ((f"f Part\n\nThe samples need not be distinct.\n\n{ONE}",), ["undecided"]),
        ((f"f Part\n\nThe samples need not be distinct.\n\n{ALL}",), ["proved"]),
        (
            (f"f Part\n\nWe no longer assume that the samples are different.\n\n{ONE}",),
            ["undecided"],
        ),
        ((f"f Part\n\nThe samples aren't all distinct.\n\n{ONE}",), ["undecided"]),
        ((f"g Part\n\nThe samples do not repeat any more.\n\n{ONE}",), ["undecided"]),
        ((f"f Part\n\nThe samples do not repeat.\n\n{ONE}",), ["proved"]),
        ((f"f Part\n\nThe samples are distinct.\n\n{ONE}",), ["proved"]),
        # a letter alone that stands for repeated samples may be a shifted one
        ((f"k Part\n\n{ONE}",), ["proved"]),
        ((f"g Part\n\n{ONE}",), ["refuted"]),
    ],
)
def test_the_part_is_told_by_words_order_and_letter(
    parts: tuple[str, ...], expected: list[str]
) -> None:
    assert found(*parts) == expected


def test_words_on_repetition_below_a_claim_do_not_hold_above_it() -> None:
    claim = "$$ \\frac{\\partial J_{\\text{neg-sample}}}{\\partial u_k} = "
    once = f"{claim} \\sigma(u_k^\\top v_c) v_c $$\n"
    text = f"We get\n{once}\n#### Samples that may repeat\n\nThen\n{once}"
    above, below = steps(check(text))
    assert (above.verdict.value, above.code) == ("undecided", "which-assumptions")
    assert below.verdict.value == "refuted"
