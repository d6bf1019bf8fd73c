"""Formulas that the text denies are neither right nor wrong, and answer nothing."""

import pytest

from derivcheck.check.finding import DENIED
from derivcheck.check.names.denials import denied_by_words
from derivcheck.document import read_document
from tests.check.support import answers, check, steps

RIGHT = r"\frac{\partial J}{\partial v_c} = U(\hat y - y)"
WRONG = r"\frac{\partial J}{\partial v_c} = U(y - \hat y)"


def codes(text: str) -> list[str | None]:
    return [one.code or one.verdict.value for one in steps(check("## (b)\n\n" + text))]


@pytest.mark.parametrize(
    "words",
    [
        "It is wrong that $@$.",
        "A common mistake is to write $$@.$$",
        "i.e. not $@$",
        "This is not the same as U, i.e. not: $@$",
        "One may ask whether $@$. It is not.",
        "One might think that $@$",
        "I first thought that $@$",
        "Nobody would write $@$",
        "Do not confuse this with $@$",
        "We cannot conclude that $@$",
        "It isn't true that $@$",
        "Instead of $@$ we need another sign.",
        "$$@$$ This is wrong.",
        "$$@$$\n\nwhich is not correct.",
        "$$@ \\quad \\text{(wrong)}$$",
        "A wrong answer would be $@$; the right one is below.",
        "#### Wrong\n\nWe set out from the loss.\n\n$$@$$",
        "并非 $@$",
        "$$@$$ 这是错误的。",
    ],
)
def test_what_is_denied_is_neither_right_nor_wrong(words: str) -> None:
    assert codes(words.replace("@", WRONG)) == [DENIED]
    assert codes(words.replace("@", RIGHT)) == [DENIED]


@pytest.mark.parametrize(
    "words",
    [
        "It is not hard to see that $@$.",
        "This is not only short but also right: $@$",
        "We do not need the sum, so $$@$$",
        "The sign above is wrong; the right one is $@$",
        "We do not have a minus, but $@$",
        "The first line was wrong. Now $@$",
        "This does not depend on $o$ and gives $@$",
        "Never mind the sum, $$@$$",
        "$$@$$ This does not depend on $w$.",
        "$$@$$ which is not zero in general.",
        "A mistake in the sign aside, the correct gradient is $$@$$",
        "The loss does not change. $$@$$",
        "This is wrong nowhere: $$@$$",
        "We have a product rather than a sum: $$@$$",
        "$$@$$ This is not so easy to see.",
        "$$@$$ This is not what we want yet.",
        "Some take another sign; we do not. $$@$$",
        "#### Wrong\n\nWords.\n\n#### Right\n\n$$@$$",
    ],
)
def test_what_only_has_such_words_near_it_is_claimed(words: str) -> None:
    assert codes(words.replace("@", RIGHT)) == ["proved"]
    assert codes(words.replace("@", WRONG)) == ["not-equal"]


def test_words_about_other_things_deny_nothing() -> None:
    text = "For all false classes $$ a = b $$ and the wrong words, $$ c = d $$ and so on"
    (part,) = read_document("text.md", text).parts
    assert [denied_by_words(chain) for chain in part.chains] == [None, None]


def test_what_is_denied_is_no_answer() -> None:
    found = check(f"## (b)\n\n$$ {RIGHT} $$\n\nIt is not ${WRONG}$ for all $w$.\n")
    assert answers(found)["b"] == ("proved", "correct")
    assert answers(check(f"## (b)\n\nIt is not true that ${RIGHT}$.\n"))["b"] == (None, "none")


def test_what_is_denied_defines_nothing() -> None:
    found = steps(check("## (e)\n\nIt is not $z = x + 1$.\n\n$$ z - 1 = x $$\n"))
    assert [one.verdict.value for one in found] != ["undecided", "proved"]
    assert found[0].code == DENIED or found[0].verdict.value == "unread"
