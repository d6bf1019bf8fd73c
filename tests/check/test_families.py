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


_SAMPLED = r"$$ J = -\log \sigma(u_o^\top v_c) - \sum_{k=1}^K \log \sigma(-u_k^\top v_c) $$"
_OWN = _SAMPLED.replace("J", r"\ell")
_CLAIM = r"$$ \frac{\partial %s}{\partial u_k} = %s\sigma(u_k^\top v_c) v_c $$"


def last(text: str) -> tuple[str, str | None]:
    found = steps(check(text))[-1]
    return found.verdict.value, found.code


@pytest.mark.parametrize(("loss", "name"), [(_SAMPLED, "J"), (_OWN, r"\ell")])
def test_a_text_without_parts_and_without_a_word_of_repetition_is_about_distinct_samples(
    loss: str, name: str
) -> None:
    found = steps(check(f"We get\n{loss}\nand\n{_CLAIM % (name, '')}"))[-1]
    assert found.verdict.value == "proved"
    # and the report says under what
    said = {one.text for one in found.conditions}
    assert r"i \neq k \Rightarrow w_i \neq w_k" in said
    assert last(f"We get\n{loss}\nand\n{_CLAIM % (name, '-')}")[0] == "refuted"


@pytest.mark.parametrize(
    "words",
    [
        "Some samples may coincide.",
        "A word may be drawn several times.",
        "We do not assume that the samples are distinct.",
        "What if one negative is drawn twice?",
    ],
)
def test_a_word_of_repetition_anywhere_leaves_it_open(words: str) -> None:
    claim = _CLAIM % ("J", "")
    assert last(f"{_SAMPLED}\n\n{words}\n\n{claim}") == ("undecided", "which-assumptions")
    assert last(f"{_SAMPLED}\n\n{claim}\n\n{words}") == ("undecided", "which-assumptions")


def test_where_there_are_two_answers_one_may_be_for_samples_that_repeat() -> None:
    claim = _CLAIM % ("J", "")
    assert last(f"{_SAMPLED}\n\n{claim}\n\nNow\n\n{claim}")[1] == "which-assumptions"
    told = f"The samples are distinct.\n\n{_SAMPLED}\n\n{claim}\n\nNow\n\n{claim}"
    assert last(told)[0] == "proved"


@pytest.mark.parametrize(
    ("words", "verdict"),
    [
        ("We assume that the $K$ negative samples are distinct.", "proved"),
        ("We draw without replacement, so all negatives are different.", "proved"),
        ("我们假设负样本互不相同。", "proved"),
        # of something else, or not of what is at hand
        ("The samples are different from $o$.", "undecided"),
        ("If the samples are distinct, this is easy.", "undecided"),
        ("Are the samples distinct?", "undecided"),
        ("The samples are distinct. Now the samples may repeat.", "refuted"),
    ],
)
def test_what_the_text_says_of_samples_further_up_holds(words: str, verdict: str) -> None:
    claim = _CLAIM % ("J", "")
    # two answers, so that silence would not tell
    assert last(f"{words}\n\n{_SAMPLED}\n\n{claim}\n\nNow\n\n{claim}")[0] == verdict


def test_a_part_below_hears_what_the_part_above_says_of_samples() -> None:
    text = (
        f"## 7\nAssume that the $K$ negative samples are distinct.\n\n{_OWN}\n\n### (1)\n"
        + _CLAIM % (r"\ell", "%s")
        + "\n\n### (2)\nNow the samples may repeat.\n\n"
        + _CLAIM % (r"\ell", "")
    )
    one, two = (found.verdict.value for found in steps(check(text % ""))[-2:])
    assert (one, two != "proved") == ("proved", True)
    assert steps(check(text % "-"))[-2].verdict.value == "refuted"


def test_words_behind_a_step_of_distinct_samples_are_no_condition() -> None:
    claim = _CLAIM % (r"\ell", "%s")
    text = f"{_OWN}\n\n{claim}\n\nwhere the last step uses $1 - \\sigma(-x) = \\sigma(x)$."
    found = [one for one in steps(check(text % "")) if one.relation.sign == "="]
    assert found[1].verdict.value == "proved"
    wrong = [one for one in steps(check(text % "-")) if one.relation.sign == "="]
    assert wrong[1].verdict.value != "proved"
